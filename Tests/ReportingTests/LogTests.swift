import Billing
import Bytes
import Diagnostics
import Foundation
import Reporting
import Store
import Support
import Testing

/// Logs, their filters with the fourteen operators, and filters that are kept in files.
@Suite struct LogTests {
  static func store(_ folder: TemporaryFolder) throws -> String {
    let path = folder.file("log.db")
    let database = try StoreFile.create(at: path)
    try database.execute(
      """
      INSERT INTO company (id, line, code, name, currency, zone)
        VALUES (1, 1, 'PN', 'Prairie Net', 'CAD', 'America/Chicago');
      INSERT INTO source (id, line, name, company, role, zone)
        VALUES (1, 1, 'acme', 1, 'system', 'UTC');
      INSERT INTO account (id, source, line, external_id, company, name)
        VALUES (42, 1, 1, '000042', 1, 'Forty-two');
      INSERT INTO log
        (id, source, line, external_id, at, account, level, type, entity, entity_id, field, user, previous,
         current) VALUES
        -- 2026-10-20T15:04Z is 10:04 in Chicago; 2026-11-01T03:30Z is still October there.
        (1, 1, 1, 'L1', 1792508640000, 42, 'info', 'updated', 'service', 'S1', 'price', 'apatel',
         '49.95', '59.95'),
        (2, 1, 2, 'L2', 1793503800000, 42, 'error', 'created', 'ticket', 'T1', NULL, 'jsmith', NULL, NULL),
        (3, 1, 3, 'L3', 1792000000000, NULL, 'critical', 'deleted', 'did', 'D1', NULL, NULL,
         '{"number":"204","note":"old","n":1}', NULL),
        (4, 1, 4, 'L4', 1792600000000, 42, 'info', 'updated', 'account', 'A1', NULL, 'apatel',
         '{"name":"Old","city":"Regina","x":null}', '{"name":"New","city":"Regina","y":2}');
      """)
    return path
  }

  private func ids(_ filter: String, _ change: (inout ReportChoice) -> Void = { _ in }) throws
    -> [String]
  {
    let folder = try TemporaryFolder()
    var choice = ReportChoice()
    choice.sort = "id"
    choice.columns = ["id"]
    if !filter.isEmpty { choice.filters = [filter] }
    change(&choice)
    let run = try ReportRun(
      try ReportCatalogue().report("log"),
      database: try StoreFile.openForReading(at: try Self.store(folder)), arguments: [:],
      choice: choice)
    var ids: [String] = []
    while let row = try run.next() { ids.append(row.canonical(run.definition.columns)[0] ?? "") }
    return ids
  }

  @Test(
    arguments: [
      ("user matches 'AP*'", ["L1", "L4"]), ("user does not match 'ap*'", ["L2", "L3"]),
      ("user is set", ["L1", "L2", "L4"]), ("field unset", ["L2", "L3", "L4"]),
      ("user equals me", ["L2"]), ("user is not me", ["L1", "L3", "L4"]),
      ("line greater than 2", ["L3", "L4"]), ("line greater than or equal to 3", ["L3", "L4"]),
      ("line less than 2", ["L1"]), ("line less than or equal to 2", ["L1", "L2"]),
      ("at is within range '2026-10-20' to '2026-10-20'", ["L1"]),
      ("type is one of ('updated', 'deleted')", ["L1", "L3", "L4"]),
      ("type is not one of ('updated', 'deleted')", ["L2"]),
      (
        "(type = 'updated' and field is set) or (level = 'critical' and user is unset)",
        ["L1", "L3"]
      ),
    ] as [(String, [String])]) func operatorsOfTheAccountView(_ filter: String, _ found: [String])
    throws
  {
    #expect(try ids(filter) { $0.user = "jsmith" } == found)
  }

  @Test(arguments: [
    ("user is me", "--me"), ("user is", "one of"), ("type is one of 'x'", "parentheses"),
    ("at within range '2026-10-01'", "lower bound"), ("usr is set", "Did you mean 'user'"),
    ("line > 'x'", "a number"),
  ]) func mistakesInFiltersAreExplained(_ filter: String, _ hint: String) {
    let problem = #expect(throws: Problem.self) { try ids(filter) }
    #expect(problem?.kind == .usage)
    #expect(problem?.message.contains(hint) == true, "\(problem?.message ?? "")")
  }

  @Test func daysAreThoseOfTheZone() throws {
    let october = "at between '2026-10-01' and '2026-10-31'"
    #expect(try ids(october) == ["L1", "L3", "L4"])
    #expect(
      try ids(october) { $0.zone = try? ZoneDatabase.rules(for: "America/Chicago") }
        == ["L1", "L2", "L3", "L4"])
  }

  // MARK: Saved filters

  private func saved(_ text: String) throws -> SavedFilter {
    let folder = try TemporaryFolder()
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder.file("f.json5")))
    return try SavedFilter(file: folder.file("f.json5"))
  }

  @Test func aFilterIsKeptInAFile() throws {
    let filter = try saved(
      """
      {
        title: "Prices, and what is critical", report: "log",
        groups: [
          [{ field: "type", operator: "is one of", value: ["updated"] },
           { field: "field", operator: "is set" },
           { field: "at", operator: "Is Within Range", value: ["2026-10-01", "2026-10-31"] }],
          [{ field: "level", operator: "=", value: "critical" }],
        ],
        sort: "-id", columns: ["id", "user"], zone: "America/Chicago",
      }
      """)
    var choice = ReportChoice()
    filter.add(to: &choice)
    #expect(choice.columns == ["id", "user"] && choice.zone?.name == "America/Chicago")
    #expect(try ids("") { $0 = choice } == ["L3", "L1"])
  }

  @Test(arguments: [
    ("{ groups: [[{ field: \"a\", operater: \"=\" }]] }", 1, 27, "Did you mean 'operator'"),
    (
      "{\n  groups: [[{ field: \"a\", operator: \"resembles\", value: 1 }]] }", 2, 13,
      "can't be read"
    ),
    ("{ groups: [[{ field: \"a\", operator: \"between\", value: [1] }]] }", 1, 55, "two values"),
    ("{ where: \"a = 1\", groups: [[{ field: \"a\", operator: \"is set\" }]] }", 1, 1, "not both"),
    ("{ zone: \"Regina\" }", 1, 9, "no time zone"), ("{ sort: 1 }", 1, 9, "wants a string"),
  ]) func mistakesInFilesHaveTheirPlace(_ text: String, _ line: Int, _ column: Int, _ hint: String)
  {
    let problem = #expect(throws: Problem.self) { _ = try saved(text) }
    #expect(problem?.kind == .input)
    #expect(problem?.position?.line == line && problem?.position?.column == column)
    #expect(problem?.message.contains(hint) == true, "\(problem?.message ?? "")")
  }

  // MARK: Field by field

  @Test func objectsAreComparedFieldByField() throws {
    let folder = try TemporaryFolder()
    let run = try ReportRun(
      try ReportCatalogue().report("log-changes"),
      database: try StoreFile.openForReading(at: try Self.store(folder)), arguments: [:],
      filter: "change is set")
    var rows: [[String]] = []
    let shown = ["entity_id", "field", "change", "previous", "current"]
    let positions = shown.compactMap { name in run.definition.columns.firstIndex { $0.name == name }
    }
    while let row = try run.next() {
      let cells = row.canonical(run.definition.columns)
      rows.append(positions.map { cells[$0] ?? "-" })
    }
    #expect(
      rows == [
        ["A1", "name", "changed", "Old", "New"], ["A1", "x", "removed", "-", "-"],
        ["A1", "y", "added", "-", "2"], ["S1", "price", "changed", "49.95", "59.95"],
        ["D1", "n", "removed", "1", "-"], ["D1", "note", "removed", "old", "-"],
        ["D1", "number", "removed", "204", "-"],
      ])
  }
}
