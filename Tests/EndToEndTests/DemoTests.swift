import Foundation
import Support
import Testing

/// The sample data from end to end, against the truth that its generator computed by itself.
@Suite struct DemoTests {
  private static let samples = Tool.package.appending(path: "SampleData").path

  @Test func tiesToTheGeneratorsTruthAndRepeatsItself() throws {
    let workshop = try Workshop(isReady: false)
    let first = try workshop.run(["demo", Self.samples])
    #expect(first.exitCode == 0, "\(first.output.suffix(500))\(first.errors)")
    #expect(first.output.contains("PFL CAD") && !first.output.contains("  FAIL"))

    #expect(first.output.contains("Reports against \(Self.samples)/expected.json: 10 PASS, 0 FAIL"))

    let again = try workshop.run(["demo", Self.samples])
    #expect(again.exitCode == 0)
    #expect(again.output.components(separatedBy: "already imported").count == 40)
    #expect(!again.output.contains("inserted"))
  }

  /// Each kind of figure in turn is stated wrongly: exactly that one is told, with both values.
  @Test func reconcileTellsEachDifferenceFromExpectedFigures() throws {
    let workshop = try Workshop(isReady: false)
    _ = try workshop.run(["demo", Self.samples])
    let text = try String(contentsOfFile: Self.samples + "/expected.json", encoding: .utf8)
    for (right, wrong, told) in [
      ("\"0.00\"", "\"0.01\"", "expected 0.01, found 0.00"),
      ("[\"PFL\", \"000001\"", "[\"PFL\", \"999999\"", "expected a row, found no such row"),
    ] {
      let place = try #require(text.range(of: right))
      _ = try workshop.folder.write(
        "wrong.json5", text.replacingCharacters(in: place, with: wrong))
      let result = try workshop.run([
        "reconcile", "--store", "carryover-demo/carryover.db", "--expected", "wrong.json5",
      ])
      #expect(result.exitCode == 1)
      #expect(result.output.contains(told), "\(result.output.suffix(800))")
    }
  }

  @Test func documentsAreTheSameBytesInAnotherFolder() throws {
    let (one, two) = (try Workshop(isReady: false), try Workshop(isReady: false))
    for workshop in [one, two] { _ = try workshop.run(["demo", Self.samples, "--quiet"]) }
    let result = try Tool.run(
      "/usr/bin/diff",
      [
        "-r", "-q", "-x", "carryover.db", one.folder.file("carryover-demo"),
        two.folder.file("carryover-demo"),
      ],
      in: one.folder.path)
    #expect(result.exitCode == 0, "\(result.output)")
  }

  /// Opening + movements = closing on the page, and the account view says the same.
  @Test func statementOnPaperIsTheAccountsBalance() throws {
    guard let tool = Tool.judge("pdftotext") else { return }
    let workshop = try Workshop(isReady: false)
    _ = try workshop.run(["demo", Self.samples])
    var checked = 0
    for id in ["000001", "000003", "000012", "000020", "000033"] {
      let pdf = "carryover-demo/statements/\(id).pdf"
      _ = try Tool.run(tool, ["-layout", pdf, "s.txt"], in: workshop.folder.path)
      let text = try workshop.folder.text("s.txt")
      var sum = Decimal(0)
      var closing: Decimal?
      for line in text.split(separator: "\n") {
        let words = line.split(separator: " ")
        guard let last = words.last,
          let amount = Decimal(string: last.replacingOccurrences(of: ",", with: ""))
        else { continue }
        if line.hasPrefix("Balance on 2026-10-31") {
          closing = amount
          break
        }
        if line.hasPrefix("Balance on ") || closing == nil && sum != 0 || line.hasPrefix("Charges")
          || line.hasPrefix("Payments")
        {
          sum += amount
        }
      }
      let view = try workshop.run([
        "account", id, "--as-of", "2026-10-31", "--store", "carryover-demo/carryover.db",
      ])
      let line = view.output.split(separator: "\n").first { $0.contains("Account balance") }
      let balance = line?.split(separator: " ").last.flatMap {
        Decimal(string: $0.replacingOccurrences(of: ",", with: ""))
      }
      #expect(closing != nil && closing == balance, "\(id)")
      checked += closing == nil ? 0 : 1
    }
    #expect(checked == 5)
  }
}
