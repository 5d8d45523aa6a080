package import Billing
internal import Diagnostics
package import Store

/// The control page of a month: what its reports say, reached by another route, and what else must hold
/// before it is signed.
package struct PackControls: Sendable {
  /// Whether the documents that were issued can still be made to the byte: how many were looked at, and
  /// how many are the same.
  package struct Documents: Sendable {
    package var issued: Int
    package var same: Int

    package init(issued: Int, same: Int) {
      self.issued = issued
      self.same = same
    }
  }

  /// Equations of reconcile that a month rests on besides: what no report of it says.
  private static let equations = [
    "05-amounts", "10-invoice-totals", "15-tax-rates", "16-ledger-codes",
  ]

  package private(set) var controls: [Equation]
  /// The tables in which the reports that were looked at are kept.
  let tables: [String: String]

  /// - Parameters:
  ///   - database: with the tables that reports share (`PackTables`).
  ///   - closed: what verifying the month gave; nil where it is not closed.
  package init(
    of database: Database, _ month: Month, company: String?,
    closed: [PeriodVerification.Line]?, documents: Documents
  ) throws {
    let period = ProofPeriod(from: month.from, asOf: month.to)
    (controls, tables) = try Self.reports(period, in: database)
    for definition in EquationDefinition.all where Self.equations.contains(definition.name) {
      controls.append(try Reconciliation.ask(definition, of: database, period: period))
    }
    if let company {
      for index in controls.indices { controls[index].keep(only: company) }
    }
    controls.append(Self.closeHash(closed))
    controls.append(Self.register(documents))
  }

  /// The controls of the reports: what several of them read is computed once, each report and the route
  /// from the tables.
  private static func reports(_ period: ProofPeriod, in database: Database) throws -> (
    [Equation], [String: String]
  ) {
    let definitions = EquationDefinition.controls
    var shared = try SharedRoutes(of: definitions, period: period, in: database)
    let controls = try definitions.map {
      try Reconciliation.ask($0, of: database, period: period, shared: shared.names)
    }
    return (controls, try shared.keep())
  }

  package func count(_ verdict: Equation.Verdict) -> Int {
    controls.count { $0.verdict == verdict }
  }

  private static func count(
    _ name: String, _ title: String, _ leftName: String, _ rightName: String, _ left: Int,
    _ right: Int, none: String
  ) -> Equation {
    var equation = Equation(
      invariant: 25, name: name, title: title, leftName: leftName, rightName: rightName,
      unit: .count, verdict: left == 0 ? .noData : left == right ? .pass : .fail, lacking: 0,
      reason: left == 0 ? none : nil)
    equation.segments = [
      Equation.Segment(
        company: nil, currency: nil, dimension: nil, value: "all", left: Int64(left),
        right: Int64(right), ties: left == right)
    ]
    return equation
  }

  private static func closeHash(_ closed: [PeriodVerification.Line]?) -> Equation {
    count(
      "close-hash", "Every report says what it said when the month was closed",
      "reports kept at the close", "of them, those with the same SHA-256 today",
      closed?.count ?? 0, closed?.count { $0.verdict.holds } ?? 0, none: "the month is not closed")
  }

  private static func register(_ documents: Documents) -> Equation {
    count(
      "issue-register", "Every document that was issued can be made again to the byte",
      "documents issued in the month", "of them, those with the same SHA-256 today",
      documents.issued, documents.same, none: "no document was issued in the month")
  }
}

extension Equation {
  /// Leaves out what speaks of other companies.
  mutating func keep(only company: String) {
    guard segments.contains(where: { $0.company != nil }) else { return }
    segments.removeAll { $0.company != company }
    exceptions.removeAll { $0.company != company }
    if verdict == .noData { return }
    verdict = segments.isEmpty ? .noData : segments.allSatisfy(\.ties) ? .pass : .fail
    if segments.isEmpty { reason = "there is nothing of this company" }
  }
}
