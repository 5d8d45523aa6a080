import Foundation
import Support
import Testing

/// The calls of the sample data, from the carriers' files to invoices.
@Suite struct CallMonthTests {
  @Test func monthGoesFromCarrierFilesToInvoices() throws {
    let workshop = Workshop(in: try SampleDemo.folder)
    let store = try SampleDemo.store
    func run(_ words: [String]) throws -> Tool.Result {
      let result = try workshop.run(words + ["--store", store])
      #expect(result.exitCode < 2, "\(words): \(result.output)\(result.errors)")
      return result
    }
    func ask(_ sql: String) throws -> String {
      try Tool.run("/usr/bin/sqlite3", [store, sql], in: workshop.folder.path)
        .output.trimmingCharacters(in: .whitespacesAndNewlines)
    }
    let summary = try SampleDemo.summary.output
    for carrier in ["bluewater", "northline"] {
      #expect(summary.contains("  \(carrier): read "), "\(summary.suffix(2000))")
    }
    #expect(summary.contains("every call and second in one state: PASS"))
    #expect(
      summary.contains("Reports against \(SampleDemo.samples)/expected-calls.json: 2 PASS, 0 FAIL"))
    #expect(summary.contains("late, from earlier months: "))

    // Every file and day: what was read is in exactly one state, in calls and in seconds.
    let report = try run(["report", "cdr-conservation", "--format", "csv"]).output
    let rows = report.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let names = rows[0]
    func number(_ row: [String], _ name: String) -> Int {
      names.firstIndex(of: name).flatMap { Int(row[$0]) } ?? 0
    }
    let states = ["unmatched", "unrated", "free", "rated", "billed", "reversed"]
    for row in rows.dropFirst() {
      let stored = number(row, "stored")
      #expect(
        number(row, "read") == stored + number(row, "rejected") + number(row, "discarded")
          + number(row, "duplicate"))
      #expect(stored == states.map { number(row, $0) }.reduce(0, +))
    }
    let calls = rows.dropFirst().map { number($0, "stored") }.reduce(0, +)
    #expect("\(calls)" == (try ask("SELECT count(*) FROM cdr")))
    let seconds = rows.dropFirst().map { number($0, "seconds") }.reduce(0, +)
    #expect("\(seconds)" == (try ask("SELECT sum(duration) / 1000 FROM cdr")))
    let billed = rows.dropFirst().map { number($0, "billed") }.reduce(0, +)
    #expect(billed > 1000)
    #expect("\(billed)" == (try ask("SELECT count(*) FROM call_billing")))
    // A debit is the sum of its calls, rounded once.
    #expect(
      try ask(
        """
        SELECT count(*) FROM debit JOIN (
          SELECT debit, sum(amount) AS amount FROM call_billing GROUP BY debit) AS sum
          ON sum.debit = debit.id
        WHERE debit.amount <> (sum.amount + 500000) / 1000000
        """) == "0")
    // Every debit of calls is a line of an invoice of its account, and each invoice lists its calls.
    #expect(
      try ask(
        """
        SELECT count(*) FROM debit JOIN call_billing ON call_billing.debit = debit.id
        LEFT JOIN invoice ON invoice.id = debit.invoice AND invoice.account = debit.account
        WHERE invoice.id IS NULL
        """) == "0")
    let invoice = workshop.folder.file("carryover-demo/invoices/PFL-C000001.pdf")
    #expect(FileManager.default.fileExists(atPath: invoice))
    #expect(try run(["reconcile"]).exitCode == 0)
    #expect(try run(["check"]).exitCode == 0)
  }
}
