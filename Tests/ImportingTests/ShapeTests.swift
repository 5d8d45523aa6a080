import Diagnostics
import Importing
import Store
import Testing

/// How records become entities: groups, rounds, partial records, JSON, headers and footers.
@Suite struct ShapeTests {
  private static func map(_ profile: String, _ text: String) throws -> Mapping.Found {
    try Mapping.map(text, by: try ProfileParser.parse(profile, file: "p.json5"))
  }

  /// QuickBooks' way: one row a line, the invoice's own cells on its first row only.
  @Test func invoiceOfSeveralRowsIsMadeOnce() throws {
    let found = try Self.map(
      """
      { profile: "qb", records: [{
          group: "$InvoiceNo", fillDown: ["Customer", "Date"],
          emit: [
            { kind: "invoice", once: true,
              fields: { number: "$InvoiceNo", account: "$Customer", date: "$Date" } },
            { kind: "debit", fields: {
                id: { concat: [{ ref: "invoice.number" }, "-", { meta: "group.line" }] },
                account: "$Customer", invoice: "$InvoiceNo", amount: "$Amount" } } ] }] }
      """,
      """
      InvoiceNo,Customer,Date,Amount
      1001,Ann,2026-10-01,5.00
      1001,,,6.00
      1002,Bob,2026-10-02,7.00
      1003,,2026-10-03,8.00
      1003,Cid,2026-10-03,9.00

      """)
    #expect(found.all["invoice"]?.map { $0[0] } == ["1001", "1002", "1003"])
    #expect(found.all["invoice"]?.map { $0[1] } == ["Ann", "Bob", "Cid"])
    #expect(found.all["debit"]?.map { $0[0] } == ["1001-1", "1001-2", "1002-1", "1003-2"])
    // What stands above in another invoice is not filled down.
    #expect(found.mapped.states == [.mapped, .mapped, .mapped, .rejected, .mapped])
  }

  /// Chargebee's way: one wide row an invoice, lines and payments in numbered columns.
  @Test func numberedColumnsMakeManyEntities() throws {
    let found = try Self.map(
      """
      { profile: "cb", records: [{ emit: [
          { kind: "invoice", fields: { number: "$invoice[id]", account: "$customer" } },
          { kind: "debit", each: { columns: { amount: "line_items[amount][#]", text: "line_items[description][#]" } },
            fields: { id: { concat: ["$invoice[id]", "-", { each: "number" }] },
              invoice: { ref: "invoice.number" }, description: { each: "text" },
              amount: { each: "amount" } } },
          { kind: "payment", each: { columns: { amount: "payments[amount][#]" } },
            fields: { account: "$customer", amount: { each: "amount" } } } ] }] }
      """,
      """
      invoice[id],customer,line_items[amount][0],line_items[description][0],line_items[amount][1],line_items[description][1],payments[amount][0]
      I1,A1,5.00,Internet,1.50,IP,6.50
      I2,A2,7.00,Internet,,,

      """)
    #expect(
      found.all["debit"] == [
        ["I1-0", "I1", "Internet", "500"], ["I1-1", "I1", "IP", "150"],
        ["I2-0", "I2", "Internet", "700"],
      ])
    #expect(found.all["payment"] == [["A1", "650"]])
    #expect(found.all["invoice"]?.count == 2)
    #expect(found.mapper.ignoredColumns.isEmpty)
    // A bad line refuses its whole record.
    let bad = try Self.map(
      """
      { profile: "cb", records: [{ emit: [
          { kind: "payment", each: { columns: { amount: "amount #" } },
            fields: { account: "$customer", amount: { each: "amount" } } } ] }] }
      """, "customer,Amount 1,Amount 2\nA1,1.00,x\nA2,1.00,2.00\n")
    #expect(bad.mapped.states == [.rejected, .mapped])
    #expect(bad.all["payment"] == [["A2", "100"], ["A2", "200"]])
  }

  @Test func roundsComeFromListsPartsAndGroupsOfColumns() throws {
    let lists = try Self.map(
      """
      { profile: "l", records: [{ emit: [
          { kind: "contact", each: { list: [{ role: "work", phone: "$Tel1" }, { phone: "$Tel2", role: "home" }] },
            when: { not: { empty: { each: "phone" } } },
            fields: { account: "$No", role: { each: "role" }, name: "$Name", phone: { each: "phone" } } },
          { kind: "account_link", each: { split: "$Subs", by: "|" },
            fields: { account: { each: "part" }, parent: "$No" } } ] }] }
      """, "No,Name,Tel1,Tel2,Subs\n1,Ann,11,12,2| 3|\n4,Bob,,41,\n")
    #expect(
      lists.all["contact"] == [
        ["1", "work", "Ann", "11"], ["1", "home", "Ann", "12"], ["4", "home", "Bob", "41"],
      ])
    #expect(lists.all["account_link"] == [["2", "1"], ["3", "1"]])
    // Freeside's one-line invoices: groups of columns to the end of the record.
    let groups = try Self.map(
      """
      { profile: "g", input: { header: 0 }, records: [{ minColumns: 2, emit: [
          { kind: "debit", each: { from: 3, names: ["text", "amount"] },
            fields: { id: { concat: ["$1", "/", { each: "number" }] }, account: "$2",
              description: { each: "text" }, amount: { each: "amount" } } } ] }] }
      """, "I1,A1,Internet,5.00,IP,1.00\nI2,A1\nI3\n")
    #expect(
      groups.all["debit"] == [["I1/1", "A1", "Internet", "500"], ["I1/2", "A1", "IP", "100"]])
    #expect(groups.mapped.states == [.mapped, .discarded(Mapper.nothingToEmit), .rejected])
  }

  /// Records that carry what others need: batch headers of a lockbox, IIF's transactions.
  @Test func keptValuesReachLaterRecords() throws {
    let found = try Self.map(
      """
      { profile: "iif", input: { delimiter: "\\t", header: 0 }, records: [
          { when: { eq: ["$1", "TRNS"] }, keep: { number: "$3" },
            emit: [{ kind: "invoice", fields: { number: "$3", account: "$2" } }] },
          { when: { eq: ["$1", "SPL"] }, emit: [{ kind: "debit", fields: {
              id: { concat: [{ meta: "kept.number" }, "-", { meta: "line" }] },
              invoice: { meta: "kept.number" }, amount: { col: 2, steps: ["negate"] } } }] },
          { discard: "end" } ] }
      """, "TRNS\tAnn\t7\nSPL\t-5.00\nENDTRNS\nTRNS\tBob\t8\nSPL\t-6.00\nENDTRNS\n")
    #expect(found.all["debit"] == [["7-2", "7", "500"], ["8-5", "8", "600"]])
  }

  // MARK: Partial records

  private static let partial = """
    { profile: "p", input: { header: 0 }, records: [{
        merge: { key: "$1", last: { eq: ["$4", "complete"] }, sum: ["duration"], first: ["start"] },
        emit: [{ kind: "cdr", fields: { call_id: "$1", start: "$2", duration: { col: 3, type: "duration" },
          trunk: { col: 5 } } }] }] }
    """

  @Test func partialRecordsBecomeOneCall() throws {
    let found = try Self.map(
      Self.partial,
      """
      a,2026-10-01T00:00:00Z,60,partial,t1
      b,2026-10-01T00:00:00Z,5,complete,t2
      a,2026-10-01T00:01:00Z,60,partial,t1
      a,2026-10-01T00:02:00Z,7,complete,
      c,2026-10-01T00:03:00Z,9,partial,t3

      """)
    #expect(found.mapped.states == [.pending, .mapped, .pending, .mapped, .pending])
    #expect(found.mapped.merges.map(\.record) == [3])
    #expect(found.mapped.merges.map { $0.parts.map(\.line) } == [[1, 3]])
    #expect(
      found.rows.map { [$0[0], $0[3], $0[4]] } == [["b", "5000", "t2"], ["a", "127000", "t1"]])
    #expect(found.rows[1][1] == "1790812800000")
    #expect(found.mapper.openRecords.map(\.line) == [5])
  }

  /// Kamailio writes BYE before INVITE now and then: two records make a call in any order.
  @Test func pairMakesACallInAnyOrder() throws {
    let found = try Self.map(
      """
      { profile: "k", input: { delimiter: "|", header: 0 }, records: [{
          merge: { key: "$2", count: 2, sum: ["duration"] },
          emit: [{ kind: "cdr", fields: { call_id: "$2",
            start: { case: [{ when: { eq: ["$1", "INVITE"] }, then: "$3" }], type: { instant: { formats: ["epoch"] } } },
            duration: { mul: ["$3", { case: [{ when: { eq: ["$1", "INVITE"] }, then: "-1" }], else: "1" }], scale: 0,
              type: { duration: { unit: "s" } } } } }] }] }
      """, "BYE|x|1785542404\nINVITE|x|1785542400\n")
    #expect(found.rows == [["x", "1785542400000", "-", "4000"]])
    #expect(found.mapped.states == [.pending, .mapped])
  }

  // MARK: JSON Lines

  @Test func jsonLinesAreReadByPaths() throws {
    let found = try Self.map(
      """
      { profile: "j", input: { format: "jsonl" }, records: [{ emit: [
          { kind: "invoice", fields: { number: "$id", account: "$customer.id", message: "$note" } },
          { kind: "debit", each: { columns: { amount: "lines[#].price.total", text: "lines[#].text" } },
            fields: { id: { concat: ["$id", "-", { each: "number" }] }, invoice: "$id",
              description: { each: "text" }, amount: { each: "amount" } } },
          { kind: "debit", fields: { id: { concat: ["$id", "-x"] }, amount: "$lines[1].price.total" },
            when: { not: { empty: "$lines[1]" } } } ] }] }
      """,
      #"""
      {"id":"I1","customer":{"id":17,"x":[1,{"y":"}"}]},"note":"a \"b\" \u00e4\n","lines":[{"text":"Internet","price":{"total":5.00}},{"price":{"total":"1.50"},"text":"I\/P"}]}
      {"lines":[],"id":"I2","note":null,"customer":{"id":"A2"}}
      {"id":"I3",
      [1]
      {"id":"I5","customer":{"id":"A5"}} x

      """#)
    #expect(found.all["invoice"] == [["I1", "17", "a \"b\" ä\n"], ["I2", "A2", "-"]])
    #expect(
      found.all["debit"] == [
        ["I1-0", "I1", "Internet", "500"], ["I1-1", "I1", "I/P", "150"], ["I1-x", "150"],
      ])
    #expect(
      found.mapped.states == [.mapped, .mapped, .rejected, .rejected, .rejected])
    #expect(Set(found.mapped.rejects.map(\.code)) == ["json-syntax"])
  }

  // MARK: Headers, footers, lengths

  @Test func headerMayHavePreambleTypesAndAFooter() throws {
    let bank = try Self.map(
      """
      { profile: "b", input: { delimiter: ";", header: { find: "Buchungstag", rows: 2 },
          footer: { matches: ["$1", "^(Summe|Total)"] } },
        records: [{ emit: [{ kind: "payment", fields: { account: "$Kunde", amount: "$Betrag" } }] }] }
      """,
      "Konto;123\nStand: heute\nBuchungstag;Kunde;Betrag\nDATE;TEXT;NUMBER\n1;A1;5.00\nSumme;;5.00\nEnde;;\n"
    )
    #expect(bank.rows == [["A1", "500"]])
    #expect(bank.mapped.states == [.mapped, .control, .control])
    let joined = try Self.map(
      """
      { profile: "b", input: { header: { rows: 2, join: true } },
        records: [{ emit: [{ kind: "payment", fields: { account: "$Customer No", amount: "$Paid Amount" } }] }] }
      """, "Customer,Paid\nNo,Amount\nA1,5.00\n")
    #expect(joined.rows == [["A1", "500"]])
    let problem = #expect(throws: Problem.self) {
      _ = try Self.map(
        """
        { profile: "b", input: { header: { find: "Kunde" } },
          records: [{ emit: [{ kind: "payment", fields: { account: "$Kunde", amount: "$B" } }] }] }
        """, "a,b\n1,2\n")
    }
    #expect(problem?.code == "missing-label")
  }

  @Test func fixedLinesHaveTheirLength() throws {
    let found = try Self.map(
      """
      { profile: "f", input: { format: "fixed", recordLength: 6, terminator: "\\n" },
        records: [{ emit: [{ kind: "payment", fields: { account: { pos: [1, 2] }, amount: { pos: [3, 4] } } }] }] }
      """, "A15.00\nA1500\nÄ15.00\n")
    #expect(found.mapped.states == [.mapped, .rejected, .mapped])
    #expect(found.mapped.rejects.map(\.code) == ["record-length"])
  }

  @Test(arguments: [
    ("{ missingCells: 'empty' }", "A1,5.00\n", MappedBatch.State.mapped, ""),
    ("{ extraCells: 'reject' }", "A1,5.00,n,x\n", .rejected, "extra-cell"),
    ("{}", "A1,5.00,n,x\n", .mapped, ""),
    ("{}", "A1,5.00\n", .rejected, "missing-cell"),
  ]) func policySaysWhatRaggedRecordsAre(
    _ policy: String, _ line: String, _ state: MappedBatch.State, _ code: String
  ) throws {
    let found = try Self.map(
      """
      { profile: "p", policy: \(policy), records: [{ emit: [{ kind: "payment",
        fields: { account: "$A", amount: "$B", description: "$C" } }] }] }
      """, "A,B,C\n" + line)
    #expect(found.mapped.states == [state])
    #expect(found.mapped.rejects.first?.code ?? "" == code)
  }

  @Test func policyMayRefuseUnusedColumns() throws {
    let problem = #expect(throws: Problem.self) {
      _ = try Self.map(
        """
        { profile: "p", policy: { extraColumns: "refuse" }, records: [{ emit: [{ kind: "payment",
          fields: { account: "$A", amount: "$B" } }] }] }
        """, "A,B,C\n1,2,3\n")
    }
    #expect(problem?.code == "extra-column")
  }
}
