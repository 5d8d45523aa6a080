import Store
import Support

@testable import Rating

/// A small store for tests of rating: one company in Winnipeg, a billing source, two accounts, a deck.
final class Exchange {
  let folder: TemporaryFolder
  let database: Database
  private var rows: [String: Int64] = [:]

  init() throws {
    folder = try TemporaryFolder()
    database = try StoreFile.create(at: folder.file("calls.db"))
    try database.execute(
      """
      INSERT INTO company (id, line, code, name, currency, zone, country)
        VALUES (1, 1, 'ISP', 'An ISP', 'CAD', 'America/Winnipeg', 'CA');
      INSERT INTO source (id, line, name, company, role, zone, country, currency)
        VALUES (1, 1, 'isp', 1, 'bill', 'America/Winnipeg', 'CA', 'CAD');
      INSERT INTO account (id, source, line, external_id, company, name)
        VALUES (1, 1, 1, '000017', 1, 'A'), (2, 1, 1, '000023', 1, 'B');
      INSERT INTO rate_deck (id, source, line, name, purpose) VALUES (1, 1, 1, 'retail', 'charge');
      """)
  }

  /// Inserts a row; columns and values as SQL writes them. Returns its id.
  @discardableResult
  func add(_ table: String, _ columns: String, _ values: String) throws -> Int64 {
    let isSourced = !["call_charge", "call_billing"].contains(table)
    try database.execute(
      "INSERT INTO \(table) (line, \(isSourced ? "source, " : "")\(columns)) "
        + "VALUES (1, \(isSourced ? "1, " : "")\(values))")
    return try database.integer("SELECT max(id) FROM \(table)") ?? 0
  }

  func rate(
    _ prefix: String, _ price: Int64, deck: Int64 = 1, more: String = "", _ values: String = ""
  )
    throws
  {
    try add(
      "rate", "deck, prefix, price" + (more.isEmpty ? "" : ", " + more),
      "\(deck), '\(prefix)', \(price)" + (values.isEmpty ? "" : ", " + values))
  }

  /// A call of account 1, of a minute if nothing else is said.
  @discardableResult
  func call(
    to number: Int64, at start: Int64 = 1_790_000_000_000, seconds: Int64 = 60, account: Int64 = 1,
    inbound: Bool = false
  ) throws -> Int64 {
    let id = (try database.integer("SELECT max(id) FROM cdr") ?? 0) + 1
    return try add(
      "cdr", "call_id, start, to_number, duration, account, matched_by, direction, disposition",
      "'c\(id)', \(start), \(number), \(seconds * 1000), \(account), 'from', "
        + "'\(inbound ? "inbound" : "outbound")', 'answered'")
  }

  func run(again: Bool = false, beside: Bool = false) throws -> RatingRun.Summary {
    var run = RatingRun(database, version: "test")
    run.ratesAgain = again
    run.readsBeside = beside
    return try run.run()
  }

  /// What holds for a call: its seconds and charge in 10⁻⁸, as text; nil for none.
  func charge(of call: Int64) throws -> String? {
    try database.text(
      "SELECT seconds || ' s ' || amount FROM call_charged WHERE call = ?", [.integer(call)])
  }

  func texts(_ sql: String) throws -> [String] { try database.rows(sql) { $0.text(0) ?? "" } }
}
