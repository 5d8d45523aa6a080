import Foundation
import Support
import Testing

/// What goes wrong with files of calls, decks and holders: each is named and counted, can be repaired, and
/// nothing is stored half.
@Suite struct BadCallsTests {
  private static let ready = Result {
    let workshop = Workshop(in: try TemporaryFolder.shared())
    for (kind, text) in [
      ("company", "code,name,currency,zone,country\nPN,Prairie Net,CAD,America/Winnipeg,CA\n"),
      (
        "source",
        "name,company,role,feed,zone,country,currency,area\n"
          + "P,PN,bill,increment,America/Winnipeg,CA,CAD,204\n"
          + "Q,PN,bill,increment,America/Winnipeg,CA,CAD,204\n"
      ),
      ("account", "id,company,name\n000017,PN,Zoë\n000023,PN,Bob\n"),
      ("did_assignment", "number,account\n+12045550001,000017\n"),
    ] {
      if kind == "company" { _ = try workshop.run(["init"]) }
      let result = try workshop.bring(kind, text, ["--source", "P"])
      #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
    }
    _ = try workshop.folder.write("p.json5", CallSceneTests.profile)
    return workshop.folder
  }

  private static let header = "call_id,start,from_text,from_number,to_text,to_number,duration\n"

  /// A good call of the canonical form.
  private static func call(
    _ id: String, at time: String = "2026-10-05T14:00:00Z", to: String = "+12125550199",
    seconds: Int = 60, from: String = "+12045550001"
  ) -> String {
    "\(id),\(time),\(from),\(from),\(to),\(to),\(seconds * 1000)\n"
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var file: String
    var content: String
    var profile = "cdr"
    var source = "P"
    /// What of the file is there, in bytes, once it is packed; nil: it is not packed.
    var packed: Int?
    /// Files that come before it.
    var before: [(file: String, content: String, source: String)] = []
    var exitCode: Int32
    var told: String
  }

  private static let trailer = """
    HDR|317
    CDR|a|20261005090000|2045550001|12125550199|31|O|16
    CDR|b|20261005091000|2045550001|12125550199|60|O|16
    TRL|2|91

    """

  static let cases: [Case] = [
    Case(
      testDescription: "truncated gzip", file: "c.csv.gz", content: header + call("a") + call("b"),
      packed: 60, exitCode: 3, told: "[truncated-gzip]"),
    Case(
      testDescription: "cut in the middle of a record", file: "c.csv",
      content: header + call("a") + "b,2026-10-05T14:0", exitCode: 3, told: "[missing-cell]"),
    Case(
      testDescription: "cut before the trailer", file: "P317.dat",
      content: trailer.replacing("TRL|2|91\n", with: ""), profile: "p.json5", exitCode: 3,
      told: "trailer"),
    Case(
      testDescription: "cut within a record, and no trailer", file: "P317.dat",
      content: String(trailer.prefix(90)), profile: "p.json5", exitCode: 3, told: "trailer"),
    Case(
      testDescription: "the CMR in place of the CDR", file: "cmr_StandAloneCluster_01_1",
      content: "\"cdrRecordType\",\"globalCallID_callId\",\"numberPacketsSent\",\"pkid\","
        + "\"duration\"\n"
        + "INTEGER,INTEGER,INTEGER,UNIQUEIDENTIFIER,INTEGER\n2,3003,3000,\"aa-bb\",60\n",
      profile: "cisco-cucm-cdr", exitCode: 3,
      told: "There is no column 'origLegCallIdentifier'"),
    Case(
      testDescription: "yesterday's file under today's name", file: "P318.dat", content: trailer,
      profile: "p.json5", before: [("P317.dat", trailer, "P")], exitCode: 0,
      told: "already imported as batch"),
    Case(
      testDescription: "yesterday's file with a byte more", file: "P318.dat",
      content: trailer + "\n", profile: "p.json5", before: [("P317.dat", trailer, "P")],
      exitCode: 3,
      told: "sequence"),
    Case(
      testDescription: "a trailer off by one call", file: "P317.dat",
      content: trailer.replacing("TRL|2", with: "TRL|3"), profile: "p.json5", exitCode: 3,
      told: "states records 3, but it has 2"),
    Case(
      testDescription: "a trailer off by one second", file: "P317.dat",
      content: trailer.replacing("|91", with: "|92"), profile: "p.json5", exitCode: 3,
      told: "states sum of cdr.duration 92, but it has 91"),
    Case(
      testDescription: "the year 2106", file: "c.csv",
      content: header + call("a", at: "2106-10-05T14:00:00Z"), exitCode: 3,
      told: "[impossible-time]"),
    Case(
      testDescription: "a duration of -1", file: "c.csv", content: header + call("a", seconds: -1),
      exitCode: 3, told: "'-1 s' A call can't be shorter than nothing [impossible-duration]"),
    Case(
      testDescription: "a number held twice", file: "did_assignment.csv",
      content: "number,account,since\n+12045550001,000023,2026-10-01T00:00:00Z\n",
      profile: "did_assignment", exitCode: 3,
      told: "+12045550001 would be held by account '000017' and account '000023' at the same time"),
    Case(
      testDescription: "a trunk held twice", file: "call_key.csv",
      content: "type,value,account,since,until\ntrunk,T1,000017,,2026-10-02T00:00:00Z\n"
        + "trunk,T1,000023,2026-10-01T00:00:00Z,\n",
      profile: "call_key", exitCode: 3, told: "call_key.csv:3: trunk T1 would be held"),
    Case(
      testDescription: "a number that two carriers bill", file: "c.csv",
      content: header + call("q1", at: "2026-10-05T14:00:03Z"), source: "Q",
      before: [("p.csv", header + call("p1"), "P")], exitCode: 3,
      told: "Calls of +12045550001 come from 'Q' and from 'P' within the hour"),
  ]

  @Test(arguments: cases) func nothingIsStoredHalf(_ example: Case) throws {
    let workshop = try Workshop(copyOf: Self.ready.get())
    for file in example.before {
      _ = try workshop.folder.write(file.file, file.content)
      let result = try workshop.run([
        "import", file.file, "--profile", example.profile, "--source", file.source,
      ])
      #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
    }
    let content =
      "SELECT (SELECT count(*) FROM batch) || ' ' || (SELECT count(*) FROM cdr) || ' '"
      + " || (SELECT count(*) FROM did_assignment) || ' ' || (SELECT count(*) FROM call_key)"
    let before = try workshop.ask(content)
    var bytes = Data(example.content.utf8)
    if let length = example.packed {
      _ = try workshop.folder.write("plain", bytes)
      _ = try Tool.run("/bin/gzip", ["-k", "-n", "plain"], in: workshop.folder.path)
      bytes = try workshop.bytes("plain.gz").prefix(length)
    }
    _ = try workshop.folder.write(example.file, bytes)
    let result = try workshop.run([
      "import", example.file, "--profile", example.profile, "--source", example.source,
    ])
    #expect(result.exitCode == example.exitCode, "\(result.output)\(result.errors)")
    #expect(
      (result.output + result.errors).contains(example.told), "\(result.output)\(result.errors)")
    #expect(try workshop.ask(content) == before)
  }

  /// A few of many: the good ones are in, the others lie in a file that imports once it is repaired.
  @Test func fewBadRecordsAreRepaired() throws {
    let workshop = try Workshop(copyOf: Self.ready.get())
    var text = Self.header
    for number in 0..<240 { text += Self.call("c\(number)") }
    let bad = Self.call("y", at: "2106-10-05T14:00:00Z") + Self.call("z", seconds: -1)
    _ = try workshop.folder.write("calls.csv", text + bad)
    let first = try workshop.run(["import", "calls.csv", "--profile", "cdr", "--source", "P"])
    #expect(first.exitCode == 1)
    #expect(
      first.output.contains("read 243 = inserted 240 + rejected 2 + control 1"), "\(first.output)")
    let rejects = try workshop.folder.text("rejects/calls.csv.rejects")
    #expect(rejects == Self.header + bad)
    _ = try workshop.folder.write(
      "rejects/calls.csv.rejects",
      rejects.replacing("2106", with: "2026").replacing("-1000", with: "1000"))
    let second = try workshop.run([
      "import", "rejects/calls.csv.rejects", "--profile", "cdr", "--source", "P",
    ])
    #expect(second.exitCode == 0, "\(second.output)\(second.errors)")
    #expect(second.output.contains("continues batch"))
    #expect(try workshop.ask("SELECT count(*) FROM cdr") == "242")
  }

  /// Calls from nobody, and to what is no number, are there, and their state says so.
  @Test func numbersThatAreNoneKeepTheirText() throws {
    let workshop = try Workshop(copyOf: Self.ready.get())
    _ = try workshop.folder.write(
      "p.csv",
      "call_id,start,from_text,to_text,duration,direction\n"
        + "a,2026-10-05T14:00:00Z,Anonymous,2045559999,60000,inbound\n"
        + "b,2026-10-05T15:00:00Z,+12045550001,00034688886392,60000,outbound\n"
        + "c,2026-10-05T16:00:00Z,+12045550001,000,60000,outbound\n")
    _ = try workshop.folder.write(
      "n.json5",
      """
      { profile: "n", input: { delimiter: "," }, records: [{ emit: [{ kind: "cdr", fields: {
        call_id: "$call_id", start: { col: "start", type: { instant: { formats: ["yyyy-MM-dd'T'HH:mm:ssXXX"] } } },
        from_text: "$from_text", from_number: "$from_text", to_text: "$to_text", to_number: "$to_text",
        duration: { col: "duration", type: { duration: { unit: "ms" } } }, direction: "$direction",
      } }] }] }
      """)
    let result = try workshop.run(["import", "p.csv", "--profile", "n.json5", "--source", "P"])
    #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
    #expect(result.output.contains("warning number-not-read: 3"), "\(result.output)")
    #expect(
      try workshop.ask("SELECT call_id, from_text, to_text, to_number FROM cdr ORDER BY 1")
        == "a|Anonymous|2045559999|12045559999\nb|+12045550001|00034688886392|\n"
        + "c|+12045550001|000|")
    let rated = try workshop.run(["rate"])
    #expect(rated.exitCode == 1)
    let states = try workshop.run(["report", "cdr-summary", "--by", "state", "--format", "csv"])
    #expect(states.output.contains("unmatched,1,1,60") && states.output.contains("unrated,2,2,120"))
  }

  /// A deck with a prefix twice for a day is refused whole, and leaves no deck.
  @Test func prefixTwiceForADayLeavesNoDeck() throws {
    let workshop = try Workshop(copyOf: Self.ready.get())
    _ = try workshop.folder.write(
      "d.csv",
      "prefix,deck,since,price\n1,d,2026-10-01,0.02\n44,d,2026-10-01,0.05\n1,d,2026-10-01,0.03\n")
    let result = try workshop.run([
      "rate", "--deck", "d.csv", "--profile", "rate", "--name", "d", "--source", "P",
    ])
    #expect(result.exitCode == 3)
    #expect(result.output.contains("d.csv:4:"), "\(result.output)")
    #expect(result.output.contains("The same key is in line 2 of this file with another price"))
    #expect(try workshop.ask("SELECT count(*) FROM rate_deck") == "0")
    #expect(try workshop.ask("SELECT count(*) FROM rate") == "0")
  }

  /// Two carriers may have a number one after the other, and so may a switch and what only costs.
  @Test func oneBillingSourceAtATime() throws {
    let workshop = try Workshop(copyOf: Self.ready.get())
    func bring(_ file: String, _ source: String, _ calls: String) throws -> Tool.Result {
      _ = try workshop.folder.write(file, Self.header + calls)
      return try workshop.run(["import", file, "--profile", "cdr", "--source", source])
    }
    #expect(try bring("a.csv", "P", Self.call("a")).exitCode == 0)
    // Ported: Q begins two hours later. Another's number is nobody's concern.
    let later = Self.call("b", at: "2026-10-05T16:00:00Z") + Self.call("c", from: "+12045550009")
    #expect(try bring("b.csv", "Q", later).exitCode == 0)
    _ = try workshop.bring("source", "name,role,zone\nQ,cost,America/Winnipeg\n")
    #expect(try bring("c.csv", "Q", Self.call("d", at: "2026-10-05T14:00:01Z")).exitCode == 0)
    // A number whose holder becomes known later is looked at then.
    _ = try workshop.bring("source", "name,role,zone\nQ,bill,America/Winnipeg\n")
    #expect(
      try bring("d.csv", "P", Self.call("e", at: "2026-10-06T14:00:00Z", from: "+12045550009"))
        .exitCode == 0)
    #expect(
      try bring("e.csv", "Q", Self.call("f", at: "2026-10-06T14:00:02Z", from: "+12045550009"))
        .exitCode == 0)
    _ = try workshop.bring(
      "did_assignment", "number,account\n+12045550009,000023\n", ["--source", "P"])
    let before = try workshop.ask("SELECT count(*) FROM cdr WHERE account IS NOT NULL")
    let match = try workshop.run(["rate", "--match"])
    #expect(match.exitCode == 3)
    #expect(match.errors.contains("Calls of +12045550009"), "\(match.errors)")
    #expect(try workshop.ask("SELECT count(*) FROM cdr WHERE account IS NOT NULL") == before)
  }
}
