/// Text as glyphs of fonts, with the widths that lines are broken by. Lengths are millionths of the em.
struct ShapedText {
  struct Glyph {
    /// The face in the font set.
    var face: UInt8
    var number: UInt16
    var scalar: UInt32
    var advance: Int32
    /// What the next glyph stands further away, or closer.
    var kern: Int32 = 0

    var isSpace: Bool { scalar == 32 }
    var isLineEnd: Bool { scalar == 10 }
  }

  var glyphs: [Glyph] = []
  /// Whether any glyph has kerning.
  var isKerned = false

  /// The width of a part, in millionths of the em.
  func extent(_ range: Range<Int>) -> Int {
    var extent = 0
    for index in range { extent += Int(glyphs[index].advance) + Int(glyphs[index].kern) }
    // The last one has no neighbour.
    if let last = range.last { extent -= Int(glyphs[last].kern) }
    return extent
  }

  /// The width at a size, both in thousandths of a point.
  func width(_ range: Range<Int>, size: Int) -> Int { extent(range) * size / 1_000_000 }

  func width(size: Int) -> Int { width(glyphs.indices, size: size) }

  /// Breaks into lines that are no wider than `width`, at spaces; a word that is longer than a line is
  /// broken where it must be. An empty text is one empty line.
  func lines(width: Int, size: Int) -> [Range<Int>] {
    let limit = width * 1_000_000 / max(1, size)
    var lines: [Range<Int>] = []
    var start = 0
    // Where the line could end, and where the next would begin.
    var gap: Range<Int>?
    var extent = 0
    var index = 0
    while index < glyphs.count {
      let glyph = glyphs[index]
      if glyph.isLineEnd {
        lines.append(trimmed(start..<index))
        index += 1
        (start, gap, extent) = (index, nil, 0)
        continue
      }
      if glyph.isSpace {
        gap =
          gap.map { $0.upperBound == index ? $0.lowerBound..<index + 1 : index..<index + 1 }
          ?? index..<index + 1
      } else if extent + Int(glyph.advance) > limit, index > start {
        if let space = gap, space.lowerBound > start {
          lines.append(start..<space.lowerBound)
          start = space.upperBound
        } else {
          lines.append(start..<index)
          start = index
        }
        gap = nil
        extent = start < index ? self.extent(start..<index) : 0
      }
      extent += Int(glyph.advance) + Int(glyph.kern)
      index += 1
    }
    lines.append(trimmed(start..<glyphs.count))
    return lines
  }

  /// Without the spaces at the end.
  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var end = range.upperBound
    while end > range.lowerBound, glyphs[end - 1].isSpace { end -= 1 }
    return range.lowerBound..<end
  }
}
