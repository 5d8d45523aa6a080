import Foundation
import Support
import Testing

/// Rate decks as they come and change.
@Suite struct DeckTests {
  private static func load(_ rates: String, into workshop: Workshop, _ options: [String] = [])
    throws -> Tool.Result
  {
    _ = try workshop.folder.write("d.csv", "prefix,deck,since,price\n" + rates)
    return try workshop.run(
      ["rate", "--deck", "d.csv", "--profile", "rate", "--name", "d"] + options)
  }

  /// A file that is refused leaves no deck behind, whether a rate or the whole file is wrong.
  @Test(arguments: ["prefix,price\n1,0.02\n", "prefix,deck,price\n1,new,free\n"])
  func refusedDeckLeavesNothing(_ text: String) throws {
    let workshop = try Workshop(copyOf: CarrierTests.ready.get().folder)
    _ = try workshop.folder.write("new.csv", text)
    let result = try workshop.run(["rate", "--deck", "new.csv", "--profile", "rate"])
    #expect(result.exitCode == 3, "\(result.output)\(result.errors)")
    #expect(try workshop.run(["decks"]).output.contains("There are no rate decks yet"))
    #expect(try workshop.ask("SELECT count(*) FROM batch") == "2")
  }

  /// A second file of a deck says what it changes.
  @Test func deckTellsWhatChanges() throws {
    let workshop = try Workshop(copyOf: CarrierTests.ready.get().folder)
    _ = try Self.load(
      "1,d,2026-01-01,0.02\n44,d,2026-01-01,0.05\n49,d,2026-01-01,0.04\n", into: workshop)
    let second = try Self.load(
      "1,d,2026-02-01,0.03\n44,d,2026-02-01,0.04\n375,d,2026-02-01,0.40\n"
        + "1204,d,2026-02-01,0.02\n1,d,2026-01-01,0.02\n", into: workshop)
    #expect(
      second.output.contains("deck d: new 2, up 1, down 1, unchanged 1, gone 1"), "\(second.output)"
    )
    #expect(second.output.contains("not in this file, still valid: 49"))
    #expect(
      try workshop.run(["decks"]).output.contains("d: charge, carrier, CAD: 7 rates of 5 prefixes"))
  }

  /// A file of the whole deck ends what it lacks, the day before it begins; undo leaves no trace of that.
  @Test func wholeDeckEndsWhatIsGone() throws {
    let workshop = try Workshop(copyOf: CarrierTests.ready.get().folder)
    for (kind, text) in [
      ("account", "id,company,name\nA,PN,A\n"),
      ("did_assignment", "number,account\n+13065550101,A\n"),
      (
        "cdr",
        "call_id,start,from_number,to_number,duration\n"
          + "a,2026-01-31T18:00:00Z,+13065550101,+12045550199,60000\n"
          + "b,2026-02-01T18:00:00Z,+13065550101,+12045550199,60000\n"
      ),
    ] { _ = try workshop.bring(kind, text) }
    _ = try Self.load(
      "1,d,2026-01-01,0.02\n1204,d,2026-01-01,0.05\n49,d,2026-01-01,0.04\n", into: workshop)
    let before = try workshop.run(["dump"]).output
    let made = try workshop.ask("SELECT max(id) + 1 FROM batch")
    let whole = try Self.load(
      "1,d,2026-02-01,0.03\n44,d,2026-02-01,0.04\n49,d,2026-01-01,0.04\n", into: workshop,
      ["--whole"])
    #expect(whole.exitCode == 0, "\(whole.output)\(whole.errors)")
    #expect(whole.output.contains("deck d: new 1, up 1, down 0, unchanged 1, gone 1"))
    #expect(whole.output.contains("not in this file, end on 2026-01-31: 1204"), "\(whole.output)")
    #expect(
      try workshop.ask("SELECT group_concat(prefix || ' ' || until) FROM rate WHERE until NOT NULL")
        == "1204 2026-01-31")
    // What has ended already is not gone by a file of later rates.
    let march = try Self.load("44,d,2026-03-01,0.05\n", into: workshop)
    #expect(march.output.contains("still valid: 1, 49\n"), "\(march.output)")
    _ = try workshop.run(["undo", try workshop.ask("SELECT max(id) FROM batch")])
    // The last day still has the longer prefix, the next one the shorter.
    _ = try workshop.run(["rate"])
    #expect(
      try workshop.ask(
        "SELECT group_concat(call_id || ' ' || amount) FROM call_charge JOIN cdr ON cdr.id = call")
        == "a 5000000,b 3000000")
    _ = try workshop.run(["undo", made, "--cascade"])
    #expect(try workshop.run(["dump"]).output == before)
  }
}
