public import Diagnostics

/// Pictures, codes and lines. Each stands where text would come next, or at a place of the page.
extension PDFDocument {
  /// A picture.
  ///
  /// - Parameters:
  ///   - height: its height; the width follows. It becomes smaller where it would be wider than the text.
  ///   - alternative: what it shows, in words; nil for one that says nothing, such as an ornament.
  public mutating func image(
    _ image: PDFImage, height: Int, alternative: String?, at place: Place? = nil
  ) throws(Problem) {
    let most = place.map { paper.size.width - $0.left } ?? width
    let width = min(most, height * image.width / image.height)
    let height = width * image.height / image.width
    try figure(width: width, height: height, alternative, place) { canvas, left, bottom in
      canvas.image(image, x: left, y: bottom, width: width, height: height)
    }
  }

  /// A QR code with the light margin that readers want around it.
  public mutating func code(
    _ code: QRCode, side: Int, alternative: String, at place: Place? = nil
  ) throws(Problem) {
    let modules = code.size + 8
    let black = palette.text
    try figure(width: side, height: side, alternative, place) { canvas, left, bottom in
      // Edges by number of modules, so that neighbours meet.
      func edge(_ count: Int) -> Int { side * (count + 4) / modules }
      canvas.rectangles(
        code.pattern.runs.map { run in
          let top = bottom + side - edge(run.row)
          let below = bottom + side - edge(run.row + 1)
          let (start, end) = (edge(run.column), edge(run.column + run.length))
          return (x: left + start, y: below, width: end - start, height: top - below)
        }, black)
    }
  }

  /// A bar code. Its light margins of ten modules lie within the width.
  public mutating func code(
    _ code: Code128, width: Int, height: Int, alternative: String, at place: Place? = nil
  ) throws(Problem) {
    let modules = code.widths.reduce(0, +) + 20
    let black = palette.text
    try figure(width: width, height: height, alternative, place) { canvas, left, bottom in
      var bars: [(x: Int, y: Int, width: Int, height: Int)] = []
      var module = 10
      for (index, count) in code.widths.enumerated() {
        let (start, end) = (width * module / modules, width * (module + count) / modules)
        if index % 2 == 0 { bars.append((left + start, bottom, end - start, height)) }
        module += count
      }
      canvas.rectangles(bars, black)
    }
  }

  private mutating func figure(
    width: Int, height: Int, _ alternative: String?, _ place: Place?,
    _ body: (inout Canvas, _ left: Int, _ bottom: Int) -> Void
  ) throws(Problem) {
    let left = place?.left ?? frame.left
    let bottom: Int
    if let place {
      bottom = paper.size.height - place.top - height
    } else {
      need(height)
      y -= height
      bottom = y
    }
    if let alternative {
      let element = element(
        .figure,
        StructureElements.Attributes(
          alternative: alternative, box: [left, bottom, left + width, bottom + height]))
      try canvas.draw(element) { (canvas: inout Canvas) throws(Problem) in
        body(&canvas, left, bottom)
      }
    } else {
      try canvas.artifact(.layout) { (canvas: inout Canvas) throws(Problem) in
        body(&canvas, left, bottom)
      }
    }
  }

  // MARK: Lines

  /// A line across the text, here.
  public mutating func rule(_ thickness: Int = 400) throws(Problem) {
    let (x, base, width, colour) = (frame.left, y, width, palette.hairline)
    try canvas.artifact(.layout) { (canvas: inout Canvas) throws(Problem) in
      canvas.rectangle(x: x, y: base, width: width, height: thickness, colour)
    }
  }

  /// A line from place to place of this page: a fold mark, where to cut.
  ///
  /// - Parameter dash: lengths of dashes and gaps in turn.
  public mutating func line(
    from start: Place, to end: Place, thickness: Int = 400, dash: [Int] = [],
    _ colour: Colour = .grey
  ) throws(Problem) {
    let height = paper.size.height
    try canvas.artifact(.layout) { (canvas: inout Canvas) throws(Problem) in
      canvas.line(
        from: (start.left, height - start.top), to: (end.left, height - end.top),
        width: thickness, dash: dash, colour)
    }
  }

  /// A filled rectangle of this page, behind what comes later.
  public mutating func fill(_ place: Place, width: Int, height: Int, _ colour: Colour)
    throws(Problem)
  {
    let bottom = paper.size.height - place.top - height
    try canvas.artifact(.layout) { (canvas: inout Canvas) throws(Problem) in
      canvas.rectangle(x: place.left, y: bottom, width: width, height: height, colour)
    }
  }

  /// The outline of a rectangle of this page.
  public mutating func box(
    _ place: Place, width: Int, height: Int, thickness: Int = 400, _ colour: Colour = .grey
  ) throws(Problem) {
    let top = paper.size.height - place.top
    try canvas.artifact(.layout) { (canvas: inout Canvas) throws(Problem) in
      canvas.rectangles(
        [
          (place.left, top - thickness, width, thickness),
          (place.left, top - height, width, thickness),
          (place.left, top - height, thickness, height),
          (place.left + width - thickness, top - height, thickness, height),
        ], colour)
    }
  }

  /// Where the next thing would come.
  public var position: Place { Place(left: frame.left, top: paper.size.height - y) }
}
