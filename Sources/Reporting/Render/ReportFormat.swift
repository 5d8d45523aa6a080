package import Bytes
package import Diagnostics
internal import Tabular

/// The formats of reports.
package enum ReportFormat: String, Sendable, CaseIterable {
  case text, csv, tsv, jsonl, pdf

  /// The format that a file's name ends in.
  package init?(path: String) {
    guard let suffix = path.split(separator: ".").last else { return nil }
    self.init(rawValue: suffix == "txt" ? "text" : suffix.lowercased())
  }

  /// Writes a whole report, row by row.
  ///
  /// - Parameter isWide: for text, whether columns of detail are shown, too.
  package func render(
    _ report: ReportRun, to sink: any ByteSink, width: Int = 80, isWide: Bool = false
  ) throws(Problem) {
    switch self {
    case .text:
      try TextTable(report.definition, width: width, isWide: isWide).render(report, to: sink)
    case .csv: try Self.delimited(report, DelimitedWriter(), to: sink)
    case .tsv: try Self.delimited(report, DelimitedWriter(delimiter: 9), to: sink)
    case .jsonl: try Self.jsonLines(report, to: sink)
    case .pdf: try sink.write(try PDFReport(report).render()[...])
    }
  }

  private static func delimited(
    _ report: ReportRun, _ empty: DelimitedWriter, to sink: any ByteSink
  ) throws(Problem) {
    var writer = empty
    let columns = report.definition.columns
    writer.record(columns.map(\.name))
    while let row = try report.next() {
      for (cell, column) in zip(row.cells, columns) {
        let text = CellText.canonical(cell, column.kind, digits: row.digits) ?? ""
        if column.kind == .text || column.kind == .id {
          writer.text(text)
        } else {
          writer.plain(text)
        }
      }
      writer.endRecord()
      try Interrupt.check()
      try sink.write(writer.take())
    }
    try sink.write(writer.take())
  }

  private static func jsonLines(_ report: ReportRun, to sink: any ByteSink) throws(Problem) {
    var writer = JSONLinesWriter()
    let columns = report.definition.columns
    while let row = try report.next() {
      for (cell, column) in zip(row.cells, columns) {
        let text = CellText.canonical(cell, column.kind, digits: row.digits)
        switch column.kind {
        case .integer, .money, .rate, .quantity, .bytes: writer.number(column.name, text)
        case .flag: writer.flag(column.name, text.map { $0 == "true" })
        case .text, .id, .date, .instant: writer.text(column.name, text)
        }
      }
      writer.endRecord()
      try Interrupt.check()
      try sink.write(writer.take())
    }
  }
}
