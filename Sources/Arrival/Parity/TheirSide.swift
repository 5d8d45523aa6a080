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
  let facts: ParityFacts
  private(set) var kinds: Set<String> = []
  /// Records that could not be read, with their lines.
  private(set) var unread: [String] = []
  /// What had to be decided.
  private(set) var doubts: [String] = []
  /// What the files say something about.
  private(set) var aspects: Set<ParityAspect> = []
  private(set) var hasPrices = true
  private(set) var hasQuantities = true
  private(set) var hasAccountDates = false
  private(set) var hasServiceDates = false
  /// Things that the other system has twice.
  private(set) var doubled: [(aspect: ParityAspect, account: String, item: String, text: String)] =
    []

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
    facts = try ParityFacts(in: made)
  }

  func inOneGo(_ body: () throws -> Void) throws { try database.transaction(body) }

  /// Things that the files name and no file of them brings.
  func expectServices() throws {
    try database.run(
      """
      INSERT OR IGNORE INTO service (source, line, code, name)
      SELECT DISTINCT ?1, 0, item, item FROM parity_fact
      WHERE aspect = ?2
      """, [.integer(source.id), .integer(ParityAspect.services.place)])
  }

  /// Accounts by every id that the target may know them by.
  private func expectAccounts() throws {
    try database.run(
      """
      INSERT OR IGNORE INTO account (source, line, external_id, company, name)
      SELECT source.id, 0, known.id, source.company, known.id FROM source, (
        SELECT name AS id FROM parity_account UNION SELECT account FROM parity_account
        UNION SELECT new_id FROM parity_account WHERE new_id IS NOT NULL) AS known
      WHERE source.id = ?
      """, [.integer(source.id)])
  }

  // MARK: Reading

  /// Reads the files, those that bring accounts first: in the others, what they don't bring is known all the
  /// same.
  mutating func read(_ files: [(path: String, profile: Profile)], of target: String) throws {
    let bring = { (profile: Profile) in profile.kinds.contains { $0.name == "account" } }
    for (path, profile) in files where bring(profile) { try read(path, profile, of: target) }
    try expectAccounts()
    for (path, profile) in files where !bring(profile) { try read(path, profile, of: target) }
  }

  private mutating func read(_ path: String, _ profile: Profile, of target: String) throws {
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
    let missed = summary.rejectsByCode.first { $0.code == "ref-miss" }?.count ?? 0
    if missed > 0, missed == summary.counts[.rejected], summary.counts[.inserted] == 0,
      let first = summary.firstRejects.first
    {
      throw Problem.noIDKnown(
        missed, first.value ?? "", target: target,
        at: SourcePosition(file: path, line: first.line))
    }
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

  // MARK: Names

  /// Finds our account for each of theirs: by the target's own name of it, by the id of the crosswalk, or by
  /// its id here.
  ///
  /// - Parameter ids: which of these their files have, where that is told.
  /// - Throws: `unknown-ids` where no account of theirs is one of ours.
  mutating func findAccounts(_ ids: Parity.IDs?, of target: String, in file: String) throws {
    try database.execute(
      """
      CREATE TABLE parity_name (account INTEGER PRIMARY KEY, own TEXT, new TEXT, name TEXT);
      INSERT INTO parity_name (account, own, new)
      SELECT a.id,
        coalesce((SELECT name FROM parity_account WHERE name = a.external_id),
          (SELECT name FROM parity_account WHERE account = a.external_id)),
        (SELECT name FROM parity_account WHERE new_id = a.external_id)
      FROM account a
      WHERE a.line > 0 OR a.id IN (
        SELECT account FROM account_service UNION SELECT account FROM stated
        UNION SELECT account FROM ledger_entry UNION SELECT account FROM invoice);
      """)
    let hits = try database.rows(
      """
      SELECT count(*), count(own), count(new), ifnull(sum(own <> new), 0) FROM parity_name
      """
    ) { (all: $0.integer(0), own: $0.integer(1), new: $0.integer(2), both: $0.integer(3)) }
    guard let hits = hits.first, hits.all > 0 else { return }
    let isNew = ids.map { $0 == .new } ?? (hits.new > hits.own)
    // Where it is told which ids they are, the others are nobody's.
    let order =
      switch ids {
      case .new: "new"
      case .old: "own"
      case nil: isNew ? "coalesce(new, own)" : "coalesce(own, new)"
      }
    try database.execute("UPDATE parity_name SET name = \(order)")
    if try database.integer("SELECT count(name) FROM parity_name") == 0 {
      let first = try database.text(
        """
        SELECT a.external_id FROM parity_name n JOIN account a ON a.id = n.account ORDER BY 1 LIMIT 1
        """)
      throw Problem.noIDKnown(
        Int(hits.all), first ?? "", target: target, at: SourcePosition(file: file))
    }
    if ids == nil, hits.both > 0 {
      doubts.append(
        "\(hits.both) of their ids are an account's old id and another's new one: they were read as "
          + "\(isNew ? "new" : "old") ones, --ids \(isNew ? "old" : "new") reads them the other way"
      )
    }
    try database.execute(
      """
      UPDATE parity_name SET name = (
        SELECT a.external_id FROM account a WHERE a.id = parity_name.account)
      WHERE name IS NULL
      """)
  }

  // MARK: The result

  /// Notes what the files say.
  ///
  /// - Parameter numbersInvoices: whether the target keeps the numbers of invoices.
  mutating func note(numbersInvoices: Bool) throws {
    if kinds.contains("account") { aspects.insert(.accounts) }
    try forEach(
      """
      SELECT n.name, a.next_bill_date FROM parity_name n JOIN account a ON a.id = n.account
      WHERE a.line > 0
      """
    ) { [facts] row in
      let name = row.text(0) ?? ""
      try facts.add(.accounts, .theirs, name, "account", text: name)
      if let next = row.text(1) {
        try facts.add(.nextBillDates, .theirs, name, "next bill date", text: next)
      }
    }
    hasAccountDates =
      try database.integer("SELECT 1 FROM account WHERE next_bill_date IS NOT NULL LIMIT 1") != nil
    if kinds.contains("account_service") {
      aspects.insert(.services)
      try noteServices()
    }
    if hasAccountDates || hasServiceDates { aspects.insert(.nextBillDates) }
    try noteBalances()
    if kinds.contains("invoice") {
      aspects.insert(.openInvoices)
      try forEach(
        """
        SELECT n.name, invoice.number, sum(e.amount) FROM open_item_entry e
        JOIN invoice ON invoice.id = e.invoice JOIN parity_name n ON n.account = e.account
        GROUP BY invoice.id HAVING sum(e.amount) <> 0
        """
      ) { [facts] row in
        try facts.add(
          .openInvoices, .theirs, row.text(0) ?? "", numbersInvoices ? row.text(1) ?? "" : "",
          amount: row.integer(2))
      }
    }
  }

  private mutating func noteBalances() throws {
    let sql: String
    if kinds.contains("stated") {
      sql = """
        SELECT n.name, stated.amount FROM stated JOIN parity_name n ON n.account = stated.account
        WHERE stated.measure = 'account balance'
        """
    } else if !kinds.isDisjoint(with: ["opening_balance", "invoice", "debit", "payment"]) {
      sql = """
        SELECT n.name, sum(e.signed_amount) FROM ledger_entry e
        JOIN parity_name n ON n.account = e.account GROUP BY n.name
        """
    } else {
      return
    }
    aspects.insert(.balances)
    try forEach(sql) { [facts] row in
      try facts.add(
        .balances, .theirs, row.text(0) ?? "", "balance", amount: row.integer(1))
    }
  }

  private mutating func noteServices() throws {
    (hasPrices, hasQuantities) = (false, false)
    let found = try database.rows(
      """
      SELECT count(h.price), count(h.quantity), count(h.next_bill_date) FROM account_service h
      """
    ) { (prices: $0.integer(0), quantities: $0.integer(1), dates: $0.integer(2)) }
    hasPrices = found.contains { $0.prices > 0 }
    hasQuantities = found.contains { $0.quantities > 0 }
    hasServiceDates = found.contains { $0.dates > 0 }
    try forEach(
      """
      SELECT n.name, service.code, h.quantity, h.price, h.next_bill_date FROM account_service h
      JOIN parity_name n ON n.account = h.account JOIN service ON service.id = h.service
      """
    ) { [facts] row in
      let (name, code) = (row.text(0) ?? "", row.text(1) ?? "")
      try facts.add(
        .services, .theirs, name, code, quantity: row.optionalInteger(2) ?? 1_000_000,
        price: row.optionalInteger(3))
      if let next = row.text(4) {
        try facts.add(.nextBillDates, .theirs, name, ParityReport.nextBill(of: code), text: next)
      }
    }
  }

  private func forEach(_ sql: String, _ body: (Statement) throws -> Void) throws {
    let statement = try database.prepare(sql)
    while try statement.step() { try body(statement) }
  }
}
