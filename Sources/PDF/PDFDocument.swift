public import Diagnostics

/// A document that flows from page to page: headings, paragraphs, blocks, tables, charts. What comes
/// out is PDF/A-3a and PDF/UA-1, and depends on nothing but what was put in.
///
/// Lengths are thousandths of a point. Not a typesetter: it knows left-to-right text in one family of
/// two weights.
public struct PDFDocument {
  public enum Paper: Sendable {
    case a4, letter
    /// A4, lying.
    case wideA4

    var size: (width: Int, height: Int) {
      switch self {
      case .a4: (595_276, 841_890)
      case .letter: (612_000, 792_000)
      case .wideA4: (841_890, 595_276)
      }
    }
  }

  public enum Style: Sendable {
    case body, small, strong, large
    /// For tables of many columns.
    case fine, fineStrong

    var size: Int {
      switch self {
      case .body, .strong: 9_500
      case .small: 7_500
      case .fine, .fineStrong: 7_000
      case .large: 18_000
      }
    }
    var weight: FontWeight { [.strong, .large, .fineStrong].contains(self) ? .bold : .regular }
    var colour: Colour { self == .small ? .grey : .black }
    /// From baseline to baseline.
    var leading: Int { size * 135 / 100 }
  }

  var canvas: Canvas
  let paper: Paper
  let margin = 51_000
  let footerHeight = 40_000
  /// Where the next thing begins, from the lower edge.
  var y: Int
  private let language: String
  private let metadata: Metadata
  private let footer: String
  /// A word across every page, such as COPY or VOID; it stands in the text as well, since a screen
  /// reader passes over watermarks.
  public var watermark: String?

  /// - Parameters:
  ///   - date: `YYYY-MM-DD`, of the document; no clock is read.
  ///   - language: BCP 47, such as `en-CA`.
  ///   - footer: printed at the left of each page's foot, before `Page x of y`.
  public init(
    fonts: FontSet, title: String, author: String, date: String, language: String,
    footer: String, paper: Paper = .a4
  ) {
    canvas = Canvas(fonts: fonts)
    self.paper = paper
    self.language = language
    self.footer = footer
    metadata = Metadata(
      title: title, author: author, date: date, producer: "Carryover", fontHash: fonts.sha256)
    y = paper.size.height - margin
    canvas.addPage()
  }

  var right: Int { paper.size.width - margin }
  /// The width between the margins.
  public var width: Int { paper.size.width - 2 * margin }
  private var bottom: Int { margin + footerHeight }
  var room: Int { y - bottom }

  /// The width of a line of text.
  public func width(of text: String, _ style: Style) -> Int {
    canvas.fonts.width(text, style.weight, size: style.size)
  }

  /// Goes on at the top of the next page.
  public mutating func newPage() {
    canvas.addPage()
    y = paper.size.height - margin
  }

  /// Goes on at the next page unless so much room is left.
  public mutating func need(_ height: Int) {
    if room < height { newPage() }
  }

  public mutating func space(_ height: Int) { y -= height }

  // MARK: Text

  /// A heading; the first of a document is of level 1, the others of level 2.
  public mutating func heading(_ text: String, level: Int) throws(Problem) {
    let size = level == 1 ? 20_000 : 11_500
    // A heading alone at the foot of a page announces nothing.
    need(size * 4)
    y -= size
    let element = canvas.element(level == 1 ? .heading1 : .heading2)
    let (x, line) = (margin, y)
    try canvas.draw(element) { (canvas: inout Canvas) throws(Problem) in
      try canvas.text(text, x: x, y: line, size: size, .bold, level == 1 ? .accent : .black)
    }
    y -= size / 2
  }

  public mutating func paragraph(_ text: String, _ style: Style = .body) throws(Problem) {
    let element = canvas.element(.paragraph)
    for line in wrapped(text, style, width: width) {
      need(style.leading)
      y -= style.leading
      let (x, base) = (margin, y)
      try canvas.draw(element) { (canvas: inout Canvas) throws(Problem) in
        try canvas.text(
          line + " ", x: x, y: base, size: style.size, style.weight, style.colour)
      }
    }
  }

  /// Lines one below the other, the first `down` from the top margin, `across` from the left margin:
  /// an address, or facts beside it. What follows goes below the lowest.
  public mutating func block(_ lines: [String], across: Int, top: Int, _ style: Style = .body)
    throws(Problem) -> Int
  {
    var base = paper.size.height - margin - top
    for line in lines {
      base -= style.leading
      let element = canvas.element(.paragraph)
      let (x, place) = (margin + across, base)
      try canvas.draw(element) { (canvas: inout Canvas) throws(Problem) in
        try canvas.text(line, x: x, y: place, size: style.size, style.weight, style.colour)
      }
    }
    y = min(y, base)
    return paper.size.height - margin - base
  }

  /// Names and values in two columns, values to the right: the facts of a document.
  public mutating func facts(_ facts: [(name: String, value: String)], across: Int, top: Int)
    throws(Problem)
  {
    let style = Style.body
    var base = paper.size.height - margin - top
    for (name, value) in facts {
      base -= style.leading + 1_500
      let element = canvas.element(.paragraph)
      let (left, place, edge) = (margin + across, base, right)
      let valueWidth = canvas.fonts.width(value, .regular, size: style.size)
      try canvas.draw(element) { (canvas: inout Canvas) throws(Problem) in
        try canvas.text(name + " ", x: left, y: place, size: style.size, .regular, .grey)
        try canvas.text(value, x: edge - valueWidth, y: place, size: style.size)
      }
    }
    y = min(y, base)
  }

  /// Breaks a text into lines; a word longer than a line is broken where it must be.
  func wrapped(_ text: String, _ style: Style, width: Int) -> [String] {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = ""
      for word in paragraph.split(separator: " ") {
        var rest = String(word)
        let candidate = line.isEmpty ? rest : line + " " + rest
        if canvas.fonts.width(candidate, style.weight, size: style.size) <= width {
          line = candidate
          continue
        }
        if !line.isEmpty { lines.append(line) }
        while canvas.fonts.width(rest, style.weight, size: style.size) > width, rest.count > 1 {
          var count = rest.count - 1
          while count > 1,
            canvas.fonts.width(String(rest.prefix(count)), style.weight, size: style.size) > width
          { count -= 1 }
          lines.append(String(rest.prefix(count)))
          rest = String(rest.dropFirst(count))
        }
        line = rest
      }
      lines.append(line)
    }
    return lines
  }

  // MARK: Output

  /// The bytes of the file.
  public mutating func render() throws(Problem) -> [UInt8] {
    let size = paper.size
    for page in canvas.pages.indices {
      canvas.current = page
      let text = "Page \(page + 1) of \(canvas.pages.count)"
      let width = canvas.fonts.width(text, .regular, size: Style.small.size)
      let (left, edge, foot, line) = (margin, right, margin - 8_000, footer)
      try canvas.artifact(.footer) { (canvas: inout Canvas) throws(Problem) in
        canvas.rectangle(x: left, y: foot + 14_000, width: edge - left, height: 400, .hairline)
        try canvas.text(line, x: left, y: foot, size: Style.small.size, .regular, .grey)
        try canvas.text(text, x: edge - width, y: foot, size: Style.small.size, .regular, .grey)
      }
      if let watermark {
        try canvas.artifact(.watermark) { (canvas: inout Canvas) throws(Problem) in
          try canvas.watermark(watermark, pageWidth: size.width, pageHeight: size.height)
        }
      }
    }
    return canvas.render(
      size: (size.width, size.height), language: language, metadata: metadata)
  }
}
