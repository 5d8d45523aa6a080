/// The part of a font that a document uses, as a font file. Glyphs keep their numbers, so that text can
/// be written before it is known which there will be; those that are not used are empty. Instructions
/// are left out: PDF viewers ignore them, and they are half of the size.
struct FontSubset {
  private let font: TrueTypeFont
  private var glyphs: GlyphUsage

  init(_ font: TrueTypeFont, _ usage: GlyphUsage) {
    self.font = font
    glyphs = usage
    glyphs.insert(0)
    closeOverComponents()
  }

  /// The font file.
  func render() -> [UInt8] {
    let used = glyphs.glyphs
    let count = (used.last ?? 0) + 1
    var outlines: [UInt8] = []
    var locations: [Int] = [0]
    locations.reserveCapacity(count + 1)
    var metrics = [UInt8](repeating: 0, count: 4 * count)
    let hmtx = font.table("hmtx")
    let metricCount = max(1, font.data.short(font.table("hhea").lowerBound + 34))
    for glyph in used {
      while locations.count <= glyph { locations.append(outlines.count) }
      let outline = stripped(font.outline(glyph))
      outlines += outline
      while outlines.count % 4 != 0 { outlines.append(0) }
      locations.append(outlines.count)
      let advance = font.data.short(hmtx.lowerBound + 4 * min(glyph, metricCount - 1))
      let bearing = outline.count >= 4 ? Array(outline[2..<4]) : [0, 0]
      metrics.replaceSubrange(4 * glyph..<4 * glyph + 4, with: BigEndian.short(advance) + bearing)
    }
    // Short locations count in twos.
    let isShort = outlines.count < 1 << 17
    var loca: [UInt8] = []
    loca.reserveCapacity(4 * locations.count)
    for location in locations {
      loca += isShort ? BigEndian.short(location / 2) : BigEndian.long(location)
    }
    var head = Array(font.data.bytes[font.table("head")])
    Self.replace(&head, 8, [0, 0, 0, 0])
    Self.replace(&head, 50, [0, isShort ? 0 : 1])
    var hhea = Array(font.data.bytes[font.table("hhea")])
    Self.replace(&hhea, 34, BigEndian.short(count))
    var maxp = Array(font.data.bytes[font.table("maxp")])
    Self.replace(&maxp, 4, BigEndian.short(count))
    return Self.file([
      ("glyf", outlines), ("head", head), ("hhea", hhea), ("hmtx", metrics), ("loca", loca),
      ("maxp", maxp),
    ])
  }

  private static func replace(_ table: inout [UInt8], _ offset: Int, _ bytes: [UInt8]) {
    guard offset + bytes.count <= table.count else { return }
    table.replaceSubrange(offset..<offset + bytes.count, with: bytes)
  }

  // MARK: Outlines

  /// Composite glyphs need their parts.
  private mutating func closeOverComponents() {
    var waiting = glyphs.glyphs
    while let glyph = waiting.popLast() {
      for part in Self.components(font.outline(glyph)) where !glyphs.contains(part.glyph) {
        if part.glyph >= font.glyphCount { continue }
        glyphs.insert(part.glyph)
        waiting.append(part.glyph)
      }
    }
  }

  private struct Component {
    var glyph: Int
    /// Where it stands in the outline.
    var range: Range<Int>
    var flags: Int
  }

  private static func components(_ outline: ArraySlice<UInt8>) -> [Component] {
    guard outline.count > 10, outline[outline.startIndex] & 0x80 != 0 else { return [] }
    let data = BigEndian(bytes: Array(outline))
    var components: [Component] = []
    var offset = 10
    while offset + 6 <= data.bytes.count {
      let flags = data.short(offset)
      var length = 4 + (flags & 1 != 0 ? 4 : 2)
      if flags & 8 != 0 {
        length += 2
      } else if flags & 0x40 != 0 {
        length += 4
      } else if flags & 0x80 != 0 {
        length += 8
      }
      let end = min(offset + length, data.bytes.count)
      components.append(
        Component(glyph: data.short(offset + 2), range: offset..<end, flags: flags))
      offset = end
      if flags & 0x20 == 0 { break }
    }
    return components
  }

  /// The outline with its instructions left out.
  private func stripped(_ outline: ArraySlice<UInt8>) -> [UInt8] {
    var bytes = Array(outline)
    guard bytes.count > 10 else { return bytes }
    let data = BigEndian(bytes: bytes)
    let contours = data.signedShort(0)
    if contours < 0 {
      let components = Self.components(outline)
      // Flag 0x100: instructions follow the last part.
      for part in components {
        Self.replace(&bytes, part.range.lowerBound, BigEndian.short(part.flags & ~0x100))
      }
      if let last = components.last { bytes.removeLast(bytes.count - last.range.upperBound) }
      return bytes
    }
    let place = 10 + 2 * contours
    let length = data.short(place)
    guard place + 2 + length <= bytes.count else { return bytes }
    bytes.removeSubrange(place + 2..<place + 2 + length)
    Self.replace(&bytes, place, [0, 0])
    return bytes
  }

  // MARK: File

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
    replace(&out, headPlace + 8, BigEndian.long(adjustment))
    return out
  }

  private static func checksum(_ bytes: [UInt8]) -> Int {
    var sum = 0
    for (index, byte) in bytes.enumerated() { sum += Int(byte) << (24 - 8 * (index % 4)) }
    return sum & 0xFFFF_FFFF
  }
}
