public import Diagnostics

/// Where text runs: its left edge and width, and what comes when it is full.
struct Frame {
  var left: Int
  var width: Int
  /// Columns side by side, the left edge of each; empty for the whole width.
  var columns: [Int] = []
  var column = 0
  /// Where the columns of this page begin, and the lowest end of those that are full.
  var top = 0
  var lowest = Int.max
  /// A place on the page, which nothing flows out of: its lower edge.
  var fixedBottom: Int?
}

extension PDFDocument {
  var bottom: Int { frame.fixedBottom ?? margin + footerHeight + reserved }
  /// What is left below.
  public var room: Int { y - bottom }

  /// Goes on at the top of the next page.
  public mutating func newPage() {
    if frame.fixedBottom != nil { return }
    let size = paper.size
    canvas.addPage(width: size.width, height: size.height)
    reserved = 0
    y = size.height - margin
    if !frame.columns.isEmpty {
      frame.column = 0
      frame.left = frame.columns[0]
      (frame.top, frame.lowest) = (y, Int.max)
    }
  }

  /// Goes on in the next column, or at the next page after the last.
  mutating func advance() {
    guard frame.column + 1 < frame.columns.count else { return newPage() }
    frame.lowest = min(frame.lowest, y)
    frame.column += 1
    frame.left = frame.columns[frame.column]
    y = frame.top
  }

  /// Goes on at the next page, or column, unless so much room is left.
  public mutating func need(_ height: Int) {
    if room < height, !isAtTop { advance() }
  }

  /// Whether nothing stands above on this page: then the next one has no more room.
  private var isAtTop: Bool {
    y >= (frame.columns.isEmpty ? paper.size.height - margin : frame.top) && reserved == 0
  }

  public mutating func space(_ height: Int) { y -= height }

  /// Keeps the lowest part of this page free for what is placed there.
  ///
  /// - Parameter height: from the lower edge of the paper.
  public mutating func reserve(_ height: Int) {
    reserved = max(0, height - margin - footerHeight)
  }

  /// What `body` writes stays on one page or column, if it fits on one at all.
  public mutating func together(_ body: (inout PDFDocument) throws(Problem) -> Void)
    throws(Problem)
  {
    var here = self
    try body(&here)
    if here.isOnPage(of: self) {
      self = here
      return
    }
    var next = self
    next.advance()
    let start = next
    try body(&next)
    self = next.isOnPage(of: start) ? next : here
  }

  private func isOnPage(of other: PDFDocument) -> Bool {
    canvas.pages.count == other.canvas.pages.count && frame.column == other.frame.column
  }

  /// What `body` writes runs in columns side by side, page after page.
  public mutating func columns(
    _ count: Int, gap: Int = 16_000, _ body: (inout PDFDocument) throws(Problem) -> Void
  ) throws(Problem) {
    precondition(count > 0 && frame.columns.isEmpty, "columns do not stand in columns")
    let outer = frame
    let width = (outer.width - gap * (count - 1)) / count
    frame.columns = (0..<count).map { outer.left + $0 * (width + gap) }
    frame.width = width
    (frame.column, frame.top, frame.lowest) = (0, y, Int.max)
    try body(&self)
    y = min(y, frame.lowest)
    frame = outer
  }

  /// A place on the page, from its upper left corner.
  public struct Place: Sendable {
    public var left: Int
    public var top: Int

    public init(left: Int, top: Int) {
      self.left = left
      self.top = top
    }
  }

  /// Writes into a place of this page: an address in the window of an envelope, a slip to tear off.
  /// What flows goes on afterwards where it was.
  ///
  /// - Returns: whether it fitted into `height`; what does not runs over.
  @discardableResult
  public mutating func place(
    _ place: Place, width: Int, height: Int,
    _ body: (inout PDFDocument) throws(Problem) -> Void
  ) throws(Problem) -> Bool {
    let (outer, outerY) = (frame, y)
    let top = paper.size.height - place.top
    frame = Frame(left: place.left, width: width, fixedBottom: top - height)
    y = top
    try body(&self)
    let fits = room >= 0
    (frame, y) = (outer, outerY)
    return fits
  }
}
