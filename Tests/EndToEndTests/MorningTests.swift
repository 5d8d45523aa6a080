import Billing
import Foundation
import Importing
import Support
import Testing

/// `import DIR`: what the carriers sent over night.
@Suite struct MorningTests {
  private static func must(_ result: Tool.Result, _ place: SourceLocation = #_sourceLocation) {
    #expect(
      result.exitCode == 0, "\(result.output)\(result.errors)", sourceLocation: place)
  }

  /// Carriers P and Q send a file a day; calls of P come in the format of scene S3.
  private static func workshop(_ sources: String = "") throws -> Workshop {
    let workshop = try Workshop(isReady: false)
    must(try workshop.run(["init"]))
    must(
      try workshop.bring(
        "company", "code,name,currency,zone,country\nPN,Prairie Net,CAD,America/Winnipeg,CA\n"))
    must(
      try workshop.bring(
        "source",
        "name,company,role,feed,zone,country,currency,area,cadence,profiles\n"
          + "P,PN,bill,increment,America/Winnipeg,CA,CAD,204,daily,p.json5\n" + sources))
    _ = try workshop.folder.write("p.json5", CallSceneTests.profile)
    try makeFolder(workshop)
    return workshop
  }

  private static func makeFolder(_ workshop: Workshop) throws {
    try FileManager.default.createDirectory(
      atPath: workshop.folder.file("in"), withIntermediateDirectories: true)
  }

  private static func put(_ workshop: Workshop, _ name: String, _ text: String) throws {
    try text.write(toFile: workshop.folder.file("in/\(name)"), atomically: false, encoding: .utf8)
  }

  private static func file(_ number: Int, calls: Int = 1, trailer: Bool = true) -> String {
    let rows = (0..<calls).map {
      "CDR|f\(number)-\($0)|20261101\(10 + $0)0000|2045550001|12045550199|31|O|16\n"
    }
    return "HDR|\(number)\n" + rows.joined() + (trailer ? "TRL|\(calls)|\(31 * calls)\n" : "")
  }

  private static let carrierQ =
    "Q,PN,bill,increment,UTC,CA,CAD,204,daily,thinq-cdr\n"

  @Test func goodFilesAreInAndEverythingElseIsNamed() throws {
    let workshop = try Self.workshop(Self.carrierQ)
    try Self.put(workshop, "P0317.dat", Self.file(317, calls: 3))
    // File 0318 did not come, nothing came from Q, and nobody takes xyz.new.
    try Self.put(workshop, "P0319.dat", Self.file(319))
    try Self.put(workshop, "xyz.new", "what is this\n")
    try Self.put(workshop, "P0320.dat.part", Self.file(320))
    let run = try workshop.run(["import", "in"])
    #expect(run.exitCode == 1, "\(run.output)\(run.errors)")
    for line in [
      "imported       1\n", "with findings  1\n  P0319.dat: file sequence 319, expected 318\n",
      "unknown        1\n  xyz.new: no source has a profile for it\n",
      "missing        2\n  Q (daily): nothing came yet\n  P: file 318\n",
    ] { #expect(run.output.contains(line), "\(line)\(run.output)") }
    #expect(!run.output.contains("P0320"))
    #expect(try workshop.ask("SELECT count(*) FROM cdr") == "4")
    // Nothing is moved; the same run again brings nothing, and still names what is missing.
    let again = try workshop.run(["import", "in"])
    #expect(again.exitCode == 1)
    #expect(again.output.contains("already in     2\n"), "\(again.output)")
    #expect(try workshop.ask("SELECT count(*) FROM cdr") == "4")
    // The number is named until its file comes, or a week has gone by.
    try Self.put(workshop, "P0322.dat", Self.file(322))
    let early = try workshop.run(["import", "in"])
    #expect(early.output.contains("P: file 318\n  P: files 320 to 321\n"))
    try Self.put(workshop, "P0318.dat", Self.file(318))
    let late = try workshop.run(["import", "in"])
    #expect(!late.output.contains("P: file 318") && late.output.contains("P: files 320 to 321"))
    // Holders that came in the carrier's name are no file of its calls.
    _ = try workshop.bring("did", "number\n+12045550001\n", ["--source", "Q"])
    _ = try workshop.ask("UPDATE batch SET finished = finished - 86400000 * 8 WHERE source = 1")
    let week = try workshop.run(["import", "in"]).output
    #expect(!week.contains("P: file") && week.contains("P (daily): nothing since"), "\(week)")
    #expect(week.contains("Q (daily): nothing came yet"), "\(week)")
  }

  /// A file that is in goes to the folder of those, over the same bytes; another of its name stays, and
  /// hides nothing of what the run found.
  @Test func filesAreMovedUnlessAnotherIsThere() throws {
    let workshop = try Self.workshop()
    try Self.put(workshop, "P0317.dat", Self.file(317))
    Self.must(try workshop.run(["import", "in", "--move-to", "done"]))
    try Self.put(workshop, "P0317.dat", Self.file(317))
    Self.must(try workshop.run(["import", "in", "--move-to", "done"]))
    #expect(!FileManager.default.fileExists(atPath: workshop.folder.file("in/P0317.dat")))
    _ = try workshop.folder.write("done/P0318.dat", "something else\n")
    try Self.put(workshop, "P0318.dat", Self.file(318))
    let run = try workshop.run(["import", "in", "--move-to", "done", "--quiet"])
    #expect(run.exitCode == 1)
    #expect(
      run.output.contains("imported       1\nnot moved      1\n  P0318.dat: There is another"))
    #expect(try workshop.folder.text("done/P0318.dat") == "something else\n")
    #expect(FileManager.default.fileExists(atPath: workshop.folder.file("in/P0318.dat")))
    let json = try workshop.run(["import", "in", "--move-to", "done", "--json"])
    #expect(json.output.contains("\"why\": \"There is another file"), "\(json.output)")
  }

  /// A day after the last byte a file without its trailer is one that was cut off.
  @Test func fileThatNobodyFinishesIsAFinding() throws {
    let workshop = try Self.workshop()
    try Self.put(workshop, "P0317.dat", Self.file(317))
    try Self.put(workshop, "P0318.dat", Self.file(318, trailer: false))
    Self.must(try workshop.run(["import", "in"]))
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -200_000)],
      ofItemAtPath: workshop.folder.file("in/P0318.dat"))
    let run = try workshop.run(["import", "in"])
    #expect(run.exitCode == 1)
    #expect(run.output.contains("its trailer is missing, and nobody has written"), "\(run.output)")
  }

  /// An hour that clocks pass over has no calls on any system.
  @Test func hourThatIsNotThereIsNotSilent() throws {
    let zone = try ZoneDatabase.rules(for: "America/Winnipeg")
    let spring = try #require(CalendarDate("2026-03-08"))
    #expect(CarrierDay.hoursOf(spring, zone) == Set(0..<24).subtracting([2]))
    #expect(CarrierDay.hoursOf(spring + 1, zone) == Set(0..<24))
    #expect(CarrierDay.hoursOf(try #require(CalendarDate("2026-11-01")), zone) == Set(0..<24))
  }

  @Test func silenceMeansThatAllIsWell() throws {
    let workshop = try Self.workshop()
    try Self.put(workshop, "P0317.dat", Self.file(317))
    let run = try workshop.run(["import", "in", "--quiet"])
    Self.must(run)
    #expect(run.output.isEmpty && run.errors.isEmpty, "\(run.output)\(run.errors)")
  }

  @Test func unfinishedFileWaitsAndComesTheNextTime() throws {
    let workshop = try Self.workshop()
    try Self.put(workshop, "P0317.dat", Self.file(317, trailer: false))
    let first = try workshop.run(["import", "in"])
    #expect(first.output.contains("waiting        1\n  P0317.dat: its trailer is missing\n"))
    #expect(try workshop.ask("SELECT count(*) FROM cdr") == "0")
    try Self.put(workshop, "P0317.dat", Self.file(317))
    Self.must(try workshop.run(["import", "in", "--move-to", "done"]))
    #expect(try workshop.ask("SELECT count(*) FROM cdr") == "1")
    #expect(FileManager.default.fileExists(atPath: workshop.folder.file("done/P0317.dat")))
    #expect(!FileManager.default.fileExists(atPath: workshop.folder.file("in/P0317.dat")))
  }

  /// Numbers in names count as numbers: file 10 comes after file 9, so no gap is told.
  @Test func filesComeInSequence() throws {
    let workshop = try Self.workshop()
    for number in [10, 9, 11] { try Self.put(workshop, "P\(number).dat", Self.file(number)) }
    let run = try workshop.run(["import", "in"])
    Self.must(run)
    #expect(run.output.contains("imported       3\n"), "\(run.output)")
  }

  /// Beside each file of calls CUCM writes one of quality figures, and below its header a record of types.
  @Test func qualityFilesAreTakenAsWhatTheyAre() throws {
    let workshop = try Workshop(isReady: false)
    Self.must(try workshop.run(["init"]))
    Self.must(
      try workshop.bring(
        "company", "code,name,currency,zone,country\nPN,Prairie Net,CAD,America/Winnipeg,CA\n"))
    Self.must(
      try workshop.bring(
        "source",
        "name,company,role,feed,zone,country,currency,area,profiles\n"
          + "C,PN,bill,increment,America/Winnipeg,CA,CAD,204,\"cisco-cucm-cdr,cisco-cucm-cmr\"\n"))
    try Self.makeFolder(workshop)
    let name = "_StandAloneCluster_01_202610051420_5"
    for kind in ["cdr", "cmr"] {
      let path = CarrierTests.folder.url.appending(path: "cisco/\(kind)\(name)").path
      try Self.put(
        workshop, kind + name, try String(contentsOfFile: path, encoding: .utf8))
    }
    let run = try workshop.run(["import", "in"])
    Self.must(run)
    #expect(run.output.contains("imported       2\n"), "\(run.output)")
    #expect(try workshop.ask("SELECT count(*) FROM cdr") == "2")
  }

  /// A profile may say nothing of names and headers: then the source must.
  @Test func aProfileThatMatchesNothingIsNamed() throws {
    let workshop = try Self.workshop("T,PN,bill,increment,UTC,CA,CAD,204,,twilio-calls\n")
    let calls = CarrierTests.folder.url.appending(path: "twilio/calls.jsonl").path
    try Self.put(workshop, "a.jsonl", try String(contentsOfFile: calls, encoding: .utf8))
    let run = try workshop.run(["import", "in"])
    #expect(run.exitCode == 1)
    let words = run.output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(
      words.contains(
        "a.jsonl: no source has a profile for it; twilio-calls of T reads it: say of which files it is in "
          + "the source's column 'profiles', such as 'twilio-calls:*.jsonl'"), "\(run.output)")
  }

  @Test func aFileThatTwoSourcesTakeIsNobodys() throws {
    let workshop = try Self.workshop(
      "R,PN,bill,increment,UTC,CA,CAD,204,,p.json5:P*.dat\n")
    try Self.put(workshop, "P0317.dat", Self.file(317))
    let run = try workshop.run(["import", "in"])
    #expect(run.exitCode == 1)
    #expect(run.output.contains("it fits carrier-p of P and carrier-p of R"), "\(run.output)")
  }

  /// What somebody still writes is left for the next run.
  @Test func fileThatGrowsWaits() throws {
    let workshop = try Self.workshop()
    try Self.put(workshop, "P0317.dat", Self.file(317))
    let writer = Process()
    writer.executableURL = URL(fileURLWithPath: "/bin/sh")
    writer.arguments = ["-c", "while sleep 0.02; do echo >> in/P0317.dat; done"]
    writer.currentDirectoryURL = URL(fileURLWithPath: workshop.folder.path)
    try writer.run()
    let run = try workshop.run(["import", "in"])
    writer.terminate()
    writer.waitUntilExit()
    #expect(
      run.output.contains("waiting        1\n  P0317.dat: it is still being written\n"),
      "\(run.output)")
    #expect(try workshop.ask("SELECT count(*) FROM cdr") == "0")
    Self.must(try workshop.run(["import", "in"]))
  }

  /// What cadence a source missed is told by the day of its last file.
  @Test func missedCadenceIsNamed() throws {
    let workshop = try Self.workshop()
    try Self.put(workshop, "P0317.dat", Self.file(317))
    Self.must(try workshop.run(["import", "in"]))
    _ = try workshop.ask(
      "UPDATE batch SET finished = finished - 86400000 * 3 WHERE verb = 'import'")
    let day = try workshop.ask("SELECT date(max(finished) / 1000, 'unixepoch') FROM batch")
    let run = try workshop.run(["import", "in"])
    #expect(run.exitCode == 1)
    #expect(
      run.output.contains("missing        1\n  P (daily): nothing since \(day)\n"), "\(run.output)")
  }

  /// A line for each carrier: yesterday beside the same day last week; and the hours in which there was
  /// nothing where there always is something.
  @Test func yesterdayIsComparedWithLastWeek() throws {
    let workshop = try Self.workshop("Q,PN,bill,increment,UTC,CA,CAD,204,,q.json5\n")
    let today = Int(Date().timeIntervalSince1970) / 86_400
    func call(_ back: Int, _ hour: Int, minutes: Int = 2) -> String {
      let start = Date(timeIntervalSince1970: Double((today - back) * 86_400 + hour * 3600))
      return "c\(today - back)-\(hour),\(start.formatted(.iso8601)),\(minutes * 60_000)\n"
    }
    Self.must(try workshop.bring("source", "name,role,zone\nP,bill,UTC\n"))
    // Q has nothing at all.
    var calls = call(1, 20) + call(1, 21)
    for back in 2...8 { calls += call(back, 20) + call(back, 18, minutes: 30) }
    let header = "call_id,start,duration\n"
    Self.must(try workshop.bring("cdr", header + calls, ["--source", "P"]))
    let others = (2...8).map { call($0, 12) }.joined()
    Self.must(try workshop.bring("cdr", header + others, ["--source", "Q"]))
    _ = try workshop.folder.write(
      "q.json5",
      CallSceneTests.profile.replacing("carrier-p", with: "q").replacing("P*.dat", with: "Q*.dat"))
    let run = try workshop.run(["import", "in"])
    #expect(run.exitCode == 1)
    let lines = run.output.split(separator: "\n").map {
      $0.split(separator: " ").joined(separator: " ")
    }
    #expect(lines.contains("P 2 4 2 32"), "\(run.output)")
    #expect(lines.contains("Q 0 0 1 2"), "\(run.output)")
    for hour in [12, 18] {
      #expect(
        lines.contains("no call at \(hour):00, where there always is one"), "\(run.output)")
    }
  }

  @Test func withoutProfilesOfSourcesTheFolderAsks() throws {
    let workshop = try Workshop()
    try Self.makeFolder(workshop)
    let run = try workshop.run(["import", "in"])
    #expect(run.exitCode == 2)
    #expect(run.errors.contains("column 'profiles'"), "\(run.errors)")
  }
}
