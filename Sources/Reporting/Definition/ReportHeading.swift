extension ReportDefinition {
  /// The report with the values of its parameters in its headings: `{edge_1}`, `{edge_1+1}`.
  func headed(by bound: [(name: String, value: String)]) -> ReportDefinition {
    guard columns.contains(where: { $0.heading.contains("{") }) else { return self }
    let values = Dictionary(bound.map { ($0.name, $0.value) }) { $1 }
    var report = self
    for index in report.columns.indices {
      report.columns[index].heading = Self.filled(report.columns[index].heading, values)
    }
    return report
  }

  private static func filled(_ heading: String, _ values: [String: String]) -> String {
    var text = ""
    var rest = heading[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let parts = rest[rest.index(after: open)..<close].split(separator: "+")
      let value = parts.first.flatMap { values[String($0)] } ?? ""
      if parts.count == 2, let number = Int(value), let more = Int(parts[1]) {
        text += rest[..<open] + String(number + more)
      } else {
        text += rest[..<open] + value
      }
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }
}
