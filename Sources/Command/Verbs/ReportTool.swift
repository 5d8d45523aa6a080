internal import Bytes
internal import Diagnostics
internal import Reporting

/// What can be done with reports besides running them.
enum ReportTool: String {
  case list, show, lint, verify

  func run(_ operand: String?, _ catalogue: ReportCatalogue) throws(Problem) -> Int32 {
    if self == .list { return try Self.list(catalogue) }
    guard let operand else {
      throw Problem(
        "operands", .usage,
        self == .verify ? "Name the list to verify." : "Name the report to \(rawValue).")
    }
    switch self {
    case .show:
      try Terminal.print(try catalogue.source(operand).text)
    case .lint:
      let report = try catalogue.lint(operand)
      try Terminal.print(
        "\(operand): no mistakes. Parameters: \(report.parameters.count), columns: "
          + "\(report.columns.count), hidden: \(report.hidden.count).\n")
    default: return try Self.verify(operand)
    }
    return 0
  }

  private static func list(_ catalogue: ReportCatalogue) throws(Problem) -> Int32 {
    let names = catalogue.names
    let width = names.map(\.count).max() ?? 0
    var isWhole = true
    for name in names {
      do throws(Problem) {
        let title = try catalogue.report(name).title
        try Terminal.print(Help.padded(name, to: width) + "  " + title + "\n")
      } catch {
        // One file of the user's that is wrong must not hide the others.
        Terminal.complain(error)
        isWhole = false
      }
    }
    return isWhole ? 0 : Problem.Kind.finding.rawValue
  }

  private static func verify(_ file: String) throws(Problem) -> Int32 {
    let found = try ReportVerification(file: file)
    if found.findings.isEmpty {
      let rows = found.rows == 1 ? "record" : "records"
      try Terminal.print("\(file): \(found.rows) \(rows), as they were written.\n")
      return 0
    }
    for finding in found.findings { try Terminal.print(finding + "\n") }
    return Problem.Kind.finding.rawValue
  }
}
