import Foundation
import Support
import Testing

/// Prairie Net leaves AcmeBill: the first of the five scenes, whole and to the cent.
@Suite struct MigrationSceneTests {
  private static let files = [
    "accounts.csv": """
    id,company,name
    000017,PN,Zoë Müller
    000018,PN,Bob
    000019,PN,Child
    000020,PN,Parent
    000021,PN,Twins

    """,
    "links.csv": "account,parent,since\n000019,000020,2026-01-01\n",
    "openings.csv": "account,date,amount\n000017,2026-07-31,20.00\n",
    "invoices.csv": """
    number,account,date,due,total
    1,000017,2026-08-01,2026-08-22,52.45
    2,000017,2026-09-01,2026-09-22,52.45
    3,000017,2026-10-01,2026-10-22,52.45
    4,000019,2026-10-01,2026-10-22,30.00
    5,000020,2026-10-01,2026-10-22,70.00
    6,000021,2026-10-01,2026-10-22,50.00

    """,
    "payments.csv": """
    Customer;Day;Amount;How;Ref;Result
    000017;10.08.2026;52,45;CARD;a;OK
    000017;12.09.2026;50,00;CARD;b;OK
    000017;20.10.2026;52,45;CARD;c;DECLINED
    000018;28.10.2026;60,00;CARD;d;OK
    000020;15.10.2026;100,00;CARD;e;OK
    000021;09.10.2026;25,00;CASH;;OK
    000021;09.10.2026;25,00;CASH;;OK

    """,
    "balances.csv": """
    account,measure,as_of,amount
    000017,account balance,2026-10-31,74.90
    000018,account balance,2026-10-31,-60.00
    000019,account balance,2026-10-31,0.00
    000020,account balance,2026-10-31,0.00
    000021,account balance,2026-10-31,0.00

    """,
    "acme-payments.json5": """
    {
      profile: "acme-payments",
      input: { delimiter: ";" },
      records: [{
        skip: [{ name: "failed payments", when: { eq: ["$Result", "DECLINED"] } }],
        emit: [{
          kind: "payment",
          fields: {
            account: "$Customer",
            date: { col: "Day", type: { date: { formats: ["dd.MM.yyyy"] } } },
            amount: { col: "Amount", type: { money: { decimal: "," } } },
            method: { col: "How", steps: ["lower"] },
            reference: "$Ref",
          },
        }],
      }],
    }
    """,
    // In no order: what others refer to comes first all the same.
    "manifest.json5": """
    {
      company: {
        code: "PN", name: "Prairie Net", currency: "CAD", zone: "America/Regina",
        locale: "en-CA", country: "CA",
      },
      sources: [{
        name: "acme", company: "PN", role: "system", feed: "snapshot", zone: "America/Regina",
        country: "CA", currency: "CAD", area: "306",
      }],
      cutOver: "2026-10-31",
      stated: { balance: "account balance", sign: "debit" },
      apply: "oldest",
      files: [
        {
          file: "balances.csv", profile: "stated", source: "acme",
          control: { records: 5, sums: { "stated.amount": "14.90" } },
        },
        { file: "payments.csv", profile: "acme-payments.json5", source: "acme" },
        { file: "invoices.csv", profile: "invoice", source: "acme" },
        { file: "openings.csv", profile: "opening_balance", source: "acme" },
        { file: "links.csv", profile: "account_link", source: "acme" },
        { file: "accounts.csv", profile: "account", source: "acme" },
      ],
    }
    """,
  ]

  static func workshop() throws -> Workshop {
    let workshop = try Workshop(isReady: false)
    for (name, text) in files { _ = try workshop.folder.write(name, text) }
    return workshop
  }

  private static func report(_ workshop: Workshop, _ words: [String]) throws -> [[String: String]] {
    let result = try workshop.run(["report"] + words + ["--format", "csv"])
    #expect(result.exitCode == 0, "\(result.errors)")
    let lines = result.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  private static func balance(_ workshop: Workshop, _ account: String, _ day: String) throws
    -> String?
  {
    try report(workshop, ["balances", "--as-of", day])
      .first { $0["account"] == account }?["account_balance"]
  }

  @Test func prairieNetLeavesAcmeBill() throws {
    let workshop = try Self.workshop()
    let migrated = try workshop.run(["migrate", "manifest.json5", "--evidence", "evidence"])
    #expect(migrated.exitCode == 0, "\(migrated.output)\(migrated.errors)")
    for line in [
      "read 8 = inserted 6 + discarded 1 + control 1",
      "control declared sum of stated.amount: declared 14.90, counted 14.90, PASS",
      "8 applications, CAD 252.45",
      "5 of 5 accounts agree, Σ|difference| 0.00",
      "no data (6): the source states no lines of its invoices",
      "no data (6): the source states no taxes of its invoices",
      "PN CAD    30.00 = 30.00",
    ] {
      #expect(migrated.output.contains(line), "\(line)")
    }
    #expect(try workshop.ask("SELECT count(*) FROM payment WHERE account = 5") == "2")
    #expect(
      try workshop.ask("SELECT count(*), count(inferred), min(inferred) FROM application")
        == "8|8|oldest")
    #expect(
      try workshop.ask(
        "SELECT count(*) FROM application JOIN batch_span ON kind = 'application' "
          + "JOIN batch ON batch.id = batch WHERE verb = 'apply'") == "8")

    // Between the parent and its child: 30.00 on both.
    #expect(
      try workshop.ask(
        """
        SELECT group_concat(account.external_id || ' ' || signed_amount, ', ')
        FROM (SELECT * FROM ledger_entry WHERE movement = 'between accounts' ORDER BY entry)
        JOIN account ON account.id = account
        """) == "000020 3000, 000019 -3000")

    let aging = try Self.report(workshop, ["ar-aging", "--as-of", "2026-10-31"])
    #expect(aging.map { $0["account"] } == ["000017", "000018"])
    #expect(aging[0]["bucket_1"] == "52.45" && aging[0]["bucket_2"] == "22.45")
    #expect(aging[1]["unapplied"] == "-60.00")
    #expect(aging.map { $0["net"] } == ["74.90", "-60.00"])
    #expect(try Self.balance(workshop, "000017", "2026-08-31") == "20.00")

    // Its statement: 20.00 + 157.35 - 102.45 = 74.90.
    let statement = try workshop.run([
      "statement", "000017", "--from", "2026-08-01", "--to", "2026-10-31", "-o", "s.pdf",
    ])
    #expect(statement.exitCode == 0, "\(statement.errors)")
    if let tool = Tool.judge("pdftotext") {
      _ = try Tool.run(tool, ["-layout", "s.pdf", "s.txt"], in: workshop.folder.path)
      let text = try workshop.folder.text("s.txt")
      for amount in ["20.00", "157.35", "-102.45", "74.90"] { #expect(text.contains(amount)) }
    }
    // What AcmeBill issued we print as a copy.
    _ = try workshop.run(["invoice", "3", "--as-of", "2026-10-31", "-o", "i.pdf"])
    if let tool = Tool.judge("pdftotext") {
      _ = try Tool.run(tool, ["-layout", "i.pdf", "i.txt"], in: workshop.folder.path)
      let text = try workshop.folder.text("i.txt")
      #expect(text.contains("issued by") && text.contains("acme") && text.contains("COPY"))
    }
    // The same again does nothing, and proves the same.
    let again = try workshop.run(["migrate", "manifest.json5"])
    #expect(again.exitCode == 0)
    #expect(again.output.components(separatedBy: "already imported").count == 8)
    #expect(try workshop.ask("SELECT count(*) FROM batch") == "8")
  }
  /// 3 November, before the sign-off: all payments again, one row gone, a new one. And back.
  @Test func paymentsThatComeAgainAreASetThatCanBeTakenBack() throws {
    let workshop = try Self.workshop()
    _ = try workshop.run(["migrate", "manifest.json5", "--quiet"])
    let before = try workshop.run(["dump"]).output
    let lines = try workshop.folder.text("payments.csv").split(separator: "\n")
      .filter { !$0.contains("12.09.2026") }
    _ = try workshop.folder.write(
      "payments.csv",
      (lines + ["000017;31.10.2026;22,45;CARD;f;OK"]).joined(separator: "\n") + "\n")
    let delta = try workshop.run(["migrate", "manifest.json5"])
    #expect(delta.exitCode == 1)
    for line in [
      "read 8 = inserted 1 + unchanged 5 + discarded 1 + control 1",
      "in store, not in this file: 1 payment, 50.00 CAD", "000017, 2026-09-12, 50.00",
      "1 of 5 accounts differs, Σ|difference| 22.45; 1 of them by exactly one payment",
    ] {
      #expect(delta.output.contains(line), "\(line)")
    }
    #expect(try Self.balance(workshop, "000017", "2026-11-03") == "52.45")
    #expect(try workshop.run(["dump"]).output != before)

    let undone = try workshop.run(["undo", "--set", "2"])
    #expect(undone.exitCode == 0, "\(undone.output)\(undone.errors)")
    #expect(try Self.balance(workshop, "000017", "2026-11-03") == "74.90")
    #expect(try workshop.run(["dump"]).output == before)
    #expect(try workshop.run(["reconcile"]).exitCode == 0)
  }
}
