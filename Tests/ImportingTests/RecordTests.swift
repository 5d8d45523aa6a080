import Diagnostics
import Importing
import Store
import Testing

/// What becomes of whole records and files.
@Suite struct RecordTests {
  private static func profile(_ text: String) throws -> Profile {
    try ProfileParser.parse(text, file: "p.json5")
  }

  struct Header: Sendable, CustomTestStringConvertible {
    var header: String
    /// The code of the error; nil when it binds.
    var code: String?
    var message = ""
    var testDescription: String { header }
  }

  static let headers: [Header] = [
    Header(header: "id,account,date,amount"),
    Header(header: "amount,id,account"),
    Header(header: "Payment ID,Account No.,AMOUNT"),
    Header(header: "Receipt No (ours),customer_id,Amount"),
    Header(header: "id,amount", code: "missing-column", message: "'account'"),
    Header(header: "acount,amount", code: "missing-column", message: "Did you mean 'acount'?"),
    Header(
      header: "account,amount,metod", code: "unknown-column", message: "Did you mean 'method'?"),
    Header(header: "account,amount,account id", code: "unknown-column", message: "'account id'"),
  ]

  @Test(arguments: headers) func canonicalHeadersBindByNameOrSayWhatIsWrong(_ example: Header)
    throws
  {
    let profile = Profile.canonical(try Kinds.require("payment"))
    var problem: Problem?
    do { _ = try Mapping.map("\(example.header)\n1,1,1,1\n", by: profile) } catch {
      problem = error as? Problem
    }
    #expect(problem?.code.rawValue == example.code)
    #expect(example.message.isEmpty || problem?.message.contains(example.message) == true)
    #expect(example.code == nil || problem?.position?.line == 1)
  }

  struct Record: Sendable, CustomTestStringConvertible {
    var line: String
    var state: MappedBatch.State
    var codes: [String] = []
    var testDescription: String { line }
  }

  static let records: [Record] = [
    Record(line: "A1;5,00;S;Hi", state: .mapped),
    Record(line: "A1;5,00;S", state: .mapped),
    Record(line: "A1;5,00;S;Hi;more", state: .mapped),
    Record(line: "A1;5,00", state: .rejected, codes: ["missing-cell"]),
    Record(line: ";5,00;S;", state: .rejected, codes: ["missing-cell"]),
    Record(line: "A1;five;S;", state: .rejected, codes: ["type-error"]),
    Record(line: ";five;S;", state: .rejected, codes: ["missing-cell", "type-error"]),
    Record(line: "A1;5,00;X;", state: .rejected, codes: ["lookup-miss"]),
    Record(line: ";five;test;", state: .discarded(1)),
    Record(line: "Ende", state: .discarded(0)),
  ]

  @Test(arguments: records) func recordHasExactlyOneState(_ example: Record) throws {
    let profile = try Self.profile(
      """
      { profile: "p", input: { delimiter: ";" }, records: [
        { when: { eq: ["$Konto", "Ende"] }, discard: "footer" },
        { let: { status: { col: "Status", steps: [{ map: { S: "succeeded", F: "failed" } }] } },
          skip: [{ name: "tests", when: { eq: ["$Status", "test"] } }],
          emit: [{ kind: "payment", fields: { account: "$Konto", status: { let: "status" },
            amount: { col: "Betrag", type: { money: { decimal: "," } } } } }] } ] }
      """)
    let found = try Mapping.map("Konto;Betrag;Status;Text\n\(example.line)\n", by: profile)
    #expect(found.mapped.states == [example.state])
    #expect(found.mapped.rejects.map(\.code) == example.codes)
    #expect(found.rows.count == (example.state == .mapped ? 1 : 0))
  }

  @Test func entitiesOfARecordAreTakenOrRefusedTogether() throws {
    let profile = try Self.profile(
      """
      { profile: "p", records: [{ emit: [
          { kind: "contact", fields: { account: "$No", role: "billing", name: "$Name" } },
          { kind: "address", when: { not: { empty: "$Street" } },
            fields: { account: "$No", kind: "service", line1: "$Street", country: "$Country" } },
      ] }] }
      """)
    let found = try Mapping.map(
      "No,Name,Street,Country\n1,Ann,Main St 1,CA\n2,Bob,,\n3,Cid,Main St 3,Canada\n", by: profile)
    #expect(found.mapped.states == [.mapped, .mapped, .rejected])
    #expect(found.mapped.rows.map(\.records) == [[0, 1], [0]])
  }

  struct Ending: Sendable, CustomTestStringConvertible {
    var lines: String
    var code: String?
    var testDescription: String { lines }
  }

  @Test(arguments: [
    Ending(lines: "D,100\nD,50\nT,2,150\n"),
    Ending(lines: "D,100\nT,2,150\n", code: "control-mismatch"),
    Ending(lines: "D,100\nD,51\nT,2,150\n", code: "control-mismatch"),
    // Cut off at a line's end: without its trailer a file is not whole.
    Ending(lines: "D,100\nD,50\n", code: "control-missing"),
    Ending(lines: "D,9223372036854775807\nD,9223372036854775807\nT,2,1\n", code: "overflow"),
  ]) func fileMustHoldWhatItsTrailerStates(_ example: Ending) throws {
    let profile = try Self.profile(
      """
      { profile: "p", input: { delimiter: ",", header: 0 }, records: [
          { when: { eq: ["$1", "T"] },
            trailer: { count: { col: 2, type: "integer" }, sum: { col: 3, type: { bytes: {} } } } },
          { emit: [{ kind: "top_off",
            fields: { account: "A1", at: "2026-08-01T00:00:00Z", bytes: "$2" } }] } ],
        control: { count: "trailer.count", sums: { "trailer.sum": "top_off.bytes" } } }
      """)
    var problem: Problem?
    do { _ = try Mapping.map(example.lines, by: profile) } catch { problem = error as? Problem }
    #expect(problem?.code.rawValue == example.code)
  }

  @Test func columnsThatAProfileDoesNotUseAreListed() throws {
    var mapper = Mapper(
      profile: try Self.profile(
        """
        { profile: "p", records: [{ emit: [{ kind: "payment",
          fields: { account: "$No", amount: "$Sum" } }] }] }
        """), context: try MappingContext(source: nil, fileName: "f.csv"))
    try mapper.bind(header: ["No", "Note", "Sum", "By"])
    #expect(mapper.ignoredColumns == ["Note", "By"])
  }
}
