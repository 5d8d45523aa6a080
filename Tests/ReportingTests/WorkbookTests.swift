import Billing
import Bytes
import Diagnostics
import Foundation
import Store
import Support
import Testing

@testable import Reporting

/// Workbooks as openpyxl reads them.
@Suite struct WorkbookTests {
  /// What openpyxl says of a cell: type, value, number format, formula.
  struct Cell: Equatable {
    var type: String
    var value: String
    var format: String
    var formula: String
  }

  struct Read {
    var cells: [String: Cell] = [:]
    /// Freeze panes, filter, repeated rows, orientation, number of charts, by sheet in order.
    var sheets: [(name: String, facts: [String])] = []
    var book: [String] = []
  }

  /// Reads several workbooks by one start of the judge; nil where there is none.
  static func read(_ folder: TemporaryFolder, _ files: [String]) throws -> [Read]? {
    guard let judge = Tool.judge("workbook-cells") else { return nil }
    let result = try Tool.run(judge, files, in: folder.path)
    #expect(result.exitCode == 0, "\(result.errors)")
    var books: [Read] = []
    for line in result.output.split(separator: "\n") {
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      switch parts[0] {
      case "book": books.append(Read(book: Array(parts[1...])))
      case "sheet": books[books.count - 1].sheets.append((parts[1], Array(parts[2...])))
      default:
        books[books.count - 1].cells[parts[1]] = Cell(
          type: parts[2], value: parts[3], format: parts[4], formula: parts[5])
      }
    }
    return books
  }

  static let sql = """
    -- title: Mixed [list]: a/b
    -- about: Every type of column.
    -- column id id "Id"
    -- column text text "Text"
    -- column at instant "At"
    -- column day date "Day"
    -- column count integer "Count" total
    -- column currency id "Cur"
    -- column amount money "Amount" total
    -- column price rate "Price"
    -- column volume bytes "Volume"
    -- column ok flag "OK"
    -- order: id
    SELECT column1 AS id, column2 AS text, column3 AS at, column4 AS day, column5 AS count,
      column6 AS currency, column7 AS amount, column8 AS price, column9 AS volume, column10 AS ok
    FROM (VALUES
      ('000042', '=HYPERLINK("x")', 1792508640000, '2026-10-20', 3, 'CAD', -2000, 2100000, 570000000000, 1),
      ('12045550001', 'Zoë & <b>', NULL, '1899-12-31', 4, 'JPY', 1500, NULL, NULL, 0),
      ('7', 'bell ' || char(7) || ' _x0041_', NULL, 'no day', 5, 'KWD', 12345, NULL, NULL, NULL))
    """

  static func run(
    _ sql: String, _ database: String, choice: ReportChoice = ReportChoice()
  ) throws -> ReportRun {
    try ReportRun(
      try ReportParser.parse(sql, name: "mixed", file: "mixed.sql"),
      database: try StoreFile.openForReading(at: database), arguments: [:], choice: choice)
  }

  static func write(_ run: ReportRun, _ path: String) throws {
    let output = try OutputFile(path: path, force: true)
    try ReportFormat.xlsx.render(run, to: output)
    _ = try output.finish()
  }

  @Test func cellsAreTypedAndTotalsAreFormulas() throws {
    let folder = try TemporaryFolder()
    let store = folder.file("a.db")
    _ = try StoreFile.create(at: store)
    try Self.write(try Self.run(Self.sql, store), folder.file("a.xlsx"))
    try Self.write(try Self.run(Self.sql, store), folder.file("b.xlsx"))
    #expect(
      try Data(contentsOf: URL(fileURLWithPath: folder.file("a.xlsx")))
        == Data(contentsOf: URL(fileURLWithPath: folder.file("b.xlsx"))))
    var chicago = ReportChoice()
    chicago.zone = try ZoneDatabase.rules(for: "America/Chicago")
    chicago.filters = ["currency = 'CAD'"]
    chicago.columns = ["id", "at", "currency", "amount"]
    try Self.write(try Self.run(Self.sql, store, choice: chicago), folder.file("c.xlsx"))
    guard let books = try Self.read(folder, ["a.xlsx", "c.xlsx"]) else { return }
    let list = "Mixed  list   a b"
    #expect(books[0].sheets.map(\.name) == [list, "Checks", "About"])
    #expect(books[0].sheets[0].facts == ["B2", "A1:J4", "$1:$1", "landscape", "0"])
    #expect(books[0].book == ["Mixed [list]: a/b", "1970-01-01T12:00:00"])
    let expected: [(String, String, String, String)] = [
      ("A2", "str", "000042", "@"), ("B2", "str", "=HYPERLINK(\"x\")", "@"),
      ("C2", "datetime", "2026-10-20T15:04:00", "yyyy\\-mm\\-dd\\ hh:mm:ss"),
      ("D2", "datetime", "2026-10-20T00:00:00", "yyyy\\-mm\\-dd"), ("E2", "int", "3", "#,##0"),
      ("G2", "int", "-20", "#,##0.00;[Red]-#,##0.00;\"\u{2013}\""),
      ("H2", "float", "0.021", "#,##0.00######"),
      ("I2", "int", "570000000000", "#,##0.00,,,\\ \"GB\""), ("J2", "bool", "True", "General"),
      ("A3", "str", "12045550001", "@"), ("B3", "str", "Zo\\xeb & <b>", "@"),
      ("D3", "str", "1899-12-31", "yyyy\\-mm\\-dd"),
      ("G3", "int", "1500", "#,##0;[Red]-#,##0;\"\u{2013}\""),
      // openpyxl leaves Excel's escapes as they stand in the file.
      ("B4", "str", "bell _x0007_ _x005F_x0041_", "@"), ("D4", "str", "no day", "yyyy\\-mm\\-dd"),
      ("G4", "float", "12.345", "#,##0.000;[Red]-#,##0.000;\"\u{2013}\""),
    ]
    for (place, type, value, format) in expected {
      let cell = books[0].cells["\(list)!\(place)"]
      #expect(cell?.type == type && cell?.value == value, "\(place): \(String(describing: cell))")
      #expect(
        cell?.format.replacing("\\u2013", with: "\u{2013}") == format,
        "\(place): \(cell?.format ?? "")")
      #expect(cell?.formula == "")
    }
    #expect(books[0].cells["\(list)!C3"] == nil)
    #expect(books[0].cells["\(list)!C1"]?.value == "At (UTC)")
    // Totals are never added across currencies.
    #expect(books[0].cells["\(list)!G5"]?.formula == "=SUMIFS(G$2:G$4,F$2:F$4,$F5)")
    #expect((5...7).map { books[0].cells["\(list)!G\($0)"]?.value } == ["-20", "1500", "12.345"])
    #expect(books[0].cells["Checks!E2"]?.value == "PASS")
    #expect(books[1].cells["\(list)!B1"]?.value == "At (America/Chicago)")
    #expect(books[1].cells["\(list)!B2"]?.value == "2026-10-20T10:04:00")
    #expect(books[1].cells["\(list)!D3"]?.formula == "=SUBTOTAL(109,D$2:D$2)")
  }

  /// A member of a workbook, as text.
  private static func member(_ name: String, of path: String) throws -> String {
    let unzipped = try Tool.run(
      "/usr/bin/python3",
      [
        "-c",
        "import sys, zipfile; sys.stdout.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]).decode())",
        path, name,
      ], in: "/")
    #expect(unzipped.exitCode == 0, "\(unzipped.errors)")
    return unzipped.output
  }

  /// Totals and days have names; over piled bars stands a frame as high as their limit, and each bar is
  /// as high as the pile up to it.
  @Test func totalsHaveNamesAndBarsTheirLimit() throws {
    let folder = try TemporaryFolder()
    let store = folder.file("a.db")
    _ = try StoreFile.create(at: store)
    let sql = """
      -- title: Use
      -- about: By month.
      -- param as_of date default=2026-10-31 "The day"
      -- column month text "Month"
      -- column used integer "Used" total
      -- column free integer "Free"
      -- column cap integer "Cap"
      -- chart stacked x=month y=used,free limit=cap
      SELECT column1 AS month, column2 AS used, column3 AS free, column4 AS cap
      FROM (VALUES ('Sep', 3, 2, 4), ('Oct', 5, 1, 4)) WHERE :as_of IS NOT NULL
      """
    try Self.write(try Self.run(sql, store), folder.file("a.xlsx"))
    let book = try Self.member("xl/workbook.xml", of: folder.file("a.xlsx"))
    #expect(book.contains("<definedName name=\"Total_used\">'Use'!$B$4</definedName>"), "\(book)")
    #expect(
      book.contains("<definedName name=\"Report_as_of\">'About'!$B$5</definedName>"), "\(book)")
    let chart = try Self.member("xl/charts/chart1.xml", of: folder.file("a.xlsx"))
    let names = chart.components(separatedBy: "<c:tx>").dropFirst().compactMap {
      $0.components(separatedBy: "<c:v>").dropFirst().first?.components(separatedBy: "</c:v>").first
    }
    #expect(names == ["Used + Free", "Used", "Cap"], "\(chart)")
    #expect(chart.contains("<c:overlap val=\"100\"/>") && chart.contains("<a:noFill/>"))
    guard let read = try Self.read(folder, ["a.xlsx"])?.first else { return }
    #expect(read.cells["Use chart!O1"]?.value == "5" && read.cells["Use chart!O2"]?.value == "6")
    #expect(read.cells["Use chart!O1"]?.formula == "='Use'!$B$2+'Use'!$C$2")
  }

  @Test func longListsGoOnInFurtherSheets() throws {
    let folder = try TemporaryFolder()
    let store = folder.file("a.db")
    _ = try StoreFile.create(at: store)
    let sql = """
      -- title: Numbers
      -- about: One to seven.
      -- column n integer "N" total
      WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 7)
      SELECT n FROM c
      """
    let output = try OutputFile(path: folder.file("a.xlsx"))
    let book = try ReportWorkbook(title: "N", about: "", to: output)
    let cover = try book.page("Cover")
    let sheets = try book.add(try Self.run(sql, store), name: nil, limit: 4)
    try cover.row([.strong("Sum"), .total(sheets.total("n"))])
    book.check("sums", .figure(28), .formula("SUM(1,27)", 28), digits: 0)
    book.check("a cent off", .figure(100), .figure(101), digits: 2)
    try book.checksPage()
    try book.finish(date: "2026-10-31")
    _ = try output.finish()
    #expect(sheets.names == ["Numbers", "Numbers (2)", "Numbers (3)"])
    #expect(sheets.rows == 7 && sheets.notices.count == 2)
    #expect(sheets.notices.first?.contains("3 rows") == true)
    guard let read = try Self.read(folder, ["a.xlsx"])?.first else { return }
    #expect(
      read.sheets.map(\.name) == ["Cover", "Numbers", "Numbers (2)", "Numbers (3)", "Checks"])
    #expect(read.cells["Numbers (3)!A2"]?.value == "7")
    let total = read.cells["Numbers (3)!A3"]
    #expect(total?.value == "28")
    #expect(total?.formula == "=SUM('Numbers'!A$2:A$4,'Numbers (2)'!A$2:A$4,A$2:A$2)")
    #expect(read.cells["Cover!B1"]?.formula == "='Numbers (3)'!$A$3")
    #expect(["Checks!E2", "Checks!E3"].map { read.cells[$0]?.value } == ["PASS", "FAIL"])
  }

  @Test(arguments: [
    ("hex(zeroblob(16384))", "text", "32768 characters"),
    ("1234567890123456", "integer", "fifteen"),
  ]) func whatNoCellHoldsIsRefused(_ value: String, _ kind: String, _ hint: String) throws {
    let folder = try TemporaryFolder()
    let store = folder.file("a.db")
    _ = try StoreFile.create(at: store)
    let sql = "-- title: t\n-- about: a\n-- column big \(kind) \"Big\"\nSELECT \(value) AS big"
    let problem = #expect(throws: Problem.self) {
      try Self.write(try Self.run(sql, store), folder.file("a.xlsx"))
    }
    #expect(problem?.code == "no-cell")
    #expect(problem?.message.contains(hint) == true, "\(problem?.message ?? "")")
    #expect(problem?.message.contains("Row 1 of the report, column 'big'") == true)
    #expect(!FileManager.default.fileExists(atPath: folder.file("a.xlsx")))
  }

  @Test(arguments: [
    ("Open invoices", "Open invoices"), ("History", "History (2)"), ("taken", "taken (2)"),
    ("'quoted'", "quoted"), ("", "Sheet"), ("a*b?c", "a b c"),
    (String(repeating: "x", count: 40), String(repeating: "x", count: 31)),
  ]) func sheetNamesAreThoseThatExcelTakes(_ wanted: String, _ name: String) {
    #expect(SheetText.sheetName(wanted, among: ["taken"]) == name)
  }

  @Test(arguments: [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")])
  func columnsAreNamedAsInExcel(_ index: Int, _ name: String) {
    #expect(SheetText.column(index) == name)
  }
}
