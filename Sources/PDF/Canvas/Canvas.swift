internal import Bytes
internal import Diagnostics

/// Pages with marks on them. Every mark is drawn inside an element or an artifact, so that nothing
/// untagged can come out (PDF/UA-1, 7.1). Lengths are thousandths of a point; y grows upwards from
/// the lower edge, as in PDF.
struct Canvas {
  struct Page {
    var width: Int
    var height: Int
    var content = PageContent()
    /// What was drawn before the page was left, compressed, in a document of many pages.
    var packed: [UInt8]?
    /// The element of each marked-content id.
    var owners: [Int] = []
    var links: [Link] = []

    /// What is drawn on it later, such as its foot, begins a second part.
    mutating func pack() {
      packed = Deflate.zlib(content.bytes, level: PDFFile.Effort.text.level(isBatch: false))
      content = PageContent()
    }
  }

  /// A place on a page that leads somewhere else.
  struct Link {
    /// Left, bottom, right, top.
    var box: [Int]
    var address: String
    var about: String
    var element: Int
  }

  let fonts: FontSet
  let profile: PDFProfile
  var pages: [Page] = []
  var current = 0
  private(set) var elements = StructureElements()
  /// The glyphs shown, by face.
  private(set) var usage: [GlyphUsage]
  private(set) var images: [PDFImage] = []
  private(set) var hasWatermark = false
  private var isInside = false

  init(fonts: FontSet, profile: PDFProfile) {
    self.fonts = fonts
    self.profile = profile
    usage = Array(repeating: GlyphUsage(), count: fonts.faces.count)
    _ = elements.add(.document, in: nil, nil)
  }

  /// From here on pages are compressed as they are left: the memory of a document with thousands of
  /// them stays small.
  private static let mostLoosePages = 16

  mutating func addPage(width: Int, height: Int) {
    if pages.count >= Self.mostLoosePages { pages[pages.count - 1].pack() }
    pages.append(Page(width: width, height: height))
    current = pages.count - 1
    pages[current].content.reserve(12 << 10)
  }

  /// A new element below another; 0 is the document.
  mutating func element(
    _ kind: StructureKind, in parent: Int = 0, _ attributes: StructureElements.Attributes? = nil
  ) -> Int {
    profile.isTagged ? elements.add(kind, in: parent, attributes) : 0
  }

  /// Draws the content of an element on the current page.
  mutating func draw(_ element: Int, _ body: (inout Canvas) throws(Problem) -> Void) throws(Problem)
  {
    precondition(!isInside, "marks are never nested")
    isInside = true
    if profile.isTagged {
      let id = pages[current].owners.count
      pages[current].owners.append(element)
      elements.add(.content(page: current, id: id), to: element)
      pages[current].content.beginMark(elements.kind(element), id: id)
    }
    try body(&self)
    if profile.isTagged { pages[current].content.endMark() }
    isInside = false
  }

  /// Draws what is no content.
  mutating func artifact(
    _ kind: ArtifactKind, _ body: (inout Canvas) throws(Problem) -> Void
  ) throws(Problem) {
    precondition(!isInside, "marks are never nested")
    isInside = true
    if profile.isTagged { pages[current].content.beginMark(kind.tag) }
    try body(&self)
    if profile.isTagged { pages[current].content.endMark() }
    isInside = false
  }

  // MARK: Marks

  /// A line of text; characters of other faces change the font on the way.
  mutating func text(
    _ shaped: ShapedText, _ range: Range<Int>, x: Int, y: Int, size: Int, _ colour: Colour
  ) {
    precondition(isInside, "text belongs to an element or an artifact")
    var start = range.lowerBound
    var place = x
    while start < range.upperBound {
      // A line break that nobody broke at has no glyph.
      if shaped.glyphs[start].number == 0 {
        start += 1
        continue
      }
      let face = shaped.glyphs[start].face
      var end = start
      while end < range.upperBound, shaped.glyphs[end].face == face, shaped.glyphs[end].number != 0
      {
        usage[Int(face)].insert(Int(shaped.glyphs[end].number))
        end += 1
      }
      pages[current].content.text(
        shaped, start..<end, x: hundredths(place), y: hundredths(y), size: hundredths(size), colour)
      place += shaped.width(start..<end, size: size)
      start = end
    }
  }

  /// A text without line breaks, as it is.
  mutating func text(
    _ text: String, x: Int, y: Int, size: Int, _ weight: FontWeight = .regular,
    _ colour: Colour = .black
  ) throws(Problem) {
    let shaped = try fonts.shape(text, weight, kerns: false)
    self.text(shaped, shaped.glyphs.indices, x: x, y: y, size: size, colour)
  }

  mutating func rectangle(x: Int, y: Int, width: Int, height: Int, _ colour: Colour) {
    precondition(isInside, "a rectangle belongs to an element or an artifact")
    pages[current].content.rectangle(
      x: hundredths(x), y: hundredths(y), width: hundredths(width), height: hundredths(height),
      colour)
  }

  mutating func rectangles(
    _ rectangles: [(x: Int, y: Int, width: Int, height: Int)], _ colour: Colour
  ) {
    precondition(isInside, "a rectangle belongs to an element or an artifact")
    pages[current].content.rectangles(
      rectangles.map {
        (hundredths($0.x), hundredths($0.y), hundredths($0.width), hundredths($0.height))
      }, colour)
  }

  mutating func line(
    from: (x: Int, y: Int), to: (x: Int, y: Int), width: Int, dash: [Int] = [], _ colour: Colour
  ) {
    precondition(isInside, "a line belongs to an element or an artifact")
    pages[current].content.line(
      from: (hundredths(from.x), hundredths(from.y)), to: (hundredths(to.x), hundredths(to.y)),
      width: hundredths(width), dash: dash.map(hundredths), colour)
  }

  mutating func image(_ image: PDFImage, x: Int, y: Int, width: Int, height: Int) {
    precondition(isInside, "a picture belongs to an element or an artifact")
    if !images.contains(where: { $0.name == image.name }) { images.append(image) }
    pages[current].content.image(
      image.name, x: hundredths(x), y: hundredths(y), width: hundredths(width),
      height: hundredths(height))
  }

  /// Makes a place of the current page a link, as part of an element.
  mutating func link(_ element: Int, to address: String, about: String, box: [Int]) {
    if profile.isTagged {
      elements.add(.annotation(page: current, index: pages[current].links.count), to: element)
    }
    pages[current].links.append(
      Link(box: box, address: address, about: about, element: element))
  }

  /// A big word across the page, faint.
  mutating func watermark(_ text: String) throws(Problem) {
    let page = pages[current]
    let shaped = try fonts.shape(text, .bold, kerns: true)
    // As large as fits between the corners, but not larger than 90 points.
    let wanted = shaped.width(size: 90_000)
    let size = min(90_000, 90_000 * (page.width * 9 / 10) / max(1, wanted))
    let width = shaped.width(size: size)
    hasWatermark = true
    for glyph in shaped.glyphs { usage[Int(glyph.face)].insert(Int(glyph.number)) }
    pages[current].content.faintAndRising(
      x: hundredths(page.width / 2 - width * 354 / 1000),
      y: hundredths(page.height / 2 - width * 354 / 1000)
    ) { content in
      var (start, place) = (0, 0)
      while start < shaped.glyphs.count {
        let end =
          shaped.glyphs[start...].firstIndex { $0.face != shaped.glyphs[start].face }
          ?? shaped.glyphs.count
        content.text(
          shaped, start..<end, x: hundredths(place), y: 0, size: hundredths(size), .grey)
        place += shaped.width(start..<end, size: size)
        start = end
      }
    }
  }

  /// The element's language, where it is not the document's.
  mutating func setLanguage(_ language: String, of element: Int) {
    if profile.isTagged { elements.setLanguage(language, of: element) }
  }

  /// Makes the whole document a part of a file with several, whose language may be another.
  mutating func becomePart(of whole: String, language: String) {
    elements.setKind(.part, of: 0)
    if language != whole { setLanguage(language, of: 0) }
  }
}
