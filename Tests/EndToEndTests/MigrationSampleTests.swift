import Foundation
import Support
import Testing

/// The exports of `SampleData/migration`: what is wrong in them is named, and mended they tie to what
/// their generator computed by itself.
@Suite struct MigrationSampleTests {
  private static let folder = Tool.package.appending(path: "SampleData/migration").path

  @Test func generatorMakesTheSameFiles() throws {
    let folder = try TemporaryFolder()
    let tool = Tool.products.appending(path: "carryover-bench").path
    let result = try Tool.run(
      tool, ["generate", "--scenario", "migration", "-o", "made"], in: folder.path)
    #expect(result.exitCode == 0, "\(result.errors)")
    let difference = try Tool.run(
      "/usr/bin/diff", ["-r", "-q", "made", Self.folder], in: folder.path)
    let lines = difference.output.split(separator: "\n").filter {
      !$0.hasPrefix("Only in \(Self.folder)")
    }
    #expect(lines.isEmpty, "\(difference.output)")
  }

  private struct Wrong {
    var file: String
    var profile: String
    var exitCode: Int32
    var says: [String]
  }

  private static let wrong: [Wrong] = [
    Wrong(file: "clients", profile: "whmcs-clients", exitCode: 0, says: ["account: inserted 300"]),
    Wrong(
      file: "invoices", profile: "whmcs-invoices", exitCode: 3,
      says: [
        "invoices.csv:261: amount: ", "The same key is in line 201", "[conflict]",
        "invoices.csv:3763: Subtotal: The record ends before this column", "[missing-cell]",
        "rejected 2",
      ]),
    Wrong(
      file: "transactions", profile: "whmcs-transactions", exitCode: 3,
      says: [
        "duplicate 1", "transactions.csv:121: account: '940' There is no such account",
        "transactions.csv:301: Date: '2026-02-30 09:15:00' This is no time",
        "transactions.csv:401: currency: 'USD'", "[foreign-currency]",
        "transactions.csv:2826: Amount In: '1,145.97' This is no number",
      ]),
    Wrong(
      file: "cash-book", profile: folder + "/profiles/cash-book.json5", exitCode: 0,
      says: ["inserted 112"]),
    Wrong(
      file: "closing-balances", profile: folder + "/profiles/closing-balances.json5", exitCode: 3,
      says: ["states sum of stated.amount 24749.24, but it has 24479.24"]),
  ]

  @Test func whatIsWrongIsNamedAndMendedFilesTie() throws {
    let workshop = try Workshop(isReady: false)
    _ = try workshop.run(["init"])
    _ = try workshop.folder.write(
      "company.csv", "code,name,currency,zone\nHBN,Hillside,CAD,America/Winnipeg\n")
    _ = try workshop.folder.write(
      "source.csv",
      "name,company,role,feed,zone,country,currency,area\n"
        + "whmcs,HBN,system,increment,America/Winnipeg,CA,CAD,204\n")
    for kind in ["company", "source"] {
      _ = try workshop.run(["import", "\(kind).csv", "--profile", kind])
    }
    for wrong in Self.wrong {
      let result = try workshop.run([
        "import", "\(Self.folder)/\(wrong.file).csv", "--profile", wrong.profile,
      ])
      let said = result.output + result.errors
      #expect(result.exitCode == wrong.exitCode, "\(said)")
      for sentence in wrong.says { #expect(said.contains(sentence), "\(sentence): \(said)") }
    }
    let repair = try Tool.run(
      Self.folder + "/repair", [Self.folder, "mended"], in: workshop.folder.path)
    #expect(repair.exitCode == 0, "\(repair.errors)")
    for file in Self.wrong {
      let result = try workshop.run([
        "import", "mended/\(file.file).csv", "--profile", file.profile,
      ])
      #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
      #expect(!result.output.contains("rejected"))
    }
    let reconcile = try workshop.run(["reconcile"])
    #expect(reconcile.output.contains("24,479.24 = 24,479.24"), "\(reconcile.output)")
    #expect(reconcile.output.contains("PASS, 0 FAIL"), "\(reconcile.output)")
    let figures = try workshop.run(["reconcile", "--expected", Self.folder + "/expected.json"])
    #expect(
      figures.output.components(separatedBy: "PASS     roll-forward").count == 15,
      "\(figures.output)")
  }
}
