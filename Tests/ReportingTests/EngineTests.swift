import Bytes
import Diagnostics
import Reporting
import Store
import Support
import Testing

/// What a report may be, and what of it is refused where.
@Suite struct EngineTests {
  private static let header = "-- title: x\n-- about: y\n-- column a integer \"A\"\n"

  @Test(arguments: [
    (
      "-- param from date \"First\"\nSELECT 1 AS a WHERE :form IS NULL", 5, 21,
      "Did you mean 'from'"
    ),
    ("-- param from date \"First\"\nSELECT 1 AS a", 4, 4, "never uses"),
    ("SELECT 1 AS a;\nDELETE FROM payment", 5, 1, "second statement"),
    ("SELECT ? AS a", 4, 8, "has a name"),
    ("-- chart bar x=a y=b\nSELECT 1 AS a", 1, 4, "not declared"),
    ("-- chart pie x=a y=a\nSELECT 1 AS a", 4, 10, "no type 'pie'"),
    ("-- chart bar x=a z=a\nSELECT 1 AS a", 4, 18, "limit=COLUMN"),
    ("-- group: a\nSELECT 1 AS a", 1, 4, "ordered by"),
    ("-- param format text \"Which\"\nSELECT :format AS a", 4, 10, "an option"),
    ("-- column a;b text \"B\"\nSELECT 1 AS a", 4, 11, "letters"),
    ("-- column b text\nSELECT 1 AS a, 2 AS b", 4, 11, "heading in quotes"),
  ]) func mistakesAreFoundAtLoad(_ rest: String, _ line: Int, _ column: Int, _ hint: String) {
    let problem = #expect(throws: Problem.self) {
      _ = try ReportParser.parse(Self.header + rest, name: "r", file: "r.sql")
    }
    #expect(problem?.message.contains(hint) == true, "\(problem?.message ?? "")")
    #expect(problem?.position?.line == line && problem?.position?.column == column)
    #expect(problem?.kind == .input)
  }

  @Test func colonsInTextsAndCommentsAreNoParameters() throws {
    let sql = "SELECT 1 AS a /* :b; ? */ WHERE ':c;?' <> \"a\" -- :d;\n AND [a] = 1;\n"
    let report = try ReportParser.parse(Self.header + sql, name: "r", file: "r.sql")
    #expect(report.sqlLine == 4)
  }

  private func lint(_ sql: String, in folder: TemporaryFolder) -> Problem? {
    let path = folder.file("own.sql")
    return #expect(throws: Problem.self) {
      let file = try OutputFile(path: path, force: true)
      try file.write(Self.header + sql)
      _ = try file.finish()
      _ = try ReportCatalogue().lint(path)
    }
  }

  @Test(arguments: [
    ("DELETE FROM payment", "report-refused", "deletes from payment"),
    (
      "INSERT INTO payment (id) VALUES (1) RETURNING id AS a", "report-refused",
      "writes into payment"
    ),
    ("UPDATE payment SET amount = 1 RETURNING id AS a", "report-refused", "changes payment"),
    ("ATTACH 'x.db' AS x", "report-refused", "attaches another file"),
    ("SELECT load_extension('x') AS a", "report-refused", "calls the function load_extension"),
    ("PRAGMA user_version = 3", "report-refused", "calls the pragma user_version"),
    ("SELECT cid AS a FROM pragma_table_info('payment')", "report-refused", "calls a pragma"),
    ("DROP TABLE payment", "report-refused", "makes or drops a table"),
    ("SELECT 1 AS b", "report-sql", "no column 'a'"), ("SELEC 1 AS a", "report-sql", "can't run"),
  ]) func reportsOnlyRead(_ sql: String, _ code: String, _ hint: String) throws {
    let folder = try TemporaryFolder()
    let problem = lint(sql, in: folder)
    #expect(problem?.code.rawValue == code)
    #expect(problem?.message.contains(hint) == true, "\(problem?.message ?? "")")
    #expect(problem?.position?.file == folder.file("own.sql"))
  }

  @Test func mistakesOfTheQueryHaveTheirPlace() throws {
    let folder = try TemporaryFolder()
    let problem = lint("SELECT 1 AS a\nFROM payment\nWHERE pament.id = 1", in: folder)
    #expect(problem?.position?.line == 6 && problem?.position?.column == 7)
    #expect(problem?.cause?.contains("no such column: pament.id") == true)
  }

  @Test(arguments: ReportCatalogue().names) func everyReportIsClean(_ name: String) throws {
    #expect(try !ReportCatalogue().lint(name).columns.isEmpty)
  }
}
