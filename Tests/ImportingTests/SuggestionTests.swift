import Foundation
import Importing
import Store
import Support
import Testing

/// Drafts of profiles: what they find, what they leave to a person.
@Suite struct SuggestionTests {
  private static func suggest(_ text: String, _ kind: String, encoding: String.Encoding = .utf8)
    throws -> Suggestion
  {
    let folder = try TemporaryFolder()
    let data = try #require(text.data(using: encoding))
    return try Suggestion(
      path: try folder.write("old-payments.csv", data), kind: try Kinds.require(kind))
  }

  struct Draft: Sendable, CustomTestStringConvertible {
    var name: String
    var file: String
    var kind = "payment"
    /// What the draft must say.
    var says: [String]
    var doubts: [String] = []
    var missing: [String] = []
    var encoding = String.Encoding.utf8
    var testDescription: String { name }
  }

  static let drafts: [Draft] = [
    Draft(
      name: "headers as people write them, whatever their order",
      file: "Amount,Cust. No.,Payment_ID\n5.00,17,P1\n",
      says: ["amount: \"$Amount\",", "account: \"$Cust. No.\",", "id: \"$Payment_ID\","]),
    Draft(
      name: "delimiter, code page, decimal comma and points between groups",
      file: "Beleg;Kunden-Nr.;Betrag;Zahlart\n1;7;1.234,50;Überweisung\n2;7;3,00;Bar\n",
      says: [
        "delimiter: \";\", encoding: \"windows-1252\"",
        "{ col: \"Betrag\", type: { money: { decimal: \",\", group: \".\" } } }",
        "\"Überweisung\": \"wire\"", "\"Bar\": \"cash\"",
      ], encoding: .windowsCP1252),
    Draft(
      name: "a delimiter of several characters",
      file: "Payment ID~|~Customer~|~Amount\n1~|~7~|~5.00\n2~|~8|9~|~3.00\n",
      says: ["delimiter: \"~|~\""]),
    Draft(
      name: "a day and its time in two columns",
      file: "Call Ref,Call Date,Call Time,Duration (secs),Caller,Called\n"
        + "a-1,05/10/2026,2:15:02 PM,31,2045550001,12125550199\n"
        + "a-2,25/10/2026,3:15:02 PM,31,2045550001,12125550199\n",
      kind: "cdr",
      says: [
        "start: { concat: [\"$Call Date\", \" \", \"$Call Time\"], "
          + "type: { instant: { formats: [\"dd/MM/yyyy h:mm:ss a\"] } } },",
        "call_id: \"$Call Ref\",", "match: { headers: [\"Call Ref\", \"Caller\", \"Called\",",
      ], doubts: ["duration: taken as seconds"]),
    Draft(
      name: "objects, one a line",
      file: #"{"id": "x1", "begin": "2026-10-05T14:15:02Z", "secs": 31, "#
        + #""leg": {"cli": "2045550001"}}"# + "\n"
        + #"{"id": "x2", "begin": "2026-10-05T14:15:02Z", "secs": 31, "note": null}"# + "\n",
      kind: "cdr",
      says: [
        "input: { format: \"jsonl\" },", "call_id: \"$id\",", "start: { col: \"begin\", type",
      ],
      doubts: ["duration: taken as seconds"]),
    Draft(
      name: "one day above 12 settles the order of all",
      file: "account,amount,date\n1,5.00,03/04/2026\n1,5.00,31/10/2026\n",
      says: ["type: { date: { formats: [\"dd/MM/yyyy\"] } }"]),
    Draft(
      name: "months first",
      file: "account,amount,date\n1,5.00,03/04/2026\n1,5.00,10/31/2026\n",
      says: ["type: { date: { formats: [\"MM/dd/yyyy\"] } }"]),
    Draft(
      name: "days that could be months are left to the person",
      file: "account,amount,date\n1,5.00,03/04/2026\n1,5.00,05/06/2026\n",
      says: ["formats: [\"dd/MM/yyyy\", \"MM/dd/yyyy\"]", "// CHECK: day or month first?"],
      doubts: ["date: day or month first?"]),
    Draft(
      name: "a time of day makes an instant",
      file: "account,amount,date/time\n1,5.00,2026-10-31 14:05:00\n",
      says: [
        "at: { col: \"date/time\", type: { instant: { formats: [\"yyyy-MM-dd HH:mm:ss\"] } } }"
      ]),
    Draft(
      name: "a day with its time is an instant, in UTC if the header says so",
      file: "account,amount,date (UTC)\n1,5.00,2026-10-31 14:05:00\n",
      says: [
        "at: { col: \"date (UTC)\", type: { instant: { formats: [\"yyyy-MM-dd HH:mm:ss\"], zone: \"UTC\" } } }"
      ]),
    Draft(
      name: "several formats, where none can be taken for another",
      file: "id,name,created\n1,Ann,\"Sep 1, 2025\"\n2,Bob,2026-02-03\n", kind: "account",
      says: ["formats: [\"yyyy-MM-dd\", \"MMM d, yyyy\"]"]),
    Draft(
      name: "a needed field takes the column that has no gaps",
      file: "ID,Invoice Number,User ID,Total\n101,,1,5.00\n102,2026-4,1,6.00\n", kind: "invoice",
      says: ["number: \"$ID\","]),
    Draft(
      name: "a state beside a city is a place",
      file: "Id,Name,City,State\n1,Ann,Winnipeg,MB\n", kind: "account",
      says: ["'State', as AA: perhaps"]),
    Draft(
      name: "cells that do not fit the others are counted",
      file: "account,amount,date\n" + String(repeating: "1,5.00,2026-10-31\n", count: 9)
        + "1,5.00,31.10.26\n",
      says: ["1 of 10 cells are no such dates and will be refused"],
      doubts: ["date: 1 of 10 cells"]),
    Draft(
      name: "currency signs go, groups and brackets are understood",
      file: "account,amount\n1,\"$1,234.50\"\n1,($3.00)\n",
      says: ["{ replace: [[\"$\", \"\"]] }", "money: { group: \",\", sign: \"parens\" }"]),
    Draft(
      name: "the column whose cells are plain numbers is preferred",
      file: "Client ID,Amount,Amount (numeric)\n1,\"$5.00\",5.00\n",
      says: ["amount: \"$Amount (numeric)\","]),
    Draft(
      name: "damage by a spreadsheet is named",
      file: "id,account,amount\n1.4E+10,17,5.00\n1.5E+10,17,6.00\n",
      says: ["damaged by a spreadsheet, as '1.4E+10' in line 2"], doubts: ["id: damaged"]),
    Draft(
      name: "words that nobody knows are left to the person",
      file: "account,amount,method\n1,5.00,cash\n1,5.00,GIRO\n",
      says: ["// FILL IN, or its records are refused: \"GIRO\": \"\","],
      doubts: ["method: 'GIRO' (1 cells) has no word of ours yet"]),
    Draft(
      name: "a needed field without a column is asked for, with candidates",
      file: "Kontonummer,amount\n17,5.00\n", says: ["// FILL IN, it is needed: account"],
      missing: ["account"]),
    Draft(
      name: "headers that are empty or there twice go by position",
      file: "account,,Note,amount,amount\n1,x,y,5.00,6.00\n2,x,y,5.50,6.00\n",
      says: ["amount: \"$amount\",", "column 2, as a"]),
    Draft(
      name: "a total in the last line is checked",
      file: "Cust No,As At,Balance\n7,2026-10-31,5.00\n8,2026-10-31,-1.00\nTOTAL,,4.00\n",
      kind: "opening_balance",
      says: [
        "when: { eq: [\"$Cust No\", \"TOTAL\"] },",
        "trailer: { total: { col: \"Balance\", type: \"money\" } },",
        "control: { sums: { \"trailer.total\": \"opening_balance.amount\" } },",
        "from all 2 records", "date: \"$As At\",",
      ]),
    Draft(
      name: "a first line that is data names no columns",
      file: "9007,0034688,2026-10-31 10:00:00,12\n9008,0034689,2026-10-31 10:05:00,0\n",
      says: ["input: { header: 0 },", "column 3, as 9999-99-99 99:99:99", "from all 2 records"],
      missing: ["account", "amount"]),
    Draft(
      name: "a report's title above the header is skipped",
      file:
        "Payments of October;;\n;;\nCust No;Amount;Date\n17;5,00;31.10.2026\n18;6,50;30.10.2026\n",
      says: ["input: { delimiter: \";\", skip: 2 },", "account: \"$Cust No\""]),
    Draft(
      name: "a name in parts", file: "id,First name,Last name,Company\n1,Ann,Lee,\n2,,,ACME\n",
      kind: "account",
      says: [
        "name: { coalesce: [\"$Company\", { concat: [\"$First name\", \" \", \"$Last name\"], steps: "
          + "[\"trim\"] }] },", "company: { meta: \"source.company\" },",
      ]),
    Draft(
      name: "columns of other kinds are told where they belong",
      file: "id,name,ZIP code\n1,Ann,R3C 1A1\n", kind: "account",
      says: ["//   'ZIP code', as A9A 9A9: perhaps", "address.postcode"]),
    Draft(
      name: "customers' names and numbers stay out of the draft",
      file: "id,name\n4471,Ann Lee\n4472,Zoë Müller\n", kind: "account", says: ["// Aaa Aaa"]),
  ]

  @Test(arguments: drafts) func findsWhatItCanAndLeavesTheRestToAPerson(_ draft: Draft) throws {
    let suggestion = try Self.suggest(draft.file, draft.kind, encoding: draft.encoding)
    for sentence in draft.says {
      #expect(suggestion.text.contains(sentence), "\(suggestion.text)")
    }
    #expect(suggestion.doubts.count == draft.doubts.count, "\(suggestion.doubts)")
    for (doubt, start) in zip(suggestion.doubts, draft.doubts) { #expect(doubt.hasPrefix(start)) }
    #expect(suggestion.missing == draft.missing)
    #expect(!suggestion.text.contains("Zoë"))
    if draft.missing.isEmpty {
      _ = try ProfileParser.parse(suggestion.text, file: "draft.json5")
    } else {
      #expect(throws: ProfileMistakes.self) {
        try ProfileParser.parse(suggestion.text, file: "draft.json5")
      }
    }
  }

  /// A plausible cell for each type.
  private static func cell(_ type: FieldType) -> String {
    switch type {
    case .code(let words): words[0]
    case .integer, .seconds, .milliseconds, .bytes: "3600"
    case .flag: "true"
    case .money, .rate, .quantity: "12.50"
    case .fraction: "0.05"
    case .date: "2026-08-31"
    case .instant: "2026-08-01T00:00:00.000Z"
    case .phone: "+12045550101"
    case .currency: "CAD"
    case .country: "CA"
    case .zone: "America/Winnipeg"
    default: "abc"
    }
  }

  /// Our own columns are recognised, every one of them, and the draft has no mistakes.
  @Test(arguments: Kinds.importable.map(\.name)) func canonicalColumnsAllFindTheirPlace(
    _ name: String
  )
    throws
  {
    let kind = try Kinds.require(name)
    let header = kind.fields.map(\.name).joined(separator: ",")
    let row = kind.fields.map { Self.cell($0.type) }.joined(separator: ",")
    let suggestion = try Self.suggest("\(header)\n\(row)\n", name)
    #expect(suggestion.missing.isEmpty)
    #expect(suggestion.unplaced.isEmpty, "\(suggestion.text)")
    _ = try ProfileParser.parse(suggestion.text, file: "draft.json5")
  }

  @Test func synonymsSpeakOfKindsAndFieldsThatExist() throws {
    let names = SynonymTable.shared.names
    #expect(names.count > 100)
    for name in names {
      let parts = name.split(separator: ".").map(String.init)
      let kinds = parts[0] == "*" ? Kinds.importable : [try Kinds.require(parts[0])]
      #expect(kinds.contains { $0.field(parts[1]) != nil }, "\(name)")
    }
  }
}
