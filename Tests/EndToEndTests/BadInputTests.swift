import Foundation
import Support
import Testing

/// What bad input gets: a clear message, the right exit code, and the store as it was.
@Suite struct BadInputTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var content: String
    var exitCode: Int32
    /// What standard error or output must hold.
    var message: String
    var kind = "payment"
  }

  private static let header = "id,account,date,amount,method"

  static let cases: [Case] = [
    Case(
      testDescription: "empty file", content: "", exitCode: 3,
      message: "payment.csv: The file is empty"),
    Case(
      testDescription: "missing required column", content: "id,acount,date\n1,000017,2026-10-01\n",
      exitCode: 3, message: "There is no column 'account', which is needed. Did you mean 'acount'?"),
    Case(
      testDescription: "unknown column", content: header + ",refrence\n", exitCode: 3,
      message: "A payment has no column 'refrence'. Did you mean 'reference'?"),
    Case(
      testDescription: "unknown account", content: header + "\np,000099,2026-10-01,5.00,cash\n",
      exitCode: 3, message: "payment.csv:2: account: '000099' There is no such account"),
    Case(
      testDescription: "bad date", content: header + "\np,000017,31/08/2026,5.00,cash\n",
      exitCode: 3,
      message: "payment.csv:2: date: '31/08/2026' This is no day such as 2026-08-31"),
    Case(
      testDescription: "too many decimals", content: header + "\np,000017,2026-10-01,5.001,cash\n",
      exitCode: 3, message: "amount: '5.001' This has more than 2 decimals [too-many-decimals]"),
    Case(
      testDescription: "no amount", content: header + "\np,000017,2026-10-01,,cash\n", exitCode: 3,
      message: "amount: This must not be empty [missing-cell]"),
    Case(
      testDescription: "unknown method", content: header + "\np,000017,2026-10-01,5.00,gold\n",
      exitCode: 3, message: "method: 'gold' This is not one of card, bank"),
    Case(
      testDescription: "foreign currency",
      content: "id,account,date,amount,currency\np,000017,2026-10-01,5.00,EUR\n", exitCode: 3,
      message: "amounts of two currencies are never added [foreign-currency]"),
    Case(
      testDescription: "conflict in the file",
      content: header + "\np,000017,2026-10-01,5.00,cash\np,000017,2026-10-01,6.00,cash\n",
      exitCode: 3, message: "The same key is in line 2 of this file with another amount"),
    Case(
      testDescription: "NUL byte", content: header + "\np,0000\u{0}17,2026-10-01,5.00,cash\n",
      exitCode: 3, message: "is a NUL, which no text holds"),
    Case(
      testDescription: "quote that never closes",
      content: header + "\n\"p,000017,2026-10-01,5.00,cash\n", exitCode: 0,
      message: "warning unclosed-quote: 1"),
    Case(
      testDescription: "header only", content: header + "\n", exitCode: 0,
      message: "read 1 = control 1"),
  ]

  @Test(arguments: cases) func isExplained(_ example: Case) throws {
    let workshop = try Workshop()
    let result = try workshop.bring(example.kind, example.content)
    #expect(result.exitCode == example.exitCode)
    #expect(
      (result.output + result.errors).contains(example.message), "\(result.output)\(result.errors)")
    if example.exitCode != 0 {
      #expect(try workshop.ask("SELECT count(*) FROM payment") == "0")
      #expect(try workshop.ask("SELECT count(*) FROM batch") == "3")
    }
  }

  @Test(
    arguments: [
      (["improt", "x.csv"], Int32(2), "Did you mean 'import'?"), (["import"], 2, "takes FILE|DIR…"),
      (["import", "x.csv", "--profil", "payment"], 2, "Did you mean '--profile'?"),
      (["import", "x.csv", "--profile", "paymnt"], 2, "Did you mean 'payment'?"),
      (["import", "none.csv", "--profile", "payment"], 3, "There is no file"),
      (
        ["import", "account.csv", "--profile", "account", "--source", "amce"], 2,
        "Did you mean 'acme'?"
      ),
      (["report", "ar-agin"], 2, "Did you mean 'ar-aging'?"),
      (["report", "ar-aging", "--as-of", "31.10.2026"], 2, "wants a day such as 2026-10-31"),
      (["report", "ar-aging", "--as-off", "x"], 2, "Did you mean '--as-of'?"),
      (["report", "roll-forward"], 2, "The report needs --from"),
      (["statement", "00017"], 2, "no account '00017'. Did you mean '000017'?"),
      (["invoice", "1"], 2, "There is no invoice '1'"), (["account", "x", "y"], 2, "takes ID"),
      (["balances", "--store", "none.db"], 2, "There is no verb"),
      (["report", "balances", "--store", "none.db"], 4, "none.db: There is no store here"),
      (["init"], 4, "There is a file here already"),
      (["batches", "99"], 2, "There is no batch 99"),
    ] as [([String], Int32, String)]) func wrongUsage(
      _ arguments: [String], _ exitCode: Int32, _ message: String
    ) throws
  {
    let workshop = try Workshop()
    _ = try workshop.bring(
      "payment", "id,account,date,amount\np,000017,2026-10-01,5.00\n")
    let result = try workshop.run(arguments)
    #expect(result.exitCode == exitCode)
    #expect(result.errors.contains(message), "\(result.errors)")
    #expect(result.output.isEmpty)
  }

  /// Refused records come out byte for byte under their header, and go in again once repaired.
  /// A reject file that somebody is repairing is never overwritten by another try.
  @Test func rejectsOfALaterTryGetANameOfTheirOwn() throws {
    let workshop = try Workshop()
    let text = "id,account,date,amount,method\na,000099,2026-10-02,6.00,cash\n"
    #expect(try workshop.bring("payment", text).exitCode == 3)
    #expect(try workshop.bring("payment", text).exitCode == 3)
    let names = try FileManager.default.contentsOfDirectory(
      atPath: workshop.folder.file("rejects")
    ).sorted()
    #expect(names == ["payment.csv.rejects", "payment.csv.rejects.reasons.csv"])
    _ = try workshop.folder.write("rejects/payment.csv.rejects", "being repaired\n")
    let third = try workshop.bring("payment", text)
    #expect(third.output.contains("rejects/payment.csv.2.rejects"))
    #expect(try workshop.folder.text("rejects/payment.csv.rejects") == "being repaired\n")
    #expect(try workshop.folder.text("rejects/payment.csv.2.rejects") == text)
  }

  @Test func rejectsImportAgainOnceRepaired() throws {
    let workshop = try Workshop()
    let text = """
      id,account,date,amount,method\r
      a,000017,2026-10-01,5.00,cash\r
      b,000099,2026-10-02,"6.00",cash\r
      c,000018,2026-10-03,7.00,cash\r

      """
    let first = try workshop.bring("payment", text, ["--max-rejects", "1"])
    #expect(first.exitCode == 1)
    #expect(first.output.contains("read 4 = inserted 2 + rejected 1 + control 1"))
    let rejects = try workshop.folder.text("rejects/payment.csv.rejects")
    #expect(
      rejects == "id,account,date,amount,method\r\nb,000099,2026-10-02,\"6.00\",cash\r\n")
    #expect(
      try workshop.folder.text("rejects/payment.csv.rejects.reasons.csv")
        .contains("3,62,account,ref-miss,"))
    _ = try workshop.folder.write(
      "rejects/payment.csv.rejects", rejects.replacingOccurrences(of: "000099", with: "000018"))
    let second = try workshop.run([
      "import", "rejects/payment.csv.rejects", "--profile", "payment",
    ])
    #expect(second.exitCode == 0)
    #expect(second.output.contains("batch 5, profile payment, source acme, continues batch 4"))
    #expect(try workshop.ask("SELECT count(*), sum(amount) FROM payment") == "3|1800")
  }

  @Test func fileThatIsNoTextIsNamed() throws {
    let workshop = try Workshop()
    _ = try workshop.folder.write("p.csv", Data([0x69, 0x64, 0x0A, 0x63, 0xE9, 0x0A]))
    let result = try workshop.run(["import", "p.csv", "--profile", "payment"])
    #expect(result.exitCode == 3)
    #expect(result.errors.contains("p.csv:2:2:"))
    #expect(result.errors.contains("windows-1252"))
  }
}

@Suite struct HelpTests {
  @Test func helpFitsTheTerminal() throws {
    let workshop = try Workshop(isReady: false)
    let overview = try workshop.run(["help"]).output
    let verbs = overview.split(separator: "\n").filter { $0.hasPrefix("  ") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(verbs.contains("import") && verbs.contains("statement"))
    for text in [overview] + (try verbs.map { try workshop.run([$0, "--help"]).output }) {
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(text)")
      #expect(!text.contains("\n\n\n"))
    }
  }
}
