internal import Store

extension InvoiceFacts {
  static func lines(of invoice: SQLValue, source: String, in store: Queries) throws
    -> [ChargeLine]
  {
    try store.rows(
      """
      SELECT charge.debit, debit.type, coalesce(debit.description, service.name), debit.service,
        debit.pays_from, debit.pays_to, debit.quantity, debit.unit_price, charge.amount
      FROM charge
      LEFT JOIN debit ON debit.id = charge.debit
      LEFT JOIN service ON service.id = debit.service
      WHERE charge.invoice = ?
      ORDER BY charge.debit
      """, [invoice]
    ) { row in
      let debit = row.optionalInteger(0)
      return ChargeLine(
        debit: debit, group: ChargeGroup(type: row.text(1)),
        description: row.text(2) ?? (debit == nil ? source : ""), service: row.optionalInteger(3),
        from: row.text(4), to: row.text(5), quantity: row.optionalInteger(6),
        unitPrice: row.optionalInteger(7), amount: row.integer(8), isVoice: row.text(1) == "voice")
    }
  }

  /// The taxes of an invoice's debits, or of a discount, each rate of each authority once.
  static func taxes(_ owner: String, of row: SQLValue, in store: Queries) throws -> [TaxSum] {
    let condition =
      owner == "debit" ? "debit IN (SELECT id FROM debit WHERE invoice = ?)" : "discount = ?"
    return try store.rows(
      """
      SELECT name, jurisdiction, rate, sum(base), sum(amount), category, max(exemption)
      FROM tax_line WHERE \(condition)
      GROUP BY name, jurisdiction, rate, category ORDER BY jurisdiction, name, rate
      """, [row]
    ) { row in
      TaxSum(
        name: row.text(0), jurisdiction: row.text(1), rate: row.optionalInteger(2),
        base: row.optionalInteger(3), amount: row.integer(4),
        category: row.text(5).flatMap { TaxCategory(rawValue: $0) }, exemption: row.text(6))
    }
  }

  /// What is left to pay of an invoice.
  static func remaining(of invoice: Int64, account: Int64, asOf: SQLValue, in store: Queries) throws
    -> Int64
  {
    try store.integer(
      """
      \(store.ledgerOfAccount())
      SELECT sum(amount) FROM open_item_entry
      WHERE account = ?1 AND invoice = ?2 AND date <= ?3
      """, [.integer(account), .integer(invoice), asOf]) ?? 0
  }

  static func settlements(
    of invoice: SQLValue, account: Int64, asOf: SQLValue, in store: Queries
  ) throws -> [Settlement] {
    try store.rows(
      """
      \(store.ledgerOfAccount())
      SELECT application_entry.date, payment.id IS NOT NULL,
        coalesce(payment.method, discount.description), -application_entry.amount
      FROM application_entry
      LEFT JOIN payment ON payment.id = application_entry.payment
      LEFT JOIN discount ON discount.id = application_entry.discount
      WHERE application_entry.invoice = ?2 AND application_entry.date <= ?3
      UNION ALL
      SELECT date, 2, NULL, -(net + tax) FROM discount_total
      WHERE invoice = ?2 AND goes_to = 'invoice' AND date <= ?3
      UNION ALL
      SELECT date, 3, NULL, -amount FROM void_entry WHERE invoice = ?2 AND date <= ?3
      ORDER BY 1, 2
      """, [.integer(account), invoice, asOf]
    ) { row in
      let kinds: [Settlement.What] = [.credit, .payment, .reversal, .void]
      return Settlement(
        date: row.text(0) ?? "", what: kinds[Int(row.integer(1))], text: row.text(2),
        amount: row.integer(3))
    }
  }
}
