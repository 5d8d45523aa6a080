import Importing
import Testing

/// What a spreadsheet did to a file is named, not stored.
@Suite struct ExcelDamageTests {
  @Test(arguments: [
    ("1.4E+10", "excel-number"), ("5.03E+02", "excel-number"), ("4E+15", "excel-number"),
    ("1-Feb", "excel-date"), ("Mar-01", "excel-date"), ("01-Feb-26", "excel-date"),
    ("########", "excel-hashes"), ("#REF!", "excel-error"), ("#N/A", "excel-error"),
    ("=\"00123\"", "excel-text"),
    ("E1.4", ""), ("14E", ""), ("MAR1", ""), ("A-17", ""), ("1-2", ""), ("#17", ""),
    ("2-Maple", ""),
    ("0503E000", ""), ("1.5", ""),
  ]) func damagedIdentifierIsRefused(_ text: String, _ code: String) throws {
    let quoted =
      "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
    let profile = try ProfileParser.parse(
      """
      { profile: "e", records: [{ emit: [{ kind: "payment",
        fields: { account: "$A", amount: "$B", description: "$C" } }] }] }
      """, file: "e.json5")
    let found = try Mapping.map("A,B,C\n\(quoted),1.00,\(quoted)\n", by: profile)
    #expect(found.mapped.rejects.first?.code ?? "" == code)
    let loose = try ProfileParser.parse(
      """
      { profile: "e", policy: { excel: "allow" }, records: [{ emit: [{ kind: "payment",
        fields: { account: "$A", amount: "$B" } }] }] }
      """, file: "e.json5")
    #expect(try Mapping.map("A,B\n\(quoted),1.00\n", by: loose).rows == [[text, "100"]])
  }

  @Test func damagedNumbersSayWhyTheyAreNone() throws {
    let profile = try ProfileParser.parse(
      """
      { profile: "e", records: [{ emit: [{ kind: "cdr", fields: { start: "2026-10-01T00:00:00Z",
        duration: "$D", from_number: "$F" } }] }] }
      """, file: "e.json5")
    let found = try Mapping.map("D,F\n########,2045550002\n1,1.2E+10\n1,anonymous\n", by: profile)
    #expect(found.mapped.rejects.map(\.code) == ["excel-hashes", "excel-number"])
    #expect(found.mapped.warnings == ["number-not-read": 1])
  }

  /// Fifteen digits are kept; one such id may be chance, a column of them is not.
  @Test(arguments: [
    (["89014103211118510720", "8901410321111850"], 0),
    (["8901410321111850000", "8901410321111860000"], 2),
    (["1234567890123450", "12345"], 0),
  ]) func columnOfIdsThatEndInZerosIsTold(_ ids: [String], _ damaged: Int) throws {
    let profile = try ProfileParser.parse(
      """
      { profile: "e", records: [{ emit: [{ kind: "payment",
        fields: { account: "$A", amount: "$B" } }] }] }
      """, file: "e.json5")
    let found = try Mapping.map("A,B\n" + ids.map { $0 + ",1.00\n" }.joined(), by: profile)
    #expect(found.mapper.finalWarnings == (damaged > 0 ? ["excel-digits": damaged] : [:]))
  }
}
