package import Bytes
package import Diagnostics

/// The formats of reports.
package enum ReportFormat: String, Sendable, CaseIterable {
  case text, csv, tsv, jsonl, xlsx, html, pdf

  /// The format that a file's name ends in.
  package init?(path: String) {
    guard let suffix = path.split(separator: ".").last, path.contains(".") else { return nil }
    switch suffix.lowercased() {
    case "txt": self = .text
    case "ndjson": self = .jsonl
    case "htm": self = .html
    default: self.init(rawValue: suffix.lowercased())
    }
  }

  /// Whether its records can bear a chain of hashes.
  package var hasRecords: Bool { [.csv, .tsv, .jsonl].contains(self) }

  /// Writes a whole report.
  @discardableResult package func render(
    _ report: ReportRun, to sink: any ByteSink, _ options: RenderOptions = RenderOptions()
  ) throws(Problem) -> Rendered {
    switch self {
    case .text: try TextTable(report, options).render(to: sink)
    case .csv: try DelimitedReport(report, delimiter: UInt8(ascii: ","), options).render(to: sink)
    case .tsv: try DelimitedReport(report, delimiter: 9, options).render(to: sink)
    case .jsonl: try JSONLinesReport(report, options).render(to: sink)
    case .xlsx: try ReportWorkbook.render(report, to: sink)
    case .html: try HTMLReport(report).render(to: sink)
    case .pdf: try PDFReport(report).render(to: sink)
    }
  }
}
