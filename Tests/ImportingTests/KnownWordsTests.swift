import Foundation
import Importing
import Store
import Support
import Testing

/// Columns of few short texts, of which each is understood once.
@Suite struct KnownWordsTests {
  private static let profile = """
    { profile: "p", input: { delimiter: "," },
      lookups: { result: { ANSWERED: "answered", BUSY: "busy" } },
      records: [{ emit: [{ kind: "cdr", fields: {
        call_id: "$id", start: "2026-10-01T00:00:00Z", duration: "5",
        disposition: { col: "result", steps: [{ map: "result" }] },
        trunk: "$trunk", account_code: { col: "code", steps: ["upper"] }, destination: "$place",
      } }] }] }
    """

  /// More batches of records than one, more words than are kept, words that only their end tells apart.
  @Test func eachCellIsThatOfItsOwnText() throws {
    let shop = try Shop()
    try shop.bring("company", "code,name,currency,zone\nPN,Prairie Net,CAD,America/Regina\n")
    try shop.bring(
      "source", "name,company,role,feed,zone,country,currency\nacme,PN,bill,increment,UTC,CA,CAD\n")
    let places = ["Winnipeg east", "Winnipeg west", "Winnipeg westx", "Winnipeg, further west"]
    var text = "id,result,trunk,code,place\n"
    var expected: [String] = []
    for row in 0..<9000 {
      let (isAnswered, place) = (row % 3 == 0, places[row % 4])
      text += "\(row),\(isAnswered ? "ANSWERED" : "BUSY"),T\(row % 7),c\(row % 40),\"\(place)\"\n"
      expected.append("\(isAnswered ? "answered" : "busy") T\(row % 7) C\(row % 40) \(place)")
    }
    let profile = try shop.folder.write("p.json5", Self.profile)
    let summary = try shop.bring(profile, text)
    #expect(summary.counts[.inserted] == 9000 && summary.warnings.isEmpty)
    let stored = try shop.database.rows(
      """
      SELECT disposition || ' ' || trunk || ' ' || account_code || ' ' || destination
      FROM cdr ORDER BY id
      """
    ) { $0.text(0) ?? "" }
    #expect(stored == expected)
  }

  /// A word that is refused, or of which something is said, is looked at each time.
  @Test func refusalsAndWarningsAreCountedForEachRow() throws {
    let found = try Mapping.map(
      "id,result,trunk,code,place\n1,NONE,#REF!,,\n2,NONE,T1,,\n3,BUSY,#REF!,,\n4,BUSY,#REF!,,\n",
      by: ProfileParser.parse(
        Self.profile.replacing("lookups:", with: #"policy: { excel: "warn" }, lookups:"#),
        file: "p.json5"))
    #expect(found.mapped.rejects.map(\.record) == [0, 1])
    #expect(found.mapped.rejects.allSatisfy { $0.code == "lookup-miss" })
    #expect(found.mapped.warnings["excel-error"] == 3)
  }
}
