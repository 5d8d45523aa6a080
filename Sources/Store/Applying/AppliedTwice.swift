package import Diagnostics

/// Tells when a file applies money that we had applied by ourselves: both would count, so that more is
/// applied than there is. What a source states by itself is a fact, and stays (rules §5).
package struct AppliedTwice {
  private let database: Database

  package init(database: Database) { self.database = database }

  /// To be asked when the rows of a batch are in, before the commit.
  ///
  /// - Throws: `applied-twice`, with the batch that has to be taken back first.
  package func check(_ spans: [(kind: String, first: Int64, last: Int64)], file: String)
    throws(Problem)
  {
    guard let span = spans.first(where: { $0.kind == "application" }),
      try database.integer("SELECT 1 FROM batch WHERE verb = 'apply' LIMIT 1") != nil
    else { return }
    for credit in ["payment", "discount"] {
      let total =
        credit == "payment"
        ? "credit.amount"
        : "(SELECT net + tax FROM discount_total WHERE discount_total.discount = credit.id)"
      let statement = try database.prepare(
        """
        SELECT application.line, coalesce(credit.external_id, credit.id), batch.id, batch.file_name
        FROM application
        JOIN \(credit) AS credit ON credit.id = application.\(credit)
        JOIN application AS own ON own.\(credit) = credit.id AND own.id < ?1
        JOIN batch_span ON batch_span.kind = 'application'
          AND own.id BETWEEN batch_span.first_id AND batch_span.last_id
        JOIN batch ON batch.id = batch_span.batch AND batch.verb = 'apply'
        WHERE application.id BETWEEN ?1 AND ?2
          AND (SELECT sum(amount) FROM application_entry
            WHERE application_entry.\(credit) = credit.id) > \(total)
        ORDER BY application.line LIMIT 1
        """)
      statement.bind([.integer(span.first), .integer(span.last)])
      if try statement.step() {
        throw .appliedTwice(
          file: file, line: Int(statement.integer(0)), credit: credit,
          id: statement.text(1) ?? "", batch: statement.integer(2), how: statement.text(3) ?? "")
      }
    }
  }
}
