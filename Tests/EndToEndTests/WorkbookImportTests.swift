import Foundation
import Support
import Testing

/// Workbooks and archives as inputs of imports.
@Suite struct WorkbookImportTests {
  static func row(_ cells: [String]) -> String {
    let texts = cells.map { cell in
      cell.hasPrefix("<")
        ? cell : "<c t=\"inlineStr\"><is><t>\(cell)</t></is></c>"
    }
    return "<row>\(texts.joined())</row>"
  }

  @Test func aWorkbookIsImportedLikeItsText() throws {
    let folder = try TemporaryFolder()
    let accounts = Self.row(["id", "company", "name"]) + Self.row(["000001", "W", "Ann"])
    let payments =
      Self.row(["id", "account", "date", "amount", "method"])
      + Self.row([
        "P1", "000001", "<c s=\"1\"><v>46265</v></c>", "<c><v>19.989999999999998</v></c>", "card",
      ])
      + Self.row(["P2", "000001", "2026-09-01", "<c><v>5</v></c>", "cash"])
    let zip = StoredZip.workbook(
      [("Accounts", accounts), ("Payments", payments)],
      styles: "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>")
    _ = try folder.write("book.xlsx", Data(zip.finish()))
    var members = StoredZip()
    members.add(
      "company.csv", Array("code,name,currency,zone\nW,Works,CAD,America/Winnipeg\n".utf8))
    _ = try folder.write("company.zip", Data(members.finish()))
    _ = try folder.write(
      "source.csv",
      "name,company,role,feed,zone,country,currency\nold,W,system,snapshot,America/Winnipeg,CA,CAD\n"
    )
    func run(_ words: String) throws -> Tool.Result {
      try Tool.carryover(words.split(separator: " ").map(String.init), in: folder.path)
    }
    #expect(try run("init").exitCode == 0)
    #expect(try run("import company.zip --profile company").exitCode == 0)
    #expect(try run("import source.csv --profile source").exitCode == 0)
    let first = try run("import book.xlsx --profile account --source old")
    #expect(first.exitCode == 0, "\(first.output)\(first.errors)")
    let second = try run("import book.xlsx --profile payment --sheet Payments --source old")
    #expect(second.exitCode == 0, "\(second.output)\(second.errors)")
    #expect(second.output.contains("read 3 = inserted 2 + control 1"))
    let again = try run("import book.xlsx --profile payment --sheet Payments --source old")
    #expect(again.output.contains("already imported"))
    let report = try run("report payments --from 2026-08-01 --to 2026-09-30 --format csv")
    #expect(report.output.contains("19.99"), "\(report.output)\(report.errors)")
    #expect(report.output.contains("2026-08-31"))
    let trace = try run("trace payment P2")
    #expect(trace.output.contains("book.xlsx"), "\(trace.output)")
    #expect(try run("import source.csv --profile source --sheet S").exitCode == 2)
  }

  /// What detect says to type next drafts a profile for a sheet, which imports as it is; a manifest names
  /// the sheet.
  @Test func sheetIsSuggestedForAndMigrated() throws {
    let folder = try TemporaryFolder()
    let cover = Self.row(["Export of 31 October"])
    let money =
      Self.row(["Receipts of Old System"]) + Self.row([])
      + Self.row(["Receipt No", "Customer No", "Payment Date", "Amount"])
      + Self.row(["P1", "000001", "2026-09-01", "<c><v>19.99</v></c>"])
      + Self.row(["P2", "000001", "2026-09-02", "<c><v>5</v></c>"])
    let zip = StoredZip.workbook([("Cover", cover), ("Money in", money)])
    _ = try folder.write("book.xlsx", Data(zip.finish()))
    func run(_ words: [String]) throws -> Tool.Result {
      try Tool.carryover(words, in: folder.path)
    }
    let detected = try run(["detect", "book.xlsx", "--sheet", "Money in"])
    #expect(
      detected.output.contains("carryover profile suggest book.xlsx --sheet 'Money in'"),
      "\(detected.output)\(detected.errors)")
    let draft = try run([
      "profile", "suggest", "book.xlsx", "--sheet", "Money in", "--as", "payment", "-o", "p.json5",
    ])
    #expect(draft.exitCode == 0, "\(draft.output)\(draft.errors)")
    _ = try folder.write("accounts.csv", "id,company,name\n000001,W,Ann\n")
    _ = try folder.write(
      "manifest.json5",
      """
      { company: { code: "W", name: "Works", currency: "CAD", zone: "America/Winnipeg" },
        sources: [{ name: "old", company: "W", role: "system", feed: "snapshot",
          zone: "America/Winnipeg", country: "CA", currency: "CAD" }],
        apply: "given",
        files: [
          { file: "book.xlsx", sheet: "Money in", profile: "p.json5", source: "old" },
          { file: "accounts.csv", profile: "account", source: "old" },
        ] }
      """)
    let migrated = try run(["migrate", "manifest.json5"])
    #expect(migrated.exitCode == 0, "\(migrated.output)\(migrated.errors)")
    #expect(try run(["trace", "payment", "P2"]).output.contains("book.xlsx"))
    let wrong = try folder.text("manifest.json5").replacing("sheet:", with: "shet:")
    _ = try folder.write("manifest.json5", wrong)
    #expect(try run(["migrate", "manifest.json5"]).errors.contains("Did you mean 'sheet'?"))
  }
}
