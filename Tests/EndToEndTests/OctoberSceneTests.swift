import Foundation
import Support
import Testing

/// A month is closed, and what comes later leaves it as it was (rules, scene S2): to the cent.
@Suite struct OctoberSceneTests {
  private static func must(
    _ result: Tool.Result, _ place: SourceLocation = #_sourceLocation
  ) {
    #expect(result.exitCode == 0, "\(result.output)\(result.errors)", sourceLocation: place)
  }

  /// Opening 1,000.00 (two invoices of September); October's invoice 4801 with its lines and taxes, one
  /// debit that is not invoiced, a reversed line, four payments, one of which came back and one of which
  /// was paid out again, and a write-off.
  private static func october() throws -> Workshop {
    let workshop = try Workshop(isReady: false)
    must(try workshop.run(["init"]))
    for (kind, text) in [
      (
        "company",
        "code,name,currency,zone,locale,country\nPN,Prairie Net,USD,America/Chicago,en-US,US\n"
      ),
      (
        "source",
        "name,company,role,feed,zone,country,currency\nacme,PN,system,increment,America/Chicago,US,USD\n"
      ),
      (
        "account", "id,company,name,type\n000017,PN,Ann Smith,residential\n000018,PN,Bob,business\n"
      ),
      ("service", "code,name,type,gl_code\nNET,Internet,data,4100\n"),
      (
        "invoice",
        """
        number,account,date,due,total
        4700,000017,2026-09-05,2026-09-26,800.00
        4711,000018,2026-09-10,2026-10-01,200.00
        4801,000017,2026-10-02,2026-10-23,389.00

        """
      ),
      (
        "debit",
        """
        id,account,invoice,date,type,service,description,amount
        d1,000017,4700,2026-09-05,data,NET,Internet,800.00
        d2,000018,4711,2026-09-10,data,NET,Internet,200.00
        d3,000017,4801,2026-10-02,data,NET,Internet,50.00
        d4,000017,4801,2026-10-02,data,NET,Internet,50.00
        d5,000017,4801,2026-10-02,data,NET,Internet,240.00
        d6,000017,4801,2026-10-02,data,NET,Router,17.00
        d7,000018,,2026-10-20,one-time,NET,Visit,43.00

        """
      ),
      (
        "discount",
        """
        id,account,date,reason,amount,debit
        c1,000017,2026-10-15,reversal,50.00,d3
        c2,000017,2026-10-30,write-off,40.00,

        """
      ),
      (
        "tax_line",
        """
        id,debit,discount,name,jurisdiction,rate,base,amount
        t1,d3,,Sales tax,Illinois,0.08,50.00,4.00
        t2,d4,,Sales tax,Illinois,0.08,50.00,4.00
        t3,d5,,Sales tax,Chicago,0.10,240.00,24.00
        t4,,c1,Sales tax,Illinois,0.08,50.00,4.00

        """
      ),
      (
        "payment",
        """
        id,account,at,amount,method
        p1,000017,2026-10-05T15:00:00.000Z,395.00,card
        p2,000017,2026-10-06T15:00:00.000Z,100.00,check
        p3,000017,2026-10-07T15:00:00.000Z,25.00,card
        p4,000018,2026-11-01T03:30:00.000Z,80.00,cash

        """
      ),
      (
        "payment_reversal",
        """
        id,payment,date,amount,refunded
        r1,p2,2026-10-12,100.00,
        r2,p3,2026-10-14,25.00,true

        """
      ),
      (
        "application",
        """
        payment,discount,invoice,date,amount
        p1,,4700,2026-10-05,395.00
        p2,,4700,2026-10-06,100.00
        p3,,4700,2026-10-07,25.00
        ,c2,4700,2026-10-30,40.00

        """
      ),
    ] { must(try workshop.bring(kind, text)) }
    _ = try workshop.folder.write(
      "accounts.json5",
      """
      { receivables: "1200", bank: { default: "1010" }, tax: { default: "2200" }, writeOffs: "6100",
        customer: "Subscribers", xero: { clearing: "1299" } }
      """)
    return workshop
  }

  private static func report(_ workshop: Workshop, _ words: [String]) throws -> [[String: String]] {
    try SceneTests.report(workshop, words)
  }

  private static func total(_ rows: [[String: String]], _ column: String) -> Decimal {
    rows.reduce(0) { $0 + (Decimal(string: $1[column] ?? "") ?? 0) }
  }

  private static func failing(_ workshop: Workshop) throws -> Set<String> {
    let result = try workshop.run([
      "report", "pack", "--period", "2026-10", "-o", "pack", "--force", "--json",
    ])
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    let names = Set(object?["failed"] as? [String] ?? ["no answer: \(result.errors)"])
    #expect(result.exitCode == (names.isEmpty ? 0 : 1), "\(result.errors)")
    return names
  }

  @Test func octoberClosesAndStaysAsItWas() throws {
    let workshop = try Self.october()
    try Self.checkFigures(workshop)
    try Self.checkJournal(workshop)
    Self.must(try workshop.run(["invoice", "4801", "--issue", "-o", "4801.pdf"]))
    Self.must(try workshop.run(["period", "close", "2026-09"]))
    Self.must(try workshop.run(["period", "close", "2026-10"]))
    #expect(try Self.failing(workshop) == [])
    // Once more into the same folder: the same bytes, or it would be refused.
    Self.must(try workshop.run(["report", "pack", "--period", "2026-10", "-o", "pack", "--quiet"]))
    try Self.checkLaterEvents(workshop)
    try Self.checkLatePayment(workshop)
    try Self.checkTampering(workshop)
  }

  private static func checkFigures(_ workshop: Workshop) throws {
    let month = ["--from", "2026-10-01", "--to", "2026-10-31"]
    let forward = try report(workshop, ["roll-forward"] + month)
    for (column, value) in [
      ("opening", "1000.00"), ("charges", "400.00"), ("taxes", "32.00"), ("discounts", "-54.00"),
      ("payments", "-600.00"), ("payment_reversals", "100.00"), ("refunds", "25.00"),
      ("write_offs", "-40.00"), ("between_accounts", "0.00"), ("closing", "863.00"),
    ] {
      #expect(forward.first?[column] == value, "\(column)")
    }
    let day = ["--as-of", "2026-10-31"]
    #expect(total(try report(workshop, ["open-invoices"] + day), "open") == 900)
    #expect(total(try report(workshop, ["uninvoiced"] + day), "open") == 43)
    #expect(total(try report(workshop, ["unapplied"] + day), "unapplied") == 80)
    #expect(total(try report(workshop, ["ar-aging"] + day), "net") == 820)
    #expect(total(try report(workshop, ["tax"] + month), "net") == 28)
    // What a number is made of comes to the number.
    let explained = try workshop.run(
      ["report", "roll-forward"] + month + ["--explain", "1:charges", "--format", "csv"])
    must(explained)
    #expect(explained.errors.contains("Charges of line 1: 400.00 = 400.00, 5 lines"))
  }

  private static func checkJournal(_ workshop: Workshop) throws {
    let words = ["journal", "--period", "2026-10", "--mapping", "accounts.json5"]
    let check = try workshop.run(["journal", "check"] + words.dropFirst())
    must(check)
    #expect(
      check.output.contains("Debits 1,251.00 = credits 1,251.00, receivables -137.00"),
      "\(check.output)")
    let first = try workshop.run(words + ["-o", "journal.csv"])
    must(first)
    #expect(first.errors.contains("debits 1,251.00 = credits 1,251.00 USD, batch"))
  }

  /// On 5 November an invoice is voided, its customer renamed, a text edited.
  private static func checkLaterEvents(_ workshop: Workshop) throws {
    must(try workshop.bring("invoice_void", "invoice,date,user\n4711,2026-11-05,jsmith\n"))
    must(try workshop.bring("account", "id,company,name\n000018,PN,Robert Renamed\n"))
    _ = try workshop.ask("UPDATE debit SET description = 'Edited' WHERE external_id = 'd2'")
    let verified = try workshop.run(["period", "verify", "2026-10"])
    must(verified)
    let aging = try report(workshop, ["aging-invoices", "--as-of", "2026-10-31"])
    #expect(aging.first { $0["number"] == "4711" }?["bucket_1"] == "200.00")
    let later = try report(workshop, ["aging-invoices", "--as-of", "2026-11-05"])
    #expect(!later.contains { $0["number"] == "4711" })
    // The journal again: the same bytes, and it says so.
    let again = try workshop.run(
      ["journal", "--period", "2026-10", "--mapping", "accounts.json5", "-o", "again.csv"])
    #expect(
      again.exitCode == 1 && again.errors.contains("exported before, batch "), "\(again.errors)")
    #expect(try workshop.bytes("again.csv") == workshop.bytes("journal.csv"))
    let batch = try workshop.ask("SELECT id FROM batch WHERE verb = 'export'")
    let wanted = try workshop.run([
      "journal", "--period", "2026-10", "--mapping", "accounts.json5", "--again", batch, "-o",
      "wanted.csv",
    ])
    must(wanted)
    #expect(try workshop.bytes("wanted.csv") == workshop.bytes("journal.csv"))
  }

  /// A payment dated 30 October arrives on 6 November.
  private static func checkLatePayment(_ workshop: Workshop) throws {
    let file = "id,account,date,amount,method\np5,000017,2026-10-30,10.00,cash\n"
    let refused = try workshop.bring("payment", file)
    #expect(
      refused.exitCode == 3 && refused.output.contains("[closed-period]"), "\(refused.output)")
    let before = try workshop.run(["dump"]).output
    let taken = try workshop.bring("payment", file, ["--redate"])
    must(taken)
    #expect(
      taken.output.contains("line 2: payment of 2026-10-30, now 2026-11-01"), "\(taken.output)")
    let late = try report(workshop, ["late-entries"])
    #expect(
      late.map { [$0["stated"], $0["date"], $0["reference"]] } == [
        ["2026-10-30", "2026-11-01", "p5"]
      ])
    must(try workshop.run(["period", "verify", "2026-10"]))
    // It comes again, wanted or not, in another file: it is there already.
    for options in [[], ["--redate"]] {
      let again = try workshop.bring(
        "payment",
        "id,account,date,amount,method\np5,000017,2026-10-30,10.00,cash\np\(6 + options.count),000018,2026-11-06,1.00,cash\n",
        options)
      must(again)
      #expect(again.output.contains("unchanged 1"), "\(again.output)")
    }
    #expect(try workshop.run(["check"]).exitCode == 0)
    #expect(try workshop.run(["reconcile"]).output.contains(" 0 FAIL"))
    let batch = try workshop.ask("SELECT min(batch) FROM batch_redated")
    must(try workshop.run(["undo", batch, "--cascade"]))
    #expect(try workshop.run(["dump"]).output == before)
  }

  /// A cent that anything but an import changed makes exactly the controls fail that speak of it.
  private static func checkTampering(_ workshop: Workshop) throws {
    for (sql, names) in [
      (
        "UPDATE payment SET amount = amount + 1 WHERE external_id = 'p4'",
        ["05-amounts", "close-hash"]
      ),
      (
        "UPDATE debit SET amount = amount + 1 WHERE external_id = 'd6'",
        ["05-amounts", "10-invoice-totals", "issue-register", "close-hash"]
      ),
    ] {
      let copy = try Workshop(copyOf: workshop.folder)
      _ = try copy.ask(sql)
      #expect(try failing(copy) == Set(names), "\(sql)")
    }
  }
}
