import Foundation
import Support
import Testing

@Suite struct ImportTests {
  private static let payments = """
    id,account,date,amount,method,reference
    p1,000017,2026-10-01,5.00,cash,
    p2,000018,2026-10-02,6.50,check,77

    """

  @Test func sameBytesAgainDoNothing() throws {
    let workshop = try Workshop()
    #expect(try workshop.bring("payment", Self.payments).exitCode == 0)
    let again = try workshop.bring("payment", Self.payments)
    #expect(again.exitCode == 0)
    #expect(again.output.contains("already imported as batch 4"))
    #expect(try workshop.ask("SELECT count(*) FROM payment") == "2")
  }

  @Test func sameRowsInAnotherFileChangeNothing() throws {
    let workshop = try Workshop()
    _ = try workshop.bring("payment", Self.payments)
    let again = try workshop.bring(
      "payment", Self.payments + "p3,000018,2026-10-03,1.00,cash,\n")
    #expect(again.output.contains("read 4 = inserted 1 + unchanged 2 + control 1"))
    #expect(try workshop.ask("SELECT count(*) FROM payment") == "3")
  }

  @Test func dryRunKeepsNothing() throws {
    let workshop = try Workshop()
    let result = try workshop.bring("payment", Self.payments, ["--dry-run"])
    #expect(result.exitCode == 0)
    #expect(result.output.contains("dry run, nothing kept"))
    #expect(try workshop.ask("SELECT count(*) FROM payment") == "0")
    #expect(try workshop.ask("SELECT count(*) FROM batch") == "3")
  }

  /// Two equal cash payments without ids are two payments; the same file in other bytes brings none.
  @Test func twinsSurviveAndComeOnce() throws {
    let workshop = try Workshop()
    let twins = """
      account,date,amount,method
      000017,2026-10-09,25.00,cash
      000017,2026-10-09,25.00,cash

      """
    #expect(try workshop.bring("payment", twins).output.contains("inserted 2"))
    let again = try workshop.bring("payment", twins + "000017,2026-10-10,1.00,cash\n")
    #expect(again.output.contains("inserted 1 + unchanged 2"))
    #expect(try workshop.ask("SELECT count(*), sum(amount) FROM payment") == "3|5100")
  }

  /// Whether equal money is the same money again is the user's to say, never a guess (rules §8).
  @Test func moneyWithoutKeyOrFeedIsRefusedWithTheQuestion() throws {
    let workshop = try Workshop()
    _ = try workshop.bring(
      "source", "name,company,role,zone,country,currency\nnew,PN,system,America/Regina,CA,CAD\n")
    _ = try workshop.bring("account", "id,company,name\n1,PN,One\n", ["--source", "new"])
    let result = try workshop.bring(
      "payment", "account,date,amount\n1,2026-10-09,25.00\n", ["--source", "new"])
    #expect(result.exitCode == 3)
    #expect(result.errors.contains("(snapshot), or only what is new (increment)?"))
    #expect(try workshop.ask("SELECT count(*) FROM payment") == "0")
  }

  @Test func masterDataIsUpdatedAndAnEmptyCellKeeps() throws {
    let workshop = try Workshop()
    let result = try workshop.bring(
      "account", "id,company,name,type\n000017,PN,Zoë Smith,\n000018,PN,Bob,residential\n")
    #expect(result.output.contains("updated 1 + unchanged 1"))
    #expect(
      try workshop.ask("SELECT name, type FROM account WHERE external_id = '000017'")
        == "Zoë Smith|residential")
    #expect(
      try workshop.ask("SELECT previous FROM batch_image").contains("Zoë Müller"))
  }

  @Test func everyRowKnowsItsFileAndLine() throws {
    let workshop = try Workshop()
    _ = try workshop.bring("payment", Self.payments)
    let result = try workshop.run(["trace", "payment", "p2"])
    #expect(result.output.hasPrefix("payment p2: payment.csv:3, batch 4, profile payment"))
  }

  @Test func standardInputAndGzip() throws {
    let workshop = try Workshop()
    _ = try workshop.folder.write("p.csv", Self.payments)
    let tool = Tool.products.appending(path: "carryover").path
    let result = try Tool.run(
      "/bin/sh", ["-c", "gzip -c p.csv | '\(tool)' import - --profile payment"],
      in: workshop.folder.path)
    #expect(result.exitCode == 0, "\(result.errors)")
    #expect(try workshop.ask("SELECT count(*) FROM payment") == "2")
  }

  /// More rows than a batch of records, and a key that comes twice in the middle.
  @Test func largeFileWithADuplicateGoesRowByRow() throws {
    let workshop = try Workshop()
    var text = "id,account,date,amount\n"
    for row in 0..<9000 {
      text += "p\(row == 6000 ? 5000 : row),000017,2026-10-01,1.\(row == 6000 ? "00" : "00")\n"
    }
    let result = try workshop.bring("payment", text)
    #expect(result.output.contains("read 9001 = inserted 8999 + duplicate 1 + control 1"))
    #expect(
      try workshop.ask("SELECT last_id - first_id + 1 FROM batch_span WHERE kind = 'payment'")
        == "8999")
    #expect(
      try workshop.ask("SELECT count(*) FROM sqlite_master WHERE name = 'payment_account'") == "1")
  }
}
