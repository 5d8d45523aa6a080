/// The glyphs of a face that a document shows, a bit each.
struct GlyphUsage: Hashable, Sendable {
  private(set) var words: [UInt64] = []

  var isEmpty: Bool { words.isEmpty }

  @inline(__always) mutating func insert(_ glyph: Int) {
    let word = glyph >> 6
    if word >= words.count {
      words.append(contentsOf: repeatElement(0, count: word + 1 - words.count))
    }
    words[word] |= 1 << UInt64(glyph & 63)
  }

  func contains(_ glyph: Int) -> Bool {
    glyph >> 6 < words.count && words[glyph >> 6] >> UInt64(glyph & 63) & 1 != 0
  }

  mutating func formUnion(_ other: GlyphUsage) {
    if other.words.count > words.count {
      words.append(contentsOf: repeatElement(0, count: other.words.count - words.count))
    }
    for index in other.words.indices { words[index] |= other.words[index] }
  }

  /// In ascending order.
  var glyphs: [Int] {
    var glyphs: [Int] = []
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        glyphs.append(index << 6 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return glyphs
  }

  /// With whole classes of characters where most of a class is there: documents of one kind then have
  /// one subset, which is made once, and each document is the same bytes in whatever company
  /// it is made.
  func rounded(_ font: TrueTypeFont) -> GlyphUsage {
    var usage = self
    for (set, share) in Self.classes {
      let glyphs = set.map { font.map.glyph(of: $0) }.filter { $0 != 0 }
      if 100 * glyphs.count(where: { contains($0) }) > share * glyphs.count {
        for glyph in glyphs { usage.insert(glyph) }
      }
    }
    return usage
  }

  /// Characters, and how many of a hundred must be there. Running text has nearly all small letters,
  /// labels have some.
  private static let classes: [(characters: [UInt32], share: Int)] = [
    (Array(0x30...0x39), 50), (Array(0x41...0x5A), 50), (Array(0x61...0x7A), 75),
    // Comma, hyphen, full stop, slash, colon.
    ([0x2C, 0x2D, 0x2E, 0x2F, 0x3A], 50),
  ]
}
