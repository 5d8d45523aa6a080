internal import Diagnostics

/// A colour of the screen's space, eight bits a part.
public struct Colour: Sendable, Equatable {
  var parts: [Int]
  public init(red: Int, green: Int, blue: Int) { parts = [red, green, blue] }
  public static let black = Colour(red: 0, green: 0, blue: 0)
  public static let grey = Colour(red: 95, green: 99, blue: 104)
  public static let hairline = Colour(red: 200, green: 204, blue: 210)
  public static let shade = Colour(red: 243, green: 245, blue: 247)
  public static let accent = Colour(red: 22, green: 78, blue: 140)
  public static let pale = Colour(red: 160, green: 190, blue: 222)
}

/// Pages with marks on them. Every mark is drawn inside an element or an artifact, so that nothing
/// untagged can come out (PDF/UA-1, 7.1). Lengths are thousandths of a point; y grows upwards from
/// the lower edge, as in PDF.
struct Canvas {
  struct Page {
    var content: [UInt8] = []
    /// The element of each marked-content id.
    var owners: [Int] = []
  }

  let fonts: FontSet
  var pages: [Page] = []
  var current = 0
  private(set) var elements: [StructureElement] = []
  private(set) var subsets = [FontSubset](repeating: FontSubset(), count: FontWeight.allCases.count)
  /// Characters by subset number, for text extraction.
  private(set) var characters = [[Int: Unicode.Scalar]](
    repeating: [:], count: FontWeight.allCases.count)
  private var isInside = false

  init(fonts: FontSet) {
    self.fonts = fonts
    elements = [StructureElement(kind: .document)]
  }

  mutating func addPage() {
    pages.append(Page())
    current = pages.count - 1
  }

  /// A new element below another; 0 is the document.
  mutating func element(
    _ kind: StructureKind, in parent: Int = 0, extra: [(String, PDFObject)] = []
  ) -> Int {
    elements.append(StructureElement(kind: kind, parent: parent, extra: extra))
    let number = elements.count - 1
    elements[parent].kids.append(.element(number))
    return number
  }

  /// Draws the content of an element on the current page.
  mutating func draw(_ element: Int, _ body: (inout Canvas) throws(Problem) -> Void) throws(Problem)
  {
    let id = pages[current].owners.count
    pages[current].owners.append(element)
    elements[element].kids.append(.content(page: current, id: id))
    try mark("/\(elements[element].kind.rawValue) <</MCID \(id)>> BDC", body)
  }

  /// Draws what is no content.
  mutating func artifact(
    _ kind: ArtifactKind, _ body: (inout Canvas) throws(Problem) -> Void
  ) throws(Problem) {
    try mark(kind.tag, body)
  }

  private mutating func mark(
    _ tag: String, _ body: (inout Canvas) throws(Problem) -> Void
  ) throws(Problem) {
    precondition(!isInside, "marks are never nested")
    isInside = true
    operate(tag)
    try body(&self)
    operate("EMC")
    isInside = false
  }

  private mutating func operate(_ text: String) {
    pages[current].content += Array(text.utf8)
    pages[current].content.append(10)
  }

  private mutating func number(_ value: Int) {
    PDFObject.write(thousandths: value, to: &pages[current].content)
    pages[current].content.append(32)
  }

  // MARK: Marks

  mutating func text(
    _ text: String, x: Int, y: Int, size: Int, _ weight: FontWeight = .regular,
    _ colour: Colour = .black
  ) throws(Problem) {
    precondition(isInside, "text belongs to an element or an artifact")
    if text.isEmpty { return }
    var codes: [UInt8] = []
    for scalar in text.unicodeScalars {
      let glyph = try fonts.glyph(of: scalar, weight)
      let code = subsets[weight.rawValue].number(of: glyph)
      characters[weight.rawValue][code] = scalar
      codes += BigEndian.short(code)
    }
    fill(colour)
    pages[current].content += Array("BT /\(weight == .bold ? "B" : "R") ".utf8)
    number(size)
    pages[current].content += Array("Tf ".utf8)
    number(x)
    number(y)
    pages[current].content += Array("Td ".utf8)
    PDFObject.hex(codes).write(to: &pages[current].content)
    operate(" Tj ET")
  }

  mutating func fill(_ colour: Colour) {
    for part in colour.parts { number(part * 1000 / 255) }
    operate("rg")
  }

  mutating func rectangle(x: Int, y: Int, width: Int, height: Int, _ colour: Colour) {
    precondition(isInside, "a rectangle belongs to an element or an artifact")
    fill(colour)
    for value in [x, y, width, height] { number(value) }
    operate("re f")
  }

  /// A big word across the page, faint.
  mutating func watermark(_ text: String, pageWidth: Int, pageHeight: Int) throws(Problem) {
    // As large as fits between the corners, but not larger than 90 points.
    let wanted = fonts.width(text, .bold, size: 90_000)
    let size = min(90_000, 90_000 * (pageWidth * 9 / 10) / max(1, wanted))
    let width = fonts.width(text, .bold, size: size)
    operate("q /GW gs .7071 .7071 -.7071 .7071")
    number(pageWidth / 2 - width * 354 / 1000)
    number(pageHeight / 2 - width * 354 / 1000)
    operate("cm")
    try self.text(text, x: 0, y: 0, size: size, .bold, .grey)
    operate("Q")
  }
}
