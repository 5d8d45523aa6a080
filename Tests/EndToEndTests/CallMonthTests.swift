import Foundation
import Support
import Testing

/// The calls of the sample data, from the carriers' files to debits.
@Suite struct CallMonthTests {
  @Test func monthGoesFromCarrierFilesToDebits() throws {
    let workshop = try Workshop(copyOf: SampleDemo.folder)
    let store = "carryover-demo/carryover.db"
    func run(_ words: [String]) throws -> Tool.Result {
      let result = try workshop.run(words + ["--store", store])
      #expect(result.exitCode < 2, "\(words): \(result.output)\(result.errors)")
      return result
    }
    func ask(_ sql: String) throws -> String {
      try Tool.run(
        "/usr/bin/sqlite3", [workshop.folder.file(store), sql], in: workshop.folder.path
      ).output.trimmingCharacters(in: .whitespacesAndNewlines)
    }
    var deck = "prefix,deck,price,first_interval,next_interval\n1,retail,0.02,30,6\n"
    for code in ["2", "3", "4", "5", "6", "7", "8", "9"] { deck += "\(code),retail,0.15,60,60\n" }
    _ = try workshop.folder.write("retail.csv", deck)
    #expect(
      try run([
        "rate", "--deck", "retail.csv", "--profile", "rate", "--name", "retail", "--source",
        "tallgrass",
      ]).exitCode == 0)
    // The charges are of the service with that ledger code, for every account.
    _ = try workshop.folder.write("plan.csv", "code,deck,service\nV,retail,VOICE\n")
    let accounts = try ask(
      "SELECT external_id FROM account JOIN source ON source.id = account.source "
        + "WHERE source.name = 'tallgrass'")
    _ = try workshop.folder.write(
      "plans.csv",
      "account,plan\n" + accounts.split(separator: "\n").map { "\($0),V\n" }.joined())
    for (file, kind) in [("plan.csv", "voice_plan"), ("plans.csv", "voice_plan_assignment")] {
      #expect(try run(["import", file, "--profile", kind, "--source", "tallgrass"]).exitCode == 0)
    }
    _ = try run(["rate"])
    // The old system states its balances of 31 October: what is charged here comes after them.
    let bill = try run(["rate", "--bill", "2026-11"])
    #expect(bill.output.contains("late, from earlier months: "), "\(bill.output)")

    // Every file and day: what was read is in exactly one state, in calls and in seconds.
    let report = try run(["report", "cdr-conservation", "--format", "csv"]).output
    let rows = report.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let names = rows[0]
    func number(_ row: [String], _ name: String) -> Int {
      names.firstIndex(of: name).flatMap { Int(row[$0]) } ?? 0
    }
    let states = ["unmatched", "unrated", "free", "rated", "billed"]
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
    #expect(try run(["reconcile"]).exitCode == 0)
    #expect(try run(["check"]).exitCode == 0)
  }
}
