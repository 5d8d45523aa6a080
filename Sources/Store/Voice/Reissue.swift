package import Diagnostics

/// A file of calls that its carrier sent once more, in the place of an earlier one (rules §9). What both
/// have alike stays; what is new goes in; what is otherwise or gone is taken back by rows of their own, of
/// the call and of its charge. A stored call is never changed, but for its leg, which gets a mark where
/// another call has its key now.
package final class Reissue {
  package struct Summary: Sendable, Equatable {
    /// The batch of the earlier file, and its name.
    package var batch: Int64
    package var file: String
    package var alike = 0
    package var new = 0
    package var changed = 0
    package var gone = 0
    /// Of the calls that were taken back: those that were billed, and those that went to another system.
    package var billed = 0
    package var exported = 0
    /// Calls that are otherwise or gone, and stay: they are on a frozen invoice or in closed books.
    package var frozen = 0
    /// Calls that are not in the file and stay, since it has records that were refused.
    package var doubtful = 0

    package var reversed: Int { changed + gone }
  }

  /// What parts a marked leg from its number.
  static let mark = "~"

  private let database: Database
  private let batch: Int64
  package private(set) var summary: Summary
  /// The calls of the earlier file and of those that it replaced: runs of ids, ascending.
  private let runs: [ClosedRange<Int64>]
  private let findCharge: Statement
  private let findFrozen: Statement
  private let isReversed: Statement
  private var targets: [String] = []

  /// - Parameters:
  ///   - earlier: the batch of the earlier file.
  ///   - batch: the import at hand.
  package init(of earlier: Int64, by batch: Int64, in database: Database) throws {
    self.database = database
    self.batch = batch
    let file = try database.text(
      "SELECT file_name FROM batch WHERE id = ?", [.integer(earlier)])
    summary = Summary(batch: earlier, file: file ?? "")
    runs = try database.rows(
      """
      WITH RECURSIVE issue (id) AS (
        SELECT ?1
        UNION SELECT batch.reissues FROM batch JOIN issue ON issue.id = batch.id
          WHERE batch.reissues IS NOT NULL
        UNION SELECT batch.id FROM batch JOIN issue ON issue.id = batch.continues
      )
      SELECT first_id, last_id FROM batch_span JOIN issue ON issue.id = batch_span.batch
      WHERE kind = 'cdr' ORDER BY first_id
      """, [.integer(earlier)]
    ) { $0.integer(0)...$0.integer(1) }
    findCharge = try database.prepare(
      """
      SELECT charge, EXISTS (SELECT 1 FROM call_billing WHERE call_charge = charge)
      FROM call_charged WHERE call = ?
      """)
    findFrozen = try database.prepare(
      """
      SELECT 1 FROM call_charged
      JOIN call_billing ON call_billing.call_charge = call_charged.charge
      JOIN debit ON debit.id = call_billing.debit
      LEFT JOIN invoice ON invoice.id = debit.invoice
      LEFT JOIN closed_through ON closed_through.company = debit.company
      WHERE call_charged.call = ?
        AND (invoice.frozen IS NOT NULL OR debit.date <= closed_through.last)
      """)
    isReversed = try database.prepare("SELECT 1 FROM call_reversal WHERE call = ?")
    targets = try database.rows("SELECT DISTINCT target FROM call_export") { $0.text(0) ?? "" }
  }

  /// Whether a stored call came by the earlier file, or by one that this replaced.
  func covers(_ call: Int64) -> Bool {
    var (low, high) = (0, runs.count)
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].upperBound < call { low = middle + 1 } else { high = middle }
    }
    return low < runs.count && runs[low].contains(call)
  }

  private func holds(_ question: Statement, _ call: Int64) throws(Problem) -> Bool {
    question.bind([.integer(call)])
    defer { question.reset() }
    return try question.step()
  }

  // MARK: Calls of the file

  func noteAlike() { summary.alike += 1 }

  /// Takes a call back for which the file has another; false where that must not be touched.
  ///
  /// - Parameter successor: the id that the other call gets.
  func replace(_ call: Int64, by successor: Int64, line: Int, _ loader: Loader) throws(Problem)
    -> Bool
  {
    if try holds(findFrozen, call) {
      summary.frozen += 1
      return false
    }
    try reverse(call, by: successor, line: line, loader)
    summary.changed += 1
    return true
  }

  /// Takes back what the file lacks; after its last row.
  ///
  /// - Parameters:
  ///   - isWhole: whether none of its records was refused: only then what it lacks is gone.
  ///   - inserted: how many calls it brought.
  package func finish(_ loader: Loader, isWhole: Bool) throws(Problem) {
    guard let kind = Kinds.named("cdr") else { return }
    let calls = try loader.loader(for: kind)
    summary.new = Int(calls.nextID - calls.firstID) - summary.changed
    var gone: [ClosedRange<Int64>] = []
    for run in runs {
      calls.seen.forEachGap(from: run.lowerBound, to: run.upperBound) { gone.append($0) }
    }
    for call in gone.joined() {
      if try holds(isReversed, call) { continue }
      if try !isThere(call) { continue }
      if !isWhole {
        summary.doubtful += 1
      } else if try holds(findFrozen, call) {
        summary.frozen += 1
      } else {
        try reverse(call, by: nil, line: 0, loader)
        summary.gone += 1
      }
    }
  }

  private func isThere(_ call: Int64) throws(Problem) -> Bool {
    try database.integer("SELECT 1 FROM cdr WHERE id = ?", [.integer(call)]) != nil
  }

  // MARK: Taking back

  private func reverse(_ call: Int64, by successor: Int64?, line: Int, _ loader: Loader)
    throws(Problem)
  {
    try reverseCharge(of: call, loader)
    for target in targets {
      let went = try database.integer(
        "SELECT 1 FROM call_export WHERE target = ? AND call = ?", [.text(target), .integer(call)])
      if went != nil {
        summary.exported += 1
        break
      }
    }
    if successor != nil { try markLeg(of: call, loader) }
    guard let kind = Kinds.named("call_reversal") else { return }
    let reversals = try loader.loader(for: kind)
    try database.run(
      "INSERT INTO call_reversal (line, call, successor) VALUES (?, ?, ?)",
      [.integer(Int64(line)), .integer(call), .optional(successor)])
    reversals.countRow()
    loader.countContra(kind)
  }

  private func reverseCharge(of call: Int64, _ loader: Loader) throws(Problem) {
    findCharge.bind([.integer(call)])
    guard try findCharge.step() else {
      findCharge.reset()
      return
    }
    let (charge, isBilled) = (findCharge.integer(0), findCharge.integer(1) != 0)
    findCharge.reset()
    if isBilled { summary.billed += 1 }
    guard let kind = Kinds.named("call_charge") else { return }
    let charges = try loader.loader(for: kind)
    try database.run(
      """
      INSERT INTO call_charge (line, call, sequence, account, deck, rate, class, seconds, amount)
      SELECT line, call, sequence + 1, account, deck, rate, class, -seconds, -amount
      FROM call_charge WHERE id = ?
      """, [.integer(charge)])
    charges.countRow()
    loader.countContra(kind)
  }

  /// Leaves the call's key to the one that comes in its place.
  private func markLeg(of call: Int64, _ loader: Loader) throws(Problem) {
    guard let kind = Kinds.named("cdr") else { return }
    let calls = try loader.loader(for: kind)
    try calls.keepImage(of: call, batch: batch)
    try database.run(
      """
      UPDATE cdr SET leg = ifnull(leg, '') || '\(Self.mark)' || (
        SELECT count(*) + 1 FROM cdr AS other WHERE other.source = cdr.source
          AND other.call_id = cdr.call_id
          AND ifnull(other.leg, '') GLOB ifnull(cdr.leg, '') || '\(Self.mark)[0-9]*')
      WHERE id = ? AND call_id IS NOT NULL
      """, [.integer(call)])
  }
}
