internal import Billing
package import Store

/// What an account used, period by period: the last twelve that were over by a day, since what is not
/// over would be another thing tomorrow.
package struct UsageFacts: Sendable {
  struct Period: Sendable {
    var start: String
    var end: String
    var used: Int64
    var free: Int64
    var allowance: Int64?
    var overage: Int64
  }

  /// A year, so that this month can be compared with the same of last year.
  static let most = 12

  let periods: [Period]

  /// nil where nothing was measured.
  package init?(account: Int64, until date: String, in store: Queries) throws {
    let id = SQLValue.integer(account)
    let isMeasured = try store.integer(
      """
      SELECT 1 WHERE EXISTS (SELECT 1 FROM usage_counter WHERE account = ?1)
        OR EXISTS (SELECT 1 FROM usage_interval WHERE account = ?1)
      """, [id])
    if isMeasured == nil { return nil }
    let view = try NarrowedView.usageHistory(in: store.database)
    periods = try store.rows(
      """
      \(view.prefix)
      SELECT start, "end", used, free, allowance, overage FROM usage_history
      WHERE account = ?1 AND "end" < ?2 ORDER BY start DESC LIMIT \(Self.most)
      """, [id, .text(date)]
    ) {
      Period(
        start: $0.text(0) ?? "", end: $0.text(1) ?? "", used: $0.integer(2), free: $0.integer(3),
        allowance: $0.optionalInteger(4), overage: $0.integer(5))
    }.reversed()
    if periods.isEmpty { return nil }
  }
}
