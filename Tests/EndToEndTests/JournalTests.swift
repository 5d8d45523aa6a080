import Billing
import Diagnostics
import Foundation
import Journal
import Store
import Support
import Testing

/// What accounting software gets of a month, in each of its formats.
@Suite struct JournalTests {
  /// A charge with two taxes, a credit, a payment, a bounced check, a write-off.
  private static let folder = Result {
    let folder = try TemporaryFolder.shared()
    let database = try StoreFile.create(at: folder.file("carryover.db"))
    try database.execute(
      """
      INSERT INTO company (id, line, code, name, currency, zone, country)
        VALUES (1, 1, 'PN', 'Prairie Net', 'USD', 'America/Chicago', 'US');
      INSERT INTO source (id, line, name, company, role, zone)
        VALUES (1, 1, 'acme', 1, 'system', 'America/Chicago');
      INSERT INTO account (id, source, line, external_id, company, name)
        VALUES (1, 1, 1, '000017', 1, 'Ann');
      INSERT INTO debit (id, source, line, external_id, account, company, at, date, type, amount, gl_code)
      VALUES (1, 1, 1, 'd1', 1, 1, 0, '2026-10-05', 'data', 10000, '4100'),
        (2, 1, 2, 'd2', 1, 1, 0, '2026-10-06', 'voice', 2550, NULL);
      INSERT INTO tax_line (id, source, line, external_id, debit, jurisdiction, amount) VALUES
        (1, 1, 1, 't1', 1, 'Illinois', 625), (2, 1, 2, 't2', 1, 'Chicago', 125);
      INSERT INTO discount (id, source, line, external_id, account, company, at, date, reason, amount,
        gl_code) VALUES (1, 1, 1, 'c1', 1, 1, 0, '2026-10-20', 'goodwill', 1000, '4900'),
        (2, 1, 2, 'c2', 1, 1, 0, '2026-10-30', 'write-off', 550, NULL);
      INSERT INTO payment (id, source, line, external_id, account, company, at, date, amount, method)
      VALUES (1, 1, 1, 'p1', 1, 1, 0, '2026-10-07', 5000, 'check'),
        (2, 1, 2, 'p2', 1, 1, 0, '2026-10-08', 2000, 'cash');
      INSERT INTO payment_reversal (id, source, line, external_id, payment, date, amount)
        VALUES (1, 1, 1, 'r1', 1, '2026-10-12', 5000);
      """)
    try StoreFile.settle(database)
    return folder
  }

  private static let accounts = """
    receivables: "1200", bank: { default: "1010", cash: "1020" }, writeOffs: "6100",
    tax: { default: "2200", Chicago: "2210" }, customer: "Subscribers",
    xero: { clearing: "1299", taxRate: "Tax Exempt" }
    """

  private static func mapping(_ more: String = "types: { voice: \"4200\" }") throws
    -> JournalMapping
  {
    try JournalMapping(text: "{ \(accounts), \(more) }", file: "map.json5")
  }

  private static func journal(
    _ format: JournalFormat = .csv, _ mapping: JournalMapping, byDay: Bool = false,
    _ folder: TemporaryFolder? = nil
  ) throws -> Journal {
    let path = try (folder ?? Self.folder.get()).file("carryover.db")
    let database = try StoreFile.openForReading(at: path)
    return try JournalExport(
      of: try JournalCompany(nil, in: database), try Month("2026-10"), format: format,
      mapping: mapping, byDay: byDay, includesLegacy: false, version: "0"
    ).journal(in: database) { try StoreFile.openForReading(at: path) }
  }

  private static func lines(_ format: JournalFormat, byDay: Bool = false) throws -> [[String]] {
    let mapping = try mapping()
    let bytes = try format.bytes(try journal(format, mapping, byDay: byDay), mapping)
    let separator: Character = format == .iif ? "\t" : ","
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map {
      $0.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// Cents of a plain amount.
  private static func cents(_ text: String) -> Int {
    Int(((Double(text) ?? 0) * 100).rounded())
  }

  // MARK: Formats

  @Test func everyFormatHasItsHeaderAndBalances() throws {
    let table = try Self.lines(.csv)
    #expect(
      table[0].joined(separator: ",")
        == "journal,date,company,currency,movement,account,debit,credit,text")
    #expect(table.dropFirst().allSatisfy { $0[0] == "PN-2026-10" && $0[1] == "2026-10-31" })
    let debits = table.dropFirst().reduce(0) { $0 + Self.cents($1[6]) }
    #expect(debits == table.dropFirst().reduce(0) { $0 + Self.cents($1[7]) })
    #expect(debits == 10_000 + 2_550 + 750 + 1_000 + 550 + 7_000 + 5_000)

    let online = try Self.lines(.qbo)
    #expect(
      online[0].joined(separator: ",")
        == "*JournalNo,*JournalDate,*AccountName,*Debits,*Credits,Description,Name,Currency,Location,Class"
    )
    for row in online.dropFirst() {
      #expect(row.count == 10 && row[0] == "PN-2026-10" && row[1] == "10/31/2026")
      #expect(row[3].isEmpty != row[4].isEmpty && !["0", "0.00"].contains(row[3] + row[4]))
      #expect((row[6] == "Subscribers") == (row[2] == "1200"))
    }
    #expect(online.dropFirst().reduce(0) { $0 + Self.cents($1[3]) - Self.cents($1[4]) } == 0)

    let xero = try Self.lines(.xero)
    #expect(
      xero[0].joined(separator: ",")
        == "*Narration,*Date,Description,*AccountCode,*TaxRate,*Amount,TrackingName1,TrackingOption1,TrackingName2,TrackingOption2"
    )
    #expect(xero.dropFirst().reduce(0) { $0 + Self.cents($1[5]) } == 0)
    #expect(!xero.contains { $0[3] == "1200" } && xero.contains { $0[3] == "1299" })

    let sage = try Self.lines(.sage)
    #expect(
      sage[0].joined(separator: ",")
        == "Type,Account Reference,Nominal A/C Ref,Department Code,Date,Reference,Details,Net Amount,Tax Code,Tax Amount,Exchange Rate,Extra Reference,User Name"
    )
    for row in sage.dropFirst() {
      #expect(["JD", "JC"].contains(row[0]) && row[4] == "31/10/2026")
    }
    let sides = sage.dropFirst().map { ($0[0] == "JD" ? 1 : -1) * Self.cents($0[7]) }
    #expect(sides.reduce(0, +) == 0)
  }

  @Test func transactionsOfQuickBooksBeginWithADebitAndComeToNothing() throws {
    let rows = try Self.lines(.iif)
    #expect(
      rows[0].prefix(10) == [
        "!TRNS", "TRNSID", "TRNSTYPE", "DATE", "ACCNT", "NAME", "CLASS", "AMOUNT", "DOCNUM", "MEMO",
      ])
    #expect(
      rows[1].prefix(10) == [
        "!SPL", "SPLID", "TRNSTYPE", "DATE", "ACCNT", "NAME", "CLASS", "AMOUNT", "DOCNUM", "MEMO",
      ])
    #expect(rows[2] == ["!ENDTRNS"])
    var sum = 0
    var receivables = 0
    var groups = 0
    for row in rows.dropFirst(3) {
      switch row[0] {
      case "TRNS":
        sum = Self.cents(row[7])
        receivables = row[4] == "1200" ? 1 : 0
        #expect(sum > 0 && row[2] == "GENERAL JOURNAL" && row[3] == "10/31/2026")
      case "SPL":
        #expect(Self.cents(row[7]) < 0)
        sum += Self.cents(row[7])
        receivables += row[4] == "1200" ? 1 : 0
      default:
        // One line of receivables in each, with its customer.
        #expect(row == ["ENDTRNS"] && sum == 0 && receivables == 1)
        groups += 1
      }
    }
    #expect(groups == 6)
  }

  @Test func aJournalOfDaysHasANumberForEach() throws {
    let rows = try Self.lines(.qbo, byDay: true).dropFirst()
    let numbers = Set(rows.map { $0[0] })
    #expect(numbers.count == 7 && numbers.contains("PN-2026-10-05"))
    for number in numbers {
      let own = rows.filter { $0[0] == number }
      #expect(own.reduce(0) { $0 + Self.cents($1[3]) - Self.cents($1[4]) } == 0, "\(number)")
    }
  }

  // MARK: Refusals

  private static func code(_ work: () throws -> Void) -> String {
    do {
      try work()
      return "no problem"
    } catch let problem as Problem {
      return "\(problem.code.rawValue): \(problem.message)"
    } catch { return "\(error)" }
  }

  @Test func whatHasNoAccountIsListedAndNothingIsWritten() throws {
    let none = Self.code { _ = try Self.journal(.csv, try Self.mapping("types: {}")) }
    #expect(none.hasPrefix("unmapped: "))
    #expect(
      none.contains("25.50 of charges of type 'voice' have no general-ledger code"), "\(none)")
    #expect(none.contains("2026-10-06 d2 of account 000017: 25.50"), "\(none)")
    let codes = Self.code {
      _ = try Self.journal(.csv, try Self.mapping("accounts: { \"4900\": \"1\" }"))
    }
    #expect(codes.contains("of code 4100: 'accounts' has no account for it"), "\(codes)")
  }

  @Test func theAccountForWhatNobodyMappedServesUntilTheClose() throws {
    let copy = try TemporaryFolder(copyOf: try Self.folder.get())
    let mapping = try Self.mapping("unmapped: \"9999\"")
    let open = try Self.journal(.csv, mapping, copy)
    #expect(open.usesUnmapped && open.entries[0].lines.contains { $0.account == "9999" })
    let database = try StoreFile.openForWriting(at: copy.file("carryover.db"))
    try database.execute(
      """
      INSERT INTO period_close (id, line, name, company, period, last, balance)
        VALUES (1, 0, 'PN 2026-10', 1, '2026-10', '2026-10-31', 0)
      """)
    try StoreFile.settle(database)
    #expect(Self.code { _ = try Self.journal(.csv, mapping, copy) }.hasPrefix("unmapped-closed: "))
  }

  @Test func historyHasNoJournal() throws {
    let copy = try TemporaryFolder(copyOf: try Self.folder.get())
    let database = try StoreFile.openForWriting(at: copy.file("carryover.db"))
    try database.execute("UPDATE source SET cut_over = '2026-10-31'")
    try StoreFile.settle(database)
    let refused = Self.code { _ = try Self.journal(.csv, try Self.mapping(), copy) }
    #expect(refused.hasPrefix("legacy-period: ") && refused.contains("on 2026-10-31"), "\(refused)")
  }

  @Test(arguments: [
    (
      "qbo",
      "{ receivables: \"A/R, all\", bank: { default: \"1\" }, tax: { default: \"2\" }, writeOffs: \"3\", customer: \"C\", types: { voice: \"4\" } }",
      "journal-field"
    ),
    (
      "sage",
      "{ receivables: \"Debtors\", bank: { default: \"1\" }, tax: { default: \"2\" }, writeOffs: \"3\", types: { voice: \"4\" } }",
      "journal-field"
    ),
    (
      "iif",
      "{ receivables: \"1200\", bank: { default: \"1\" }, tax: { default: \"2\" }, writeOffs: \"3\", types: { voice: \"4\" } }",
      "bad-mapping"
    ),
    (
      "xero",
      "{ receivables: \"1200\", bank: { default: \"1\" }, tax: { default: \"2\" }, writeOffs: \"3\", types: { voice: \"4\" } }",
      "bad-mapping"
    ),
    ("csv", "{ recievables: \"1200\" }", "unknown-key"),
    ("csv", "{ bank: { default: \"1\" } }", "bad-mapping"),
    ("csv", "{ receivables: 1200 }", "bad-mapping"),
    ("csv", "{ receivables: \"1\", dateOrder: \"myd\" }", "bad-mapping"),
    ("csv", "{ receivables: \"1\", sage: { taxcode: \"T9\" } }", "unknown-key"),
    ("csv", "{ receivables: ", "json-syntax"),
  ]) func badMappingsAreRefused(_ format: String, _ text: String, _ code: String) throws {
    let format = try #require(JournalFormat(rawValue: format))
    let result = Self.code {
      let mapping = try JournalMapping(text: text, file: "map.json5")
      _ = try format.bytes(try Self.journal(format, mapping), mapping)
    }
    #expect(result.hasPrefix(code + ": "), "\(result)")
  }

  @Test func anotherJournalOfTheSameMonthIsRefused() throws {
    let copy = Workshop(in: try TemporaryFolder(copyOf: try Self.folder.get()))
    _ = try copy.folder.write("map.json5", "{ \(Self.accounts), types: { voice: \"4200\" } }")
    _ = try copy.folder.write("other.json5", "{ \(Self.accounts), types: { voice: \"4201\" } }")
    func run(_ more: [String]) throws -> Tool.Result {
      try copy.run(["journal", "--period", "2026-10"] + more)
    }
    let first = try run(["--mapping", "map.json5", "--format", "qbo", "-o", "qbo.csv"])
    #expect(first.exitCode == 0, "\(first.errors)")
    let other = try run(["--mapping", "other.json5", "--format", "qbo", "-o", "other.csv"])
    #expect(other.exitCode == 3 && other.errors.contains("[journal-changed]"), "\(other.errors)")
    #expect(!copy.folder.names.contains("other.csv"))
    // Undone, it may go anew.
    #expect(try copy.run(["undo", "1"]).exitCode == 0)
    #expect(
      try run(["--mapping", "other.json5", "--format", "qbo", "-o", "other.csv"]).exitCode == 0)
    for (words, says) in [
      ([], "Name the accounts of the accounting software"),
      (["--mapping", "none.json5"], "none.json5"),
      (["--mapping", "map.json5", "--format", "qb"], "Did you mean"),
      (["--mapping", "map.json5", "--again", "99"], "[unknown-batch]"),
      (["--mapping", "map.json5", "--company", "PM"], "Did you mean 'PN'?"),
    ] {
      let result = try run(words)
      #expect(result.exitCode != 0 && result.errors.contains(says), "\(words) \(result.errors)")
    }
  }
}
