package import Store

/// Charged calls that may be there twice: they have no id, and equal a call of an earlier file of increments
/// (rules §8). The import told of each; who bills them should know how many there are.
package struct PossibleDuplicates: Sendable {
  package private(set) var calls = 0
  package private(set) var seconds: Int64 = 0
  /// 10⁻⁸, by currency.
  package private(set) var amounts: [String: Int64] = [:]

  /// Of the calls that a batch charged.
  package init(chargedBy batch: Int64, in database: Database) throws {
    let imports = try database.rows(
      "SELECT DISTINCT batch FROM batch_repeat WHERE kind = 'cdr' AND state = 'possible'"
    ) { $0.integer(0) }
    for file in imports { try add(of: file, chargedBy: batch, in: database) }
  }

  /// Both lists go by the lines of the file, so that one walk over each is enough.
  private mutating func add(
    of file: Int64, chargedBy batch: Int64, in database: Database
  ) throws {
    let runs = try database.rows(
      """
      SELECT line, line + last_id - first_id FROM batch_repeat
      WHERE batch = ? AND kind = 'cdr' AND state = 'possible' ORDER BY line
      """, [.integer(file)]
    ) { $0.integer(0)...$0.integer(1) }
    var next = 0
    try database.forEach(
      """
      SELECT cdr.line, c.seconds, c.amount, company.currency FROM batch_span AS s
      JOIN cdr ON cdr.id BETWEEN s.first_id AND s.last_id
      JOIN call_charge AS c ON c.call = cdr.id AND c.sequence % 2 = 1
      JOIN batch_span AS made ON made.batch = ?2 AND made.kind = 'call_charge'
        AND c.id BETWEEN made.first_id AND made.last_id
      JOIN account ON account.id = c.account JOIN company ON company.id = account.company
      WHERE s.batch = ?1 AND s.kind = 'cdr' ORDER BY cdr.line
      """, [.integer(file), .integer(batch)]
    ) { row in
      while next < runs.count, runs[next].upperBound < row.integer(0) { next += 1 }
      guard next < runs.count, runs[next].contains(row.integer(0)) else { return }
      calls += 1
      seconds += row.integer(1)
      amounts[row.text(3) ?? "", default: 0] += row.integer(2)
    }
  }
}
