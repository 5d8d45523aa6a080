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
}
