import Store
import Support

/// A small store for tests of the ledger: one company, one source, accounts and money by short words.
final class Books {
  let folder: TemporaryFolder
  let database: Database

  init(zone: String = "UTC") throws {
    folder = try TemporaryFolder()
    database = try StoreFile.create(at: folder.file("books.db"))
    try database.execute(
      """
      INSERT INTO company (id, line, code, name, currency, zone)
        VALUES (1, 1, 'ISP', 'An ISP', 'CAD', '\(zone)');
      INSERT INTO source (id, line, name, company, role, zone)
        VALUES (1, 1, 'old', 1, 'system', '\(zone)');
      """)
  }

  var source: SourceFacts { SourceFacts(id: 1, name: "old", currency: "CAD", feed: "snapshot") }

  /// Loads rows of a kind given as text, one dictionary a row, as a canonical file would bring them;
  /// amounts in cents.
  @discardableResult
  func load(_ kindName: String, _ rows: [[String: Cell]], batch: Int64 = 1) throws -> LoadResult {
    let loader = Loader(database: database, source: source, batch: batch)
    return try load(kindName, rows, with: loader)
  }

  @discardableResult
  func load(_ kindName: String, _ rows: [[String: Cell]], with loader: Loader) throws -> LoadResult
  {
    let kind = try Kinds.require(kindName)
    let names = Set(rows.flatMap(\.keys))
    let fields = kind.fields.indices.filter { names.contains(kind.fields[$0].name) }
    var batch = RowBatch(kind: kind, fields: fields)
    for (record, row) in rows.enumerated() {
      for (column, field) in fields.enumerated() {
        switch row[kind.fields[field].name] {
        case .number(let number): batch.append(number, to: column)
        case .text(let text): batch.append(text: Array(text.utf8)[...], to: column)
        case nil: batch.append(RowBatch.null, to: column)
        }
      }
      batch.endRow(record: record)
    }
    return try loader.load([batch], lines: Array(2..<rows.count + 2))
  }

  enum Cell: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
    case number(Int64)
    case text(String)
    init(integerLiteral value: Int64) { self = .number(value) }
    init(stringLiteral value: String) { self = .text(value) }
  }

  func account(_ id: String, parent: String? = nil) throws {
    try load("account", [["id": .text(id), "company": "ISP", "name": .text("Holder of \(id)")]])
    if let parent {
      try load("account_link", [["account": .text(id), "parent": .text(parent)]])
    }
  }

  /// The four numbers and the account balance of rules §2, as the views give them, in cents.
  struct Numbers: Equatable {
    var due: Int64
    var credits: Int64
    var total: Int64
    var balance: Int64
  }

  func numbers(_ account: String, asOf date: String) throws -> Numbers {
    func sum(_ column: String, _ view: String) throws -> Int64 {
      try database.integer(
        """
        SELECT ifnull(sum(\(column)), 0) FROM \(view)
        WHERE date <= ? AND account = (SELECT id FROM account WHERE external_id = ?)
        """, [.text(date), .text(account)]) ?? 0
    }
    let due = try sum("amount", "open_item_entry")
    return Numbers(
      due: due, credits: try sum("amount", "credit_entry"),
      total: due + (try sum("amount", "uninvoiced_entry")),
      balance: try sum("signed_amount", "ledger_entry"))
  }
}

/// The number of a day, for cells of dates.
func day(_ text: String) -> Books.Cell {
  .number(Int64(CalendarDay.number(of: text)))
}
