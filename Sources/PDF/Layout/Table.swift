/// A table: its columns share the width, its header comes again on every page.
public struct Table: Sendable {
  public struct Column: Sendable {
    public var heading: String
    /// Its share of the table's width, relative to the other columns. Columns of numbers become wider
    /// when a number needs it.
    public var share: Int
    public var isNumber: Bool

    public init(_ heading: String, share: Int, isNumber: Bool = false) {
      self.heading = heading
      self.share = share
      self.isNumber = isNumber
    }
  }

  public struct Row: Sendable {
    public var cells: [String]
    public var isStrong: Bool
    /// Whether the first cell takes the width of all, and announces the rows that follow.
    public var isGroup = false
    /// Whether the next row comes on the same page.
    public var keepsWithNext = false
    /// How far the first cell is moved to the right.
    public var indent = 0
    /// What all rows up to this one come to, for the lines that carry it to the next page.
    public var running: String?

    public init(_ cells: [String], isStrong: Bool = false) {
      self.cells = cells
      self.isStrong = isStrong
    }

    /// A heading within the table.
    public static func group(_ text: String) -> Row {
      var row = Row([text], isStrong: true)
      row.isGroup = true
      row.keepsWithNext = true
      return row
    }
  }

  /// The lines at the end of a page and at the beginning of the next, with what the rows so far come to.
  public struct Carrying: Sendable {
    public var forward: String
    public var brought: String

    public init(forward: String, brought: String) {
      self.forward = forward
      self.brought = brought
    }
  }

  public var columns: [Column]
  public var rows: [Row]
  /// Whether it is set in smaller type, for many columns.
  public var isFine: Bool
  public var carrying: Carrying?
  /// The heading above it, of level 2: it stays with the first rows.
  public var title: String?

  public init(
    title: String? = nil, columns: [Column], rows: [Row], isFine: Bool = false,
    carrying: Carrying? = nil
  ) {
    self.title = title
    self.columns = columns
    self.rows = rows
    self.isFine = isFine
    self.carrying = carrying
  }

  /// The space beside the text of a cell, thousandths of a point.
  public static let padding = 3_000

  func style(isStrong: Bool) -> PDFDocument.Style {
    isFine ? (isStrong ? .fineStrong : .fine) : isStrong ? .strong : .body
  }
}
