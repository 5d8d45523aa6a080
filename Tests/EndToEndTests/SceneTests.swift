import Foundation
import Support
import Testing

/// Whole stories, from files to pages, to the cent.
@Suite struct SceneTests {
  static func must(_ result: Tool.Result, _ place: SourceLocation = #_sourceLocation) {
    #expect(
      result.exitCode == 0, "\(result.output)\(result.errors)", sourceLocation: place)
  }

  static func report(_ workshop: Workshop, _ words: [String]) throws -> [[String: String]] {
    let result = try workshop.run(["report"] + words + ["--format", "csv"])
    must(result)
    let lines = result.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  /// A company in CAD with a billing system, and accounts.
  static func workshop(zone: String, feed: String = "increment", accounts: String) throws
    -> Workshop
  {
    let workshop = try Workshop(isReady: false)
    must(try workshop.run(["init"]))
    must(
      try workshop.bring(
        "company", "code,name,currency,zone,locale,country\nPN,Prairie Net,CAD,\(zone),en-CA,CA\n"))
    must(
      try workshop.bring(
        "source",
        """
        name,company,role,feed,zone,country,currency,area
        acme,PN,system,\(feed),\(zone),CA,CAD,204

        """))
    must(try workshop.bring("account", accounts))
    return workshop
  }

  // MARK: The disputed overage

  @Test func disputedOverageIsExplainedDownToTheReading() throws {
    let workshop = try Self.workshop(
      zone: "America/Chicago",
      accounts: "id,company,name,bill_day\n000042,PN,Ann Smith,15\n000043,PN,Other,1\n")
    Self.must(
      try workshop.bring(
        "contact",
        "account,role,name,phone,phone_number\n000042,billing,Ann,204-555-0001,204-555-0001\n"))
    Self.must(
      try workshop.bring(
        "usage_policy",
        """
        code,name,cap,rollover,free_from,free_to,overage_unit,overage_price,top_off
        U500,500 GB,500000000000,true,02:00,03:00,5000000000,10.00,true

        """))
    Self.must(
      try workshop.bring("usage_assignment", "account,policy,since\n000042,U500,2026-09-01\n"))
    // The period before used 480 of 500 GB: 20 roll over. 2 o'clock in Chicago is 07:00Z in summer.
    Self.must(
      try workshop.bring(
        "usage_interval",
        """
        account,meter,start_at,billable_in,billable_out,free_in,free_out
        000042,old,2026-09-20T00:00:00.000Z,480000000000,0,0,0

        """))
    Self.must(
      try workshop.bring(
        "usage_counter",
        """
        account,meter,at,bytes_in,bytes_out
        000042,port,2026-10-15T00:00:00.000Z,10000000000,0
        000042,port,2026-10-20T07:00:00.000Z,170000000000,0
        000042,port,2026-10-20T08:00:00.000Z,210000000000,0
        000042,port,2026-10-25T00:00:00.000Z,410000000000,0
        000042,port,2026-10-26T00:00:00.000Z,410000000000,0
        000042,port,2026-11-01T00:00:00.000Z,30000000000,0
        000042,port,2026-11-15T00:00:00.000Z,230000000000,0

        """))
    Self.must(
      try workshop.bring(
        "usage_adjustment",
        "account,at,bytes_in,user,reason\n000042,2026-11-10T12:00:00.000Z,-10000000000,jsmith,x\n"))
    Self.must(
      try workshop.bring(
        "top_off", "account,at,bytes\n000042,2026-11-12T00:00:00.000Z,50000000000\n"))

    let found = try workshop.run(["find", "204-555-0001"])
    #expect(found.output.contains("000042") && !found.output.contains("000043"))

    let periods = try Self.report(workshop, ["usage-history", "--account", "000042"])
    #expect(periods.map { $0["start"] } == ["2026-09-15", "2026-10-15"])
    let period = try #require(periods.last)
    for (column, value) in [
      ("end", "2026-11-14"), ("billable", "590000000000"), ("free", "40000000000"),
      ("adjustment", "-10000000000"), ("used", "580000000000"), ("total", "620000000000"),
      ("cap", "500000000000"), ("rollover", "20000000000"), ("top_off", "50000000000"),
      ("allowance", "570000000000"), ("overage", "10000000000"), ("units", "2"),
      ("charge", "20.00"),
    ] {
      #expect(period[column] == value, "\(column)")
    }
    // Another account was silent for a whole period: it is there, and used nothing.
    Self.must(
      try workshop.bring(
        "usage_interval",
        """
        account,meter,start_at,billable_in,billable_out,free_in,free_out
        000043,m,2026-08-05T00:00:00.000Z,7,0,0,0
        000043,m,2026-10-05T00:00:00.000Z,9,0,0,0

        """))
    let silent = try Self.report(workshop, ["usage-history", "--account", "000043"])
    #expect(silent.map { $0["total"] } == ["7", "0", "9"])

    // The worksheet says how it came to that.
    let steps = try Self.report(
      workshop, ["usage-worksheet", "--account", "000042", "--start", "2026-10-15"])
    #expect(
      steps.map { $0["bytes"] }.prefix(10) == [
        "630000000000", "-40000000000", "-10000000000", "580000000000", "500000000000",
        "20000000000", "50000000000", "570000000000", "10000000000", "5000000000",
      ])
    #expect(steps.last?["units"] == "2" && steps.last?["amount"] == "20.00")
    let november = try Self.report(
      workshop, ["usage-month", "--from", "2026-11-01", "--to", "2026-11-30"])
    let frozen = try #require(november.first { $0["account"] == "000042" })
    for (column, value) in [
      ("rollover_used", "20000000000"), ("rollover_expired", "0"), ("free_in", "40000000000"),
      ("free_out", "0"), ("charge", "20.00"),
    ] {
      #expect(frozen[column] == value, "\(column)")
    }
    let entries = try Self.report(
      workshop, ["usage-entries", "--account", "000042", "--start", "2026-10-15"])
    #expect(entries.count == 7 && entries.contains { $0["what"] == "reading after a reset" })

    let resets = try Self.report(workshop, ["usage-resets", "--account", "000042"])
    #expect(resets.count == 1)
    #expect(resets.first?["before_in"] == "410000000000")
    #expect(resets.first?["bytes_in"] == "30000000000")

    Self.must(
      try workshop.run(["report", "usage-history", "--account", "000042", "-o", "usage.pdf"]))
    try Self.creditLeavesTheClosedMonthAsItWas(workshop)
    if let tool = Tool.judge("pdftotext") {
      _ = try Tool.run(tool, ["-layout", "usage.pdf", "usage.txt"], in: workshop.folder.path)
      let text = try workshop.folder.text("usage.txt")
      for word in ["15 Oct – 14 Nov", "590.00 GB", "580.00 GB", "570.00 GB", "20.00"] {
        #expect(text.contains(word), "\(word)")
      }
    }
  }

  /// October is closed; the overage of November's period is billed, disputed and credited.
  private static func creditLeavesTheClosedMonthAsItWas(_ workshop: Workshop) throws {
    must(try workshop.run(["period", "close", "2026-10"]))
    must(
      try workshop.bring(
        "debit",
        "id,account,date,type,description,amount\no1,000042,2026-11-15,overage,10 GB over,20.00\n"))
    must(
      try workshop.bring(
        "discount", "id,account,date,reason,amount,debit\nc1,000042,2026-11-16,goodwill,20.00,o1\n")
    )
    let balance = try report(workshop, ["balances", "--as-of", "2026-11-30"])
    #expect(balance.allSatisfy { $0["account_balance"] == "0.00" })
    let lines = try report(workshop, ["ledger-entries", "--account", "000042"])
    #expect(lines.map { $0["amount"] } == ["20.00", "-20.00"])
    must(
      try workshop.run([
        "statement", "000042", "--from", "2026-11-01", "--to", "2026-11-30", "-o", "s.pdf",
      ]))
    must(try workshop.run(["period", "verify", "2026-10"]))
    let month = try report(
      workshop, ["usage-month", "--from", "2026-10-01", "--to", "2026-10-31"])
    #expect(month.first { $0["account"] == "000042" }?["used"] == "480000000000")
  }

  @Test func logFilterFindsTheOneChange() throws {
    let workshop = try Self.workshop(
      zone: "America/Chicago", accounts: "id,company,name\n000042,PN,Ann\n000043,PN,Other\n")
    Self.must(
      try workshop.bring(
        "log",
        """
        id,at,account,level,type,entity,entity_id,field,user,previous,current
        1,2026-10-20T15:04:00.000Z,000042,info,updated,account_service,7,price,apatel,49.95,59.95
        2,2026-10-20T15:04:00.000Z,000043,info,updated,account_service,8,price,apatel,49.95,59.95
        3,2026-09-30T15:04:00.000Z,000042,info,updated,account_service,7,price,apatel,39.95,49.95
        4,2026-10-21T15:04:00.000Z,000042,info,created,ticket,9,,apatel,,

        """))
    let rows = try Self.report(
      workshop,
      [
        "log", "--where",
        "account = '000042' and type = 'updated' and at between '2026-10-01' and '2026-10-31'",
      ])
    #expect(rows.count == 1)
    #expect(rows.first?["at"] == "2026-10-20T15:04:00.000Z")
    #expect(rows.first?["previous"] == "49.95" && rows.first?["current"] == "59.95")
    #expect(rows.first?["user"] == "apatel" && rows.first?["field"] == "price")
  }
}
