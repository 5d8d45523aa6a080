import Foundation
import Support
import Testing

/// Reports of calls: conservation, sums, margins, disputes.
@Suite struct CallReportTests {
  /// Carrier Q with its own deck: what it charges, and the seconds that it bills, stand in its file.
  private static let calls = """
    call_id,start,from_text,from_number,to_text,to_number,duration,carrier_billed,direction,disposition,cost
    q1,2026-10-05T14:15:02.000Z,a,+12045550001,b,+12125550199,31000,36,outbound,answered,0.006
    q2,2026-10-05T15:15:02.000Z,a,+12045550001,b,+442079460000,37000,60,outbound,answered,0.05
    q3,2026-10-06T14:15:02.000Z,a,+12045550002,b,+12125550199,60000,60,outbound,answered,0.01
    q4,2026-10-06T16:15:02.000Z,a,+13065550123,b,+12045550001,300000,,inbound,answered,0
    q5,2026-10-06T17:15:02.000Z,a,+12045550001,b,+375291234567,61000,120,outbound,answered,0.20
    q6,2026-11-02T17:15:02.000Z,a,+12045550001,b,+12125550199,31000,36,outbound,answered,0.007

    """

  private static func workshop() throws -> Workshop {
    let workshop = try Workshop(isReady: false)
    func must(_ result: Tool.Result) {
      #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
    }
    must(try workshop.run(["init"]))
    for (kind, text, source) in [
      (
        "company", "code,name,currency,zone,country\nPN,Prairie Net,CAD,America/Winnipeg,CA\n",
        "acme"
      ),
      (
        "source",
        "name,company,role,feed,zone,country,currency\n"
          + "acme,PN,system,increment,America/Winnipeg,CA,CAD\nQ,PN,bill,increment,UTC,CA,CAD\n",
        "acme"
      ),
      ("account", "id,company,name\n000017,PN,Zoë\n", "acme"),
      ("did_assignment", "number,account\n+12045550001,000017\n", "acme"),
      ("rate_deck", "name,purpose,first_interval,next_interval\nretail,charge,30,6\n", "acme"),
      ("rate", "prefix,deck,price\n1,retail,0.02\n44,retail,0.10\n", "acme"),
      ("rate_deck", "name,purpose,first_interval,next_interval\nq,cost,6,6\n", "Q"),
      (
        "rate",
        "prefix,prefix_to,deck,price,first_interval,next_interval\n1,,q,0.01,,\n43,45,q,0.05,60,60\n"
          + "4420,,q,0.05,60,60\n44207946,44207949,q,0.05,60,60\n", "Q"
      ),
      ("cdr", calls, "Q"),
    ] { must(try workshop.bring(kind, text, ["--source", source])) }
    let rated = try workshop.run(["rate"])
    #expect(rated.output.contains("rated: 3 calls"), "\(rated.output)")
    must(try workshop.run(["rate", "--bill", "2026-10"]))
    return workshop
  }

  private static let shared = Result { try workshop() }

  private static func report(_ words: [String]) throws -> [String] {
    let result = try shared.get().run(["report"] + words + ["--format", "csv"])
    #expect(result.exitCode == 0, "\(result.errors)")
    return result.output.split(separator: "\n").map(String.init)
  }

  @Test func everyCallOfAFileAndDayIsInOneState() throws {
    let rows = try Self.report(["cdr-conservation"])
    #expect(
      rows.dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false)[2...] }
        .map { $0.joined(separator: ",") } == [
          "2026-10-05,2,0,0,0,2,0,0,0,0,2,0,68,0,0,0,0,68,0,CAD,0.082,0,0.082",
          "2026-10-06,3,0,0,0,3,1,1,1,0,0,0,421,60,61,300,0,0,0,CAD,,0,0",
          "2026-11-02,1,0,0,0,1,0,0,0,1,0,0,31,0,0,0,31,0,0,CAD,0.012,0.012,0",
        ], "\(rows)")
  }

  @Test(arguments: [
    ("account", ["(nobody),1,1,60,,CAD,,0.01", "000017,5,5,460,114,CAD,0.094,0.263"]),
    ("carrier", ["Q,6,6,520,114,CAD,0.094,0.273"]),
    (
      "class",
      [
        "international,1,1,37,42,CAD,0.07,0.05", "long-distance,2,2,62,72,CAD,0.024,0.013",
        "not chargeable,1,1,300,,CAD,,0", "unmatched,1,1,60,,CAD,,0.01",
        "unrated,1,1,61,,CAD,,0.2",
      ]
    ),
    ("day", ["2026-10-05,2,2,68,78,CAD,0.082,0.056"]),
  ]) func callsAreSummedByOneThing(_ by: String, _ expected: [String]) throws {
    let rows = try Self.report(["cdr-summary", "--by", by, "--to", "2026-11-30"])
    if by == "day" {
      #expect(rows.dropFirst().first == expected[0])
    } else {
      #expect(Array(rows.dropFirst()) == expected)
    }
  }

  @Test func marginSetsChargesAgainstWhatTheCarrierTakes() throws {
    #expect(
      try Self.report(["carrier-margin"]) == [
        "month,carrier,calls,charged_calls,currency,charge,cost,other_cost,margin",
        "2026-10,Q,5,2,CAD,0.082,0.056,0.21,-0.184", "2026-11,Q,1,1,CAD,0.012,0.007,0,0.005",
      ])
  }

  /// The carrier's own charges beside its deck: q3 is as agreed, q4 costs nothing, q5 is unknown to it.
  @Test func disputesAreTheDeviations() throws {
    let rows = try Self.report(["cdr-disputes"])
    #expect(
      rows.dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        .map { [$0[2], $0[5], $0[6], $0[8], $0[9], $0[10], $0[12]].joined(separator: " ") } == [
          "q5 120  0.2   no rate in the deck", "q6 36 36 0.007 0.006 0.001 other price",
        ], "\(rows)")
  }

  /// What can't be compared is told: no row would look as if all were as agreed.
  @Test func callsOfACarrierWithoutADeckAreNotCompared() throws {
    let workshop = try Workshop(copyOf: Self.shared.get().folder)
    _ = try workshop.ask("UPDATE rate_deck SET purpose = 'charge' WHERE name = 'q'")
    let report = ["report", "cdr-disputes", "--format", "csv"]
    let all = try workshop.run(report).output.split(separator: "\n").dropFirst()
    #expect(all == [",Q,,no deck of its cost,220,,,CAD,,,,,5 not compared"], "\(all)")
    let october = try workshop.run(report + ["--to", "2026-10-31"]).output
    #expect(october.contains("4 not compared"), "\(october)")
  }

  @Test func unratedAndUnmatchedAreListedByNumber() throws {
    #expect(
      try Self.report(["unrated-calls"]).last?.hasPrefix("+375291234567,000017,1,61,") == true)
    #expect(
      try Self.report(["unmatched-numbers"]).last?.hasPrefix(
        "+12045550002,number not known,Q,1,60,") == true)
    let calls = try Self.report(["cdr", "--account", "000017"])
    #expect(calls.count == 1 + 5)
    #expect(
      try Self.report(["cdr", "--from", "2026-10-06", "--to", "2026-10-06"]).count == 1 + 3)
  }
}
