import Billing
import Importing
import Store
import Support
import Testing

/// When a call began, where the clock alone does not tell (rules §9).
@Suite struct BeginTests {
  private static let profile = """
    { profile: "p", input: { delimiter: ",", header: 0 }, records: [{ emit: [{ kind: "cdr", fields: {
      call_id: { col: 4 },
      start: { col: 1, type: { instant: { formats: ["yyyy-MM-dd HH:mm:ss"] } } },
      duration: { col: 2, type: { duration: { unit: "s" } } },
      end: { col: 3, type: { instant: { formats: ["yyyy-MM-dd HH:mm:ss"] } } },
    } }] }] }
    """

  /// Winnipeg, 1 November 2026: from 02:00 the clocks went back to 01:00.
  struct Night: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// Start, seconds, end.
    var calls: [String]
    /// The hour of UTC in which each began.
    var hours: [Int]
    var undecided = 0
  }

  static let nights: [Night] = [
    Night(
      testDescription: "before and after", calls: ["00:59:00,5,", "02:00:00,5,"], hours: [5, 8]),
    Night(
      testDescription: "the order tells of both",
      calls: ["01:30:00,5,", "01:50:00,5,", "01:30:00,5,"],
      hours: [6, 6, 7]),
    Night(
      testDescription: "the later hour goes on",
      calls: ["01:50:00,5,", "01:10:00,5,", "01:40:00,5,", "02:10:00,5,"], hours: [6, 7, 7, 8]),
    Night(
      testDescription: "nothing tells: the earlier, counted",
      calls: ["00:30:00,5,", "01:10:00,5,", "01:40:00,5,", "02:10:00,5,"], hours: [5, 6, 6, 8],
      undecided: 2),
    Night(testDescription: "one alone", calls: ["01:30:00,5,"], hours: [6], undecided: 1),
    Night(
      testDescription: "the end is after it: 5 minutes before 02:03",
      calls: ["01:58:00,300,02:03:00"], hours: [7]),
    Night(
      testDescription: "the end is after it: over an hour", calls: ["01:58:00,3900,02:03:00"],
      hours: [6]),
    Night(
      testDescription: "the end is in it, too: twenty minutes, one of them back",
      calls: ["01:50:00,1200,01:10:00"], hours: [6]),
    Night(
      testDescription: "both ends fit both: the earlier, counted", calls: ["01:10:00,60,01:11:00"],
      hours: [6], undecided: 1),
    Night(
      testDescription: "the end is better than the order",
      calls: ["01:50:00,600,02:00:00", "01:40:00,60,01:41:00"], hours: [7, 6], undecided: 1),
    Night(
      testDescription: "an end that is no time says nothing", calls: ["01:58:00,300,soon"],
      hours: [6],
      undecided: 1),
    Night(
      testDescription: "ringing belongs to neither", calls: ["01:55:00,300,02:01:10"], hours: [7]),
  ]

  @Test(arguments: nights) func hourThatClocksRepeat(_ night: Night) throws {
    let profile = try ProfileParser.parse(Self.profile, file: "p.json5")
    let text = night.calls.enumerated().map { index, call in
      let cells = call.split(separator: ",", omittingEmptySubsequences: false)
      let end = cells[2].isEmpty || cells[2] == "soon" ? "\(cells[2])" : "2026-11-01 \(cells[2])"
      return "2026-11-01 \(cells[0]),\(cells[1]),\(end),\(index)\n"
    }.joined()
    let found = try Mapping.map(text, by: profile)
    #expect(found.mapped.rejects.isEmpty)
    let start = try #require(found.mapped.rows[0].kind.index(of: "start"))
    let column = try #require(found.mapped.rows[0].fields.firstIndex(of: start))
    #expect(found.rows.map { Int($0[column]).map { $0 / 3_600_000 % 24 } } == night.hours)
    #expect(found.mapper.finalWarnings["time-in-fold", default: 0] == night.undecided)
  }

  /// Newfoundland set its clocks a minute past midnight until 2011: what holds at 23:00 does not at 23:05.
  @Test func hourThatBeginsWithinAQuarter() throws {
    let profile = try ProfileParser.parse(
      Self.profile.replacing(
        "instant: { formats", with: "instant: { zone: 'America/St_Johns', formats"),
      file: "p.json5")
    let found = try Mapping.map(
      "2010-11-06 23:00:00,5,,1\n2010-11-06 23:05:00,5,,2\n2010-11-07 00:02:00,5,,3\n", by: profile)
    #expect(found.mapper.finalWarnings == ["time-in-fold": 1])
    let start = try #require(found.mapped.rows[0].kind.index(of: "start"))
    let column = try #require(found.mapped.rows[0].fields.firstIndex(of: start))
    #expect(
      found.rows.map { Instant(milliseconds: Int64($0[column]) ?? 0).description } == [
        "2010-11-07T01:30:00.000Z", "2010-11-07T01:35:00.000Z", "2010-11-07T03:32:00.000Z",
      ])
  }

  @Test func timeThatNeverWasIsRefused() throws {
    let profile = try ProfileParser.parse(Self.profile, file: "p.json5")
    let found = try Mapping.map(
      "2026-03-08 02:30:00,5,,a\n2026-03-08 03:30:00,5,,b\n", by: profile)
    #expect(found.rows.count == 1)
    #expect(found.mapped.rejects.map(\.code) == ["time-in-gap"])
  }

  /// The text of the begin stays with calls that have no id; whatever else is said of the zone, they are
  /// known again by it.
  @Test func callsWithoutAnIDAreKnownByTheTextOfTheirBegin() throws {
    let shop = try Shop()
    try shop.bring("company", "code,name,currency,zone\nPN,Prairie Net,CAD,America/Winnipeg\n")
    try shop.bring(
      "source",
      "name,company,role,feed,zone,country,currency\n"
        + "acme,PN,bill,snapshot,America/Winnipeg,CA,CAD\n")
    let path = try shop.folder.write("p.json5", Self.profile)
    // Both sides of the fold by their order; alone, the second would be taken for the earlier.
    let first = try shop.bring(
      path, "2026-11-01 01:50:00,7,,\n2026-11-01 01:30:00,5,,\n2026-11-01 01:30:00,5,,x\n")
    #expect(first.counts[.inserted] == 3)
    #expect(
      try shop.database.rows(
        "SELECT (start / 3600000 % 24) || ' ' || ifnull(start_text, '-') FROM cdr ORDER BY id"
      ) { $0.text(0) ?? "" } == ["6 2026-11-01 01:50:00", "7 2026-11-01 01:30:00", "7 -"])
    let again = try shop.bring(path, "2026-11-01 01:30:00,5,,\n", file: "b.csv")
    #expect(again.counts[.unchanged] == 1, "\(again.counts)")
    try shop.bring("source", "name,zone,role\nacme,America/Regina,bill\n")
    let moved = try shop.bring(path, "2026-11-01 01:30:00,5,,\n\n", file: "c.csv")
    #expect(moved.counts[.unchanged] == 1, "\(moved.counts)")
    #expect(try shop.faults == [])
  }
}
