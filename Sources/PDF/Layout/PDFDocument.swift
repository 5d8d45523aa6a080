public import Diagnostics

/// A document that flows from page to page: headings, paragraphs, tables, charts, pictures, codes. What
/// comes out depends on nothing but what was put in, and everything in it is tagged with what it is,
/// since nothing can be drawn otherwise.
///
/// Lengths are thousandths of a point. It sets left-to-right text in one family of two weights; for other
/// scripts it refuses by name.
public struct PDFDocument {
  public enum Paper: Sendable {
    case a4, letter
    /// A4, lying.
    case wideA4
    /// Thousandths of a point.
    case size(width: Int, height: Int)

    public var size: (width: Int, height: Int) {
      switch self {
      case .a4: (595_276, 841_890)
      case .letter: (612_000, 792_000)
      case .wideA4: (841_890, 595_276)
      case .size(let width, let height): (width, height)
      }
    }
  }

  var canvas: Canvas
  let paper: Paper
  let margin: Int
  let footerHeight = 40_000
  /// Where text runs now: the page, a column of it, or a place on it.
  var frame: Frame
  /// Where the next thing begins, from the lower edge.
  var y: Int
  /// Kept free above the lower margin of this page, for what stands there.
  var reserved = 0
  let language: String
  let metadata: Metadata
  private let footer: String
  private var hasFooters = false
  private(set) var bookmarks: [Bookmark] = []
  private(set) var attachments: [Attachment] = []

  /// A word across every page, such as COPY or VOID; it stands in the text as well, since a screen
  /// reader passes over watermarks.
  public var watermark: String?
  public var palette = Palette()
  /// The page's number at its foot; `{page}` and `{pages}` are filled in.
  public var pageLabel = "Page {page} of {pages}"
  /// The language of what is written now (BCP 47), where it is not the document's.
  public var textLanguage: String?
  /// Whose text is being written, for errors: `customer 000017, name`.
  public var subject: String?
  /// What the metadata say about an electronic invoice among the attachments.
  public var electronicInvoice: ElectronicInvoice?

  /// - Parameters:
  ///   - date: `YYYY-MM-DD`, of the document; no clock is read.
  ///   - language: BCP 47, such as `en-CA`.
  ///   - footer: printed at the left of each page's foot, before `Page x of y`.
  public init(
    fonts: FontSet, title: String, author: String, date: String, language: String,
    footer: String, paper: Paper = .a4, profile: PDFProfile = .archiveAndAccess,
    margin: Int = 51_000
  ) {
    canvas = Canvas(fonts: fonts, profile: profile)
    self.paper = paper
    self.margin = margin
    self.language = language
    self.footer = footer
    metadata = Metadata(
      title: title, author: author, date: date, producer: "Carryover", fontHash: fonts.sha256)
    let size = paper.size
    frame = Frame(left: margin, width: size.width - 2 * margin)
    y = size.height - margin
    canvas.addPage(width: size.width, height: size.height)
  }

  /// The right edge of the text.
  var right: Int { frame.left + frame.width }
  /// The width of the text: between the margins, or of the column.
  public var width: Int { frame.width }
  public var pageCount: Int { canvas.pages.count }

  /// The width of a line of text.
  public func width(of text: String, _ style: Style) -> Int {
    canvas.fonts.width(text, style.weight, size: style.size, kerns: style.kerns)
  }

  /// The height of a paragraph. A text with a character that no font has counts nothing: drawing it will
  /// say so.
  public func height(of text: String, _ style: Style = .body) -> Int {
    let shaped = try? canvas.fonts.shape(text + " ", style.weight, kerns: style.kerns)
    return (shaped?.lines(width: width, size: style.size).count ?? 0) * style.leading
  }

  /// Text as glyphs; a character that no font has is reported with its place.
  func shape(_ text: String, _ style: Style, _ place: @autoclosure () -> String) throws(Problem)
    -> ShapedText
  {
    do throws(Problem) {
      return try canvas.fonts.shape(text, style.weight, kerns: style.kerns)
    } catch {
      let whose = subject.map { $0 + ", " } ?? ""
      throw error.in("\(whose)\(place()) of '\(metadata.title)'")
    }
  }

  /// A new element of the document, or below another.
  mutating func element(
    _ kind: StructureKind, in parent: Int = 0, _ attributes: StructureElements.Attributes? = nil
  ) -> Int {
    let number = canvas.element(kind, in: parent, attributes)
    if parent == 0, let textLanguage, textLanguage != language {
      canvas.setLanguage(textLanguage, of: number)
    }
    return number
  }

  // MARK: Besides the pages

  /// A place that readers can go to: here. Level 2 lies below the last of level 1.
  public mutating func bookmark(_ title: String, level: Int = 1) {
    bookmarks.append(
      Bookmark(
        title: title, level: level, page: canvas.current, y: min(y + 12_000, paper.size.height)))
  }

  /// Puts a file into the document.
  public mutating func attach(_ attachment: Attachment) { attachments.append(attachment) }

  // MARK: Output

  /// The bytes of the file.
  public mutating func render() throws(Problem) -> [UInt8] {
    try drawFeet()
    var composer = FileComposer(
      fonts: canvas.fonts, profile: canvas.profile, language: language, isBatch: false)
    try composer.add(canvas, bookmarks: bookmarks)
    try composer.attach(attachments, stamp: metadata.stamp)
    var metadata = metadata
    metadata.invoice = electronicInvoice
    return try composer.finish(metadata)
  }

  /// What stands on every page: the foot with the page's number, now that it is known how many there
  /// are, and the watermark.
  mutating func drawFeet() throws(Problem) {
    if hasFooters { return }
    hasFooters = true
    let style = Style.small
    let (left, edge, foot) = (margin, paper.size.width - margin, margin - 8_000)
    let line = try shape(footer, style, "the foot")
    let colour = colour(style)
    let (palette, watermark) = (palette, watermark)
    for page in canvas.pages.indices {
      canvas.current = page
      let label = try shape(label(page), style, "the page's number")
      try canvas.artifact(.footer) { (canvas: inout Canvas) throws(Problem) in
        canvas.rectangle(
          x: left, y: foot + 14_000, width: edge - left, height: 400, palette.hairline)
        canvas.text(line, line.glyphs.indices, x: left, y: foot, size: style.size, colour)
        canvas.text(
          label, label.glyphs.indices, x: edge - label.width(size: style.size), y: foot,
          size: style.size, colour)
      }
      if let watermark {
        try canvas.artifact(.watermark) { (canvas: inout Canvas) throws(Problem) in
          try canvas.watermark(watermark)
        }
      }
    }
  }

  private func label(_ page: Int) -> String {
    var label = ""
    var rest = pageLabel[...]
    while let start = rest.firstIndex(of: "{"), let end = rest[start...].firstIndex(of: "}") {
      label += rest[..<start]
      switch rest[rest.index(after: start)..<end] {
      case "page": label += String(page + 1)
      case "pages": label += String(canvas.pages.count)
      default: label += rest[start...end]
      }
      rest = rest[rest.index(after: end)...]
    }
    return label + rest
  }
}
