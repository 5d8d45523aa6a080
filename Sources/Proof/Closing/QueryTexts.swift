internal import Bytes
internal import Reporting
internal import Store

/// What a report asks: its query, and the text of the views that it reads, and of those that these read.
/// What it says of the same rows can be another only when this is another.
struct QueryTexts {
  /// The views of the store, by name.
  private let views: [String: String]

  init(_ database: Database) throws {
    let found = try database.rows(
      "SELECT name, sql FROM main.sqlite_schema WHERE type = 'view' ORDER BY name"
    ) { ($0.text(0) ?? "", $0.text(1) ?? "") }
    views = Dictionary(found) { first, _ in first }
  }

  func sha256(of report: ReportDefinition) -> String {
    var named: Set<String> = []
    collect(report.sql, into: &named)
    let texts = [report.sql] + named.sorted().compactMap { views[$0] }
    return SHA256.hex(of: texts.joined(separator: "\n;\n").utf8)
  }

  /// Words that are names of views. One that only stands in a comment does no harm: then a view counts
  /// that the report doesn't need.
  private func collect(_ sql: String, into named: inout Set<String>) {
    for word in sql.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" }) {
      let name = String(word)
      guard let text = views[name], named.insert(name).inserted else { continue }
      collect(text, into: &named)
    }
  }
}
