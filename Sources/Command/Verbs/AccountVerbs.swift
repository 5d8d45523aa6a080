internal import Billing
internal import Diagnostics
internal import Documents
internal import Store

let accountVerb = Verb(
  "account", "ID",
  "Show an account: the four numbers, invoices, transactions with running balance, services, "
    + "telephone numbers, contacts, what is open of tickets, jobs and tasks, devices and addresses, and "
    + "how much there is of everything else.", takes: 1...1,
  options: [
    .value("as-of", "DATE", "The day; the last accounting date if not given"),
    .value("source", "NAME", "The source, where two have the same account id"),
  ]
) { invocation in
  let store = Queries(try invocation.readStore())
  let account = try AccountFacts(
    invocation.operands[0], in: store, source: invocation.value("source"))
  let last = try LedgerCalendar.lastDate(in: store.database)
  let asOf = try invocation.date("as-of") ?? last ?? "9999-12-31"
  try Terminal.print(try AccountPage(account: account, asOf: asOf, in: store).text)
  return 0
}

let findVerb = Verb(
  "find", "TEXT",
  "Look for accounts: by name, number, telephone number, e-mail address, invoice, ticket, IP or MAC "
    + "address, or RADIUS user name.", takes: 1...1
) { invocation in
  let database = try invocation.readStore()
  let text = invocation.operands[0]
  // Letters' case does not count; what has digits in it may be a telephone number, too.
  let pattern = SQLValue.text("%" + text + "%")
  let countries = try database.rows("SELECT DISTINCT country, area FROM source") {
    ($0.text(0), $0.text(1))
  }
  let numbers = Set(
    countries.compactMap { PhoneNumber.parse(Array(text.utf8), country: $0.0, area: $0.1) })
  // A MAC address is written with colons, dashes, dots or nothing.
  let digits = text.lowercased().filter { !":-.".contains($0) }
  let mac = digits.count == 12 && digits.allSatisfy(\.isHexDigit) ? digits : nil
  func hexadecimal(_ column: String) -> String {
    "lower(replace(replace(replace(\(column), ':', ''), '-', ''), '.', ''))"
  }
  let found = try database.rows(
    """
    SELECT DISTINCT account.external_id, account.name, account.status, hit.why
    FROM (
      SELECT id AS account, 'account' AS why FROM account WHERE external_id = ?1
      UNION SELECT account, 'id ' || new_id || ' in ' || target FROM crosswalk
        WHERE new_id = ?1 OR account IN (SELECT id FROM account WHERE external_id = ?1)
      UNION SELECT id, 'name' FROM account WHERE name LIKE ?2
      UNION SELECT account, 'contact ' || name FROM contact WHERE name LIKE ?2
      UNION SELECT account, 'e-mail ' || email FROM contact WHERE email LIKE ?2
      UNION SELECT account, 'telephone ' || phone FROM contact
        WHERE phone_number IN (SELECT value FROM json_each(?3))
      UNION SELECT account, 'number' FROM did_assignment
        WHERE number IN (SELECT value FROM json_each(?3))
      UNION SELECT account, 'invoice ' || number FROM invoice WHERE number = ?1
      UNION SELECT account, 'ticket ' || external_id FROM ticket WHERE external_id = ?1
      UNION SELECT account, 'address ' || address FROM ip_assignment WHERE address = ?1
      UNION SELECT account, 'address ' || address FROM radius_account WHERE address = ?1
      UNION SELECT account, 'RADIUS account ' || name FROM radius_account WHERE name = ?1
      UNION SELECT account, 'device ' || external_id FROM inventory_item
        WHERE serial = ?1 OR instr(\(hexadecimal("mac")), ?4) > 0
      UNION SELECT account, 'device ' || holder_name FROM ip_assignment
        WHERE instr(\(hexadecimal("holder_name")), ?4) > 0
    ) hit
    JOIN account ON account.id = hit.account
    ORDER BY account.external_id, hit.why
    LIMIT 200
    """,
    [
      .text(text), pattern,
      .text("[\(numbers.sorted().map(String.init).joined(separator: ","))]"), .optional(mac),
    ]
  ) { row in
    Help.padded(row.text(0) ?? "", to: 10) + "  " + Help.padded(row.text(1) ?? "", to: 32) + "  "
      + (row.text(3) ?? "")
  }
  for line in found { try Terminal.print(line + "\n") }
  if found.isEmpty, !invocation.isQuiet { Terminal.say("Nothing found.") }
  return found.isEmpty ? Problem.Kind.finding.rawValue : 0
}
