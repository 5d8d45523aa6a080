internal import Billing
internal import Store

/// Cells as text: canonical for machines, grouped for people.
enum CellText {
  /// The form of canonical files; nil when there is nothing.
  static func canonical(_ cell: SQLValue, _ kind: ReportColumn.Kind, digits: Int) -> String? {
    switch (cell, kind) {
    case (.null, _): nil
    case (.integer(let number), .money): ScaledDecimal.print(number, scale: digits)
    case (.integer(let number), .rate): ScaledDecimal.print(number, scale: 8, trimmed: true)
    case (.integer(let number), .quantity): ScaledDecimal.print(number, scale: 6, trimmed: true)
    case (.integer(let number), .instant): Instant(milliseconds: number).description
    case (.integer(let number), .flag): number == 0 ? "false" : "true"
    case (.integer(let number), _): String(number)
    case (.text(let text), _): text
    }
  }

  /// For the eye: grouped amounts, instants without milliseconds.
  static func readable(_ cell: SQLValue, _ kind: ReportColumn.Kind, digits: Int) -> String {
    switch (cell, kind) {
    case (.integer(let number), .money):
      return MoneyFormat(locale: "en").text(number, digits: digits)
    case (.integer(let number), .bytes): return DataVolume.text(number)
    case (.integer(let number), .instant):
      let text = Instant(milliseconds: number).description
      return text.prefix(10) + " " + text.dropFirst(11).prefix(5) + "Z"
    default: return canonical(cell, kind, digits: digits) ?? ""
    }
  }
}

extension ReportRow {
  /// The cells in the form of canonical files, by the columns that they belong to.
  package func canonical(_ columns: [ReportColumn]) -> [String?] {
    zip(cells, columns).map { CellText.canonical($0, $1.kind, digits: digits) }
  }
}
