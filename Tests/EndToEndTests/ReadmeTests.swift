import Foundation
import Support
import Testing

/// What the README tells people to type works as it stands there.
@Suite struct ReadmeTests {
  /// The lines of the README's shell blocks that run the command, by block.
  private static func blocks() throws -> [[String]] {
    let text = try String(
      contentsOf: Tool.package.appending(path: "README.md"), encoding: .utf8)
    let parts = text.components(separatedBy: "```")
    return parts.indices.filter { $0 % 2 == 1 && parts[$0].hasPrefix("sh\n") }
      .map {
        parts[$0].split(separator: "\n").map(String.init).filter { $0.hasPrefix("carryover ") }
      }
      .filter { !$0.isEmpty }
  }

  private static func run(
    _ lines: [String], in workshop: Workshop, store: String?, finding: String? = nil
  ) throws {
    let command = Tool.products.appending(path: "carryover").path
    for line in lines {
      let prelude = (store.map { "export CARRYOVER_STORE=\($0); " } ?? "")
      let result = try Tool.run(
        "/bin/sh", ["-c", prelude + "carryover() { '\(command)' \"$@\"; }; " + line],
        in: workshop.folder.path)
      let code: Int32 = finding.map { line.hasPrefix($0) } == true ? 1 : 0
      #expect(result.exitCode == code, "\(line): \(result.output.suffix(300))\(result.errors)")
    }
  }

  @Test func commandsOfTheTourRun() throws {
    let workshop = try Workshop(copyOf: SampleDemo.folder)
    try FileManager.default.createSymbolicLink(
      atPath: workshop.folder.file("SampleData"), withDestinationPath: SampleDemo.samples)
    let tour = try #require(try Self.blocks().first)
    #expect(tour.count > 10)
    try Self.run(tour, in: workshop, store: "carryover-demo/carryover.db")
  }

  @Test func commandsForOwnFilesRun() throws {
    let workshop = try Workshop(isReady: false)
    for (name, text) in [
      ("company", "code,name,currency,zone\nPN,Prairie Net,CAD,America/Regina\n"),
      ("source", "name,company,role,feed,zone\nold,PN,system,snapshot,America/Regina\n"),
      ("accounts", "id,company,name\n000017,PN,Zoë\n"),
      ("payments", "id,account,date,amount,currency\np1,000017,2026-10-01,5.00,CAD\n"),
    ] {
      _ = try workshop.folder.write("\(name).csv", text)
    }
    let own = try #require(try Self.blocks().dropFirst().first)
    #expect(own.count > 4)
    try Self.run(own, in: workshop, store: nil)
  }

  @Test func commandsForCallsRun() throws {
    let workshop = try Workshop(isReady: false)
    for (name, text) in [
      ("company", "code,name,currency,zone,country\nPN,Prairie Net,CAD,America/Winnipeg,CA\n"),
      (
        "source",
        "name,company,role,feed,zone,country,currency,area,profiles\n"
          + "old,PN,system,snapshot,America/Winnipeg,CA,CAD,204,\n"
          + "P,PN,bill,increment,America/Winnipeg,CA,CAD,204,cdr:*.csv\n"
      ),
      ("account", "id,company,name\n000017,PN,Zoë\n"),
      ("did_assignment", "number,account\n+12045550001,000017\n"),
      ("retail", "prefix,deck,price\n1,retail,0.02\n"),
      (
        "calls/today",
        "call_id,start,from_text,from_number,to_text,to_number,duration\n"
          + "c1,2026-10-05T14:15:02Z,a,+12045550001,b,+12125550199,31000\n"
      ),
    ] {
      try FileManager.default.createDirectory(
        atPath: workshop.folder.file("calls"), withIntermediateDirectories: true)
      _ = try workshop.folder.write("\(name).csv", text)
    }
    _ = try workshop.run(["init", "--store", "isp.db"])
    for kind in ["company", "source", "account", "did_assignment"] {
      let result = try workshop.run([
        "import", "\(kind).csv", "--profile", kind, "--source", "old", "--store", "isp.db",
      ])
      #expect(result.exitCode == 0, "\(result.errors)")
    }
    let calls = try #require(try Self.blocks().dropFirst(2).first)
    #expect(calls.count == 8)
    try Self.run(calls, in: workshop, store: nil)
  }

  @Test func commandsForAnotherSystemRun() throws {
    let workshop = try Workshop(copyOf: SampleDemo.folder)
    _ = try workshop.folder.write("ids.csv", "old id,new id\n000001,1001\n")
    let move = try #require(try Self.blocks().dropFirst(4).first)
    #expect(move.count == 6)
    // What Splynx can't take is a finding.
    try Self.run(
      move, in: workshop, store: "carryover-demo/carryover.db",
      finding: "carryover export splynx --company PFL -o")
  }

  @Test func commandsForTheMonthRun() throws {
    let workshop = try Workshop(copyOf: SampleDemo.folder)
    try FileManager.default.createSymbolicLink(
      atPath: workshop.folder.file("SampleData"), withDestinationPath: SampleDemo.samples)
    let month = try #require(try Self.blocks().dropFirst(3).first)
    #expect(month.count == 7)
    try Self.run(month, in: workshop, store: "carryover-demo/carryover.db")
    // Every control of the sample's October holds, and each file is what the cover says.
    let controls = try workshop.folder.text("pack/csv/controls.csv").split(separator: "\n")
    #expect(controls.count > 40 && !controls.contains { $0.contains(",FAIL,") })
    let sums = try Tool.run(
      "/usr/bin/sha256sum", ["--check", "--quiet", "SHA256SUMS"], in: workshop.folder.file("pack"))
    #expect(sums.exitCode == 0, "\(sums.output)\(sums.errors)")
  }
}
