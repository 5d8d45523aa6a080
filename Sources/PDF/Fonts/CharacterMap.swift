/// Which glyph a font has for a character: the ranges of its `cmap` table.
struct CharacterMap: Sendable {
  private struct Group {
    var first: UInt32
    var last: UInt32
    var glyph: UInt32
  }

  /// Sorted by character.
  private let groups: [Group]

  /// Takes format 12 if there is one, else format 4; nil when the font maps no Unicode.
  init?(_ data: BigEndian, _ table: Range<Int>, glyphCount: Int) {
    var found: [Int: Int] = [:]
    for index in 0..<data.short(table.lowerBound + 2) {
      let entry = table.lowerBound + 4 + 8 * index
      // Platform 3 is Windows, 0 is Unicode; the encodings that matter here mean the same in both.
      let encoding = data.short(entry + 2)
      let start = table.lowerBound + data.long(entry + 4)
      switch (data.short(entry), data.short(start)) {
      case (3, 12) where encoding == 10, (0, 12): found[12] = start
      case (3, 4) where encoding == 1, (0, 4): found[4] = found[4] ?? start
      default: continue
      }
    }
    let groups: [Group]
    if let start = found[12] {
      groups = Self.segmented(data, start)
    } else if let start = found[4] {
      groups = Self.deltas(data, start)
    } else {
      return nil
    }
    self.groups = groups.filter {
      $0.first <= $0.last && $0.glyph < glyphCount && $0.last < 0x110000
    }
    .sorted { $0.first < $1.first }
  }

  private static func segmented(_ data: BigEndian, _ start: Int) -> [Group] {
    let count = min(data.long(start + 12), (data.bytes.count - start) / 12)
    return (0..<max(0, count)).map { index in
      let group = start + 16 + 12 * index
      return Group(
        first: UInt32(data.long(group)), last: UInt32(data.long(group + 4)),
        glyph: UInt32(data.long(group + 8)))
    }
  }

  private static func deltas(_ data: BigEndian, _ start: Int) -> [Group] {
    let count = data.short(start + 6) / 2
    var groups: [Group] = []
    for index in 0..<count {
      let last = data.short(start + 14 + 2 * index)
      let first = data.short(start + 16 + 2 * (count + index))
      let delta = data.short(start + 16 + 2 * (2 * count + index))
      let place = start + 16 + 2 * (3 * count + index)
      let range = data.short(place)
      guard first <= last else { continue }
      for code in first...last where code != 0xFFFF {
        var glyph = (code + delta) & 0xFFFF
        if range != 0 {
          let stored = data.short(place + range + 2 * (code - first))
          glyph = stored == 0 ? 0 : (stored + delta) & 0xFFFF
        }
        if glyph == 0 { continue }
        let end = groups.count - 1
        if end >= 0, groups[end].last + 1 == UInt32(code),
          Int(groups[end].glyph) + code - Int(groups[end].first) == glyph
        {
          groups[end].last = UInt32(code)
        } else {
          groups.append(Group(first: UInt32(code), last: UInt32(code), glyph: UInt32(glyph)))
        }
      }
    }
    return groups
  }

  /// The glyph of a character; 0 when there is none.
  func glyph(of scalar: UInt32) -> Int {
    var (low, high) = (0, groups.count)
    while low < high {
      let middle = (low + high) / 2
      if groups[middle].last < scalar { low = middle + 1 } else { high = middle }
    }
    guard low < groups.count, groups[low].first <= scalar else { return 0 }
    return Int(groups[low].glyph + scalar - groups[low].first)
  }

  /// The first character of each glyph, for text extraction; 0 where no character leads to it.
  func characters(glyphCount: Int) -> [UInt32] {
    var characters = [UInt32](repeating: 0, count: glyphCount)
    for group in groups {
      for offset in 0...(group.last - group.first) {
        let glyph = Int(group.glyph + offset)
        if glyph >= glyphCount { break }
        if characters[glyph] == 0 { characters[glyph] = group.first + offset }
      }
    }
    return characters
  }
}
