/// The part of a font that a document uses: its glyphs renumbered from 0, without instructions, which
/// PDF viewers ignore and which are half of the size.
struct FontSubset {
  /// Glyph numbers of the font, in the order of the subset; 0 (`.notdef`) first.
  private(set) var glyphs: [Int] = [0]
  private var numbers: [Int: Int] = [0: 0]

  /// The number of a glyph in the subset.
  mutating func number(of glyph: Int) -> Int {
    if let known = numbers[glyph] { return known }
    numbers[glyph] = glyphs.count
    glyphs.append(glyph)
    return glyphs.count - 1
  }

  /// The font file of the subset.
  mutating func render(_ font: TrueTypeFont) -> [UInt8] {
    closeOverComponents(font)
    var outlines: [UInt8] = []
    var locations: [UInt8] = BigEndian.long(0)
    var metrics: [UInt8] = []
    for glyph in glyphs {
      var outline = stripped(font.outline(glyph))
      while outline.count % 4 != 0 { outline.append(0) }
      outlines += outline
      locations += BigEndian.long(outlines.count)
      let bearing = outline.count >= 4 ? Array(outline[2..<4]) : [0, 0]
      metrics += BigEndian.short(font.advance(glyph)) + bearing
    }
    var head = Array(font.bytes[font.table("head")])
    head.replaceSubrange(8..<12, with: [0, 0, 0, 0])
    head.replaceSubrange(50..<52, with: [0, 1])
    var hhea = Array(font.bytes[font.table("hhea")])
    hhea.replaceSubrange(34..<36, with: BigEndian.short(glyphs.count))
    var maxp = Array(font.bytes[font.table("maxp")])
    maxp.replaceSubrange(4..<6, with: BigEndian.short(glyphs.count))
    return Self.file([
      ("glyf", outlines), ("head", head), ("hhea", hhea), ("hmtx", metrics), ("loca", locations),
      ("maxp", maxp),
    ])
  }

  /// Composite glyphs need their parts.
  private mutating func closeOverComponents(_ font: TrueTypeFont) {
    var index = 0
    while index < glyphs.count {
      for part in Self.components(font.outline(glyphs[index])) { _ = number(of: part.glyph) }
      index += 1
    }
  }

  private struct Component {
    var glyph: Int
    /// Where its flags stand, and how long it is.
    var offset: Int
    var length: Int
    var flags: Int
  }

  private static func components(_ outline: ArraySlice<UInt8>) -> [Component] {
    let data = BigEndian(bytes: Array(outline))
    guard outline.count > 10, data.signedShort(0) < 0 else { return [] }
    var components: [Component] = []
    var offset = 10
    while true {
      let flags = data.short(offset)
      var length = 4 + (flags & 1 != 0 ? 4 : 2)
      if flags & 8 != 0 {
        length += 2
      } else if flags & 0x40 != 0 {
        length += 4
      } else if flags & 0x80 != 0 {
        length += 8
      }
      components.append(
        Component(glyph: data.short(offset + 2), offset: offset, length: length, flags: flags))
      offset += length
      if flags & 0x20 == 0 { return components }
    }
  }

  /// The outline with its parts renumbered and its instructions left out.
  private func stripped(_ outline: ArraySlice<UInt8>) -> [UInt8] {
    var bytes = Array(outline)
    guard bytes.count > 10 else { return bytes }
    let data = BigEndian(bytes: bytes)
    let contours = data.signedShort(0)
    if contours < 0 {
      let components = Self.components(outline)
      for part in components {
        // Flag 0x100: instructions follow the last part.
        let flags = BigEndian.short(part.flags & ~0x100)
        let number = BigEndian.short(numbers[part.glyph] ?? 0)
        bytes.replaceSubrange(part.offset..<part.offset + 4, with: flags + number)
      }
      if let last = components.last {
        bytes.removeLast(bytes.count - last.offset - last.length)
      }
      return bytes
    }
    let place = 10 + 2 * contours
    let length = data.short(place)
    bytes.removeSubrange(place + 2..<place + 2 + length)
    bytes.replaceSubrange(place..<place + 2, with: [0, 0])
    return bytes
  }

  /// Puts tables together; their tags must be in order.
  private static func file(_ tables: [(String, [UInt8])]) -> [UInt8] {
    let power = tables.count.bitWidth - 1 - tables.count.leadingZeroBitCount
    var out = BigEndian.long(0x0001_0000) + BigEndian.short(tables.count)
    out += BigEndian.short(16 << power) + BigEndian.short(power)
    out += BigEndian.short(16 * tables.count - 16 << power)
    var body: [UInt8] = []
    let start = 12 + 16 * tables.count
    var headPlace = 0
    for (tag, content) in tables {
      if tag == "head" { headPlace = start + body.count }
      out += Array(tag.utf8) + BigEndian.long(checksum(content))
      out += BigEndian.long(start + body.count) + BigEndian.long(content.count)
      body += content
      while body.count % 4 != 0 { body.append(0) }
    }
    out += body
    let adjustment = (0xB1B0_AFBA - checksum(out)) & 0xFFFF_FFFF
    out.replaceSubrange(headPlace + 8..<headPlace + 12, with: BigEndian.long(adjustment))
    return out
  }

  private static func checksum(_ bytes: [UInt8]) -> Int {
    var sum = 0
    for (index, byte) in bytes.enumerated() { sum += Int(byte) << (24 - 8 * (index % 4)) }
    return sum & 0xFFFF_FFFF
  }
}
