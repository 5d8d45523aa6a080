/// How much closer, or further apart, two glyphs stand than their widths say: pairs of the `kern`
/// table, or of GPOS where the font has only that.
struct Kerning: Sendable {
  /// Millionths of the em by left glyph and right glyph.
  private var pairs: [UInt32: Int32] = [:]
  private var classes: [ClassPairs] = []
  /// Glyphs that stand at the left of a pair: most don't, which is quickly seen.
  private var lefts: Set<UInt16> = []

  /// Glyphs by class (GPOS, pair adjustment, format 2).
  private struct ClassPairs {
    var covered: Set<UInt16>
    var first: [UInt16: UInt16]
    var second: [UInt16: UInt16]
    var columns: Int
    var values: [Int32]
  }

  var isEmpty: Bool { pairs.isEmpty && classes.isEmpty }

  /// Millionths of the em between two glyphs.
  func between(_ left: UInt16, _ right: UInt16) -> Int32 {
    guard lefts.contains(left) else { return 0 }
    if let value = pairs[UInt32(left) << 16 | UInt32(right)] { return value }
    for table in classes where table.covered.contains(left) {
      let row = Int(table.first[left] ?? 0)
      let column = Int(table.second[right] ?? 0)
      let place = row * table.columns + column
      // The first table that covers the left glyph decides, also when it says 0.
      return table.values.indices.contains(place) ? table.values[place] : 0
    }
    return 0
  }

  init(_ data: BigEndian, kern: Range<Int>?, gpos: Range<Int>?, unitsPerEm: Int) {
    func scaled(_ units: Int) -> Int32 { Int32(units * 1_000_000 / unitsPerEm) }
    if let kern { readKern(data, kern, scaled) }
    if pairs.isEmpty, let gpos { readGPOS(data, gpos, scaled) }
  }

  /// Format 0 of the `kern` table: sorted pairs.
  private mutating func readKern(_ data: BigEndian, _ table: Range<Int>, _ scaled: (Int) -> Int32) {
    var start = table.lowerBound + 4
    for _ in 0..<data.short(table.lowerBound + 2) {
      let (length, coverage) = (data.short(start + 2), data.short(start + 4))
      // Horizontal, and no minimum or cross-stream values.
      if coverage >> 8 == 0, coverage & 7 == 1 {
        let count = min(data.short(start + 6), (table.upperBound - start - 14) / 6)
        pairs.reserveCapacity(count)
        for index in 0..<max(0, count) {
          let pair = start + 14 + 6 * index
          add(data.short(pair), data.short(pair + 2), scaled(data.signedShort(pair + 4)))
        }
      }
      start += max(6, length)
    }
  }

  private mutating func add(_ left: Int, _ right: Int, _ value: Int32) {
    let key = UInt32(left) << 16 | UInt32(right)
    if pairs[key] == nil { pairs[key] = value }
    lefts.insert(UInt16(truncatingIfNeeded: left))
  }

  // MARK: GPOS

  private mutating func readGPOS(_ data: BigEndian, _ table: Range<Int>, _ scaled: (Int) -> Int32) {
    let start = table.lowerBound
    let features = start + data.short(start + 6)
    let lookups = start + data.short(start + 8)
    var wanted: [Int] = []
    for index in 0..<data.short(features) {
      let record = features + 2 + 6 * index
      guard data.long(record) == 0x6B65_726E else { continue }  // 'kern'
      let feature = features + data.short(record + 4)
      for place in 0..<data.short(feature + 2) {
        let lookup = data.short(feature + 4 + 2 * place)
        if !wanted.contains(lookup) { wanted.append(lookup) }
      }
    }
    for index in wanted.sorted() where index < data.short(lookups) {
      let lookup = lookups + data.short(lookups + 2 + 2 * index)
      for place in 0..<data.short(lookup + 4) {
        var subtable = lookup + data.short(lookup + 6 + 2 * place)
        var kind = data.short(lookup)
        if kind == 9 {
          // An extension: the same, further away.
          kind = data.short(subtable + 2)
          subtable += data.long(subtable + 4)
        }
        if kind == 2 { readPairs(data, subtable, scaled) }
      }
    }
  }

  private mutating func readPairs(_ data: BigEndian, _ start: Int, _ scaled: (Int) -> Int32) {
    let covered = Self.coverage(data, start + data.short(start + 2))
    let (first, second) = (data.short(start + 4), data.short(start + 6))
    let (firstSize, secondSize) = (2 * first.nonzeroBitCount, 2 * second.nonzeroBitCount)
    // Only the advance of the left glyph matters: bit 2, after placement in x and y.
    guard first & 4 != 0 else { return }
    let advance = 2 * (first & 3).nonzeroBitCount
    switch data.short(start) {
    case 1:
      for (index, left) in covered.enumerated() {
        let set = start + data.short(start + 10 + 2 * index)
        for pair in 0..<data.short(set) {
          let record = set + 2 + pair * (2 + firstSize + secondSize)
          add(Int(left), data.short(record), scaled(data.signedShort(record + 2 + advance)))
        }
      }
    case 2:
      let rows = data.short(start + 12)
      let columns = data.short(start + 14)
      guard rows * columns <= 1 << 20 else { return }
      let values = (0..<rows * columns).map { index in
        scaled(data.signedShort(start + 16 + index * (firstSize + secondSize) + advance))
      }
      classes.append(
        ClassPairs(
          covered: Set(covered), first: Self.classes(data, start + data.short(start + 8)),
          second: Self.classes(data, start + data.short(start + 10)), columns: columns,
          values: values))
      lefts.formUnion(covered)
    default: return
    }
  }

  private static func coverage(_ data: BigEndian, _ start: Int) -> [UInt16] {
    let count = data.short(start + 2)
    if data.short(start) == 1 {
      return (0..<count).map { UInt16(data.short(start + 4 + 2 * $0)) }
    }
    var glyphs: [UInt16] = []
    for index in 0..<count {
      let record = start + 4 + 6 * index
      let (first, last) = (data.short(record), data.short(record + 2))
      if first <= last { glyphs += (first...last).map { UInt16($0) } }
    }
    return glyphs
  }

  private static func classes(_ data: BigEndian, _ start: Int) -> [UInt16: UInt16] {
    var classes: [UInt16: UInt16] = [:]
    if data.short(start) == 1 {
      let first = data.short(start + 2)
      for index in 0..<data.short(start + 4) {
        classes[UInt16(truncatingIfNeeded: first + index)] = UInt16(
          data.short(start + 6 + 2 * index))
      }
      return classes
    }
    for index in 0..<data.short(start + 2) {
      let record = start + 4 + 6 * index
      let (first, last) = (data.short(record), data.short(record + 2))
      if first > last { continue }
      for glyph in first...last { classes[UInt16(glyph)] = UInt16(data.short(record + 4)) }
    }
    return classes
  }
}
