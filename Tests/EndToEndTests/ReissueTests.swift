import Foundation
import Support
import Testing

/// Files that a carrier sends once more in the place of an earlier one (rules §9).
@Suite struct ReissueTests {
  private static func must(_ result: Tool.Result, _ place: SourceLocation = #_sourceLocation) {
    #expect(
      result.exitCode == 0, "\(result.output)\(result.errors)", sourceLocation: place)
  }

  /// Carrier P sends a file with the same number, V one with the same name, D the highest of a day.
  private static let ready = Result {
    let workshop = Workshop(in: try TemporaryFolder.shared())
    must(try workshop.run(["init"]))
    for (kind, text) in [
      ("company", "code,name,currency,zone,country\nPN,Prairie Net,CAD,America/Winnipeg,CA\n"),
      (
        "source",
        "name,company,role,feed,zone,country,currency,area,reissue,profiles\n"
          + "acme,PN,system,increment,America/Winnipeg,CA,CAD,204,,\n"
          + "P,PN,bill,increment,America/Winnipeg,CA,CAD,204,sequence,\n"
          + "V,PN,bill,increment,America/Winnipeg,CA,CAD,204,name,\n"
          + "D,PN,bill,increment,America/Winnipeg,CA,CAD,204,date,v.json5:D_*.csv\n"
      ),
      ("account", "id,company,name\n000017,PN,Zoë\n000023,PN,Bob\n"),
      ("did_assignment", "number,account\n+12045550001,000017\n+12045550002,000023\n"),
      ("rate_deck", "name,purpose,first_interval,next_interval\nretail,charge,30,6\n"),
      ("rate", "prefix,deck,price\n1,retail,0.02\n"),
    ] { must(try workshop.bring(kind, text, ["--source", "acme"])) }
    _ = try workshop.folder.write("p.json5", CallSceneTests.profile)
    _ = try workshop.folder.write(
      "v.json5",
      """
      { profile: "v", input: { delimiter: ",", header: 0 }, records: [{ emit: [{ kind: "cdr",
        fields: {
          start: { col: 1, type: { instant: { formats: ["yyyy-MM-dd HH:mm"] } } },
          from_text: "$2", from_number: "$2", to_text: "$3", to_number: "$3",
          duration: { col: 4, type: { duration: { unit: "s" } } },
        } }] }] }
      """)
    return workshop.folder
  }

  private static func bring(
    _ workshop: Workshop, _ name: String, _ text: String, _ profile: String, _ source: String
  ) throws -> Tool.Result {
    _ = try workshop.folder.write(name, text)
    return try workshop.run(["import", name, "--profile", profile, "--source", source])
  }

  private static func call(_ id: String, _ hour: String, _ seconds: Int, from: Int = 1) -> String {
    "CDR|\(id)|202611\(hour)0000|204555000\(from)|12045550199|\(seconds)|O|16\n"
  }

  private static let first =
    "HDR|317\n" + call("a", "0309", 31) + call("b", "0310", 60) + call("c", "0311", 60)
    + call("d", "0312", 90, from: 2) + "TRL|4|241\n"
  /// b is longer, c is gone, e is new.
  private static let second =
    "HDR|317\n" + call("a", "0309", 31) + call("b", "0310", 120) + call("d", "0312", 90, from: 2)
    + call("e", "0313", 30, from: 2) + "TRL|4|271\n"

  @Test func billedAndExportedCallsAreTakenBackAndComeAnew() throws {
    let workshop = try Workshop(copyOf: Self.ready.get())
    Self.must(try Self.bring(workshop, "P0317.dat", Self.first, "p.json5", "P"))
    Self.must(try workshop.run(["rate"]))
    Self.must(try workshop.run(["rate", "--bill", "2026-11"]))
    let export = ["export", "sonar-cdr", "--provider", "7"]
    Self.must(try workshop.run(export + ["--new", "-o", "sonar.csv"]))
    let sent = try workshop.ask("SELECT max(id) FROM batch")
    let before = try workshop.run(["dump"]).output
    let again = try Self.bring(workshop, "P0317b.dat", Self.second, "p.json5", "P")
    #expect(again.exitCode == 1)
    for line in [
      "(P0317.dat): new 1, changed 1, gone 1, alike 2\n",
      "taken back: 2, of them billed 2, exported 2; 'carryover report cdr-changes' lists them\n",
      "read 6 = inserted 2 + duplicate 2 + control 2",
    ] { #expect(again.output.contains(line), "\(line)\(again.output)") }
    let reissue = try workshop.ask("SELECT max(id) FROM batch")
    let changes = try workshop.run(["report", "cdr-changes", "--format", "csv"]).output
    #expect(
      changes.split(separator: "\n").dropFirst().map {
        let cells = $0.split(separator: ",", omittingEmptySubsequences: false)
        return [2, 5, 6, 7, 11, 12, 14].map { cells[$0] }.joined(separator: " ")
      } == [
        "b changed 60 120 billed sonar-cdr P0317.dat", "c gone 60  billed sonar-cdr P0317.dat",
      ],
      "\(changes)")
    // Every call of either file is in one state, in calls, seconds and charges.
    let states = try workshop.run(["report", "cdr-conservation", "--format", "csv"]).output
    #expect(
      states.split(separator: "\n").dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false)[1...].joined(separator: ",")
      } == [
        "P0317.dat,2026-11-03,4,0,0,0,4,0,0,0,0,2,2,241,0,0,0,0,121,120,CAD,0.042,0,0.042",
        "P0317b.dat,,2,0,0,2,0,0,0,0,0,0,0,0,0,0,0,0,0,0,CAD,,0,0",
        "P0317b.dat,2026-11-03,2,0,0,0,2,0,2,0,0,0,0,150,0,150,0,0,0,0,CAD,,0,0",
      ], "\(states)")

    // The reversal and the new charge go to one debit more; what is billed is what the calls cost now.
    Self.must(try workshop.run(["rate"]))
    Self.must(try workshop.run(["rate", "--bill", "2026-12"]))
    #expect(
      try workshop.ask(
        """
        SELECT sum(call_billing.amount), (SELECT sum(amount) FROM call_charged) FROM call_billing
        """) == "9200000|9200000")
    #expect(
      try workshop.ask(
        "SELECT count(*) FROM debit WHERE description LIKE '%late from 2026-11, corrected'") == "1")
    let new = try workshop.run(export + ["--new"])
    #expect(new.output.split(separator: "\n").count == 1 + 2, "\(new.output)")
    #expect(
      try workshop.run(export + ["--again", sent]).output == workshop.folder.text("sonar.csv"))
    let explained = try workshop.run(["rate", "--explain", "c"])
    #expect(explained.output.contains("reversed  by P0317b.dat, batch \(reissue), which does not"))
    Self.must(try workshop.run(["check"]))
    let proof = try workshop.run(["reconcile"])
    #expect(proof.exitCode == 0, "\(proof.output)\(proof.errors)")

    // The first file is not taken back without the second; the second goes without a trace.
    let refused = try workshop.run(["undo", "\(try #require(Int(sent)) - 3)"])
    #expect(refused.exitCode == 3, "\(refused.output)")
    Self.must(try workshop.run(["undo", reissue, "--cascade"]))
    #expect(try workshop.run(["dump"]).output == before)
    Self.must(try workshop.run(["check"]))
  }

  @Test func callsInClosedBooksStayAndAreNamed() throws {
    let workshop = try Workshop(copyOf: Self.ready.get())
    Self.must(try Self.bring(workshop, "P0317.dat", Self.first, "p.json5", "P"))
    Self.must(try workshop.run(["rate"]))
    Self.must(try workshop.run(["rate", "--bill", "2026-11"]))
    Self.must(try workshop.run(["period", "close", "2026-11"]))
    _ = try workshop.folder.write("P0317b.dat", Self.second)
    let again = try workshop.run([
      "import", "P0317b.dat", "--profile", "p.json5", "--source", "P", "--max-rejects", "50%",
    ])
    #expect(again.exitCode == 1)
    for line in [
      "new 1, changed 0, gone 0, alike 2\n",
      "stay as they were, on a frozen invoice or in closed books: 1\n",
      "not in this file, and stay, since some of its records were refused: 1\n", "[closed-call]",
    ] { #expect(again.output.contains(line), "\(line)\(again.output)") }
    #expect(try workshop.ask("SELECT count(*) FROM call_reversal") == "0")
    Self.must(try workshop.run(["period", "verify", "2026-11"]))
  }

  /// Calls without an id: the n-th equal one is the n-th of the earlier file.
  @Test func keylessCallsAreKnownByWhatTheyAre() throws {
    let workshop = try Workshop(copyOf: Self.ready.get())
    let twin = "2026-11-03 09:00,2045550001,12045550199,31\n"
    let other = "2026-11-03 10:00,2045550001,12045550199,60\n"
    Self.must(try Self.bring(workshop, "calls.csv", twin + twin + other, "v.json5", "V"))
    let again = try Self.bring(
      workshop, "calls.csv", twin + other.replacingOccurrences(of: ",60", with: ",61") + twin,
      "v.json5", "V")
    Self.must(again)
    #expect(
      again.output.contains("(calls.csv): new 1, changed 0, gone 1, alike 2\n"), "\(again.output)")
    // A third one is compared with what the second left.
    let third = try Self.bring(workshop, "calls.csv", twin + other, "v.json5", "V")
    #expect(
      third.output.contains("new 1, changed 0, gone 2, alike 1\n"), "\(third.output)")
    let states = try workshop.run(["report", "cdr-summary", "--by", "state", "--format", "csv"])
    #expect(
      states.output.split(separator: "\n").dropFirst().map { $0.prefix { $0 != "," } + "" }
        == ["reversed", "unrated"])
    #expect(states.output.contains("reversed,3,3,") && states.output.contains("unrated,2,2,"))
    Self.must(try workshop.run(["undo", try workshop.ask("SELECT max(id) FROM batch")]))
    #expect(try workshop.ask("SELECT count(*) FROM call_reversal") == "1")
  }

  @Test func highestFileOfADayCounts() throws {
    let workshop = try Workshop(copyOf: Self.ready.get())
    let rows = ["2026-11-03 09:00,2045550001,12045550199,31\n", ""]
    Self.must(try Self.bring(workshop, "D_20261103_2.csv", rows[0], "v.json5", "D"))
    let older = try Self.bring(
      workshop, "D_2026-11-03_1.csv", rows[0] + rows[0], "v.json5", "D")
    #expect(older.exitCode == 3)
    #expect(older.errors.contains("which is the newer file of the two"), "\(older.errors)")
    let newer = try Self.bring(
      workshop, "D_20261103_10.csv", rows[0] + rows[0], "v.json5", "D")
    Self.must(newer)
    #expect(newer.output.contains("(D_20261103_2.csv): new 1, changed 0, gone 0, alike 1\n"))
    // Another day replaces nothing, and the morning job puts up with the older file.
    let next = try Self.bring(
      workshop, "D_20261104_1.csv", "2026-11-04 09:00,2045550001,12045550199,31\n", "v.json5", "D")
    #expect(!next.output.contains("in place of"))
    try FileManager.default.createDirectory(
      atPath: workshop.folder.file("in"), withIntermediateDirectories: true)
    _ = try workshop.folder.write("in/D_2026-11-03_1.csv", rows[0] + rows[0] + rows[0])
    let morning = try workshop.run(["import", "in"])
    #expect(morning.exitCode == 0, "\(morning.output)")
    #expect(morning.output.contains("superseded     1\n  D_2026-11-03_1.csv: "))
  }

  /// What was refused may be one of the calls that the file seems to lack.
  @Test func fileWithRefusedRecordsTakesNothingBack() throws {
    let workshop = try Workshop(copyOf: Self.ready.get())
    Self.must(try Self.bring(workshop, "P0317.dat", Self.first, "p.json5", "P"))
    let broken = Self.second.replacingOccurrences(of: "CDR|b|20261103", with: "CDR|b|2026x103")
    _ = try workshop.folder.write("P0317b.dat", broken)
    let again = try workshop.run([
      "import", "P0317b.dat", "--profile", "p.json5", "--source", "P", "--max-rejects", "1",
    ])
    #expect(again.exitCode == 1)
    #expect(again.output.contains("new 1, changed 0, gone 0, alike 2\n"), "\(again.output)")
    #expect(again.output.contains("since some of its records were refused: 2\n"))
  }
}
