import Foundation
import Support
import Testing

/// The files of SampleData/dirty, against a small store with the account and payment they speak of.
@Suite struct DirtyFileTests {
  static let files: [(name: String, exitCode: Int32, message: String, payments: String)] = [
    ("empty", 3, "The file is empty", "1"), ("header-only", 0, "read 1 = control 1", "1"),
    ("misspelt-column", 3, "There is no column 'account'", "1"),
    ("missing-column", 3, "There is no column 'account'", "1"),
    ("wrong-encoding", 3, "wrong-encoding.csv:2:40: At byte", "1"),
    ("ragged", 3, "ragged.csv:2: amount: The record ends before this column", "1"),
    ("stray-quotes", 0, "warning stray-quote: 1", "3"),
    ("unterminated-quote", 0, "warning unclosed-quote: 1", "3"),
    ("conflict", 3, "with another", "1"),
    ("unknown-account", 3, "'999999' There is no such account", "1"),
    ("bad-dates", 3, "bad-dates.csv:3: date: '2026-11-31' This is no day", "1"),
    ("bad-amounts", 3, "bad-amounts.csv:3: amount: '10,00' This is no number", "1"),
    ("formula", 0, "inserted 1", "2"), ("twins", 0, "inserted 2", "3"),
  ]

  @Test(arguments: files.indices) func behavesAsItsReadmeSays(_ index: Int) throws {
    let (name, exitCode, message, payments) = Self.files[index]
    let workshop = try Workshop(feed: "increment")
    _ = try workshop.bring("account", "id,company,name\n000001,PN,One\n")
    _ = try workshop.bring("payment", "id,account,date,amount\nP1,000001,2026-10-01,5.00\n")
    let source = Tool.package.appending(path: "SampleData/dirty/\(name).csv").path
    try FileManager.default.copyItem(
      atPath: source, toPath: workshop.folder.file("\(name).csv"))
    let result = try workshop.run([
      "import", "\(name).csv", "--profile", "payment", "--source", "acme",
    ])
    let said = result.output + result.errors
    #expect(result.exitCode == exitCode, "\(name): \(said)")
    #expect(said.contains(message), "\(name): \(said)")
    #expect(try workshop.ask("SELECT count(*) FROM payment") == payments, "\(name)")
  }

  @Test func everyDirtyFileIsTested() throws {
    let folder = Tool.package.appending(path: "SampleData/dirty").path
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".csv") }.map { String($0.dropLast(4)) }.sorted()
    #expect(names == Self.files.map(\.name).sorted())
  }

  /// A kill in the middle leaves the store as it was, and the next run goes through.
  @Test func killedImportLeavesTheOldStore() throws {
    let workshop = try Workshop()
    var text = "id,account,date,amount\n"
    for row in 0..<60_000 { text += "p\(row),000017,2026-10-01,1.00\n" }
    _ = try workshop.folder.write("payment.csv", text)
    let tool = Tool.products.appending(path: "carryover").path
    let script =
      "'\(tool)' import payment.csv --profile payment & p=$!; sleep 0.$1; kill -$2 $p; wait $p"
    for (delay, signal) in [("3", "KILL"), ("6", "KILL"), ("4", "INT")] {
      let result = try Tool.run(
        "/bin/bash", ["-c", script, "bash", delay, signal], in: workshop.folder.path)
      let count = try workshop.ask("SELECT count(*) FROM payment")
      #expect(count == "0" || count == "60000", "after \(signal): \(count)")
      #expect(try workshop.ask("PRAGMA integrity_check") == "ok")
      if signal == "INT", count == "0" {
        #expect(result.exitCode == 130)
        #expect(result.errors.contains("[interrupted]"))
      }
    }
    let last = try workshop.run(["import", "payment.csv", "--profile", "payment"])
    #expect(last.exitCode == 0, "\(last.errors)")
    #expect(try workshop.ask("SELECT count(*) FROM payment") == "60000")
  }
}
