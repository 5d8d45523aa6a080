internal import Diagnostics

/// What is open on either side, in temporary tables: memory stays small whatever the store holds.
///
/// `since` is the day from which on a remainder only shrinks: an application that is not dated before
/// it never takes more than there is on any later day.
struct OpenItems {
  let database: Database

  /// - Parameters:
  ///   - source: whose money is applied.
  ///   - batch: only payments of that batch; nil for all.
  ///   - onlyNamed: only payments that name their invoice.
  func fill(source: Int64, batch: Int64?, onlyNamed: Bool) throws(Problem) {
    try drop()
    try database.execute(
      """
      CREATE TEMP TABLE apply_credit (
        id INTEGER PRIMARY KEY, payment INTEGER, discount INTEGER, account INTEGER NOT NULL,
        company INTEGER NOT NULL, line INTEGER NOT NULL, named INTEGER, since TEXT NOT NULL,
        at INTEGER, remaining INTEGER NOT NULL
      );
      CREATE TEMP TABLE apply_item (
        id INTEGER PRIMARY KEY, account INTEGER NOT NULL, company INTEGER NOT NULL,
        invoice INTEGER, opening_balance INTEGER, date TEXT NOT NULL, due TEXT NOT NULL,
        since TEXT NOT NULL, frozen TEXT, recurring INTEGER, remaining INTEGER NOT NULL,
        stated_as_of TEXT, stated INTEGER
      );
      """)
    // Most files of payments name no invoice: then their open amounts need not be worked out.
    if let batch, onlyNamed, try !namesInvoices(batch) { return }
    try fillCredits(source: source, batch: batch, onlyNamed: onlyNamed)
    if try database.integer("SELECT 1 FROM temp.apply_credit LIMIT 1") == nil { return }
    try fillItems(onlyNamed: onlyNamed)
    try database.execute(
      """
      CREATE INDEX temp.apply_credit_account ON apply_credit (account, since, at);
      CREATE INDEX temp.apply_item_account ON apply_item (account, due);
      CREATE INDEX temp.apply_item_invoice ON apply_item (invoice);
      """)
  }

  func drop() throws(Problem) {
    try database.execute(
      "DROP TABLE IF EXISTS temp.apply_credit; DROP TABLE IF EXISTS temp.apply_item")
  }

  private func namesInvoices(_ batch: Int64) throws(Problem) -> Bool {
    try database.integer(
      """
      SELECT 1 FROM batch_span JOIN payment ON payment.id BETWEEN first_id AND last_id
      WHERE batch = ? AND kind = 'payment' AND payment.invoice IS NOT NULL LIMIT 1
      """, [.integer(batch)]) != nil
  }

  /// Nothing is applied in closed books.
  private static func openFrom(_ credit: String) -> String {
    "ifnull((SELECT open_from FROM closed_through WHERE company = \(credit).company), '')"
  }

  private func fillCredits(source: Int64, batch: Int64?, onlyNamed: Bool) throws(Problem) {
    let span =
      batch == nil
      ? ""
      : """
      AND EXISTS (SELECT 1 FROM batch_span WHERE batch = ?2 AND kind = 'payment'
        AND p.payment BETWEEN first_id AND last_id)
      """
    try database.run(
      """
      INSERT INTO temp.apply_credit
        (payment, account, company, line, named, since, at, remaining)
      SELECT p.payment, p.account, p.company, payment.line,
        (SELECT id FROM invoice WHERE invoice.source = payment.source
          AND invoice.number = payment.invoice),
        max(p.date, ifnull((SELECT max(date) FROM application_entry
          WHERE application_entry.payment = p.payment AND amount < 0), ''),
          \(Self.openFrom("p"))), p.at,
        p.amount
        - ifnull((SELECT sum(amount) FROM payment_reversal WHERE payment = p.payment), 0)
        - ifnull((SELECT sum(amount) FROM refund WHERE payment = p.payment), 0)
        - ifnull((SELECT sum(amount) FROM application_entry
            WHERE application_entry.payment = p.payment), 0) AS remaining
      FROM payment_success AS p
      JOIN payment ON payment.id = p.payment
      WHERE payment.source = ?1 \(onlyNamed ? "AND payment.invoice IS NOT NULL" : "") \(span)
        AND remaining > 0
      ORDER BY p.account, p.date, p.at, p.payment
      """, [.integer(source)] + (batch.map { [.integer($0)] } ?? []))
    if batch != nil { return }
    // A credit that reverses a debit goes to that debit by itself; the others wait to be applied.
    try database.run(
      """
      INSERT INTO temp.apply_credit
        (discount, account, company, line, named, since, at, remaining)
      SELECT d.discount, d.account, d.company, discount.line, discount.corrects,
        max(d.date, ifnull((SELECT max(date) FROM application_entry
          WHERE application_entry.discount = d.discount AND amount < 0), ''),
          \(Self.openFrom("d"))), d.at,
        d.net + d.tax - ifnull((SELECT sum(amount) FROM application_entry
            WHERE application_entry.discount = d.discount), 0) AS remaining
      FROM discount_total AS d
      JOIN discount ON discount.id = d.discount
      WHERE discount.source = ? AND d.debit IS NULL
        \(onlyNamed ? "AND discount.corrects IS NOT NULL" : "") AND remaining > 0
      ORDER BY d.account, d.date, d.at, d.discount
      """, [.integer(source)])
  }

  private func fillItems(onlyNamed: Bool) throws(Problem) {
    let named = "invoice IN (SELECT named FROM temp.apply_credit)"
    try database.execute(
      """
      INSERT INTO temp.apply_item (account, company, invoice, opening_balance, date, due, since,
        frozen, recurring, remaining, stated_as_of, stated)
      SELECT item.account, item.company, item.invoice, item.opening_balance,
        coalesce(invoice.date, opening_balance.date),
        coalesce(invoice.due, invoice.date, opening_balance.date),
        max(item.since, coalesce(invoice.date, opening_balance.date)), invoice.frozen,
        invoice.recurring, item.remaining, stated.as_of, max(0, stated.amount)
      FROM (
        SELECT account, company, invoice, opening_balance, sum(amount) AS remaining,
          max(CASE WHEN amount > 0 THEN date END) AS since
        FROM open_item_entry
        \(onlyNamed ? "WHERE \(named)" : "")
        GROUP BY account, company, invoice, opening_balance
        HAVING sum(amount) > 0
      ) AS item
      LEFT JOIN invoice ON invoice.id = item.invoice
      LEFT JOIN opening_balance ON opening_balance.id = item.opening_balance
      LEFT JOIN stated ON stated.invoice = item.invoice AND stated.measure = 'invoice balance'
        AND stated.as_of = (SELECT max(as_of) FROM stated AS newest
          WHERE newest.invoice = item.invoice AND newest.measure = 'invoice balance')
      ORDER BY item.account, 6, 5, item.invoice
      """)
  }
}
