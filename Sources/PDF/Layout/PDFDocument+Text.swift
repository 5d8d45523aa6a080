public import Diagnostics

extension PDFDocument {
  /// A heading; the first of a document is of level 1.
  public mutating func heading(_ text: String, level: Int) throws(Problem) {
    let heading = try titled(text, level: level)
    // A heading alone at the foot of a page announces nothing.
    need(heading.height + heading.style.size * 5 / 2)
    try draw(heading)
  }

  /// A heading on its way onto a page.
  struct Heading {
    var level: Int
    var style: Style
    var text: ShapedText
    var lines: [Range<Int>]

    /// With the space below it.
    var height: Int { style.size * 3 / 2 + (lines.count - 1) * style.leading }
  }

  func titled(_ text: String, level: Int) throws(Problem) -> Heading {
    let style = Style(
      size: level == 1 ? 20_000 : level == 2 ? 11_500 : 9_500, weight: .bold,
      tone: level == 1 ? .accent : .text, leading: (level == 1 ? 20_000 : 11_500) * 12 / 10)
    let shaped = try shape(text, style, "a heading")
    return Heading(
      level: level, style: style, text: shaped,
      lines: shaped.lines(width: width, size: style.size))
  }

  mutating func draw(_ heading: Heading) throws(Problem) {
    let style = heading.style
    let element = element(
      heading.level == 1 ? .heading1 : heading.level == 2 ? .heading2 : .heading3)
    for (index, line) in heading.lines.enumerated() {
      y -= index == 0 ? style.size : style.leading
      try draw(heading.text, line, style, in: element)
    }
    y -= style.size / 2
  }

  public mutating func paragraph(_ text: String, _ style: Style = .body) throws(Problem) {
    let element = element(.paragraph)
    let shaped = try shape(text + " ", style, "a paragraph")
    for line in shaped.lines(width: width, size: style.size) {
      need(style.leading)
      y -= style.leading
      try draw(shaped, line, style, in: element)
    }
  }

  /// A line at `y`.
  private mutating func draw(
    _ shaped: ShapedText, _ line: Range<Int>, _ style: Style, in element: Int, across: Int = 0
  ) throws(Problem) {
    let (x, base, colour) = (frame.left + across, y, colour(style))
    // The space that a line was broken at belongs to it, so that words stay apart when it is read.
    let end = line.upperBound
    let whole =
      end < shaped.glyphs.count && shaped.glyphs[end].isSpace ? line.lowerBound..<end + 1 : line
    try canvas.draw(element) { (canvas: inout Canvas) throws(Problem) in
      canvas.text(shaped, whole, x: x, y: base, size: style.size, colour)
    }
  }

  /// A paragraph that leads to a page of the web, a mail or a telephone.
  ///
  /// - Parameter about: what a screen reader says of it; the text, if nothing else is given.
  /// - Throws: `bad-link` for an address of another kind, when the document is rendered.
  public mutating func link(
    _ text: String, to address: String, about: String? = nil, _ style: Style = .body
  ) throws(Problem) {
    let paragraph = element(.paragraph)
    let link = canvas.element(.link, in: paragraph)
    var style = style
    style.tone = .accent
    let shaped = try shape(text, style, "a link")
    for line in shaped.lines(width: width, size: style.size) {
      need(style.leading)
      y -= style.leading
      try draw(shaped, line, style, in: link)
      let lineWidth = shaped.width(line, size: style.size)
      let (x, base, colour) = (frame.left, y, palette.accent)
      try canvas.artifact(.layout) { (canvas: inout Canvas) throws(Problem) in
        canvas.rectangle(
          x: x, y: base - style.size / 8, width: lineWidth, height: 400, colour)
      }
      canvas.link(
        link, to: address, about: about ?? text,
        box: [x, base - style.size / 4, x + lineWidth, base + style.size])
    }
  }

  /// Lines one below the other, the first `down` from the top margin, `across` from the left margin:
  /// an address, or facts beside it. What follows goes below the lowest.
  public mutating func block(_ lines: [String], across: Int, top: Int, _ style: Style = .body)
    throws(Problem) -> Int
  {
    var base = paper.size.height - margin - top
    let flow = y
    for line in lines {
      base -= style.leading
      let shaped = try shape(line, style, "an address or a note")
      let element = element(.paragraph)
      y = base
      try draw(shaped, shaped.glyphs.indices, style, in: element, across: across)
    }
    y = min(flow, base)
    return paper.size.height - margin - base
  }

  /// Names and values in two columns, values to the right: the facts of a document.
  public mutating func facts(_ facts: [(name: String, value: String)], across: Int, top: Int)
    throws(Problem)
  {
    let flow = y
    y = paper.size.height - margin - top
    try self.facts(facts, across: across)
    y = min(flow, y)
  }

  /// Names and values in two columns, here.
  public mutating func facts(
    _ facts: [(name: String, value: String)], across: Int = 0, _ style: Style = .body
  ) throws(Problem) {
    var muted = style
    muted.tone = .muted
    for (name, value) in facts {
      need(style.leading + 1_500)
      y -= style.leading + 1_500
      let nameText = try shape(name + " ", muted, "a fact")
      let valueText = try shape(value, style, "the value of '\(name)'")
      let element = element(.paragraph)
      let (left, place, edge) = (frame.left + across, y, right)
      let x = max(left + nameText.width(size: style.size), edge - valueText.width(size: style.size))
      let (nameColour, valueColour) = (colour(muted), colour(style))
      try canvas.draw(element) { (canvas: inout Canvas) throws(Problem) in
        canvas.text(
          nameText, nameText.glyphs.indices, x: left, y: place, size: style.size, nameColour)
        canvas.text(
          valueText, valueText.glyphs.indices, x: x, y: place, size: style.size, valueColour)
      }
    }
  }
}
