internal import Diagnostics

/// A TrueType font file, read: what widths, glyphs and subsets need (OpenType 1.9).
final class TrueTypeFont: Sendable {
  let data: BigEndian
  let path: String
  private let tables: [String: Range<Int>]
  let unitsPerEm: Int
  let box: [Int]
  let ascent: Int
  let descent: Int
  let capHeight: Int
  let weight: Int
  let postScriptName: String
  let glyphCount: Int
  let map: CharacterMap
  let kerning: Kerning
  /// The advance width of each glyph, in millionths of the em.
  let advances: [Int32]
  /// The first character that leads to each glyph.
  let characters: [UInt32]
  private let longLocations: Bool

  /// - Throws: `bad-font`, when it is no TrueType font or may not be embedded.
  init(_ bytes: [UInt8], path: String) throws(Problem) {
    let data = BigEndian(bytes: bytes)
    let tables = try Self.tables(data, path)
    guard let head = tables["head"], let hhea = tables["hhea"], let maxp = tables["maxp"],
      let hmtx = tables["hmtx"], tables["glyf"] != nil, tables["loca"] != nil,
      let cmap = tables["cmap"], let os2 = tables["OS/2"]
    else { throw .badFont(path, "a table that it needs is not there") }
    try Self.checkLicence(data.short(os2.lowerBound + 8), path)
    let unitsPerEm = data.short(head.lowerBound + 18)
    guard (16...16_384).contains(unitsPerEm) else { throw .badFont(path, "its size is impossible") }
    let glyphCount = data.short(maxp.lowerBound + 4)
    guard let map = CharacterMap(data, cmap, glyphCount: glyphCount) else {
      throw .badFont(path, "it maps no Unicode")
    }
    self.data = data
    self.path = path
    self.tables = tables
    self.unitsPerEm = unitsPerEm
    self.glyphCount = glyphCount
    self.map = map
    box = (0..<4).map { data.signedShort(head.lowerBound + 36 + 2 * $0) }
    longLocations = data.short(head.lowerBound + 50) == 1
    ascent = data.signedShort(hhea.lowerBound + 4)
    descent = data.signedShort(hhea.lowerBound + 6)
    let metricCount = max(1, data.short(hhea.lowerBound + 34))
    advances = (0..<glyphCount).map { glyph in
      let units = data.short(hmtx.lowerBound + 4 * min(glyph, metricCount - 1))
      return Int32((units * 1_000_000 + unitsPerEm / 2) / unitsPerEm)
    }
    characters = map.characters(glyphCount: glyphCount)
    weight = data.short(os2.lowerBound + 4)
    capHeight = os2.count >= 90 ? data.signedShort(os2.lowerBound + 88) : unitsPerEm * 7 / 10
    postScriptName = Self.name(data, tables["name"]) ?? "Font"
    kerning = Kerning(data, kern: tables["kern"], gpos: tables["GPOS"], unitsPerEm: unitsPerEm)
  }

  private static func tables(_ data: BigEndian, _ path: String) throws(Problem)
    -> [String: Range<Int>]
  {
    switch data.long(0) {
    case 0x0001_0000: break
    case 0x4F54_544F:
      throw .badFont(path, "its outlines are PostScript (CFF), and TrueType outlines are needed")
    case 0x7474_6366: throw .badFont(path, "it is a collection, and a single font is needed")
    default: throw .badFont(path, "it is no TrueType font with outlines")
    }
    var tables: [String: Range<Int>] = [:]
    for index in 0..<data.short(4) {
      let entry = 12 + 16 * index
      guard entry + 16 <= data.bytes.count else { throw .badFont(path, "it is cut off") }
      let tag = String(decoding: data.bytes[entry..<entry + 4], as: UTF8.self)
      let (offset, length) = (data.long(entry + 8), data.long(entry + 12))
      guard offset + length <= data.bytes.count else { throw .badFont(path, "it is cut off") }
      tables[tag] = offset..<offset + length
    }
    return tables
  }

  /// What `fsType` of the OS/2 table allows: the least strict of the first bits counts.
  private static func checkLicence(_ bits: Int, _ path: String) throws(Problem) {
    if bits & 0xE == 2 { throw .badFont(path, "its licence forbids embedding") }
    if bits & 0x100 != 0 {
      throw .badFont(path, "its licence forbids embedding a part of it")
    }
    if bits & 0x200 != 0 { throw .badFont(path, "its licence allows to embed bitmaps only") }
  }

  /// The PostScript name (name id 6) of the Windows platform, as far as PDF names may hold it.
  private static func name(_ data: BigEndian, _ table: Range<Int>?) -> String? {
    guard let start = table?.lowerBound else { return nil }
    let texts = start + data.short(start + 4)
    for index in 0..<data.short(start + 2) {
      let record = start + 6 + 12 * index
      guard data.short(record) == 3, data.short(record + 6) == 6 else { continue }
      let first = texts + data.short(record + 10)
      let units = (0..<min(63, data.short(record + 8) / 2)).map {
        UInt8(truncatingIfNeeded: data.short(first + 2 * $0))
      }
      let name = units.filter { $0 > 32 && $0 < 127 }
      return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
    }
    return nil
  }

  func table(_ tag: String) -> Range<Int> { tables[tag] ?? 0..<0 }

  /// The outline of a glyph; empty for blanks.
  func outline(_ glyph: Int) -> ArraySlice<UInt8> {
    guard glyph < glyphCount else { return [] }
    let (loca, glyf) = (table("loca").lowerBound, table("glyf"))
    func location(_ index: Int) -> Int {
      longLocations ? data.long(loca + 4 * index) : 2 * data.short(loca + 2 * index)
    }
    let (start, end) = (glyf.lowerBound + location(glyph), glyf.lowerBound + location(glyph + 1))
    guard start <= end, end <= glyf.upperBound else { return [] }
    return data.bytes[start..<end]
  }
}
