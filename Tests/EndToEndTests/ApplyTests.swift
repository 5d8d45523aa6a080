import Foundation
import Support
import Testing

/// Payments that no file applies: what each mode does with them, and what it leaves alone.
@Suite struct ApplyTests {
  /// `payment>invoice amount date how`, in order.
  private static let applications = """
    SELECT group_concat(payment.external_id || '>' || ifnull(invoice.number, 'opening') || ' '
      || application.amount || ' ' || application.date || ' ' || ifnull(inferred, 'given'), ', ')
    FROM (SELECT * FROM application ORDER BY id) AS application
    JOIN payment ON payment.id = payment
    LEFT JOIN invoice ON invoice.id = application.invoice
    """

  private struct Case {
    var mode: String?
    var invoices: String
    var payments: String
    var stated = ""
    var expected: String
  }

  private static let cases = [
    Case(
      mode: nil, invoices: "a,000017,2026-10-01,2026-10-22,50.00,",
      payments:
        "p,000017,2026-10-05,30.00,a\nq,000017,2026-10-06,30.00,a\nr,000017,2026-10-07,9.00,",
      expected: "p>a 3000 2026-10-05 given, q>a 2000 2026-10-06 given"),
    // An invoice of somebody else, or of nobody, is none that may be paid.
    Case(
      mode: nil, invoices: "a,000017,2026-10-01,2026-10-22,50.00,",
      payments: "p,000017,2026-10-05,30.00,zzz", expected: ""),
    // Paid ahead: dated the invoice's day.
    Case(
      mode: "oldest", invoices: "a,000017,2026-10-01,2026-10-22,50.00,",
      payments: "p,000017,2026-09-05,50.00,", expected: "p>a 5000 2026-10-01 oldest"),
    // By due day, not by the invoice's.
    Case(
      mode: "oldest",
      invoices: "a,000017,2026-10-01,2026-12-22,50.00,\nb,000017,2026-10-02,2026-10-12,50.00,",
      payments: "p,000017,2026-10-05,70.00,",
      expected: "p>b 5000 2026-10-05 oldest, p>a 2000 2026-10-05 oldest"),
    // A frozen invoice takes nothing from then on.
    Case(
      mode: "oldest",
      invoices:
        "a,000017,2026-10-01,2026-10-02,50.00,2026-10-04\nb,000017,2026-10-02,2026-10-12,50.00,",
      payments: "p,000017,2026-10-05,70.00,", expected: "p>b 5000 2026-10-05 oldest"),
    // The child's invoice last, and only one dated after the linking.
    Case(
      mode: "oldest",
      invoices: """
        old,000018,2025-10-01,2025-10-22,11.00,
        c,000018,2026-09-01,2026-09-22,20.00,
        a,000017,2026-10-01,2026-10-22,50.00,
        """,
      payments: "p,000017,2026-10-05,90.00,",
      expected: "p>a 5000 2026-10-05 oldest, p>c 2000 2026-10-05 oldest"),
    // As far as the source says that an invoice is paid, and no further.
    Case(
      mode: "stated",
      invoices: "a,000017,2026-10-01,2026-10-22,50.00,\nb,000017,2026-10-02,2026-10-23,50.00,",
      payments: "p,000017,2026-10-05,70.00,\nq,000017,2026-11-05,70.00,",
      stated:
        "000017,invoice balance,a,2026-10-31,50.00\n000017,invoice balance,b,2026-10-31,10.00",
      expected: "p>b 4000 2026-10-05 stated"),
    // What is stated to be open may be paid by what came later.
    Case(
      mode: "oldest",
      invoices: "a,000017,2026-10-01,2026-10-22,50.00,\nb,000017,2026-10-02,2026-10-23,50.00,",
      payments: "p,000017,2026-10-05,70.00,\nq,000017,2026-11-05,70.00,",
      stated:
        "000017,invoice balance,a,2026-10-31,50.00\n000017,invoice balance,b,2026-10-31,10.00",
      expected:
        "p>b 4000 2026-10-05 stated, q>a 5000 2026-11-05 oldest, q>b 1000 2026-11-05 oldest"),
  ]

  @Test(arguments: cases.indices) func paymentsGoWhereTheModeSays(_ index: Int) throws {
    let example = Self.cases[index]
    let workshop = try Workshop()
    _ = try workshop.bring("account_link", "account,parent,since\n000018,000017,2026-01-01\n")
    let invoices = try workshop.bring(
      "invoice", "number,account,date,due,total,frozen\n" + example.invoices + "\n")
    #expect(invoices.exitCode == 0, "\(invoices.output)\(invoices.errors)")
    if !example.stated.isEmpty {
      let stated = try workshop.bring(
        "stated", "account,measure,invoice,as_of,amount\n" + example.stated + "\n")
      #expect(stated.exitCode == 0, "\(stated.output)")
    }
    let paid = try workshop.bring(
      "payment", "id,account,date,amount,invoice\n" + example.payments + "\n",
      example.mode.map { ["--apply", $0] } ?? [])
    #expect(paid.exitCode == 0, "\(paid.output)\(paid.errors)")
    #expect(try workshop.ask(Self.applications) == example.expected)
    // Nothing is applied twice.
    _ = try workshop.run(
      ["import", "payment.csv", "--profile", "payment"]
        + (example.mode.map { ["--apply", $0] } ?? []))
    #expect(try workshop.ask(Self.applications) == example.expected)
    let proof = try workshop.run(["reconcile", "--as-of", "2026-12-31"])
    #expect(!proof.output.contains("FAIL   "), "\(proof.output)")
  }

  /// A payment that bounced leaves its invoice open: another one pays it, from that day on.
  @Test func whatIsFreedIsAppliedFromItsDayOn() throws {
    let workshop = try Workshop()
    _ = try workshop.bring("invoice", "number,account,date,total\na,000017,2026-10-01,50.00\n")
    _ = try workshop.bring(
      "payment", "id,account,date,amount,invoice\np,000017,2026-10-02,50.00,a\n")
    _ = try workshop.bring(
      "payment_reversal", "id,payment,date,amount\nx,p,2026-10-20,50.00\n")
    let paid = try workshop.bring(
      "payment",
      "id,account,date,amount\np,000017,2026-10-02,50.00\nq,000017,2026-10-05,50.00\n",
      ["--apply", "oldest"])
    #expect(paid.exitCode == 0, "\(paid.output)\(paid.errors)")
    #expect(
      try workshop.ask(Self.applications)
        == "p>a 5000 2026-10-02 given, q>a 5000 2026-10-20 oldest")
    let proof = try workshop.run(["reconcile"])
    #expect(proof.exitCode == 0, "\(proof.output)")
  }

  @Test func unknownModeIsRefusedWithTheNearest() throws {
    let workshop = try Workshop()
    let result = try workshop.bring("payment", "id,account,date,amount\n", ["--apply", "oldst"])
    #expect(result.exitCode == 2 && result.errors.contains("Did you mean 'oldest'?"))
  }

  /// A dry run says what would be applied, and a later file of applications does not count besides.
  @Test func fileOfApplicationsGoesBeforeWhatWasApplied() throws {
    let workshop = try Workshop()
    _ = try workshop.bring("invoice", "number,account,date,total\na,000017,2026-10-01,50.00\n")
    let payments = "id,account,date,amount,invoice\np,000017,2026-10-02,50.00,a\n"
    let rehearsed = try workshop.bring("payment", payments, ["--dry-run"])
    #expect(
      rehearsed.output.contains(
        "acme: would be applied by invoice numbers on payments\n  1 application, CAD 50.00"),
      "\(rehearsed.output)\(rehearsed.errors)")
    #expect(try workshop.ask("SELECT count(*) FROM application") == "0")
    _ = try workshop.bring("payment", payments)
    let own = try workshop.ask("SELECT max(id) FROM batch WHERE verb = 'apply'")
    let applications = "payment,invoice,date,amount\np,a,2026-10-03,50.00\n"
    let twice = try workshop.bring("application", applications)
    #expect(twice.exitCode == 3)
    #expect(twice.errors.contains("application.csv:2: "), "\(twice.errors)")
    #expect(twice.errors.contains("carryover undo \(own)"))
    #expect(twice.errors.contains("[applied-twice]"))
    #expect(try workshop.run(["undo", own]).exitCode == 0)
    #expect(try workshop.bring("application", applications).exitCode == 0)
    #expect(try workshop.ask(Self.applications) == "p>a 5000 2026-10-03 given")
  }
}
