/// How a report is rendered, where its format leaves a choice.
package struct RenderOptions: Sendable {
  /// Who reads a CSV or TSV file.
  package enum Reader: String, Sendable, CaseIterable {
    /// Machines, and our own import: nothing is changed.
    case data
    /// A spreadsheet: a byte order mark, and texts that would be formulas are guarded.
    case spreadsheet
    /// QuickBooks Online, which splits at every comma: no text has one, and none is quoted.
    case qbo
  }

  /// How amounts stand in CSV, TSV and JSON Lines.
  package enum Amounts: String, Sendable, CaseIterable {
    /// `1234.50`.
    case raw
    /// `1,234.50`.
    case formatted
    /// Both, the second in a column of its own.
    case both
  }

  /// Columns of a terminal.
  package var width = 80
  /// For text, whether columns of detail are shown, too.
  package var isWide = false
  package var reader = Reader.data
  package var amounts = Amounts.raw
  /// Whether each record bears the hash of all up to it (CSV, TSV, JSON Lines).
  package var isChained = false

  package init() {}
}

/// What came of a rendering.
package struct Rendered: Sendable {
  package var rows = 0
  /// What the reader must know: a list that goes on in another sheet, text that was changed.
  package var notices: [String] = []
  /// The last hash of the chain; nil where none was asked for.
  package var chain: String?
}
