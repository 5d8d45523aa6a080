internal import Billing
internal import Bytes
internal import Diagnostics
internal import Importing
internal import Store

/// What the other system's own files say after the load: read by profiles into a store of their own, which
/// is thrown away.
struct TheirSide {
  /// The folder of the scratch store and of the names that files are read under; removed at the end.
  private let folder: ScratchFolder
  private let database: Database
  private let source: Source
  private let day: String
  private let version: String
  private(set) var kinds: Set<String> = []
  /// Records that could not be read, with their lines.
  private(set) var unread: [String] = []
  private var doubled: [(aspect: ParityAspect, account: String, item: String, text: String)] = []

  /// - Parameters:
  ///   - like: the store whose companies they are.
  ///   - company: whose accounts the files have.
  init(like store: Database, company: String?, day: String, version: String) throws {
    folder = try ScratchFolder(beside: store.path)
    self.day = day
    self.version = version
    let made = try StoreFile.create(at: folder.path + "/theirs.db")
    let companies = try store.rows(
      "SELECT code, name, currency, zone, country FROM company WHERE ?1 IS NULL OR code = ?1 ORDER BY code",
      [.optional(company)]
    ) { row in (0..<5).map { SQLValue.optional(row.text($0)) } }
    for values in companies {
      try made.run(
        "INSERT INTO company (line, code, name, currency, zone, country) VALUES (0, ?, ?, ?, ?, ?)",
        values)
    }
    try made.run(
      """
      INSERT INTO source (line, name, company, role, feed, zone, country, currency)
      SELECT 0, 'theirs', id, 'system', 'snapshot', zone, country, currency FROM company
      ORDER BY code LIMIT 1
      """)
    database = made
    source = try made.source(named: "theirs")
  }

  /// Things that the files name and no file of them brings.
  func expect(services: Set<String>) throws {
    for code in services.sorted() {
      try database.run(
        "INSERT OR IGNORE INTO service (source, line, code, name) VALUES (?, 0, ?, ?)",
        [.integer(source.id), .text(code), .text(code)])
    }
  }

  func expect(accounts: some Sequence<String>) throws {
    for id in accounts {
      try database.run(
        """
        INSERT OR IGNORE INTO account (source, line, external_id, company, name)
        SELECT ?1, 0, ?2, company, ?2 FROM source WHERE id = ?1
        """, [.integer(source.id), .text(id)])
    }
  }

  // MARK: Reading

  mutating func read(_ path: String, profile: Profile) throws {
    // Without a header, nothing to say is nothing at all.
    if profile.headerRows == 0, try InputSource(path: path).size == 0 {
      kinds.formUnion(profile.kinds.map(\.name))
      return
    }
    // Some formats have no day in them, and their profiles take it from the end of the file's name.
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let isDated = name.contains("_20")
    let base = name.hasSuffix(".csv") ? String(name.dropLast(4)) : name
    let link = isDated || !name.hasSuffix(".csv") ? name : "\(base)_\(day).csv"
    let shown = try folder.link(path, as: link)
    var request = ImportRequest(path: shown, profile: profile, source: source, version: version)
    request.rejectLimit = .percent(100)
    request.rejectsFolder = folder.path + "/rejects"
    let summary = try ImportRun(database: database, request: request).run()
    kinds.formUnion(profile.kinds.map(\.name))
    for reject in summary.firstRejects {
      let value = reject.value.map { " '\($0)'" } ?? ""
      unread.append("\(name):\(reject.line):\(value) \(reject.message)")
    }
    let more = summary.counts[.rejected] - summary.firstRejects.count
    if more > 0 { unread.append("\(name): \(more) more records could not be read") }
    // Files of invoices name their customers again and again.
    let namesAccounts = profile.kinds.allSatisfy { $0.conduct == .master }
    if case .committed(let batch) = summary.outcome, namesAccounts { try noteDoubled(batch) }
  }

  /// Rows of a file that say the same thing a second time.
  private mutating func noteDoubled(_ batch: Int64) throws {
    doubled += try database.rows(
      """
      SELECT account.external_id, service.code, r.line, h.line FROM batch_repeat r
      JOIN account_service h ON h.id = r.first_id
      JOIN account ON account.id = h.account JOIN service ON service.id = h.service
      WHERE r.batch = ? AND r.kind = 'account_service'
      """, [.integer(batch)]
    ) {
      (
        .services, $0.text(0) ?? "", $0.text(1) ?? "",
        "twice, on lines \($0.integer(3)) and \($0.integer(2))"
      )
    }
    doubled += try database.rows(
      """
      SELECT account.external_id, r.line, account.line FROM batch_repeat r
      JOIN account ON account.id = r.first_id WHERE r.batch = ? AND r.kind = 'account'
      """, [.integer(batch)]
    ) {
      (
        .accounts, $0.text(0) ?? "", "account",
        "twice, on lines \($0.integer(2)) and \($0.integer(1))"
      )
    }
  }

  // MARK: The result

  /// - Parameter numbersInvoices: whether the target keeps the numbers of invoices.
  func side(numbersInvoices: Bool) throws -> ParitySide {
    var side = ParitySide()
    side.doubled = doubled
    if kinds.contains("account") { side.aspects.insert(.accounts) }
    try database.forEach("SELECT external_id, next_bill_date FROM account") {
      let name = $0.text(0) ?? ""
      side.accounts[name] = name
      side.nextBillDates[name] = $0.text(1)
    }
    if !side.nextBillDates.isEmpty { side.aspects.insert(.nextBillDates) }
    if kinds.contains("account_service") {
      side.aspects.insert(.services)
      try readServices(into: &side)
    }
    if kinds.contains("stated") {
      side.aspects.insert(.balances)
      try database.forEach(
        """
        SELECT account.external_id, stated.amount FROM stated
        JOIN account ON account.id = stated.account WHERE stated.invoice IS NULL
        """
      ) { side.balances[$0.text(0) ?? ""] = $0.integer(1) }
    } else if !kinds.isDisjoint(with: ["opening_balance", "invoice", "debit", "payment"]) {
      side.aspects.insert(.balances)
      try database.forEach(
        """
        SELECT account.external_id, sum(signed_amount) FROM ledger_entry
        JOIN account ON account.id = ledger_entry.account GROUP BY account.id
        """
      ) { side.balances[$0.text(0) ?? ""] = $0.integer(1) }
    }
    if kinds.contains("invoice") {
      side.aspects.insert(.openInvoices)
      var amounts: [String: [Int64]] = [:]
      try database.forEach(
        """
        SELECT account.external_id, invoice.number, sum(e.amount) FROM open_item_entry e
        JOIN invoice ON invoice.id = e.invoice JOIN account ON account.id = e.account
        GROUP BY invoice.id HAVING sum(e.amount) <> 0
        """
      ) {
        let account = $0.text(0) ?? ""
        if numbersInvoices {
          side.invoices[.init(account: account, item: $0.text(1) ?? "")] = $0.integer(2)
        } else {
          amounts[account, default: []].append($0.integer(2))
        }
      }
      side.numberInvoices(amounts)
    }
    return side
  }

  private func readServices(into side: inout ParitySide) throws {
    (side.hasPrices, side.hasQuantities) = (false, false)
    try database.forEach(
      """
      SELECT account.external_id, service.code, h.quantity, h.price FROM account_service h
      JOIN account ON account.id = h.account JOIN service ON service.id = h.service
      """
    ) {
      let thing = ParitySide.Thing(account: $0.text(0) ?? "", item: $0.text(1) ?? "")
      var holding = side.services[thing] ?? .init()
      holding.rows += 1
      holding.quantity += $0.optionalInteger(2) ?? 1_000_000
      holding.prices.append($0.optionalInteger(3))
      side.services[thing] = holding
      if !$0.isNull(2) { side.hasQuantities = true }
      if !$0.isNull(3) { side.hasPrices = true }
    }
  }
}
