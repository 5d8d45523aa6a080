internal import Billing
internal import Diagnostics
internal import Store

/// What both sides say, a row each, in a store that is thrown away: a large one is compared in the order of
/// its accounts, without being held in memory.
final class ParityFacts {
  enum Side: Int64 { case ours, theirs }

  /// What a side says of a thing, as often as it says it.
  struct Said {
    var amounts: [Int64] = []
    /// In millionths.
    var quantities: [Int64] = []
    var prices: [Int64] = []
    var texts: [String] = []
    var count = 0
  }

  /// A thing of an account, with what each side says of it.
  struct Thing {
    var aspect: ParityAspect
    /// The account by the target's name of it, and as people here know it.
    var name: String
    var account: String
    /// The id that the target gave it, where the crosswalk knows it and it is another.
    var newID: String?
    var currency: String?
    var item: String
    var ours = Said()
    var theirs = Said()
  }

  let database: Database
  private let insertFact: Statement
  private let insertAccount: Statement
  private var number: Int64 = 0

  init(in database: Database) throws {
    self.database = database
    try database.execute(
      """
      CREATE TABLE parity_account (
        name TEXT PRIMARY KEY, account TEXT, new_id TEXT, currency TEXT) WITHOUT ROWID;
      CREATE TABLE parity_fact (
        aspect INTEGER, name TEXT, item TEXT, side INTEGER, number INTEGER, amount INTEGER,
        quantity INTEGER, price INTEGER, said TEXT,
        PRIMARY KEY (aspect, name, item, side, number)) WITHOUT ROWID;
      """)
    insertFact = try database.prepare(
      "INSERT INTO parity_fact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
    insertAccount = try database.prepare("INSERT INTO parity_account VALUES (?, ?, ?, ?)")
  }

  // MARK: Noting

  func add(account: String, as name: String, newID: String?, currency: String?) throws {
    insertAccount.bind([.text(name), .text(account), .optional(newID), .optional(currency)])
    _ = try insertAccount.step()
  }

  func add(
    _ aspect: ParityAspect, _ side: Side, _ name: String, _ item: String, amount: Int64? = nil,
    quantity: Int64? = nil, price: Int64? = nil, text: String? = nil
  ) throws {
    number += 1
    insertFact.bind([
      .integer(aspect.place), .text(name), .text(item), .integer(side.rawValue), .integer(number),
      .optional(amount), .optional(quantity), .optional(price), .optional(text),
    ])
    _ = try insertFact.step()
  }

  // MARK: Comparing

  /// The currencies of our accounts.
  func currencies() throws -> [String] {
    try database.rows(
      "SELECT DISTINCT currency FROM parity_account WHERE currency IS NOT NULL ORDER BY 1"
    ) { $0.text(0) ?? "" }
  }

  /// How people here know an account that the target knows by a name.
  func account(named name: String) throws -> String {
    try database.text("SELECT account FROM parity_account WHERE name = ?", [.text(name)]) ?? name
  }

  /// Calls `body` with each thing of an aspect, in the order of accounts.
  func forEach(_ aspect: ParityAspect, _ body: (Thing) throws -> Void) throws {
    var thing: Thing?
    let statement = try database.prepare(
      """
      SELECT f.name, f.item, f.side, f.amount, f.quantity, f.price, f.said, a.account, a.new_id,
        a.currency
      FROM parity_fact f LEFT JOIN parity_account a ON a.name = f.name
      WHERE f.aspect = ? ORDER BY f.name, f.item, f.side, f.number
      """)
    statement.bind([.integer(aspect.place)])
    while try statement.step() {
      let (name, item) = (statement.text(0) ?? "", statement.text(1) ?? "")
      if thing?.name != name || thing?.item != item {
        if let thing { try body(thing) }
        let newID = statement.text(8)
        thing = Thing(
          aspect: aspect, name: name, account: statement.text(7) ?? name,
          newID: newID == name ? nil : newID, currency: statement.text(9), item: item)
      }
      var said = Said()
      said.count = 1
      if let amount = statement.optionalInteger(3) { said.amounts = [amount] }
      if let quantity = statement.optionalInteger(4) { said.quantities = [quantity] }
      if let price = statement.optionalInteger(5) { said.prices = [price] }
      if let text = statement.text(6) { said.texts = [text] }
      if statement.integer(2) == Side.ours.rawValue {
        thing?.ours.add(said)
      } else {
        thing?.theirs.add(said)
      }
    }
    if let thing { try body(thing) }
  }
}

extension ParityFacts.Said {
  fileprivate mutating func add(_ more: Self) {
    amounts += more.amounts
    quantities += more.quantities
    prices += more.prices
    texts += more.texts
    count += more.count
  }
}

extension ParityAspect {
  /// As the table of facts has it.
  var place: Int64 { Int64(Self.allCases.firstIndex(of: self) ?? 0) }
}
