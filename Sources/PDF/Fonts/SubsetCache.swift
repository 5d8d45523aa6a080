internal import Bytes
internal import Synchronization

/// Fonts as PDF objects, made once for all documents that show the same glyphs: to subset and compress
/// a font costs more than a page of text.
final class SubsetCache: Sendable {
  struct Key: Hashable, Sendable {
    var face: Int
    var usage: GlyphUsage
    /// The number of the first of its objects: the same for most documents.
    var number: Int
  }

  private let fonts = Mutex<[Key: EmbeddedFont]>([:])
  /// More are not kept: documents of all the world's scripts would fill the memory.
  private static let most = 64

  func font(_ face: TrueTypeFont, _ key: Key) -> EmbeddedFont {
    if let known = fonts.withLock({ $0[key] }) { return known }
    // Two threads may make the same font: the same bytes.
    let made = EmbeddedFont(face, key.usage, number: key.number)
    fonts.withLock { fonts in
      if fonts.count >= Self.most { fonts.removeAll() }
      fonts[key] = made
    }
    return made
  }
}

/// A subset with all that belongs to it, as it stands in the file.
struct EmbeddedFont: Sendable {
  /// How many object numbers it takes.
  static let objects = 6

  /// Font file and map to characters, each a whole object.
  let program: [UInt8]
  let characters: [UInt8]
  /// The object stream of the three dictionaries.
  let dictionaries: [UInt8]

  /// Objects by their place after the first: the font itself, its descendant, its descriptor, the
  /// object stream of these three, the font file, the map to characters.
  init(_ font: TrueTypeFont, _ usage: GlyphUsage, number: Int) {
    let deflater = Deflater(level: 9)
    let subset = FontSubset(font, usage).render()
    let glyphs = usage.glyphs.filter { $0 != 0 }
    let name = "/" + Self.tag(subset) + "+" + font.postScriptName
    var members: [[UInt8]] = [[], [], []]
    members[0].write("<</Type/Font/Subtype/Type0/BaseFont\(name)/Encoding/Identity-H")
    members[0].write("/DescendantFonts[\(number + 1) 0 R]/ToUnicode \(number + 5) 0 R>>\n")
    members[1].write("<</Type/Font/Subtype/CIDFontType2/BaseFont\(name)/CIDSystemInfo")
    members[1].write("<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ")
    members[1].write("\(number + 2) 0 R/CIDToGIDMap/Identity/DW 600/W")
    Self.writeWidths(font, glyphs, to: &members[1])
    members[1].write(">>\n")
    func scaled(_ units: Int) -> Int { (units * 1000 + font.unitsPerEm / 2) / font.unitsPerEm }
    members[2].write("<</Type/FontDescriptor/FontName\(name)/Flags 4/FontBBox[")
    members[2].write(font.box.map { String(scaled($0)) }.joined(separator: " "))
    members[2].write(
      "]/ItalicAngle 0/Ascent \(scaled(font.ascent))/Descent \(scaled(font.descent))")
    members[2].write("/CapHeight \(scaled(font.capHeight))/StemV \(font.weight >= 600 ? 160 : 80)")
    members[2].write("/FontFile2 \(number + 4) 0 R>>\n")
    var index = ""
    var body: [UInt8] = []
    for (offset, member) in members.enumerated() {
      index += "\(number + offset) \(body.count) "
      body += member
    }
    func ready(_ number: Int, _ dictionary: String, _ content: [UInt8]) -> [UInt8] {
      var out: [UInt8] = []
      PDFFile.write(number, dictionary + "/Filter/FlateDecode", deflater.zlib(content), to: &out)
      return out
    }
    dictionaries = ready(
      number + 3, "/Type/ObjStm/N 3/First \(index.utf8.count)", Array(index.utf8) + body)
    program = ready(number + 4, "/Length1 \(subset.count)", subset)
    characters = ready(number + 5, "", Self.toUnicode(font, glyphs))
  }

  /// Six letters that tell subsets of one font apart (ISO 32000-1, 9.6.4), made of the content.
  private static func tag(_ subset: [UInt8]) -> String {
    var hash = SHA256()
    hash.update(subset[...])
    return String(
      hash.finish().prefix(6).compactMap { Unicode.Scalar(65 + $0 % 26) }.map { Character($0) })
  }

  /// `[3 [318 401] 36 [684]]`: runs of glyphs, in thousandths of the em, exact to three decimals.
  private static func writeWidths(_ font: TrueTypeFont, _ glyphs: [Int], to out: inout [UInt8]) {
    out.write("[")
    var previous = -1
    for glyph in glyphs {
      if glyph != previous + 1 || previous < 0 {
        if previous >= 0 { out.write("]") }
        out.write("\(glyph)[")
      } else {
        out.write(" ")
      }
      PDFObject.write(thousandths: Int(font.advances[glyph]), to: &out)
      previous = glyph
    }
    out.write(previous >= 0 ? "]]" : "]")
  }

  /// The map from codes to characters, so that text can be copied and read aloud.
  private static func toUnicode(_ font: TrueTypeFont, _ glyphs: [Int]) -> [UInt8] {
    var out: [UInt8] = []
    out.write(
      """
      /CIDInit /ProcSet findresource begin
      12 dict begin
      begincmap
      /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
      /CMapName /Adobe-Identity-UCS def
      /CMapType 2 def
      1 begincodespacerange
      <0000> <FFFF>
      endcodespacerange

      """)
    let runs = runs(font, glyphs)
    for start in stride(from: 0, to: runs.count, by: 100) {
      let group = runs[start..<min(runs.count, start + 100)]
      out.write("\(group.count) beginbfrange\n")
      for run in group {
        let units = String(Character(run.scalar)).utf16.map { hexadecimal(Int($0)) }.joined()
        out.write("<\(hexadecimal(run.first))> <\(hexadecimal(run.last))> <\(units)>\n")
      }
      out.write("endbfrange\n")
    }
    out.write("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
    return out
  }

  private struct Run {
    var first: Int
    var last: Int
    var scalar: Unicode.Scalar
  }

  /// Glyphs in a row that stand for characters in a row; a run stays within 256 codes, as the format
  /// wants it.
  private static func runs(_ font: TrueTypeFont, _ glyphs: [Int]) -> [Run] {
    var runs: [Run] = []
    for glyph in glyphs {
      guard let scalar = Unicode.Scalar(font.characters[glyph]), scalar.value != 0 else { continue }
      if let run = runs.last, run.last + 1 == glyph, glyph & 0xFF != 0,
        run.scalar.value + UInt32(glyph - run.first) == scalar.value, scalar.value < 0x10000,
        scalar.value & 0xFF != 0
      {
        runs[runs.count - 1].last = glyph
      } else {
        runs.append(Run(first: glyph, last: glyph, scalar: scalar))
      }
    }
    return runs
  }

  private static func hexadecimal(_ value: Int) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
