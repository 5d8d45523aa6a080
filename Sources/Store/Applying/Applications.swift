internal import Billing
internal import Bytes
internal import Diagnostics

/// Applications on their way into the store, and the batch that they become.
struct Applications {
  /// How the next ones are come to; nil where the source says so.
  var inferred: ApplyMode?
  private let database: Database
  private let source: Source
  private let firstID: Int64
  private var count: Int64 = 0
  private var totals = BatchTotals()
  private var amounts: [String: Int64] = [:]
  /// Over what is applied to what: two runs that do the same have the same.
  private var hash = SHA256()
  private var bytes = 0

  init(_ database: Database, source: Source, inferred: ApplyMode?) throws {
    self.database = database
    self.source = source
    self.inferred = inferred
    firstID = (try database.integer("SELECT max(id) FROM application") ?? 0) + 1
  }

  /// Applies an amount, dated the later of the two.
  mutating func add(_ amount: Int64, credit: Int64, item: Int64) throws {
    let ids: [SQLValue] = [.integer(credit), .integer(item)]
    let id = firstID + count
    try database.run(
      """
      INSERT INTO application (id, source, line, payment, discount, invoice, opening_balance, date,
        occurrence, amount, inferred)
      SELECT ?3, ?4, c.line, c.payment, c.discount, i.invoice, i.opening_balance,
        max(c.since, i.since),
        (SELECT nullif(count(*) + 1, 1) FROM application AS same
          WHERE ifnull(same.payment, 0) = ifnull(c.payment, 0)
            AND ifnull(same.discount, 0) = ifnull(c.discount, 0)
            AND ifnull(same.invoice, 0) = ifnull(i.invoice, 0)
            AND ifnull(same.opening_balance, 0) = ifnull(i.opening_balance, 0)
            AND same.date = max(c.since, i.since)),
        ?5, ?6
      FROM temp.apply_credit AS c, temp.apply_item AS i WHERE c.id = ?1 AND i.id = ?2
      """,
      ids + [
        .integer(id), .integer(source.id), .integer(amount), .optional(inferred?.rawValue),
      ])
    try database.run(
      "UPDATE temp.apply_credit SET remaining = remaining - ? WHERE id = ?",
      [.integer(amount), .integer(credit)])
    try database.run(
      "UPDATE temp.apply_item SET remaining = remaining - ? WHERE id = ?",
      [.integer(amount), .integer(item)])
    count += 1
    try describe(id, amount)
  }

  private mutating func describe(_ id: Int64, _ amount: Int64) throws {
    var text = ""
    var date = ""
    var currency = ""
    try database.forEach(
      """
      SELECT coalesce(p.external_id, p.id, 'd' || d.external_id),
        coalesce(i.number, 'o' || o.account), a.date, company.currency,
        ifnull(p.id, 0), ifnull(d.id, 0), ifnull(i.id, 0), ifnull(o.id, 0)
      FROM application AS a
      LEFT JOIN payment AS p ON p.id = a.payment
      LEFT JOIN discount AS d ON d.id = a.discount
      LEFT JOIN invoice AS i ON i.id = a.invoice
      LEFT JOIN opening_balance AS o ON o.id = a.opening_balance
      JOIN company ON company.id = ifnull(p.company, d.company)
      WHERE a.id = ?
      """, [.integer(id)]
    ) { row in
      date = row.text(2) ?? ""
      currency = row.text(3) ?? ""
      for (offset, field) in ["payment", "discount", "invoice", "opening_balance"].enumerated() {
        totals.add(row.integer(4 + offset), to: "application.\(field)")
      }
      text = "\(row.text(0) ?? "");\(row.text(1) ?? "");\(date);\(amount)\n"
    }
    hash.update(Array(text.utf8)[...])
    bytes += text.utf8.count
    amounts[currency, default: 0] += amount
    totals.add(amount, to: "application.amount")
    totals.add(Int64(CalendarDate(date)?.dayNumber ?? 0), to: "application.date")
  }

  /// Makes them a batch; nil where there are none.
  mutating func keep(how: String, version: String, set: Int64?) throws -> AppliedSummary.Part? {
    if count == 0 { return nil }
    let batches = Batches(database)
    var batch = Batch(
      source: source.id, fileName: how, fileSHA256: Hex.encode(hash.finish()), bytes: bytes,
      profile: "apply", profileSHA256: SHA256.hex(of: how.utf8), version: version)
    batch.verb = "apply"
    batch.set = set
    batch.id = try batches.nextID()
    batch.finished = WallClock.milliseconds
    batch.counts[.inserted] = Int(count)
    try batches.insert(
      batch, spans: [("application", firstID, firstID + count - 1)],
      counts: [BatchCount(name: "application inserted", counted: count)] + totals.counts,
      rejects: [])
    return AppliedSummary.Part(
      batch: batch.id, how: how, applications: Int(count),
      amounts: amounts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
  }
}
