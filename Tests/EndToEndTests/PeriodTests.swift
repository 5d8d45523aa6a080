import Foundation
import Support
import Testing

/// Closed books: nothing comes into them, nothing is taken out of them, and they say so when they say
/// something else.
@Suite struct PeriodTests {
  /// Two accounts with an invoice and payments, of October and of November.
  private static func workshop() throws -> Workshop {
    let workshop = try Workshop(feed: "increment")
    for (kind, text) in [
      (
        "invoice",
        "number,account,date,due,total\na,000017,2026-10-01,2026-10-22,50.00\n"
          + "b,000018,2026-10-02,2026-10-22,70.00\n"
      ),
      (
        "payment",
        "id,account,date,amount,invoice\np,000017,2026-10-05,30.00,a\nq,000018,2026-10-06,70.00,b\n"
      ),
    ] {
      let result = try workshop.bring(kind, text)
      #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
    }
    return workshop
  }

  @Test func closingIsABatchAndUndoLeavesNoTraceOfIt() throws {
    let workshop = try Self.workshop()
    let before = try workshop.run(["dump"]).output
    let closed = try workshop.run(["period", "close", "2026-10"])
    #expect(closed.output == "PN: 2026-10 closed, batch 8, 26 reports kept\n", "\(closed.errors)")
    #expect(
      try workshop.run(["period", "list"]).output
        == "PN  2026-10  closed up to 2026-10-31, batch 8\n")
    #expect(try workshop.run(["period", "verify", "2026-10"]).exitCode == 0)
    let proof = try workshop.run(["reconcile"])
    #expect(proof.output.contains("25 A closed month still comes to what it came to\n"))
    #expect(!proof.output.contains("FAIL   "), "\(proof.output)")
    #expect(try workshop.run(["check"]).exitCode == 0)
    #expect(try workshop.run(["undo", "8"]).exitCode == 0)
    #expect(try workshop.run(["dump"]).output == before)
    #expect(try workshop.run(["period", "list"]).output == "No month is closed.\n")
  }

  @Test func nothingIsTakenOutOfClosedBooks() throws {
    let workshop = try Self.workshop()
    _ = try workshop.run(["period", "close", "2026-10"])
    let payments = try workshop.ask(
      "SELECT id FROM batch WHERE file_name = 'payment.csv'")
    for options in [["--cascade"], ["--keep-changed"]] {
      let refused = try workshop.run(["undo", payments] + options)
      #expect(refused.exitCode == 3 && refused.errors.contains("[closed-period]"))
      #expect(
        refused.errors.contains("carryover period reopen 2026-10 --reason TEXT"),
        "\(refused.errors)")
    }
    let reopened = try workshop.run(["period", "reopen", "2026-10", "--reason", "late invoice"])
    #expect(reopened.exitCode == 0, "\(reopened.errors)")
    #expect(try workshop.run(["undo", payments, "--cascade"]).exitCode == 0)
    #expect(try workshop.run(["period", "list"]).output.contains("opened again: late invoice"))
  }

  @Test func nothingNewIsDatedIntoClosedBooks() throws {
    let workshop = try Self.workshop()
    _ = try workshop.run(["period", "close", "2026-10"])
    // What is there already comes again without harm; what is new is refused with its line.
    let mixed = try workshop.bring(
      "payment",
      "id,account,date,amount\np,000017,2026-10-05,30.00\nr,000017,2026-10-30,5.00\n"
        + "s,000017,2026-11-01,6.00\n")
    #expect(mixed.exitCode == 3)
    #expect(mixed.output.contains("payment.csv:3: date: The books are closed up to 2026-10-31"))
    #expect(mixed.output.contains("unchanged 1") && mixed.output.contains("[closed-period]"))
    let refund = try workshop.bring(
      "payment_reversal", "id,payment,date,amount\nx,p,2026-10-20,30.00\n")
    #expect(refund.exitCode == 3 && refund.output.contains("[closed-period]"), "\(refund.output)")
    let superseding = try workshop.bring(
      "payment", "id,account,date,amount\np,000017,2026-10-05,31.00\n", ["--supersede"])
    #expect(superseding.exitCode == 3, "\(superseding.output)")
    // A later payment is applied from the first open day on.
    _ = try workshop.bring("payment", "id,account,date,amount\nu,000017,2026-11-03,20.00\n")
    _ = try workshop.bring(
      "payment", "id,account,date,amount\nu,000017,2026-11-03,20.00\nv,000018,2026-11-04,1.00\n",
      ["--apply", "oldest"])
    let first = try workshop.ask("SELECT min(date) FROM application WHERE inferred IS NOT NULL")
    #expect(first >= "2026-11-01")
    #expect(try workshop.run(["period", "verify", "2026-10"]).exitCode == 0)
  }

  @Test func verifyTellsWhichReportSaysSomethingElse() throws {
    let workshop = try Self.workshop()
    _ = try workshop.run(["period", "close", "2026-10"])
    // A customer's name is no figure.
    _ = try workshop.bring("account", "id,company,name\n000017,PN,Zoë Renamed\n")
    #expect(try workshop.run(["period", "verify", "2026-10"]).exitCode == 0)
    _ = try workshop.ask("UPDATE payment SET amount = amount + 1 WHERE external_id = 'p'")
    let verified = try workshop.run(["period", "verify", "2026-10"])
    #expect(verified.exitCode == 1)
    #expect(verified.output.contains("was   2026-10-05,000017,"), "\(verified.output)")
    let changed = verified.output.split(separator: "\n").filter { $0.hasSuffix("  data changed") }
      .compactMap { $0.split(separator: " ").dropFirst().first.map(String.init) }
    for report in ["payments", "payments-by-method", "journal", "roll-forward", "balances"] {
      #expect(changed.contains(report), "\(verified.output)")
    }
    for report in ["tax", "revenue-by-code", "open-invoices", "deferred"] {
      #expect(!changed.contains(report), "\(verified.output)")
    }
    let proof = try workshop.run(["reconcile"])
    #expect(proof.exitCode == 1 && proof.output.contains("25 A closed month"))
  }

  /// A view that a report reads is part of what it asks, also through other views: another one with the
  /// same figures is no difference, and other figures are the report's doing.
  @Test func verifyTellsAChangedViewFromChangedData() throws {
    let workshop = try Self.workshop()
    _ = try workshop.run(["period", "close", "2026-10"])
    let view = try workshop.ask("SELECT sql FROM sqlite_schema WHERE name = 'open_item_entry'")
    func replace(_ text: String) throws {
      _ = try workshop.ask("DROP VIEW open_item_entry; \(text)")
    }
    func verdicts() throws -> [String: String] {
      var found: [String: String] = [:]
      let output = try workshop.run(["period", "verify", "2026-10"]).output
      for line in output.split(separator: "\n") {
        let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
        guard parts.count == 3, parts[0] == "PN" else { continue }
        found[parts[1]] = parts[2].trimmingCharacters(in: .whitespaces)
      }
      return found
    }
    let head = "CREATE VIEW open_item_entry AS"
    #expect(view.hasPrefix(head))
    try replace(head + " /* the same */" + view.dropFirst(head.count))
    var found = try verdicts()
    for report in ["ar-aging", "open-invoices", "balances"] {
      #expect(found[report] == "report changed, same figures", "\(report): \(found)")
    }
    for report in ["payments", "journal", "tax"] {
      #expect(found[report] == "PASS", "\(report): \(found)")
    }
    try replace(head + " SELECT * FROM (" + view.dropFirst(head.count) + ") WHERE 0")
    found = try verdicts()
    #expect(found["ar-aging"] == "report and figures changed", "\(found)")
    #expect(found["payments"] == "PASS", "\(found)")
    try replace(view)
    #expect(try verdicts().values.allSatisfy { $0 == "PASS" })
  }

  @Test func monthsAreClosedInOrder() throws {
    let workshop = try Self.workshop()
    _ = try workshop.bring("payment", "id,account,date,amount\nu,000017,2026-11-03,20.00\n")
    for (arguments, says) in [
      (["close", "2026-11"], "have entries of 2026-10 that nobody closed"),
      (["close", "2026-1"], "A period is a month such as 2026-10, not '2026-1'"),
      (["verify", "2026-11"], "2026-11 is not closed"),
      (["clse", "2026-11"], "Did you mean 'close'?"),
      (["reopen", "2026-11"], "Say why, with --reason TEXT"),
      (["close", "2026-11", "--company", "PX"], "There is no company 'PX'. Did you mean 'PN'?"),
    ] {
      let result = try workshop.run(["period"] + arguments)
      #expect(result.exitCode == 2 && result.errors.contains(says), "\(result.errors)")
    }
    #expect(try workshop.run(["period", "close", "2026-10", "--through"]).exitCode == 0)
    #expect(try workshop.run(["period", "list"]).output.contains("2026-10-31, history, batch"))
    #expect(try workshop.run(["period", "close", "2026-11"]).exitCode == 0)
    let history = try workshop.run(["period", "close", "2026-12", "--through"])
    #expect(
      history.exitCode == 2 && history.errors.contains("2026-11 closed as a month of their own"))
    let early = try workshop.run(["period", "reopen", "2026-10", "--reason", "x"])
    #expect(early.exitCode == 2 && early.errors.contains("open 2026-11 first, then 2026-10"))
    let again = try workshop.run(["period", "close", "2026-11"])
    #expect(again.exitCode == 2 && again.errors.contains("[period-closed]"))
  }
}
