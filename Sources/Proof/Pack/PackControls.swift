package import Diagnostics

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

  package private(set) var controls: [Equation]

  /// - Parameters:
  ///   - closed: what verifying the month gave; nil where it is not closed.
  package init(
    of work: PackWork, closed: [PeriodVerification.Line]?, documents: Documents
  ) throws(Problem) {
    let (period, tables) = (ProofPeriod(work.month), try work.tables)
    controls = []
    for definition in EquationDefinition.controls {
      let side = try work.side(try definition.topic)
      controls.append(
        try Reconciliation.ask(
          definition, from: EquationSource(database: side.database, tables: side.asked),
          tables.source(for: definition), period: period))
    }
    controls += tables.equations
    if let company = work.company {
      for index in controls.indices { controls[index].keep(only: company) }
    }
    controls.append(Self.closeHash(closed))
    controls.append(Self.register(documents))
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
