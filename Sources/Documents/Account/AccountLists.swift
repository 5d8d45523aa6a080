internal import Store

/// What the account view shows of an account besides its money: what is open or in use, newest or nearest
/// first, and how many there are in all. All of each is a report.
struct AccountList: Sendable {
  /// Heads those that are shown.
  var title = ""
  var table: String
  /// The name of the report that has all of them.
  var report: String
  var columns: [(heading: String, width: Int)] = []
  /// The rows that are shown, of account `?1`, times in the zone `?2`; nothing where only their number is.
  var rows: String?

  static let most = 20

  static let all = [
    AccountList(
      title: "Cards and bank accounts", table: "payment_method", report: "payment-methods",
      columns: [
        ("Type", 8), ("Brand or bank", 22), ("Ends in", 10), ("Expires", 10), ("Autopay", 10),
      ],
      rows: """
        SELECT type, brand, last_four, expires, CASE WHEN autopay = 1 THEN 'on' ELSE 'off' END
        FROM payment_method WHERE account = ?1 ORDER BY ifnull(autopay, 0) DESC, token
        """),
    AccountList(
      title: "Custom fields", table: "custom_field", report: "custom-fields",
      columns: [("Name", 26), ("Value", 48)],
      rows: "SELECT name, value FROM custom_field WHERE account = ?1 ORDER BY name"),
    AccountList(
      title: "Open tickets", table: "ticket", report: "tickets",
      columns: [("Ticket", 12), ("Opened", 16), ("Priority", 10), ("Subject", 36)],
      rows: """
        SELECT external_id, \(time("created")), priority, subject FROM ticket
        WHERE account = ?1 AND closed IS NULL ORDER BY created, external_id
        """),
    AccountList(
      title: "Open jobs", table: "job", report: "jobs",
      columns: [("Job", 12), ("Scheduled", 16), ("Assignee", 14), ("What", 32)],
      rows: """
        SELECT external_id, \(time("scheduled")), assignee, type FROM job
        WHERE account = ?1 AND completed IS NULL AND ifnull(status, '') NOT IN ('completed', 'failed')
        ORDER BY scheduled IS NULL, scheduled, external_id
        """),
    AccountList(
      title: "Open tasks", table: "task", report: "tasks",
      columns: [("Task", 12), ("Due", 16), ("Assignee", 14), ("What", 32)],
      rows: """
        SELECT external_id, due, assignee, subject FROM task
        WHERE account = ?1 AND completed IS NULL ORDER BY due IS NULL, due, external_id
        """),
    AccountList(
      title: "Scheduled events", table: "scheduled_event", report: "scheduled-events",
      columns: [("Day", 12), ("Event", 46), ("By", 16)],
      rows: """
        SELECT date, event, user FROM scheduled_event WHERE account = ?1 AND completed IS NULL
        ORDER BY date, external_id
        """),
    AccountList(
      title: "Contracts", table: "contract", report: "contracts",
      columns: [("Contract", 12), ("Template", 28), ("Signed by", 20), ("Expires", 12)],
      rows: """
        SELECT external_id, template, ifnull(signed_by, 'unsigned'), expires FROM contract
        WHERE account = ?1 ORDER BY signed DESC, external_id
        """),
    AccountList(
      title: "Network addresses", table: "ip_assignment", report: "ip-assignments",
      columns: [("Address", 26), ("Assigned to", 12), ("", 18), ("Since", 16)],
      rows: """
        SELECT address, ifnull(holder, 'account'), holder_name, \(time("since")) FROM ip_assignment
        WHERE account = ?1 AND until IS NULL ORDER BY address, since
        """),
    AccountList(
      title: "Devices", table: "inventory_item", report: "inventory",
      columns: [("Item", 12), ("Model", 22), ("MAC", 20), ("Serial", 18)],
      rows: """
        SELECT external_id, model, mac, serial FROM inventory_item WHERE account = ?1
        ORDER BY external_id
        """),
    AccountList(
      title: "RADIUS accounts", table: "radius_account", report: "radius-accounts",
      columns: [("User name", 26), ("Address", 18), ("Route", 20)],
      rows: "SELECT name, address, route FROM radius_account WHERE account = ?1 ORDER BY name"),
    AccountList(
      title: "Disconnections", table: "disconnection", report: "disconnections",
      columns: [("At", 16), ("State", 6), ("By", 12), ("Address", 22), ("Why", 18)],
      rows: """
        SELECT \(time("at")), ifnull(state, 'off'), user, address, reason FROM disconnection
        WHERE account = ?1 ORDER BY at DESC, id
        """),
    AccountList(table: "correspondence", report: "correspondence"),
    AccountList(table: "attachment", report: "attachments"),
    AccountList(table: "log", report: "log"),
    AccountList(table: "access_log", report: "access-log"),
  ]

  private static func time(_ column: String) -> String {
    "local_date(\(column), ?2) || ' ' || substr(local_time(\(column), ?2), 1, 5)"
  }

  /// How many of an account there are.
  func count(_ account: Int64, in store: Queries) throws -> Int64 {
    try store.integer("SELECT count(*) FROM \(table) WHERE account = ?1", [.integer(account)]) ?? 0
  }

  /// Those that are shown.
  func shown(_ account: Int64, zone: String, in store: Queries) throws -> [[String]] {
    guard let rows else { return [] }
    return try store.rows(
      "\(rows) LIMIT \(Self.most)", [.integer(account), .text(zone)]
    ) { row in columns.indices.map { row.text($0) ?? "" } }
  }
}
