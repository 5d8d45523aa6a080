internal import Bytes

extension Canvas {
  /// The whole file: pages, structure tree, fonts, metadata.
  ///
  /// - Parameters:
  ///   - size: width and height of the pages, thousandths of a point.
  ///   - language: BCP 47.
  mutating func render(size: (Int, Int), language: String, metadata: Metadata) -> [UInt8] {
    var file = PDFFile()
    let catalogue = file.reserve()
    let resources = file.reserve()
    let pageTree = file.reserve()
    let structureRoot = file.reserve()
    let numbers = elements.map { _ in file.reserve() }
    let pageNumbers = pages.map { _ in file.reserve() }
    for (index, page) in pages.enumerated() {
      let content = file.add(stream: page.content)
      file.put(
        .dictionary([
          ("Type", .name("Page")), ("Parent", .reference(pageTree)),
          (
            "MediaBox",
            .array([.integer(0), .integer(0), .thousandths(size.0), .thousandths(size.1)])
          ),
          ("Resources", .reference(resources)), ("Contents", .reference(content)),
          ("StructParents", .integer(index)), ("Tabs", .name("S")),
        ]), as: pageNumbers[index])
    }
    file.put(
      .dictionary([
        ("Type", .name("Pages")), ("Count", .integer(pages.count)),
        ("Kids", .array(pageNumbers.map { .reference($0) })),
      ]), as: pageTree)
    putStructure(&file, root: structureRoot, numbers: numbers, pages: pageNumbers)
    let fontNumbers = FontWeight.allCases.map { putFont($0, &file) }
    file.put(
      .dictionary([
        (
          "Font",
          .dictionary([("R", .reference(fontNumbers[0])), ("B", .reference(fontNumbers[1]))])
        ),
        (
          "ExtGState",
          .dictionary([
            (
              "GW",
              .dictionary([
                ("Type", .name("ExtGState")), ("ca", .thousandths(150)), ("CA", .thousandths(150)),
              ])
            )
          ])
        ),
      ]), as: resources)
    let profile = file.add(stream: ColourProfile.sRGB, [("N", .integer(3))])
    let xmp = file.add(
      stream: metadata.xmp, [("Type", .name("Metadata")), ("Subtype", .name("XML"))],
      compresses: false)
    file.put(
      .dictionary([
        ("Type", .name("Catalog")), ("Pages", .reference(pageTree)), ("Lang", .text(language)),
        ("MarkInfo", .dictionary([("Marked", .bool(true))])),
        ("ViewerPreferences", .dictionary([("DisplayDocTitle", .bool(true))])),
        ("StructTreeRoot", .reference(structureRoot)), ("Metadata", .reference(xmp)),
        (
          "OutputIntents",
          .array([
            .dictionary([
              ("Type", .name("OutputIntent")), ("S", .name("GTS_PDFA1")),
              ("OutputConditionIdentifier", .text("sRGB")), ("Info", .text("sRGB IEC61966-2.1")),
              ("DestOutputProfile", .reference(profile)),
            ])
          ])
        ),
      ]), as: catalogue)
    let stamp = "D:" + metadata.date.filter { $0 != "-" } + "000000Z"
    let info = file.add(
      .dictionary([
        ("Title", .text(metadata.title)), ("Author", .text(metadata.author)),
        ("Creator", .text("Carryover")), ("Producer", .text(metadata.producer)),
        ("Keywords", .text("fonts sha256 \(metadata.fontHash)")),
        ("CreationDate", .text(stamp)), ("ModDate", .text(stamp)),
      ]))
    return file.render(root: catalogue, info: info)
  }

  private func putStructure(
    _ file: inout PDFFile, root: Int, numbers: [Int], pages pageNumbers: [Int]
  ) {
    for (index, element) in elements.enumerated() {
      let kids = element.kids.map { kid -> PDFObject in
        switch kid {
        case .element(let number): .reference(numbers[number])
        case .content(let page, let id):
          .dictionary([
            ("Type", .name("MCR")), ("Pg", .reference(pageNumbers[page])), ("MCID", .integer(id)),
          ])
        }
      }
      file.put(
        .dictionary(
          [
            ("Type", .name("StructElem")), ("S", .name(element.kind.rawValue)),
            ("P", .reference(element.parent.map { numbers[$0] } ?? root)),
            ("K", .array(kids)),
          ] + element.extra), as: numbers[index])
    }
    let parents = pages.enumerated().flatMap { index, page -> [PDFObject] in
      [.integer(index), .array(page.owners.map { .reference(numbers[$0]) })]
    }
    file.put(
      .dictionary([
        ("Type", .name("StructTreeRoot")), ("K", .array([.reference(numbers[0])])),
        ("ParentTree", .dictionary([("Nums", .array(parents))])),
        ("ParentTreeNextKey", .integer(pages.count)),
      ]), as: root)
  }

  private func putFont(_ weight: FontWeight, _ file: inout PDFFile) -> Int {
    let font = fonts.faces[weight.rawValue]
    var subset = subsets[weight.rawValue]
    let program = subset.render(font)
    func scaled(_ units: Int) -> Int { (units * 1000 + font.unitsPerEm / 2) / font.unitsPerEm }
    // Six letters that tell subsets of one font apart (ISO 32000-1, 9.6.4), made of the content.
    var hash = SHA256()
    hash.update(program[...])
    let tag = String(
      hash.finish().prefix(6).compactMap { Unicode.Scalar(65 + $0 % 26) }.map { Character($0) })
    let name = PDFObject.name("\(tag)+\(font.postScriptName)")
    let fontFile = file.add(stream: program, [("Length1", .integer(program.count))])
    let descriptor = file.add(
      .dictionary([
        ("Type", .name("FontDescriptor")), ("FontName", name), ("Flags", .integer(4)),
        ("FontBBox", .array(font.box.map { .integer($0 * 1000 / font.unitsPerEm) })),
        ("ItalicAngle", .integer(0)), ("Ascent", .integer(scaled(font.ascent))),
        ("Descent", .integer(font.descent * 1000 / font.unitsPerEm)),
        ("CapHeight", .integer(scaled(font.capHeight))),
        ("StemV", .integer(50 + font.weight * font.weight / 4225)),
        ("FontFile2", .reference(fontFile)),
      ]))
    let widths = subset.glyphs.map { glyph in
      // In thousandths of a thousandth of the em: exact to three decimals.
      PDFObject.thousandths(
        (font.advance(glyph) * 1_000_000 + font.unitsPerEm / 2) / font.unitsPerEm)
    }
    let descendant = file.add(
      .dictionary([
        ("Type", .name("Font")), ("Subtype", .name("CIDFontType2")), ("BaseFont", name),
        (
          "CIDSystemInfo",
          .dictionary([
            ("Registry", .text("Adobe")), ("Ordering", .text("Identity")),
            ("Supplement", .integer(0)),
          ])
        ),
        ("FontDescriptor", .reference(descriptor)), ("DW", .integer(600)),
        ("W", .array([.integer(0), .array(widths)])), ("CIDToGIDMap", .name("Identity")),
      ]))
    let map = file.add(stream: toUnicode(weight))
    return file.add(
      .dictionary([
        ("Type", .name("Font")), ("Subtype", .name("Type0")), ("BaseFont", name),
        ("Encoding", .name("Identity-H")),
        ("DescendantFonts", .array([.reference(descendant)])), ("ToUnicode", .reference(map)),
      ]))
  }

  /// The map from codes to characters, so that text can be copied and read aloud.
  private func toUnicode(_ weight: FontWeight) -> [UInt8] {
    var text = """
      /CIDInit /ProcSet findresource begin
      12 dict begin
      begincmap
      /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
      /CMapName /Adobe-Identity-UCS def
      /CMapType 2 def
      1 begincodespacerange
      <0000> <FFFF>
      endcodespacerange

      """
    let codes = characters[weight.rawValue].sorted { $0.key < $1.key }
    for start in stride(from: 0, to: codes.count, by: 100) {
      let group = codes[start..<min(codes.count, start + 100)]
      text += "\(group.count) beginbfchar\n"
      for (code, scalar) in group {
        let units = String(Character(scalar)).utf16.map { hexadecimal(Int($0)) }.joined()
        text += "<\(hexadecimal(code))> <\(units)>\n"
      }
      text += "endbfchar\n"
    }
    text += "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    return Array(text.utf8)
  }

  private func hexadecimal(_ value: Int) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}
