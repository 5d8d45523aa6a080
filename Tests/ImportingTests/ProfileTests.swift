import Billing
import Bytes
import Diagnostics
import Importing
import Store
import Tabular
import Testing

@Suite struct ProfileTests {
  struct Mistake: Sendable, CustomTestStringConvertible {
    var text: String
    var line: Int
    var message: String
    var testDescription: String { message }
  }

  private static func emit(_ fields: String, _ more: String = "") -> String {
    "{\n profile: 'p',\(more)\n records: [{ emit: [{ kind: 'payment', fields: {\n\(fields)\n} }] }] }"
  }

  static let mistakes: [Mistake] = [
    Mistake(text: "{ profile: 'p' }", line: 1, message: "'records'"),
    Mistake(text: emit("acount: '$A', amount: '$B'"), line: 4, message: "Did you mean 'account'?"),
    Mistake(text: emit("amount: '$B'"), line: 3, message: "needs the field 'account'"),
    Mistake(
      text: emit("account: '$A', amount: { col: 'B', type: { mony: {} } }"), line: 4,
      message: "Did you mean 'money'?"),
    Mistake(
      text: emit("account: '$A', amount: { col: 'B', type: 'date' }"), line: 4,
      message: "can't be of this type"),
    Mistake(
      text: emit("account: { col: 'A', steps: ['trimm'] }, amount: '$B'"), line: 4,
      message: "Did you mean 'trim'?"),
    Mistake(
      text: emit("account: { col: 'A', const: 'B' }, amount: '$B'"), line: 4,
      message: "exactly one source"),
    Mistake(
      text: emit("account: '$A', amount: '$B', method: 'gold'"), line: 4,
      message: "A column is written '$Name'"),
    Mistake(
      text: emit("account: '$A', amount: '$B'", " input: { delimeter: ';' },"), line: 2,
      message: "Did you mean 'delimiter'?"),
    Mistake(
      text: emit(
        "account: '$A', amount: '$B', date: { col: 'D', type: { date: { formats: ['QQ'] } } }"),
      line: 4, message: "is no format"),
    Mistake(
      text: emit("account: { let: 'acct' }, amount: '$B'"), line: 4,
      message: "There is no 'let' named 'acct'"),
    Mistake(
      text: emit("account: { col: 'A', steps: [{ map: 'states' }] }, amount: '$B'"), line: 4,
      message: "There is no lookup 'states'"),
    Mistake(
      text: emit("account: { col: 'A', steps: 'trim' }, amount: '$B'"), line: 4,
      message: "'steps' is a list"),
    Mistake(
      text: emit("account: { col: 'A', steps: ['map'] }, amount: '$B'"), line: 4,
      message: "The step 'map' is written"),
    Mistake(
      text: emit("account: { col: 'A', steps: [{ trim: 1 }] }, amount: '$B'"), line: 4,
      message: "stands alone"),
    Mistake(
      text: emit("account: { col: 'A', steps: [{ strip: 'x', else: '' }] }, amount: '$B'"),
      line: 4, message: "The step 'strip' has no key 'else'"),
    Mistake(
      text: emit("account: { col: 'A', steps: [{ slice: [0, 3] }] }, amount: '$B'"), line: 4,
      message: "from 1 to"),
    Mistake(text: emit("account: '$0', amount: '$B'"), line: 4, message: "numbered from 1"),
    Mistake(
      text: emit("account: { col: 'A', optional: true }, amount: '$B'"), line: 4,
      message: "can't be optional"),
    Mistake(
      text: emit("account: { col: 'A', required: 'yes' }, amount: '$B'"), line: 4,
      message: "'required' is true or false"),
    Mistake(
      text: emit("account: { const: 'A', optional: true }, amount: '$B'"), line: 4,
      message: "'optional' stands with col"),
    Mistake(
      text: emit("account: { pos: [1, 2] }, amount: '$B'"), line: 4,
      message: "'pos' is for fixed-width files"),
    Mistake(
      text: emit("account: '$A', amount: '$2'", " input: { header: 0 },"), line: 4,
      message: "This file has no header"),
    Mistake(
      text: emit("account: '$1', amount: '$2'", " input: { format: 'fixed' },"), line: 4,
      message: "has no columns"),
    Mistake(
      text: emit("account: { meta: 'header.id' }, amount: '$B'"), line: 4,
      message: "There is no 'header.id'"),
    Mistake(
      text: emit("account: { concat: [{ col: 'A', type: 'text' }] }, amount: '$B'"), line: 4,
      message: "A part of a value is text"),
    Mistake(
      text: emit("account: '$A', amount: { col: 'B', type: { money: { units: 's' } } }"), line: 4,
      message: "The type 'money' has no key 'units'. Did you mean 'unit'?"),
    Mistake(
      text: emit("account: '$A', amount: { col: 'B', type: { money: { group: '.' } } }"), line: 4,
      message: "the same sign"),
    Mistake(
      text: emit("account: '$A', amount: { col: 'B', type: { money: { implied: 40 } } }"), line: 4,
      message: "from 0 to 12"),
    Mistake(
      text: emit(
        "account: '$A', amount: '$B', date: { col: 'D', type: { date: { formats: ['MM/yyyy'] } } }"),
      line: 4, message: "lacks the year, the month or the day"),
    Mistake(
      text: emit(
        "account: '$A', amount: '$B', at: { col: 'D', type: { instant: { formats: ['yyyyMMdd'] } } }"
      ), line: 4, message: "lacks the hour"),
    Mistake(
      text: emit(
        "account: '$A', amount: '$B', at: { col: 'D', type: { instant: { formats: "
          + "['yyyyMMdd hh:mm'] } } }"), line: 4, message: "both hh and a"),
    Mistake(
      text: emit(
        "account: '$A', amount: '$B', at: { col: 'D', type: { instant: { formats: "
          + "['yyyyMMdd HH:mm'], zone: 'Mars/Olympus' } } }"), line: 4, message: "Mars/Olympus"),
    Mistake(
      text: emit("account: '$A', amount: '$B'", " control: { count: 'trailer.count' },"), line: 2,
      message: "No 'header' or 'trailer' has 'trailer.count'"),
    Mistake(
      text: emit("account: '$A', amount: '$B'", " input: { delimiter: 'ab' },"), line: 2,
      message: "without a letter, a digit"),
    Mistake(
      text: emit("account: '$A', amount: '$B'", " input: { delimiter: '|\"|' },"), line: 2,
      message: "one must differ"),
    Mistake(
      text: emit("account: '$A', amount: '$B'", " input: { trim: 'no' },"), line: 2,
      message: "'trim' is true or false"),
    Mistake(
      text: "{ profile: 'p', records: {} }", line: 1, message: "'records' is a list"),
    Mistake(
      text: "{ profile: 'p', records: [\n{ discard: 'a' },\n{ discard: 'b' }] }", line: 3,
      message: "No record comes to this rule"),
    Mistake(
      text: "{ profile: 'p', records: [\n{ discard: 'a', skip: [] }] }", line: 2,
      message: "'skip' stands with an 'emit' only"),
    Mistake(
      text: "{ profile: 'p', records: [\n{ when: { and: { eq: ['$A', 'B'] } }, discard: 'a' }] }",
      line: 2, message: "'and' is a list"),
    Mistake(
      text:
        "{ profile: 'p', records: [\n{ trailer: { n: '$A' } }], control: { count: 'trailer.n' } }",
      line: 2, message: "must have the type of what it is compared with"),
    Mistake(text: "{ profile: 'p', profile: 'q' }", line: 1, message: "twice"),
    Mistake(
      text: emit("account: { col: 'A', steps: [{ regex: '(a' }] }, amount: '$B'"), line: 4,
      message: "a ( has no )"),
    Mistake(
      text: emit("account: { col: 'A', steps: [{ regex: 'a', template: '$1' }] }, amount: '$B'"),
      line: 4, message: "'$1' names a group that the pattern lacks"),
    Mistake(
      text: emit("account: { col: 'A', steps: [{ regex: 'a', onMiss: 'nul' }] }, amount: '$B'"),
      line: 4, message: "Did you mean 'null'?"),
    Mistake(
      text: emit("account: { lookup: '$A' }, amount: '$B'"), line: 4, message: "'lookup' needs 'in'"
    ),
    Mistake(
      text: emit("account: { lookup: '$A', in: 'plans' }, amount: '$B'"), line: 4,
      message: "There is no lookup 'plans'"),
    Mistake(
      text: emit(
        "account: '$A', amount: '$B'", " lookups: { p: { csv: 'no.csv', key: 'a', value: 'b' } },"),
      line: 2, message: "The lookup can't be read"),
    Mistake(
      text: emit("account: '$A', amount: { mul: ['$B'] }"), line: 4,
      message: "'mul' needs two values"),
    Mistake(
      text: emit("account: '$A', amount: { sum: [{ col: 'B', type: 'phone' }, '$C'] }"), line: 4,
      message: "Nothing can be computed"),
    Mistake(
      text: emit("account: { each: 'part' }, amount: '$B'"), line: 4,
      message: "Only an 'emit' with 'each'"),
    Mistake(
      text: emit("account: { ref: 'invoice.number' }, amount: '$B'"), line: 4,
      message: "No entity before this one"),
    Mistake(
      text: emit("account: { meta: 'group.line' }, amount: '$B'"), line: 4,
      message: "There is no 'group.line'"),
    Mistake(
      text: emit("account: '$A', amount: { col: 'B', check: { length: 3 } }"), line: 4,
      message: "'length' is for texts"),
    Mistake(
      text: emit("account: { col: 'A', check: { min: 3 } }, amount: '$B'"), line: 4,
      message: "'min' is for numbers"),
    Mistake(
      text: emit("account: { col: 'A', check: { onFail: 'war' } }, amount: '$B'"), line: 4,
      message: "Did you mean 'warn'?"),
    Mistake(
      text: emit("account: '$A', amount: { col: 'B', type: { money: { sign: 'overpunc' } } }"),
      line: 4, message: "Did you mean 'overpunch'?"),
    Mistake(
      text: emit(
        "account: '$A', amount: { col: 'B', type: { money: { implied: 2, unit: 'cents' } } }"),
      line: 4, message: "exclude each other"),
    Mistake(
      text: emit("account: '$A', amount: '$B'", " policy: { excel: 'alow' },"), line: 2,
      message: "Did you mean 'allow'?"),
    Mistake(
      text: emit("account: '$A', amount: '$B'", " input: { format: 'jsonl', quote: '\"' },"),
      line: 2, message: "JSON Lines have no 'quote'"),
    Mistake(
      text: emit("account: '$A', amount: '$2'", " input: { format: 'jsonl' },"), line: 4,
      message: "JSON Lines have no numbers"),
    Mistake(
      text:
        "{ profile: 'p', records: [{ emit: [\n{ kind: 'contact', once: true, fields: { account: '$A', "
        + "role: 'r', name: '$B' } }] }] }", line: 2, message: "'once' needs a 'group'"),
    Mistake(
      text:
        "{ profile: 'p', records: [{ emit: [\n{ kind: 'contact', each: { list: [], split: '$A' }, "
        + "fields: { account: '$A', role: 'r', name: '$B' } }] }] }", line: 2,
      message: "'each' has one of"),
    Mistake(
      text: "{ profile: 'p', records: [{ merge: { key: '$A' },\n emit: [{ kind: 'contact', "
        + "fields: { account: '$A', role: 'r', name: '$B' } }] }] }", line: 1,
      message: "'merge' has one of 'last' and 'count'"),
    Mistake(
      text:
        "{ profile: 'p', records: [{ merge: { key: '$A', hour: 4 },\n emit: [{ kind: 'contact', "
        + "fields: { account: '$A', role: 'r', name: '$B' } }] }] }", line: 1,
      message: "Did you mean 'hours'?"),
    Mistake(
      text: "{ profile: 'p', records: [{\n merge: { key: '$A', side: true },\n emit: [{ kind: "
        + "'contact', fields: { account: '$A', role: 'r' } }] }] }", line: 2,
      message: "makes what this side record adds to"),
  ]

  @Test(arguments: mistakes) func lintPointsAtEveryMistake(_ example: Mistake) {
    let mistakes = #expect(throws: ProfileMistakes.self) {
      _ = try ProfileParser.parse(example.text, file: "p.json5")
    }
    let found = mistakes?.problems.first { $0.message.contains(example.message) }
    #expect(found != nil, "\(mistakes?.problems.map(\.message) ?? [])")
    #expect(found?.position?.line == example.line)
  }

  @Test func allMistakesAreToldAtOnce() {
    let mistakes = #expect(throws: ProfileMistakes.self) {
      _ = try ProfileParser.parse(Self.emit("acount: '$A', amout: '$B'"), file: "p.json5")
    }
    #expect(mistakes?.problems.count == 4)
  }

  @Test(arguments: ProfileDirectory.builtIn) func builtInProfilesHaveNoMistakes(_ name: String)
    throws
  {
    #expect(try ProfileDirectory.profile(name).name == name)
  }

  /// The examples of the page of reference are true.
  @Test(arguments: StepWord.all.map(\.name)) func stepDoesWhatItsExampleSays(_ name: String) throws
  {
    let example = try #require(StepWord.all.first { $0.name == name }).example
    let profile = try ProfileParser.parse(
      "{ profile: 'p', input: { trim: false, delimiter: ';' }, records: [{ emit: [{ kind: 'custom_field', "
        + "fields: { account: '1', name: 'n', value: { col: 'C', steps: [\(example.step)] } } }] }] }",
      file: "p.json5")
    let found = try Mapping.map("C;x\n\(example.text);y\n", by: profile)
    #expect(found.rows == [["1", "n", example.result ?? "-"]])
    #expect(ProfileReference.text.contains(example.step))
  }

  @Test(arguments: TypeWord.all.map(\.name)) func typeReadsWhatItsExampleSays(_ name: String) throws
  {
    let example = try #require(TypeWord.all.first { $0.name == name }).example
    let names = example.field.split(separator: ".").map(String.init)
    let kind = try Kinds.require(names[0])
    // The canonical form means the same as the example.
    func cell(_ type: String, _ text: String) throws -> String? {
      let needed = kind.fields.filter { $0.isRequired && $0.name != names[1] }.map {
        switch $0.type {
        case .date: "\($0.name): '2026-01-01'"
        case .instant: "\($0.name): '2026-01-01T00:00:00Z'"
        case .code(let words): "\($0.name): '\(words[0])'"
        case .text, .identifier, .reference: "\($0.name): 'x'"
        default: "\($0.name): '1'"
        }
      }
      let fields = (needed + ["\(names[1]): { col: 'C'\(type) }"]).joined(separator: ", ")
      let profile = try ProfileParser.parse(
        "{ profile: 'p', input: { delimiter: ';' }, records: [{ emit: [{ kind: '\(kind.name)', fields: { "
          + fields + " } }] }] }", file: "p.json5")
      let found = try Mapping.map("C;x\n\(text);y\n", by: profile)
      let column = try #require(
        found.mapped.rows[0].fields.firstIndex { kind.fields[$0].name == names[1] })
      return found.rows.first?[column] ?? found.mapped.rejects.first?.message
    }
    #expect(try cell(", type: \(example.type)", example.text) == cell("", example.result))
    #expect(ProfileReference.text.contains(example.result))
  }

  @Test func referenceNamesEveryWordInEightyColumns() {
    let text = ProfileReference.text
    for table in WordTable.all + [.sources, .conditions] {
      for word in table.words { #expect(text.contains("\n  \(word.name) ")) }
    }
    for type in TypeWord.all { #expect(text.contains("\n  \(type.name) ")) }
    #expect(text.split(separator: "\n").filter { $0.count > 80 }.isEmpty)
  }

  // MARK: Mapping

  private static let legacy = """
    {
      profile: "legacy-receipts",
      input: { delimiter: ";", nulls: ["NULL"] },
      lookups: { methods: { Bar: "cash", Karte: "card" } },
      records: [
        { when: { eq: ["$Beleg", "Summe"] },
          trailer: { count: { col: ["Kunde", "Kundennr"], type: "integer" },
                     amount: { col: "Betrag", type: { money: { decimal: ",", group: "." } } } } },
        { skip: [{ name: "failed", when: { eq: ["$Status", "F"] } }],
          emit: [{ kind: "payment", fields: {
            id: "$Beleg",
            account: { col: ["Kunde", "Kundennr"], steps: ["trim", { padLeft: [6, "0"] }] },
            date: { col: "Datum", type: { date: { formats: ["dd/MM/yyyy", "dd.MM.yy"] } } },
            amount: { col: "Betrag", type: { money: { decimal: ",", group: "." } } },
            method: { col: "Art", steps: [{ map: "methods" }] },
            reference: { concat: ["$Beleg", "/", { col: "Ref", optional: true }] },
          } }] },
      ],
      control: { count: "trailer.count", sums: { "trailer.amount": "payment.amount" } },
    }
    """

  @Test func foreignFileBecomesTypedRows() throws {
    let profile = try ProfileParser.parse(Self.legacy, file: "p.json5")
    let text = """
      Beleg;Kundennr;Datum;Betrag;Art;Status
      R1;17;31/08/2026;1.234,56;Bar;S
      R2;18;01.09.26;0,44;Karte;S
      R3;18;02.09.26;5,00;Karte;F
      R4;19;31/02/2026;1,00;Gold;S
      Summe;4;;1.241,00;;

      """
    let found = try Mapping.map(text, by: profile)
    #expect(
      found.rows == [
        ["R1", "000017", "20696", "123456", "cash", "R1/"],
        ["R2", "000018", "20697", "44", "card", "R2/"],
      ])
    #expect(
      found.mapped.states == [.mapped, .mapped, .discarded(0), .rejected, .control])
    #expect(found.mapped.rejects.map(\.code) == ["bad-date", "lookup-miss"])
    #expect(found.mapped.rejects.map(\.column) == ["Datum", "Art"])
    #expect(
      found.totals == [
        ControlTotal(name: "records", declared: 4, counted: 4),
        ControlTotal(
          name: "sum of payment.amount", declared: 124_100, counted: 124_100, decimals: 2),
      ])
  }

  @Test func trailerThatDiffersStopsWithBothNumbers() throws {
    let profile = try ProfileParser.parse(Self.legacy, file: "p.json5")
    let text = "Beleg;Kunde;Datum;Betrag;Art;Status\nR1;17;31/08/2026;1,00;Bar;S\nSumme;2;;1,00;;\n"
    let problem = #expect(throws: Problem.self) { _ = try Mapping.map(text, by: profile) }
    #expect(problem?.code == "control-mismatch")
    #expect(problem?.message.contains("records 2, but it has 1") == true)
  }

  /// Fixed width, header and trailer, local times across the night the clocks go back: the order in
  /// the file tells the two passes apart (rules §9).
  @Test func fixedWidthCallsAcrossTheFold() throws {
    let profile = try ProfileParser.parse(
      """
      { profile: "fw", input: { format: "fixed" },
        records: [
          { when: { eq: [{ pos: [1, 3] }, "HDR"] }, header: { sequence: { pos: [4, 4] } } },
          { when: { eq: [{ pos: [1, 3] }, "TRL"] },
            trailer: { count: { pos: [4, 4], type: "integer" },
                       seconds: { pos: [8, 6], type: { duration: { unit: "s" } } } } },
          { emit: [{ kind: "cdr", fields: {
              call_id: { concat: [{ meta: "header.sequence" }, "-", { pos: [4, 3] }] },
              start: { pos: [7, 14], type: { instant: { formats: ["yyyyMMddHHmmss"] } } },
              to_number: { pos: [21, 12], type: "phone" }, to_text: { pos: [21, 12] },
              duration: { pos: [33, 6], type: { duration: { unit: "hhmmss" } } } } }] } ],
        control: { count: "trailer.count", sums: { "trailer.seconds": "cdr.duration" } } }
      """, file: "fw.json5")
    let text = """
      HDR0317
      CDR00120261101013000  2045550002000031
      CDR00220261101015000  2045550002000100
      CDR00320261101013000  2045550002000031
      TRL0003000122

      """
    let found = try Mapping.map(text, by: profile)
    let starts = found.rows.map { $0[1] }
    let expected = ["2026-11-01T06:30:00Z", "2026-11-01T06:50:00Z", "2026-11-01T07:30:00Z"]
      .compactMap { Instant(iso: Array($0.utf8)[...]) }.map { String($0.milliseconds) }
    #expect(starts == expected)
    #expect(found.rows.map { $0[0] } == ["0317-001", "0317-002", "0317-003"])
    #expect(found.rows[0].contains("12045550002"))
    #expect(found.totals.map(\.counted) == [3, 122_000])
  }

  @Test func timeInTheGapIsRefused() throws {
    let profile = try ProfileParser.parse(
      """
      { profile: "g", records: [{ emit: [{ kind: "cdr", fields: { duration: "0",
        start: { col: "T", type: { instant: { formats: ["yyyy-MM-dd HH:mm:ss"] } } } } }] }] }
      """, file: "g.json5")
    let found = try Mapping.map("T,x\n2026-03-08 02:30:00,1\n", by: profile)
    #expect(found.mapped.rejects.map(\.code) == ["time-in-gap"])
  }

  @Test func asteriskRowsAsTheSwitchWritesThem() throws {
    let profile = try ProfileDirectory.profile("asterisk-cdr-csv")
    let text = #"""
      "","8001","8002","ctx","""8001"" <8001>","SIP/1","SIP/2","Dial","x,,gT","2026-08-27 11:02:16","2026-08-27 11:02:20","2026-08-27 11:02:25",8,5,"ANSWERED","DOCUMENTATION","1598518936.86",""
      "","8001","8002","ctx","","SIP/1","","Dial","x","2026-08-27 11:02:40",,"2026-08-27 11:02:40",0,0,"NO ANSWER","DOCUMENTATION","1598518960.99",""

      """#
    let found = try Mapping.map(text, by: profile)
    #expect(found.mapped.rejects.isEmpty)
    #expect(found.rows.map { $0[0] } == ["1598518936.86", "1598518960.99"])
    let kind = try Kinds.require("cdr")
    let duration = try #require(
      found.mapped.rows[0].fields.firstIndex { kind.fields[$0].name == "duration" })
    #expect(found.rows.map { $0[duration] } == ["5000", "0"])
  }
}
