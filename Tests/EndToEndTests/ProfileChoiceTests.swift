import Foundation
import Support
import Testing

/// An import without --profile: the one profile that matches, or a question with what is near.
@Suite struct ProfileChoiceTests {
  @Test func oneMatchIsTakenAndNamed() throws {
    let workshop = try Workshop()
    _ = try workshop.folder.write(
      "money.csv",
      "id,account,date,amount,method,reference\nP1,000017,2026-10-01,5.00,cash,R1\n")
    let result = try workshop.run(["import", "money.csv", "--source", "acme"])
    #expect(result.exitCode == 0, "\(result.errors)")
    #expect(result.errors.contains("money.csv: read as payment"))
    #expect(try workshop.ask("SELECT amount FROM payment") == "500")
  }

  @Test func noMatchAndSeveralAreQuestions() throws {
    let workshop = try Workshop()
    _ = try workshop.folder.write("odd.csv", "alpha,beta\n1,2\n")
    _ = try workshop.folder.write("several.csv", "account,amount\n000017,5.00\n")
    let odd = try workshop.run(["import", "odd.csv", "--source", "acme"])
    #expect(odd.exitCode == 2)
    #expect(odd.errors.contains("'carryover profile suggest' drafts one"), "\(odd.errors)")
    let several = try workshop.run(["import", "several.csv", "--source", "acme"])
    #expect(several.exitCode == 2)
    #expect(several.errors.contains("opening_balance") && several.errors.contains("payment"))
    let many = try workshop.run(["import", "odd.csv", "several.csv", "--source", "acme"])
    #expect(many.errors.contains("found out for one file only"))
    #expect(try workshop.ask("SELECT count(*) FROM payment") == "0")
  }

  /// Files without a header tell what they are by how they begin, or not at all.
  @Test func profileMayBeChosenByTheFirstBytes() throws {
    let workshop = try Workshop()
    try FileManager.default.createDirectory(
      atPath: workshop.folder.file("profiles"), withIntermediateDirectories: true)
    _ = try workshop.folder.write(
      "profiles/calls.json5",
      """
      { profile: "calls", match: { firstBytes: "HDR|ACME|" },
        input: { delimiter: "|", header: 0 }, records: [
          { when: { eq: ["$1", "HDR"] }, header: { carrier: "$2" } },
          { emit: [{ kind: "cdr", fields: { call_id: "$1", start: "$2", duration: "1000" } }] } ] }
      """)
    let call = "c1|2026-10-01T00:00:00.000Z\n"
    _ = try workshop.folder.write("a.txt", "\u{FEFF}HDR|ACME|1\n" + call)
    _ = try workshop.folder.write("b.txt", "HDR|OTHER|1\n" + call)
    let own = try workshop.run(["detect", "a.txt", "--profiles", "profiles"])
    #expect(own.output.contains("profiles/calls.json5: it begins with"), "\(own.output)")
    let other = try workshop.run(["detect", "b.txt", "--profiles", "profiles"])
    #expect(!other.output.contains("calls.json5"), "\(other.output)")
  }

  /// Lines before the header are no obstacle to a draft.
  @Test func detectRecommendsADraftForAFileWithPreamble() throws {
    let workshop = try Workshop()
    _ = try workshop.folder.write(
      "r.csv",
      "Receipts of Old System,,,\nas of 2026-10-31,,,\nReceipt No,Customer No,Payment Date,Amount\n"
        + "P1,000017,2026-09-01,19.99\nP2,000018,2026-09-02,5.00\n")
    let detected = try workshop.run(["detect", "r.csv"])
    #expect(
      detected.output.contains("carryover profile suggest r.csv --as payment"), "\(detected.output)"
    )
    let draft = try workshop.run([
      "profile", "suggest", "r.csv", "--as", "payment", "-o", "r.json5",
    ])
    #expect(draft.exitCode == 0, "\(draft.output)\(draft.errors)")
    let result = try workshop.run(["import", "r.csv", "--profile", "./r.json5", "--source", "acme"])
    #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
    #expect(try workshop.ask("SELECT count(*), sum(amount) FROM payment") == "2|2499")
  }

  /// The numbers of a carrier's files: a gap is told, a number that comes again is refused.
  @Test func fileSequenceIsKept() throws {
    let workshop = try Workshop()
    _ = try workshop.folder.write(
      "seq.json5",
      """
      { profile: "seq", input: { header: 0 }, records: [
          { when: { eq: ["$1", "HDR"] }, header: { number: { col: 2, type: "integer" } } },
          { emit: [{ kind: "cdr", fields: { call_id: "$1", start: "$2", duration: "1000" } }] } ],
        control: { sequence: { number: "header.number" } } }
      """)
    _ = try workshop.bring(
      "source",
      "name,company,role,feed,zone\ncarrier,PN,bill,increment,America/Regina\n")
    func bring(_ number: Int, _ id: String) throws -> Tool.Result {
      _ = try workshop.folder.write(
        "\(id).csv", "HDR,\(number)\n\(id),2026-10-01T00:00:00.000Z\n")
      return try workshop.run([
        "import", "\(id).csv", "--profile", "./seq.json5", "--source", "carrier",
      ])
    }
    #expect(try bring(317, "a").exitCode == 0)
    let gap = try bring(319, "b")
    #expect(gap.exitCode == 1)
    #expect(gap.output.contains("file sequence") && gap.output.contains("318"), "\(gap.output)")
    // The late file closes the gap.
    #expect(try bring(318, "c").exitCode == 0)
    let again = try bring(318, "d")
    #expect(again.exitCode == 3)
    #expect(again.errors.contains("[sequence-repeat]"), "\(again.errors)")
    #expect(try workshop.ask("SELECT count(*) FROM cdr") == "3")
    // Of a wider gap the first that is missing is named, also when one of it comes late.
    for (number, id, expected) in [(325, "e", 320), (323, "f", 320), (322, "g", 320)] {
      let wider = try bring(number, id)
      #expect(
        wider.output.contains("file sequence: declared \(number), counted \(expected), FAIL"),
        "\(wider.output)")
    }
    #expect(try bring(324, "h").exitCode == 0)
    // What is of before the first one that ever came leaves no gap that is known.
    #expect(try bring(300, "i").exitCode == 0)

    // Numbers that begin anew after the last of them are those of other files.
    let profile = try workshop.folder.text("seq.json5")
    _ = try workshop.folder.write(
      "seq.json5",
      profile.replacing("\"seq\"", with: "\"round\"")
        .replacing("number: \"header.number\"", with: "number: \"header.number\", last: 4"))
    for (place, number) in [3, 4, 1, 2, 3, 4, 1].enumerated() {
      let round = try bring(number, "r\(place)")
      #expect(round.exitCode == 0, "\(place): \(round.output)\(round.errors)")
    }
    #expect(try bring(1, "s").errors.contains("[sequence-repeat]"))
    #expect(try bring(3, "t").output.contains("declared 3, counted 2, FAIL"))
  }
}
