import Foundation
import Support
import Testing

/// `--json`: all that the summary says, as one object.
@Suite struct ImportJSONTests {
  private static func object(_ result: Tool.Result) throws -> [String: Any] {
    let data = Data(result.output.utf8)
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private static func files(_ object: [String: Any]) throws -> [[String: Any]] {
    try #require(object["files"] as? [[String: Any]])
  }

  @Test func importIsOneObjectWithEverything() throws {
    let workshop = try Workshop(feed: "increment")
    _ = try workshop.bring("invoice", "number,account,date,total\nI1,000017,2026-09-01,5.00\n")
    _ = try workshop.folder.write(
      "old.json5",
      """
      { profile: "old", records: [
          { when: { eq: ["$Id", "Sum"] }, trailer: { sum: { col: "Amount", type: "money" } } },
          { skip: [{ name: "failed", when: { eq: ["$State", "F"] } }],
            emit: [{ kind: "payment", fields: { id: "$Id", account: "$Customer", date: "2026-10-01",
                       amount: "$Amount", invoice: { col: "Invoice" } } },
                   { kind: "custom_field", fields: { account: "$Customer", name: "state", value: "$State" } }] } ],
        control: { sums: { "trailer.sum": "payment.amount" } } }
      """)
    _ = try workshop.folder.write(
      "a.csv",
      "Id,Customer,Amount,State,Invoice,Note\nP1,000017,5.00,S,I1,x\nP2,000018,7.00,F,,\nP3,000099,1.00,S,,\nSum,,13.00,,,\n"
    )
    let first = try workshop.run([
      "import", "a.csv", "--profile", "./old.json5", "--source", "acme", "--max-rejects", "1",
      "--json",
    ])
    let object = try Self.object(first)
    #expect(first.exitCode == 1 && object["exit_code"] as? Int == 1)
    let file = try #require(try Self.files(object).first)
    let states = [
      "inserted", "updated", "unchanged", "merged", "pending", "duplicate", "discarded",
      "rejected", "control",
    ]
    #expect(states.compactMap { file[$0] as? Int }.reduce(0, +) == file["read"] as? Int)
    #expect(file["read"] as? Int == 5 && file["outcome"] as? String == "committed")
    #expect(
      file["entities"] as? [String: [String: Int]]
        == ["payment": ["inserted": 1], "custom_field": ["inserted": 1]])
    #expect(file["discards"] as? [String: Int] == ["failed": 1])
    #expect(
      file["rejects_by_code"] as? [String: Int] == ["ref-miss": 2]
        || file["rejects_by_code"] as? [String: Int] == ["ref-miss": 1])
    #expect((file["columns_not_used"] as? [String]) == ["Note"])
    let rejects = try #require(file["first_rejects"] as? [[String: Any]])
    #expect(rejects.first?["line"] as? Int == 4 && rejects.first?["value"] as? String == "000099")
    #expect(rejects.first?["occurrence"] as? Int == 0)
    let control = try #require((file["control_totals"] as? [[String: Any]])?.first)
    #expect(control["declared"] as? String == "13.00" && control["ties"] as? Bool == true)
    let applied = try #require((object["applied"] as? [[String: Any]])?.first)
    #expect(applied["applications"] as? Int == 1)
    #expect(applied["amounts"] as? [[String: String]] == [["currency": "CAD", "amount": "5.00"]])
    // The same bytes again, and a row that equals one of another file.
    _ = try workshop.folder.write("b.csv", "account,date,amount\n000017,2026-10-02,1.00\n")
    _ = try workshop.folder.write("c.csv", "account,date,amount\n000017,2026-10-02,1.00\n\n")
    let more = try Self.object(
      try workshop.run([
        "import", "b.csv", "b.csv", "c.csv", "--profile", "payment", "--source", "acme", "--json",
      ]))
    let outcomes = try Self.files(more).map { $0["outcome"] as? String }
    #expect(outcomes == ["committed", "already imported", "committed"])
    let repeats = try #require(try Self.files(more).last?["first_repeats"] as? [[String: Any]])
    #expect(repeats.map { $0["stored"] as? Bool } == [true])
    #expect(repeats.first?["other_line"] as? Int == 2)
  }
}
