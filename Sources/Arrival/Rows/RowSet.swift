internal import Bytes
internal import Diagnostics
internal import Reporting
internal import Store

/// What a target's file is filled from: a query with declared columns, as a report has it. Those in this
/// folder are shared by all targets; a user's target may name its own `.sql` beside it.
///
/// Its query may read `exported`, the accounts that go, one row each: `account` (the store's number),
/// `id` (the one that the target knows, else that of the source), `old_id`, `new_id`, `source`, `company`
/// and `currency`; and `next_bill`, the day on which a service that an account has is billed next: its own
/// where one is stated, else the account's, but not before the days are over that its lines pay for, nor
/// before its first day. It may use `:target`, `:as_of`, `:company` and `:source`, parameters of its own that
/// the target has, too, and `:unsent`, which is set where only what never went is wanted.
struct RowSet: Sendable {
  let definition: ReportDefinition
  var name: String { definition.name }
  var columns: [String] { definition.columns.map(\.name) }
  /// Columns that say something of the account which no other column does: what is lost where a file has no
  /// place for them. The others are marked as `detail`.
  var facts: [Int] { definition.columns.indices.filter { !definition.columns[$0].isDetail } }

  /// - Parameter file: the target that names it.
  /// - Throws: `unknown-rows`, `report-header`.
  static func named(_ name: String, beside file: String) throws(Problem) -> RowSet {
    if name.hasSuffix(".sql") {
      let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
      let path = name.hasPrefix("/") ? name : folder + name
      return try RowSet(TextFile.read(path), name: name, file: path)
    }
    guard let text = EmbeddedTexts.text("Rows/\(name).sql") else {
      throw Problem(
        "unknown-rows", .input,
        "There are no rows '\(name)'.\(NearestName.hint(name, among: names)) There are: "
          + "\(names.joined(separator: ", ")); or name a .sql file beside the target.")
    }
    return try RowSet(text, name: name, file: "\(name).sql")
  }

  /// Those that came with the command.
  static var names: [String] {
    EmbeddedTexts.names.filter { $0.hasPrefix("Rows/") && $0.hasSuffix(".sql") }
      .map { String($0.dropFirst(5).dropLast(4)) }.sorted()
  }

  private init(_ text: String, name: String, file: String) throws(Problem) {
    // Below the header's own lines, so that mistakes in these keep their places.
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let end = lines.firstIndex { !$0.hasPrefix("-- ") } ?? lines.count
    let parameters = Self.parameters.filter { parameter in
      !lines[..<end].contains { $0.hasPrefix("-- param \(parameter.name) ") }
    }
    lines.insert(contentsOf: parameters.map { "-- param \($0.name) \($0.rest)" }, at: end)
    var definition = try ReportParser.parse(
      lines.joined(separator: "\n"), name: name, file: file,
      mayIgnore: Self.parameters.map(\.name))
    definition.sql = "\(Self.exported)\nSELECT * FROM (\n\(definition.sql)\n)"
    self.definition = definition
  }

  /// What every row set is asked with.
  private static let parameters = [
    ("target", "text required \"The system that the rows go to\""),
    ("as_of", "date default=last \"The day; the last accounting date of the ledger if not given\""),
    ("company", "text optional \"Only this company's accounts\""),
    ("source", "text optional \"Only accounts of this source\""),
    ("unsent", "text optional \"Whether what went to the target need not be there\""),
  ].map { (name: $0.0, rest: $0.1) }

  /// The accounts that go.
  static let exported = """
    WITH exported (account, id, old_id, new_id, source, company, currency) AS (
      SELECT account.id, ifnull(crosswalk.new_id, account.external_id), account.external_id,
        crosswalk.new_id, source.name, company.code, company.currency
      FROM account
      JOIN company ON company.id = account.company
      JOIN source ON source.id = account.source
      LEFT JOIN crosswalk ON crosswalk.account = account.id AND crosswalk.target = :target
      WHERE (:company IS NULL OR company.code = :company)
        AND (:source IS NULL OR source.name = :source)
    ),
    paid_through (account, service, day) AS (
      SELECT account, service, max(pays_to) FROM debit
      WHERE pays_to IS NOT NULL AND service IS NOT NULL AND date <= :as_of AND amount > 0
        AND id NOT IN (SELECT debit FROM discount WHERE debit IS NOT NULL AND reason = 'reversal')
      GROUP BY account, service
    ),
    next_bill (assignment, day) AS (
      SELECT h.id, ifnull(h.next_bill_date, nullif(max(ifnull(account.next_bill_date, ''),
        ifnull(add_days(paid_through.day, 1), ''), CASE WHEN h.since > :as_of THEN h.since ELSE '' END), ''))
      FROM account_service h
      JOIN account ON account.id = h.account
      LEFT JOIN paid_through ON paid_through.account = h.account AND paid_through.service = h.service
    )
    """
}
