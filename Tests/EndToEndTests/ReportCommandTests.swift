import Foundation
import Support
import Testing

/// `carryover report` as a user types it.
@Suite struct ReportCommandTests {
  private func workshop() throws -> Workshop {
    let workshop = try Workshop()
    _ = try workshop.bring(
      "payment",
      """
      id,account,date,amount,method,reference
      p1,000017,2026-10-01,52.45,cash,=1+2
      p2,000018,2026-10-09,10.00,check,"a, b"
      p3,000018,2026-10-12,25.00,check,
      """)
    return workshop
  }

  @Test func theFormatFollowsTheNameOfTheOutput() throws {
    let workshop = try workshop()
    for (suffix, begin) in [
      ("csv", "date,"), ("tsv", "date\t"), ("jsonl", "{\"date\""), ("ndjson", "{\"date\""),
      ("html", "<!DOCTYPE html>"), ("xlsx", "PK"), ("pdf", "%PDF"), ("txt", "Payments\n"),
    ] {
      let result = try workshop.run(["report", "payments", "-o", "out.\(suffix)"])
      #expect(result.exitCode == 0, "\(suffix): \(result.errors)")
      #expect(try workshop.bytes("out.\(suffix)").starts(with: Data(begin.utf8)), "\(suffix)")
    }
    // The same again is the same, anything else is refused.
    #expect(try workshop.run(["report", "payments", "-o", "out.xlsx"]).exitCode == 0)
    let other = try workshop.run(["report", "accounts", "-o", "out.xlsx"])
    #expect(other.exitCode == 2 && other.errors.contains("[output-exists]"))
    #expect(try workshop.run(["report", "accounts", "-o", "out.xlsx", "--force"]).exitCode == 0)
  }

  @Test func optionsThatDoNotGoTogetherAreRefused() throws {
    let workshop = try workshop()
    for (words, hint) in [
      (["--for", "qbo", "-o", "a.pdf"], "about CSV and TSV"), (["--for", "excel"], "spreadsheet"),
      (["--chain"], "name the file with -o"), (["--amounts", "both"], "about CSV"),
      (["--zone", "Regina"], "no time zone"), (["--columns", "amuont"], "Did you mean 'amount'"),
      (["--sort", "date sideways"], "no order"), (["--format", "xls"], "xlsx"),
    ] {
      let result = try workshop.run(["report", "payments"] + words)
      #expect(result.exitCode != 0 && result.errors.contains(hint), "\(words): \(result.errors)")
    }
    let sheet = try workshop.run(
      ["report", "payments", "--for", "spreadsheet", "-o", "s.csv", "--columns", "reference"])
    #expect(sheet.errors.contains("-o FILE.xlsx"))
    #expect(
      try workshop.bytes("s.csv") == Data("\u{FEFF}reference\n\"'=1+2\"\n\"a, b\"\n\"\"\n".utf8))
  }

  @Test func ownReportsAreCheckedListedAndShown() throws {
    let workshop = try workshop()
    let good = """
      -- title: Cash
      -- about: At the counter.
      -- column id id "Id"
      SELECT external_id AS id FROM payment WHERE method = 'cash';

      """
    try FileManager.default.createDirectory(
      atPath: workshop.folder.file("own"), withIntermediateDirectories: true)
    _ = try workshop.folder.write("own/cash.sql", good)
    _ = try workshop.folder.write("own/bad.sql", "-- titel: Bad\nSELECT 1")
    let list = try workshop.run(["report", "list", "--reports", "own"])
    #expect(list.exitCode == 1 && list.errors.contains("own/bad.sql:1:4"))
    #expect(list.output.contains("\ncash ") && list.output.contains("\nbalances "))
    #expect(try workshop.run(["report", "show", "cash", "--reports", "own"]).output == good)
    #expect(
      try workshop.run(["report", "lint", "own/cash.sql"]).output
        == "own/cash.sql: no mistakes. Parameters: 0, columns: 1, hidden: 0.\n")
    #expect(
      try workshop.run(["report", "cash", "--reports", "own", "--format", "csv"]).output
        == "id\np1\n")
    _ = try workshop.folder.write("own/bad.sql", good.replacing("SELECT", with: "DELETE"))
    let refused = try workshop.run(["report", "bad", "--reports", "own"])
    #expect(refused.exitCode == 3 && refused.errors.contains("own/bad.sql:4"), "\(refused.errors)")
  }

  @Test func totalsAreComparedWithASecondWay() throws {
    let workshop = try workshop()
    let result = try workshop.run(["report", "payments", "--check", "--where", "amount < 50"])
    #expect(result.exitCode == 0 && result.output == "amount CAD: 35.00 = 35.00  PASS\n")
  }

  @Test func aChainedListIsVerified() throws {
    let workshop = try workshop()
    let made = try workshop.run(["report", "payments", "--chain", "-o", "p.csv"])
    #expect(made.exitCode == 0)
    let verified = try workshop.run(["report", "verify", "p.csv"])
    #expect(
      verified.exitCode == 0 && verified.output == "p.csv: 3 records, as they were written.\n")
    let text = String(decoding: try workshop.bytes("p.csv"), as: UTF8.self)
    _ = try workshop.folder.write("p.csv", text.replacing("25.00", with: "26.00"))
    let changed = try workshop.run(["report", "verify", "p.csv"])
    #expect(changed.exitCode == 1 && changed.output.contains("p.csv:4: here the chain breaks"))
  }
}
