import Foundation
import Support
import Testing

/// The sample data from end to end, against the truth that its generator computed by itself.
@Suite struct DemoTests {
  @Test func tiesToTheGeneratorsTruth() throws {
    let first = try SampleDemo.summary
    #expect(first.exitCode == 0, "\(first.output.suffix(500))\(first.errors)")
    #expect(first.output.contains("PFL CAD") && !first.output.contains("  FAIL"))
    #expect(
      first.output.contains(
        "Reports against \(SampleDemo.samples)/expected.json: 10 PASS, 0 FAIL"))
  }

  @Test func runAgainChangesNothing() throws {
    let again = try Workshop(copyOf: SampleDemo.small.folder).run([
      "demo", SampleDemo.small.samples,
    ])
    #expect(again.exitCode == 0)
    #expect(again.output.components(separatedBy: "already imported").count == 53)
    #expect(!again.output.contains("inserted"))
  }

  /// Each kind of figure in turn is stated wrongly: exactly that one is told, with both values.
  @Test func reconcileTellsEachDifferenceFromExpectedFigures() throws {
    let workshop = try Workshop(isReady: false)
    let text = try String(
      contentsOfFile: SampleDemo.small.samples + "/expected.json", encoding: .utf8)
    for (right, wrong, told) in [
      ("\"0.00\"", "\"0.01\"", "expected 0.01, found 0.00"),
      ("[\"PFL\", \"000001\"", "[\"PFL\", \"999999\"", "expected a row, found no such row"),
    ] {
      let place = try #require(text.range(of: right))
      _ = try workshop.folder.write(
        "wrong.json5", text.replacingCharacters(in: place, with: wrong))
      let result = try workshop.run([
        "reconcile", "--store", try SampleDemo.small.store, "--expected", "wrong.json5",
      ])
      #expect(result.exitCode == 1)
      #expect(result.output.contains(told), "\(result.output.suffix(800))")
    }
  }

  @Test func documentsAreTheSameBytesInAnotherFolder() throws {
    let other = try Workshop(isReady: false)
    _ = try other.run(["demo", SampleDemo.small.samples, "--quiet"])
    let result = try Tool.run(
      "/usr/bin/diff",
      [
        // The evidence tells when each store was made.
        "-r", "-q", "-x", "carryover.db*", "-x", "evidence", other.folder.file("carryover-demo"),
        try SampleDemo.small.folder.file("carryover-demo"),
      ],
      in: other.folder.path)
    #expect(result.exitCode == 0, "\(result.output)")
  }

  /// Opening + movements = closing on the page, and the account view says the same.
  @Test func statementOnPaperIsTheAccountsBalance() throws {
    guard let tool = Tool.judge("pdftotext") else { return }
    let workshop = try Workshop(isReady: false)
    for id in ["000001", "000003", "000012", "000021", "000033"] {
      let pdf = try SampleDemo.folder.file("carryover-demo/statements/\(id).pdf")
      _ = try Tool.run(tool, ["-layout", pdf, "s.txt"], in: workshop.folder.path)
      let text = try workshop.folder.text("s.txt")
      // Of the summary each line ends with an amount: opening, movements, closing.
      let summary = text.split(separator: "\n").drop { !$0.hasPrefix("Account summary") }
        .dropFirst(2)
      let lines = summary.prefix { !$0.hasPrefix("Balance on 31 Oct 2026") }
      let closing = try #require(summary.dropFirst(lines.count).first.flatMap(Self.amount), "\(id)")
      #expect(lines.count > 1)
      #expect(lines.compactMap(Self.amount).reduce(0, +) == closing, "\(id)")
      let view = try workshop.run([
        "account", id, "--as-of", "2026-10-31", "--store", try SampleDemo.store,
      ])
      let line = try #require(
        view.output.split(separator: "\n").first { $0.contains("Account balance") })
      #expect(Self.amount(at: line) == closing, "\(id)")
    }
  }

  /// The amount that a line ends with.
  private static func amount(at line: Substring) -> Decimal? {
    line.split(separator: " ").last.flatMap {
      Decimal(string: $0.replacingOccurrences(of: ",", with: ""))
    }
  }
}
