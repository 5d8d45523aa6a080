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

  private static func run(_ lines: [String], in workshop: Workshop, store: String?) throws {
    let command = Tool.products.appending(path: "carryover").path
    for line in lines {
      let prelude = (store.map { "export CARRYOVER_STORE=\($0); " } ?? "")
      let result = try Tool.run(
        "/bin/sh", ["-c", prelude + "carryover() { '\(command)' \"$@\"; }; " + line],
        in: workshop.folder.path)
      #expect(result.exitCode == 0, "\(line): \(result.output.suffix(300))\(result.errors)")
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
}
