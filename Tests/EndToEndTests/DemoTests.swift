import Foundation
import Support
import Testing

/// The sample data from end to end, against the truth that its generator computed by itself.
@Suite struct DemoTests {
  private static let samples = Tool.package.appending(path: "SampleData").path

  private static func decimal(_ text: String?) -> Decimal? {
    text.flatMap { Decimal(string: $0) }
  }

  /// Rows of a CSV report, as dictionaries.
  private static func report(_ workshop: Workshop, _ arguments: [String]) throws -> [[String:
    String]]
  {
    let result = try workshop.run(
      ["report"] + arguments + ["--format", "csv", "--store", "carryover-demo/carryover.db"])
    #expect(result.exitCode == 0, "\(result.errors)")
    let lines = result.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    // Names with commas are quoted: no column that is looked at here comes after one.
    return lines.dropFirst().filter { $0.count == lines[0].count }.map {
      Dictionary(uniqueKeysWithValues: zip(lines[0], $0))
    }
  }

  @Test func tiesToTheGeneratorsTruthAndRepeatsItself() throws {
    let workshop = try Workshop(isReady: false)
    let first = try workshop.run(["demo", Self.samples])
    #expect(first.exitCode == 0, "\(first.output.suffix(500))\(first.errors)")
    #expect(first.output.contains("PFL CAD") && !first.output.contains("FAIL "))

    let expected = try JSONSerialization.jsonObject(
      with: Data(contentsOf: URL(fileURLWithPath: Self.samples + "/expected.json")))
    let truth = try #require(expected as? [String: Any])
    let companies = try #require(truth["companies"] as? [String: [String: Any]])
    for (company, days) in companies {
      for (day, value) in days {
        guard let sums = value as? [String: String] else { continue }
        let rows = try Self.report(
          workshop, ["roll-forward", "--from", "2026-08-01", "--to", day])
        let row = try #require(rows.first { $0["company"] == company })
        for (column, name) in [
          ("opening", "movement opening"), ("charges", "movement charge"),
          ("taxes", "movement tax"),
          ("discounts", "movement discount"), ("adjustments", "movement adjustment"),
          ("credit_notes", "movement credit note"), ("write_offs", "movement write-off"),
          ("payments", "movement payment"), ("payment_reversals", "movement payment reversal"),
          ("refunds", "movement refund"), ("between_accounts", "movement between accounts"),
          ("closing", "account balance"),
        ] {
          #expect(
            Self.decimal(row[column]) == Self.decimal(sums[name] ?? "0"),
            "\(company) \(day) \(column)")
        }
      }
    }

    let again = try workshop.run(["demo", Self.samples])
    #expect(again.exitCode == 0)
    #expect(again.output.components(separatedBy: "already imported").count == 39)
    #expect(!again.output.contains("inserted"))
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
