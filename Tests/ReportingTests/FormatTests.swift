import Billing
import Bytes
import Diagnostics
import Foundation
import Reporting
import Store
import Support
import Testing

/// One small list in every format that is text.
@Suite struct FormatTests {
  private static let sql = """
    -- title: Fees & <charges>
    -- about: What was charged.
    -- column group text "Group"
    -- column id id "Id"
    -- column text text "Text"
    -- column day date "Day"
    -- column at instant "At"
    -- column currency id "Cur"
    -- column amount money "Amount" total
    -- group: group
    -- chart stacked x=day y=amount
    -- order: group, id
    SELECT column1 AS "group", column2 AS id, column3 AS text, column4 AS day, column5 AS at,
      column6 AS currency, column7 AS amount
    FROM (VALUES
      ('A', '000042', '=1+2', '2026-10-20', 1792508640000, 'CAD', -123450),
      ('A', '+1204', 'a, "b"' || char(10) || 'c', '2026-10-21', NULL, 'CAD', 20000),
      ('B', '7', '<script>alert(1)</script>', NULL, 0, 'JPY', 300))
    """

  private func render(
    _ format: ReportFormat, _ options: RenderOptions = RenderOptions(),
    choice: ReportChoice = ReportChoice(), sql: String = Self.sql
  ) throws -> (text: String, rendered: Rendered) {
    let folder = try TemporaryFolder()
    _ = try StoreFile.create(at: folder.file("a.db"))
    let run = try ReportRun(
      try ReportParser.parse(sql, name: "fees", file: "fees.sql"),
      database: try StoreFile.openForReading(at: folder.file("a.db")), arguments: [:],
      choice: choice)
    let sink = try Sink(folder.file("out"))
    let rendered = try format.render(run, to: sink.file, options)
    _ = try sink.file.finish()
    let data = try Data(contentsOf: URL(fileURLWithPath: folder.file("out")))
    return (String(decoding: data, as: UTF8.self), rendered)
  }

  private func options(_ change: (inout RenderOptions) -> Void) -> RenderOptions {
    var options = RenderOptions()
    change(&options)
    return options
  }

  @Test func dataKeepsEveryByte() throws {
    #expect(
      try render(.csv).text == """
        group,id,text,day,at,currency,amount
        A,+1204,"a, ""b""
        c",2026-10-21,,CAD,200.00
        A,000042,=1+2,2026-10-20,2026-10-20T15:04:00.000Z,CAD,-1234.50
        B,7,<script>alert(1)</script>,,1970-01-01T00:00:00.000Z,JPY,300

        """)
  }

  @Test func spreadsheetsGetAMarkAndGuardedTexts() throws {
    let (text, rendered) = try render(.csv, options { $0.reader = .spreadsheet })
    #expect(text.utf8.starts(with: [0xEF, 0xBB, 0xBF]))
    #expect(text.contains("A,000042,\"'=1+2\",2026-10-20,"))
    #expect(text.contains("A,\"'+1204\","))
    // A negative amount is a number, and stays one.
    #expect(text.contains(",CAD,-1234.50\n"))
    #expect(rendered.notices.first?.contains("-o FILE.xlsx") == true)
  }

  @Test func quickBooksGetsNoCommaInAField() throws {
    let (text, rendered) = try render(.csv, options { $0.reader = .qbo })
    let lines = text.components(separatedBy: "\r\n")
    #expect(lines[0] == "Group,Id,Text,Day,At,Cur,Amount")
    #expect(lines[1] == "A,+1204,a   b  c,10/21/2026,,CAD,200.00")
    #expect(lines.dropLast().allSatisfy { $0.filter { $0 == "," }.count == 6 })
    #expect(
      rendered.notices == [
        "1 text lost commas, quotes or line ends, which QuickBooks can't read in a field."
      ])
  }

  @Test(arguments: [
    (
      ReportFormat.tsv, RenderOptions.Amounts.both, "amount\tamount_formatted",
      "-1234.50\t-1,234.50"
    ),
    (.csv, .formatted, ",amount\n", "CAD,\"-1,234.50\"\n"),
    (.jsonl, .both, "\"amount\":200.00", "\"amount_formatted\":\"200.00\""),
    (.jsonl, .raw, "\"id\":\"000042\"", "\"day\":null"),
  ]) func amountsRawAndFormatted(
    _ format: ReportFormat, _ amounts: RenderOptions.Amounts, _ one: String, _ other: String
  ) throws {
    let text = try render(format, options { $0.amounts = amounts }).text
    #expect(text.contains(one) && text.contains(other), "\(text)")
  }

  @Test func timesByAZonesClockSayTheOffset() throws {
    var choice = ReportChoice()
    choice.zone = try ZoneDatabase.rules(for: "America/Chicago")
    #expect(try render(.csv, choice: choice).text.contains(",2026-10-20T10:04:00.000-05:00,"))
    let table = try render(.text, choice: choice).text
    #expect(table.contains("times of America/Chicago"))
    #expect(table.contains("2026-10-20 10:04 -05"))
  }

  @Test func groupsHaveSubtotalsAndCurrenciesTotals() throws {
    let text = try render(.text, options { $0.isWide = true }).text
    let subtotals = text.split(separator: "\n").filter { $0.hasPrefix("Subtotal") }
    #expect(subtotals.count == 2)
    #expect(subtotals[0].hasSuffix("CAD  -1,034.50") && subtotals[1].hasSuffix("JPY        300"))
    let totals = text.split(separator: "\n").filter { $0.hasPrefix("Total") }
    #expect(totals.map { String($0.suffix(14)) } == ["CAD  -1,034.50", "JPY        300"])
  }

  /// More columns than a terminal has room for go on below, each row by its id; no line is longer than
  /// the terminal, and no number is missing.
  @Test(arguments: [(3, 1), (6, 1), (9, 2), (20, 4)]) func wideTablesGoOnBelow(
    _ columns: Int, _ bands: Int
  ) throws {
    let names = (1...columns).map { "amount_\($0)" }
    let sql = """
      -- title: Wide
      -- about: Many columns.
      -- column id id "Id"
      -- column currency id "Cur"
      \(names.map { "-- column \($0) integer \"\($0)\" total" }.joined(separator: "\n"))
      SELECT column1 AS id, 'CAD' AS currency, \(names.map { "column2 AS \($0)" }.joined(separator: ", "))
      FROM (VALUES \((1...45).map { "('A\($0)', \($0))" }.joined(separator: ", ")))
      """
    let text = try render(.text, sql: sql).text
    let lines = text.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 80 }, "\(text)")
    #expect(lines.filter { $0.hasPrefix("A7 ") }.count == bands)
    let totals = lines.filter { $0.hasPrefix("Total") }
    #expect(totals.count == bands && totals.allSatisfy { $0.contains(" CAD ") })
    for name in names { #expect(text.contains(name)) }
    #expect(lines.count { $0.hasPrefix("Id ") } == (bands == 1 ? 1 : 2 * bands))
  }

  @Test func htmlEscapesAndNeedsNoNetwork() throws {
    let text = try render(.html).text
    #expect(text.contains("<h1>Fees &amp; &lt;charges&gt;</h1>"))
    #expect(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(text.components(separatedBy: "<script>").count == 2)
    #expect(text.contains("<td class=\"n m\" data-v=\"-123450\">-1,234.50</td>"))
    #expect(!text.contains("http:") && !text.contains("https:") && !text.contains("url("))
    #expect(text.contains("<svg") && text.contains("<title id=\"c1\">Bars by period"))
    #expect(
      text.contains("<th scope=\"col\" class=\"n\"><button type=\"button\">Amount</button></th>"))
    #expect(text == (try render(.html).text))
  }

  @Test func chosenColumnsAndOrder() throws {
    var choice = ReportChoice()
    choice.columns = ["amount", "id"]
    choice.sort = "-amount"
    #expect(
      try render(.csv, choice: choice).text == "amount,id\n200.00,+1204\n300,7\n-1234.50,000042\n")
    choice.columns = ["amuont"]
    #expect(throws: Problem.self) { try render(.csv, choice: choice) }
    choice.columns = nil
    choice.sort = "amount upwards"
    #expect(throws: Problem.self) { try render(.csv, choice: choice) }
  }

  // MARK: Chains

  @Test(arguments: [ReportFormat.csv, .tsv, .jsonl, .xlsx])
  func aChangedByteIsFound(_ format: ReportFormat) throws {
    let folder = try TemporaryFolder()
    _ = try StoreFile.create(at: folder.file("a.db"))
    let list = folder.file("list.\(format.rawValue)")
    let run = try ReportRun(
      try ReportParser.parse(Self.sql, name: "fees", file: "fees.sql"),
      database: try StoreFile.openForReading(at: folder.file("a.db")), arguments: [:])
    let sink = HashingSink(try OutputFile(path: list))
    let rendered = try format.render(run, to: sink, options { $0.isChained = format.hasRecords })
    _ = try sink.finish()
    let manifest = try ReportManifest(
      run, file: list, format: format, rendered: rendered, sha256: sink.sha256, bytes: sink.count)
    let beside = URL(fileURLWithPath: ReportManifest.path(of: list))
    try Data(manifest.content.utf8).write(to: beside)
    #expect(try ReportVerification(file: list).findings == [])
    let whole = try Data(contentsOf: URL(fileURLWithPath: list))
    for position in stride(from: 0, to: whole.count, by: max(1, whole.count / 40)) {
      var changed = whole
      changed[position] ^= 1
      try changed.write(to: URL(fileURLWithPath: list))
      #expect(try !ReportVerification(file: list).findings.isEmpty, "byte \(position)")
    }
    if format == .csv {
      // The second record is named by its line: the first has two.
      var text = String(decoding: whole, as: UTF8.self)
      text = text.replacing("-1234.50", with: "-1234.51")
      try Data(text.utf8).write(to: URL(fileURLWithPath: list))
      #expect(
        try ReportVerification(file: list).findings.contains { $0.contains("list.csv:4: here") })
      // Without its last record, the rest is as it was.
      try whole[..<(whole.dropLast().lastIndex(of: 10).map { $0 + 1 } ?? 0)]
        .write(to: URL(fileURLWithPath: list))
      #expect(
        try ReportVerification(file: list).findings.contains { $0.contains("2 records and not 3") })
    }
    try whole.write(to: URL(fileURLWithPath: list))
    try Data(manifest.content.replacing("\"rows\": 3", with: "\"rows\": 4").utf8).write(to: beside)
    #expect(try ReportVerification(file: list).findings.contains { $0.contains("seal is broken") })
    try FileManager.default.removeItem(at: beside)
    let missing = #expect(throws: Problem.self) { _ = try ReportVerification(file: list) }
    #expect(missing?.code == "no-manifest")
  }
}
