internal import Bytes
internal import Diagnostics

/// Puts laid out documents into a file: one, or many that share fonts and pictures. What a document
/// needs of itself is written when it is added; what they share, at the end.
struct FileComposer {
  var file: PDFFile
  let fonts: FontSet
  let profile: PDFProfile
  let language: String
  private let catalogue: Int
  let resources: Int
  let pageTree: Int
  let structureRoot: Int
  /// The element of the whole file, of which documents are parts; nil where there is only one.
  let wholeElement: Int?
  private var fontNumbers: [Int?]
  private var usage: [GlyphUsage]
  private var imageNumbers: [(name: String, number: Int)] = []
  private var hasWatermark = false
  /// The pages of each document, or the pages themselves where there is one document.
  private var pageNodes: [Int] = []
  private var pageCount = 0
  private(set) var outline = Outline()
  private var embedded: [(name: String, number: Int)] = []
  var structure = StructureTree()

  /// - Parameter isBatch: whether several documents will come.
  init(
    fonts: FontSet, profile: PDFProfile, language: String, isBatch: Bool,
    to sink: (any ByteSink)? = nil
  ) {
    file = PDFFile(isBatch: isBatch, to: sink)
    self.fonts = fonts
    self.profile = profile
    self.language = language
    catalogue = file.reserve()
    pageTree = file.reserve()
    resources = file.reserve()
    structureRoot = profile.isTagged ? file.reserve() : 0
    wholeElement = profile.isTagged && isBatch ? file.reserve() : nil
    fontNumbers = Array(repeating: nil, count: fonts.faces.count)
    usage = Array(repeating: GlyphUsage(), count: fonts.faces.count)
  }

  // MARK: Documents

  /// Adds the pages of a document.
  ///
  /// - Parameter isPadded: whether an odd number of pages gets a blank one, for printing on both sides.
  mutating func add(
    _ canvas: Canvas, bookmarks: [Bookmark], isPadded: Bool = false
  ) throws(Problem) {
    for face in canvas.usage.indices where !canvas.usage[face].isEmpty {
      if fontNumbers[face] == nil { fontNumbers[face] = file.reserve(EmbeddedFont.objects) }
      usage[face].formUnion(canvas.usage[face])
    }
    for image in canvas.images where !imageNumbers.contains(where: { $0.name == image.name }) {
      imageNumbers.append((image.name, put(image)))
    }
    if canvas.hasWatermark { hasWatermark = true }
    let isBlankWanted = isPadded && canvas.pages.count % 2 == 1
    let first = file.reserve(canvas.pages.count)
    let node = wholeElement != nil || isPadded ? file.reserve() : pageTree
    var numbers = Array(first..<first + canvas.pages.count)
    structure.begin(canvas, firstPage: first, &file)
    for (index, page) in canvas.pages.enumerated() {
      try put(page, index: index, as: numbers[index], in: node)
    }
    if isBlankWanted, let last = canvas.pages.last {
      numbers.append(putBlank(like: last, in: node))
    }
    pageCount += numbers.count
    if node == pageTree {
      pageNodes += numbers
    } else {
      file.put(node) {
        $0.write("<</Type/Pages/Parent \(pageTree) 0 R/Count \(numbers.count)/Kids[")
        for number in numbers {
          $0.write(reference: number)
          $0.append(32)
        }
        $0.write("]>>")
      }
      pageNodes.append(node)
    }
    if profile.isTagged {
      structure.put(
        canvas, parent: wholeElement ?? structureRoot, isOnly: wholeElement == nil, &file)
    }
    for bookmark in bookmarks {
      outline.add(bookmark, page: numbers[bookmark.page])
    }
    if profile.isArchive, file.objectCount > PDFFile.mostObjects { throw .tooManyObjects() }
    try file.flush()
  }

  private mutating func put(
    _ page: Canvas.Page, index: Int, as number: Int, in node: Int
  ) throws(Problem) {
    let content = file.reserve()
    var later: Int?
    if let packed = page.packed {
      file.put(encoded: packed, "/Filter/FlateDecode", as: content)
      if !page.content.bytes.isEmpty { later = file.add(stream: page.content.bytes) }
    } else {
      file.put(stream: page.content.bytes, as: content)
    }
    let links = page.links.isEmpty ? 0 : file.reserve(page.links.count)
    for (place, link) in page.links.enumerated() {
      try put(
        link, as: links + place, key: profile.isTagged ? structure.linkKey(links + place) : nil)
    }
    let (resources, tagged) = (resources, profile.isTagged)
    let key = structure.pageKey(index)
    file.put(number) {
      $0.write("<</Type/Page/Parent \(node) 0 R/MediaBox[0 0 ")
      $0.write(hundredths: hundredths(page.width))
      $0.append(32)
      $0.write(hundredths: hundredths(page.height))
      $0.write("]/Resources \(resources) 0 R/Contents")
      if let later {
        $0.write("[\(content) 0 R \(later) 0 R]")
      } else {
        $0.write(" \(content) 0 R")
      }
      if tagged { $0.write("/StructParents \(key)/Tabs/S") }
      if !page.links.isEmpty {
        $0.write("/Annots[")
        for place in page.links.indices { $0.write("\(links + place) 0 R ") }
        $0.write("]")
      }
      $0.write(">>")
    }
  }

  private mutating func putBlank(like page: Canvas.Page, in node: Int) -> Int {
    let resources = resources
    let number = file.reserve()
    file.put(number) {
      $0.write("<</Type/Page/Parent \(node) 0 R/MediaBox[0 0 ")
      $0.write(hundredths: hundredths(page.width))
      $0.append(32)
      $0.write(hundredths: hundredths(page.height))
      $0.write("]/Resources \(resources) 0 R>>")
    }
    return number
  }

  private mutating func put(_ link: Canvas.Link, as number: Int, key: Int?) throws(Problem) {
    let address = try LinkAddress.checked(link.address)
    file.put(number) {
      $0.write("<</Type/Annot/Subtype/Link/Border[0 0 0]/F 4/Rect[")
      for edge in link.box {
        $0.write(hundredths: hundredths(edge))
        $0.append(32)
      }
      $0.write("]/Contents")
      $0.write(.text(link.about))
      $0.write("/A<</S/URI/URI")
      $0.write(.text(address))
      $0.write(">>")
      if let key { $0.write("/StructParent \(key)") }
      $0.write(">>")
    }
  }

  private mutating func put(_ image: PDFImage) -> Int {
    let size = "/Type/XObject/Subtype/Image/Width \(image.width)/Height \(image.height)"
    var dictionary = size + image.samples.dictionary
    if let mask = image.mask {
      let number = file.add(stream: mask, size + "/ColorSpace/DeviceGray/BitsPerComponent 8")
      dictionary += "/SMask \(number) 0 R"
    }
    let number = file.reserve()
    file.put(encoded: image.samples.bytes, dictionary, as: number)
    return number
  }

  /// Adds files that the document carries.
  mutating func attach(_ attachments: [Attachment], stamp: String) throws(Problem) {
    if attachments.isEmpty { return }
    if !profile.allowsAttachments { throw .attachmentsNotAllowed() }
    for attachment in attachments {
      let type = PDFObject.name(attachment.type).text
      let stream = file.add(
        stream: attachment.content,
        "/Type/EmbeddedFile/Subtype\(type)/Params<</ModDate(\(stamp))/Size \(attachment.content.count)>>",
        .data)
      let name = PDFObject.text(attachment.name)
      let number = file.add(
        .dictionary([
          ("Type", .name("Filespec")), ("F", name), ("UF", name), ("Desc", .text(attachment.about)),
          ("AFRelationship", .name(attachment.relationship.rawValue)),
          ("EF", .dictionary([("F", .reference(stream)), ("UF", .reference(stream))])),
        ]))
      embedded.append((attachment.name, number))
    }
  }

  // MARK: End

  /// Writes what the documents share. Nothing may be added afterwards.
  ///
  /// - Returns: the file, where it went nowhere else.
  mutating func finish(_ metadata: Metadata) throws(Problem) -> [UInt8] {
    let (pageCount, pageNodes) = (pageCount, pageNodes)
    file.put(pageTree) {
      $0.write("<</Type/Pages/Count \(pageCount)/Kids[")
      for number in pageNodes {
        $0.write(reference: number)
        $0.append(32)
      }
      $0.write("]>>")
    }
    for (face, number) in fontNumbers.enumerated() {
      guard let number else { continue }
      let font = fonts.faces[face]
      let key = SubsetCache.Key(face: face, usage: usage[face].rounded(font), number: number)
      let embedded = fonts.subsets.font(font, key)
      file.put(readyPack: embedded.dictionaries, as: number + 3, members: number..<number + 3)
      file.put(ready: embedded.program, as: number + 4)
      file.put(ready: embedded.characters, as: number + 5)
    }
    putResources()
    if profile.isTagged {
      structure.finish(root: structureRoot, whole: wholeElement, language: language, &file)
    }
    let metadataNumber = file.reserve()
    file.put(
      encoded: metadata.xmp(profile), "/Type/Metadata/Subtype/XML", as: metadataNumber)
    putCatalogue(metadata: metadataNumber)
    let information = file.add(metadata.information)
    try file.finish(root: catalogue, information: information)
    return file.out
  }

  private mutating func putResources() {
    let (fontNumbers, imageNumbers, hasWatermark) = (fontNumbers, imageNumbers, hasWatermark)
    file.put(resources) {
      $0.write("<</Font<<")
      for (face, number) in fontNumbers.enumerated() {
        if let number { $0.write("/F\(face) \(number) 0 R") }
      }
      $0.write(">>")
      if !imageNumbers.isEmpty {
        $0.write("/XObject<<")
        for image in imageNumbers { $0.write("/\(image.name) \(image.number) 0 R") }
        $0.write(">>")
      }
      if hasWatermark { $0.write("/ExtGState<</GW<</Type/ExtGState/ca .15/CA .15>>>>") }
      $0.write(">>")
    }
  }

  private static let packedProfile = Deflate.zlib(ColourProfile.sRGB, level: 9)

  private mutating func putCatalogue(metadata: Int) {
    var out: [UInt8] = []
    out.write("<</Type/Catalog/Pages \(pageTree) 0 R/Lang")
    out.write(.text(language))
    out.write("/ViewerPreferences<</DisplayDocTitle true>>/Metadata \(metadata) 0 R")
    if profile.isTagged {
      out.write("/MarkInfo<</Marked true>>/StructTreeRoot \(structureRoot) 0 R")
    }
    if profile.isArchive {
      let number = file.reserve()
      file.put(encoded: Self.packedProfile, "/N 3/Filter/FlateDecode", as: number)
      out.write("/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)")
      out.write("/Info(sRGB IEC61966-2.1)/DestOutputProfile \(number) 0 R>>]")
    }
    if let root = outline.put(&file) { out.write("/Outlines \(root) 0 R/PageMode/UseOutlines") }
    if !embedded.isEmpty {
      out.write("/AF[")
      for file in embedded { out.write("\(file.number) 0 R ") }
      out.write("]/Names<</EmbeddedFiles<</Names[")
      // A name tree is sorted by the bytes of its keys (ISO 32000-1, 7.9.6).
      for file in embedded.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
        out.write(.text(file.name))
        out.write(" \(file.number) 0 R ")
      }
      out.write("]>>>>")
    }
    out.write(">>")
    file.put(catalogue) { $0 += out }
  }
}

/// Addresses that a document may lead to.
enum LinkAddress {
  /// The address as ASCII, other characters as percent signs and digits.
  ///
  /// - Throws: `bad-link` for anything but a page of the web, a mail or a telephone.
  static func checked(_ address: String) throws(Problem) -> String {
    guard ["https:", "http:", "mailto:", "tel:"].contains(where: address.lowercased().hasPrefix)
    else {
      throw .badLink(address)
    }
    var result = ""
    for byte in address.utf8 {
      if byte > 32, byte < 127 {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        result += "%" + Hex.encode([byte]).uppercased()
      }
    }
    return result
  }
}
