/// The modules of a QR code (ISO 18004, 7.7 to 7.10).
struct QRMatrix {
  private(set) var pattern: BarPattern
  /// What is not data, and no mask touches.
  private var isFixed: BarPattern
  private let version: Int
  private let size: Int

  init(version: Int, codewords: [UInt8]) {
    self.version = version
    size = 17 + 4 * version
    pattern = BarPattern(columns: size, rows: size)
    isFixed = pattern
    drawTiming()
    drawFinders()
    drawAlignments()
    // Room for the format, and the version.
    drawFormat(0)
    drawVersion()
    place(codewords)
  }

  private mutating func fix(_ row: Int, _ column: Int, _ isDark: Bool) {
    pattern[row, column] = isDark
    isFixed[row, column] = true
  }

  private mutating func drawTiming() {
    for index in 0..<size {
      fix(6, index, index % 2 == 0)
      fix(index, 6, index % 2 == 0)
    }
  }

  private mutating func drawFinders() {
    for (row, column) in [(3, 3), (3, size - 4), (size - 4, 3)] {
      for down in -4...4 {
        for across in -4...4 {
          let distance = max(abs(down), abs(across))
          let (y, x) = (row + down, column + across)
          guard (0..<size).contains(y), (0..<size).contains(x) else { continue }
          fix(y, x, distance != 2 && distance != 4)
        }
      }
    }
  }

  private var alignments: [Int] {
    if version == 1 { return [] }
    let count = version / 7 + 2
    let step = version == 32 ? 26 : (version * 4 + count * 2 + 1) / (count * 2 - 2) * 2
    return [6] + (0..<count - 1).map { size - 7 - $0 * step }.reversed()
  }

  private mutating func drawAlignments() {
    let places = alignments
    for row in places {
      for column in places {
        // Not where a finder is.
        let ends = [6, size - 7]
        if ends.contains(row), ends.contains(column), !(row == size - 7 && column == size - 7) {
          continue
        }
        for down in -2...2 {
          for across in -2...2 {
            fix(row + down, column + across, max(abs(down), abs(across)) != 1)
          }
        }
      }
    }
  }

  /// The fifteen bits of correction and mask, twice.
  private mutating func drawFormat(_ data: Int) {
    var rest = data
    for _ in 0..<10 { rest = rest << 1 ^ (rest >> 9) * 0x537 }
    let bits = (data << 10 | rest) ^ 0x5412
    func bit(_ index: Int) -> Bool { bits >> index & 1 != 0 }
    for index in 0...5 { fix(index, 8, bit(index)) }
    fix(7, 8, bit(6))
    fix(8, 8, bit(7))
    fix(8, 7, bit(8))
    for index in 9..<15 { fix(8, 14 - index, bit(index)) }
    for index in 0..<8 { fix(8, size - 1 - index, bit(index)) }
    for index in 8..<15 { fix(size - 15 + index, 8, bit(index)) }
    fix(size - 8, 8, true)
  }

  private mutating func drawVersion() {
    if version < 7 { return }
    var rest = version
    for _ in 0..<12 { rest = rest << 1 ^ (rest >> 11) * 0x1F25 }
    let bits = version << 12 | rest
    for index in 0..<18 {
      let isDark = bits >> index & 1 != 0
      let (far, near) = (size - 11 + index % 3, index / 3)
      fix(near, far, isDark)
      fix(far, near, isDark)
    }
  }

  /// Two columns at a time from the right, up and down in turn.
  private mutating func place(_ codewords: [UInt8]) {
    var index = 0
    var right = size - 1
    while right >= 1 {
      if right == 6 { right = 5 }
      for step in 0..<size {
        for column in [right, right - 1] {
          let isUpward = (right + 1) & 2 == 0
          let row = isUpward ? size - 1 - step : step
          if isFixed[row, column] || index >= codewords.count * 8 { continue }
          pattern[row, column] = codewords[index >> 3] >> UInt8(7 - index & 7) & 1 != 0
          index += 1
        }
      }
      right -= 2
    }
  }

  // MARK: Masks

  func masked(_ mask: Int, _ correction: QRCode.Correction) -> BarPattern {
    var copy = self
    for row in 0..<size {
      for column in 0..<size where !isFixed[row, column] {
        if Self.flips(mask, row, column) { copy.pattern[row, column].toggle() }
      }
    }
    copy.drawFormat(correction.bits << 3 | mask)
    return copy.pattern
  }

  private static func flips(_ mask: Int, _ y: Int, _ x: Int) -> Bool {
    switch mask {
    case 0: (x + y) % 2 == 0
    case 1: y % 2 == 0
    case 2: x % 3 == 0
    case 3: (x + y) % 3 == 0
    case 4: (x / 3 + y / 2) % 2 == 0
    case 5: x * y % 2 + x * y % 3 == 0
    case 6: (x * y % 2 + x * y % 3) % 2 == 0
    default: ((x + y) % 2 + x * y % 3) % 2 == 0
    }
  }

  /// How hard a pattern is to read (7.8.3): runs, blocks, what looks like a finder, imbalance.
  static func penalty(_ pattern: BarPattern) -> Int {
    let size = pattern.rows
    var penalty = 0
    let finder = [true, false, true, true, true, false, true]
    for index in 0..<size {
      for line in [
        (0..<size).map { pattern[index, $0] }, (0..<size).map { pattern[$0, index] },
      ] {
        var run = 1
        for place in 1..<size {
          if line[place] == line[place - 1] { run += 1 } else { run = 1 }
          if run == 5 { penalty += 3 } else if run > 5 { penalty += 1 }
        }
        for place in 0...size - 7 where line[place] && Array(line[place..<place + 7]) == finder {
          func isLight(_ range: Range<Int>) -> Bool {
            range.allSatisfy { !line.indices.contains($0) || !line[$0] }
          }
          if isLight(place - 4..<place) || isLight(place + 7..<place + 11) { penalty += 40 }
        }
      }
    }
    for row in 0..<size - 1 {
      for column in 0..<size - 1 {
        let corner = pattern[row, column]
        if pattern[row, column + 1] == corner, pattern[row + 1, column] == corner,
          pattern[row + 1, column + 1] == corner
        {
          penalty += 3
        }
      }
    }
    let dark = pattern.modules.count { $0 }
    let total = size * size
    return penalty + max(0, (abs(dark * 20 - total * 10) + total - 1) / total - 1) * 10
  }
}
