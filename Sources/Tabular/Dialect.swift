/// How a delimited file is written.
public struct Dialect: Sendable, Equatable {
  /// How a quote is written inside a quoted field.
  public enum Escape: Sendable, Equatable {
    /// `""`, as RFC 4180 has it.
    case doubled
    /// `\"`, and `\\` for a backslash.
    case backslash
  }

  /// How many columns a record should have. It decides whether a quote that is closed only on a later
  /// line was meant as one.
  public enum Columns: Sendable, Equatable {
    /// As many as the first record, mostly the header, has.
    case asFirstRecord
    case exactly(Int)
    /// Records of several kinds, with their own numbers of columns.
    case various
  }

  /// What stands between fields; nil: found out from the first 64 kB.
  public var delimiter: Delimiter?
  /// nil: quotes are characters like others.
  public var quote: UInt8?
  public var escape = Escape.doubled
  /// Blanks around the quotes of a field, and before any other field, are no text: `"a", "b"`.
  public var isPadded = false
  /// Lines to pass over at the beginning of the file. They count as control lines.
  public var skip = 0
  /// Lines that begin with this byte are passed over.
  public var comment: UInt8?
  public var columns = Columns.asFirstRecord

  public init(delimiter: UInt8? = nil, quote: UInt8? = UInt8(ascii: "\"")) {
    self.init(delimiter: delimiter.map { Delimiter($0) }, quote: quote)
  }

  public init(delimiter: Delimiter?, quote: UInt8? = UInt8(ascii: "\"")) {
    self.delimiter = delimiter
    self.quote = quote
  }
}

/// How the text of a file is cut into records.
public enum Layout: Sendable, Equatable {
  case delimited(Dialect)
  /// Each line is a record of one field: fixed-width files. Lines may end in CR, LF or CR LF.
  case lines(skip: Int = 0, comment: UInt8? = nil)
  /// Records of so many characters without anything between them; each is one field. Line ends at
  /// the end of the file are passed over.
  case blocks(length: Int)
  /// Each XML element of that name, whatever stands around it, is a record of one field.
  case elements(name: String)
}

/// Lines of a file that are no records.
public struct ControlLines: Sendable, Equatable {
  public var blank = 0
  public var comments = 0
  /// Passed over because the dialect says so.
  public var skipped = 0
  /// Texts around the elements that are records.
  public var outside = 0
  /// A first line `sep=;`, which tells spreadsheets the delimiter.
  public var separatorHints = 0

  public init() {}
  public var total: Int { blank + comments + skipped + outside + separatorHints }
}
