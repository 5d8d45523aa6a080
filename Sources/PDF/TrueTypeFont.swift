internal import Diagnostics

/// A TrueType font file, read: what widths, glyphs and subsets need (OpenType 1.9).
struct TrueTypeFont: Sendable {
  let bytes: [UInt8]
  let path: String
  private let tables: [String: Range<Int>]
  let unitsPerEm: Int
  let box: [Int]
  let ascent: Int
  let descent: Int
  let capHeight: Int
  let weight: Int
  let postScriptName: String
  private let longLocations: Bool
  private let metricCount: Int
  private let glyphCount: Int
  private let characterGroups: [(first: UInt32, last: UInt32, glyph: UInt32)]

  /// - Throws: `bad-font`, when it is no TrueType font or may not be embedded.
  init(_ bytes: [UInt8], path: String) throws(Problem) {
    self.bytes = bytes
    self.path = path
    let data = BigEndian(bytes: bytes)
    func failure(_ reason: String) -> Problem {
      Problem(
        "bad-font", .system, "This font can't be used: \(reason). Name another.",
        at: SourcePosition(file: path))
    }
    guard bytes.count > 12, data.long(0) == 0x0001_0000 else {
      throw failure("it is no TrueType font with outlines")
    }
    var tables: [String: Range<Int>] = [:]
    for index in 0..<data.short(4) {
      let entry = 12 + 16 * index
      guard entry + 16 <= bytes.count else { throw failure("it is cut off") }
      let tag = String(decoding: bytes[entry..<entry + 4], as: UTF8.self)
      let (offset, length) = (data.long(entry + 8), data.long(entry + 12))
      guard offset + length <= bytes.count else { throw failure("it is cut off") }
      tables[tag] = offset..<offset + length
    }
    guard let head = tables["head"], let hhea = tables["hhea"], let maxp = tables["maxp"],
      tables["hmtx"] != nil, tables["glyf"] != nil, tables["loca"] != nil,
      let cmap = tables["cmap"], let os2 = tables["OS/2"]
    else { throw failure("a table that it needs is not there") }
    // OS/2 fsType, bit 1: restricted licence embedding.
    if data.short(os2.lowerBound + 8) & 2 != 0 { throw failure("its licence forbids embedding") }
    self.tables = tables
    unitsPerEm = data.short(head.lowerBound + 18)
    box = (0..<4).map { data.signedShort(head.lowerBound + 36 + 2 * $0) }
    longLocations = data.short(head.lowerBound + 50) == 1
    glyphCount = data.short(maxp.lowerBound + 4)
    ascent = data.signedShort(hhea.lowerBound + 4)
    descent = data.signedShort(hhea.lowerBound + 6)
    metricCount = data.short(hhea.lowerBound + 34)
    weight = data.short(os2.lowerBound + 4)
    capHeight =
      os2.count >= 90 ? data.signedShort(os2.lowerBound + 88) : unitsPerEm * 7 / 10
    postScriptName = Self.name(data, tables["name"]) ?? "Font"
    guard let groups = Self.groups(data, cmap) else { throw failure("it maps no Unicode") }
    characterGroups = groups
  }

  /// The PostScript name (name id 6) of the Windows platform.
  private static func name(_ data: BigEndian, _ table: Range<Int>?) -> String? {
    guard let start = table?.lowerBound else { return nil }
    let texts = start + data.short(start + 4)
    for index in 0..<data.short(start + 2) {
      let record = start + 6 + 12 * index
      guard data.short(record) == 3, data.short(record + 6) == 6 else { continue }
      let first = texts + data.short(record + 10)
      let units = (0..<data.short(record + 8) / 2).map { UInt16(data.short(first + 2 * $0)) }
      return String(decoding: units, as: UTF16.self)
    }
    return nil
  }

  /// The character map as ranges: format 12 if there is one, else format 4.
  private static func groups(_ data: BigEndian, _ table: Range<Int>)
    -> [(first: UInt32, last: UInt32, glyph: UInt32)]?
  {
    var found: [Int: Int] = [:]
    for index in 0..<data.short(table.lowerBound + 2) {
      let entry = table.lowerBound + 4 + 8 * index
      guard data.short(entry) == 3 else { continue }
      found[data.short(entry + 2)] = table.lowerBound + data.long(entry + 4)
    }
    if let start = found[10], data.short(start) == 12 {
      return (0..<data.long(start + 12)).map { index in
        let group = start + 16 + 12 * index
        return (
          UInt32(data.long(group)), UInt32(data.long(group + 4)), UInt32(data.long(group + 8))
        )
      }
    }
    guard let start = found[1], data.short(start) == 4 else { return nil }
    let count = data.short(start + 6) / 2
    var groups: [(first: UInt32, last: UInt32, glyph: UInt32)] = []
    for index in 0..<count {
      let last = data.short(start + 14 + 2 * index)
      let first = data.short(start + 16 + 2 * (count + index))
      let delta = data.short(start + 16 + 2 * (2 * count + index))
      let rangePlace = start + 16 + 2 * (3 * count + index)
      let range = data.short(rangePlace)
      for code in first...max(first, last) where code != 0xFFFF && code <= last {
        var glyph = (code + delta) & 0xFFFF
        if range != 0 {
          let stored = data.short(rangePlace + range + 2 * (code - first))
          glyph = stored == 0 ? 0 : (stored + delta) & 0xFFFF
        }
        if glyph != 0 { groups.append((UInt32(code), UInt32(code), UInt32(glyph))) }
      }
    }
    return groups
  }

  /// The glyph of a character; nil when the font has none.
  func glyph(of scalar: Unicode.Scalar) -> Int? {
    var (low, high) = (0, characterGroups.count)
    while low < high {
      let middle = (low + high) / 2
      if characterGroups[middle].last < scalar.value { low = middle + 1 } else { high = middle }
    }
    guard low < characterGroups.count, characterGroups[low].first <= scalar.value else {
      return nil
    }
    let glyph = characterGroups[low].glyph + scalar.value - characterGroups[low].first
    return glyph == 0 ? nil : Int(glyph)
  }

  /// The advance width of a glyph in the font's units.
  func advance(_ glyph: Int) -> Int {
    BigEndian(bytes: bytes).short(table("hmtx").lowerBound + 4 * min(glyph, metricCount - 1))
  }

  func table(_ tag: String) -> Range<Int> { tables[tag] ?? 0..<0 }

  /// The outline of a glyph; empty for blanks.
  func outline(_ glyph: Int) -> ArraySlice<UInt8> {
    guard glyph < glyphCount else { return [] }
    let data = BigEndian(bytes: bytes)
    let (loca, glyf) = (table("loca").lowerBound, table("glyf").lowerBound)
    func location(_ index: Int) -> Int {
      longLocations ? data.long(loca + 4 * index) : 2 * data.short(loca + 2 * index)
    }
    return bytes[glyf + location(glyph)..<glyf + location(glyph + 1)]
  }
}

/// Numbers as font files write them.
struct BigEndian {
  let bytes: [UInt8]

  func short(_ offset: Int) -> Int { Int(bytes[offset]) << 8 | Int(bytes[offset + 1]) }
  func signedShort(_ offset: Int) -> Int {
    Int(Int16(truncatingIfNeeded: short(offset)))
  }
  func long(_ offset: Int) -> Int { short(offset) << 16 | short(offset + 2) }

  static func short(_ value: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
  }
  static func long(_ value: Int) -> [UInt8] { short(value >> 16) + short(value) }
}
