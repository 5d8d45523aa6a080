import Importing
import Store
import Testing

/// Where a value comes from: every source, with what it makes of a record.
@Suite struct ValueTests {
  struct Source: Sendable, CustomTestStringConvertible {
    var value: String
    /// The cells A to D of the record.
    var cells: String
    /// The value, or the code of its refusal; - for nothing.
    var result: String
    var testDescription: String { "\(value) of \(cells)" }

    init(_ value: String, _ cells: String, _ result: String) {
      self.value = value
      self.cells = cells
      self.result = result
    }
  }

  static let sources: [Source] = [
    Source("'$A'", "x;;;", "x"),
    Source("'x'", ";;;", "x"),
    Source("'$'", ";;;", "$"),
    Source("{ const: '$A' }", "x;;;", "$A"),
    Source("{ col: ['Z', 'B'] }", ";y;;", "y"),
    Source("{ concat: ['$A', '-', '$B'] }", "x;y;;", "x-y"),
    Source("{ coalesce: ['$A', '$B', 'z'] }", ";y;;", "y"),
    Source("{ coalesce: ['$A', '$B', 'z'] }", ";;;", "z"),
    Source("{ let: 'both' }", "x;y;;", "xy"),
    Source("{ meta: 'line' }", "x;;;", "2"),
    Source("{ meta: 'file.name' }", "x;;;", "f.csv"),
    Source("{ case: [{ when: { eq: ['$A', 'x'] }, then: 'one' }], else: '$B' }", "x;y;;", "one"),
    Source("{ case: [{ when: { eq: ['$A', 'x'] }, then: 'one' }], else: '$B' }", "z;y;;", "y"),
    Source(
      "{ case: [{ when: { gt: ['$A', '9.5'] }, then: 'big' }], else: 'small' }", "10;;;", "big"),
    Source("{ case: [{ when: { le: ['$A', '$B'] }, then: 'y' }], else: 'n' }", "1.0;1;;", "y"),
    Source("{ case: [{ when: { lt: ['$A', '1'] }, then: 'y' }], else: 'n' }", "x;;;", "n"),
    Source(
      "{ case: [{ when: { matches: ['$A', '^(?i)to'] }, then: 'y' }], else: 'n' }", "x;;;", "lint"),
    Source(
      "{ case: [{ when: { matches: ['$A', '(?i)^to'] }, then: 'y' }], else: 'n' }", "Total;;;", "y"),
    Source("{ lookup: '$A', in: { a: 'alpha' } }", "a;;;", "alpha"),
    Source("{ lookup: '$A', in: 'zones', longestPrefix: true }", "4930123;;;", "Berlin"),
    Source("{ lookup: '$A', in: 'zones', longestPrefix: true }", "4989123;;;", "Germany"),
    Source("{ lookup: '$A', in: 'zones', longestPrefix: true }", "1204;;;", "lookup-miss"),
    Source("{ lookup: '$A', in: 'zones', longestPrefix: true, onMiss: 'null' }", "1204;;;", "-"),
    Source("{ lookup: '$A', in: 'zones', onMiss: 'keep' }", "1204;;;", "1204"),
    Source("{ lookup: '$A', in: 'zones', else: '$B' }", "1204;other;;", "other"),
    Source("{ sum: ['$A', '$B'], scale: 2 }", "1.10;2.2;;", "3.30"),
    Source("{ sum: ['$A', '$B'], scale: 2 }", ";2.2;;", "2.20"),
    Source("{ sum: ['$A', '$B'], scale: 2 }", ";;;", "-"),
    Source("{ sub: ['$A', '$B'], scale: 2 }", ";2.2;;", "-2.20"),
    Source("{ mul: ['$A', '$B'], scale: 2 }", "0.05;0.1;;", "0.01"),
    Source("{ mul: ['$A', '$B'], scale: 2 }", "-0.05;0.1;;", "-0.01"),
    Source("{ mul: ['$A', '$B'], scale: 2 }", "5;;;", "-"),
    Source("{ div: ['$A', '$B'], scale: 3 }", "1;3;;", "0.333"),
    Source("{ div: ['$A', '$B'], scale: 3 }", "1;0;;", "division-by-zero"),
    // One rounding: a third, three times, is one.
    Source("{ mul: [{ div: ['$A', '$B'] }, '3'], scale: 4 }", "1;3;;", "1.0000"),
    Source("{ sum: ['$A', '$B'], scale: 2 }", "1,5;2;;", "type-error"),
    Source(
      "{ sum: [{ col: 'A', type: { decimal: { decimal: ',' } } }, '$B'], scale: 2 }", "1,5;2;;",
      "3.50"),
    Source("{ mul: ['$A', '$A', '$A', '$A', '$A'] }", "99999999999999;;;", "overflow"),
    Source(
      "{ sub: [{ col: 'B', type: { instant: { formats: ['yyyyMMddHHmmss.SSS'], zone: 'UTC' } } }, "
        + "{ col: 'A', type: { instant: { formats: ['yyyyMMddHHmmss.SSS'], zone: 'UTC' } } }], scale: 0 }",
      "20261101000000.500;20261101000107.453;;", "66953"),
    // Two passes of the same local hour: the difference would be a guess.
    Source(
      "{ sub: [{ col: 'B', type: { instant: { formats: ['yyyyMMddHHmmss'] } } }, '0'], scale: 0 }",
      ";20261101013000;;", "time-in-fold"),
    Source("{ col: 'A', steps: [{ split: '/', index: 2 }, { default: 'none' }] }", "a;;;", "none"),
    Source("{ col: 'A', steps: [{ strip: '€' }] }", "€“5”;;;", "“5”"),
    Source("{ col: 'A', steps: [{ regex: 'x(.)' }] }", "abc;;;", "regex-miss"),
    Source("{ col: 'A', steps: [{ regex: 'x(.)', onMiss: 'keep' }] }", "abc;;;", "abc"),
    Source("{ col: 'A', steps: [{ rewrite: [['b*', '-']] }] }", "abbc;;;", "-a--c-"),
    Source("{ col: 'A', steps: ['unescapeFormula'] }", "''=x;;;", "'=x"),
    Source("{ col: 'A', steps: ['unescapeFormula'] }", "'x;;;", "'x"),
    Source("{ col: 'A', steps: ['unwrapExcelText'] }", "=\"\"x;;;", "=\"\"x"),
    Source("{ col: 'A', steps: ['urlDecode'] }", "100%25 %zz %C3%A4;;;", "100% %zz ä"),
  ]

  @Test(arguments: sources) func sourceMakesItsText(_ source: Source) throws {
    let text = """
      { profile: "p", input: { delimiter: ";", quote: null },
        lookups: { zones: { "49": "Germany", "4930": "Berlin" } },
        records: [{ let: { both: { concat: ["$A", "$B"] } },
          emit: [{ kind: "custom_field", fields: { account: "1", name: "n", value: \(source.value) } }] }] }
      """
    guard source.result != "lint" else {
      #expect(throws: ProfileMistakes.self) { _ = try ProfileParser.parse(text, file: "p.json5") }
      return
    }
    let profile = try ProfileParser.parse(text, file: "p.json5")
    let found = try Mapping.map("A;B;C;D\n\(source.cells)\n", by: profile)
    #expect((found.mapped.rejects.first?.code ?? found.rows.first?.last) == source.result)
  }

  struct Check: Sendable, CustomTestStringConvertible {
    var check: String
    var text: String
    var result: String
    var warning: String?
    var testDescription: String { "\(check) of \(text)" }
  }

  @Test(arguments: [
    Check(check: "{ oneOf: ['a', 'b'] }", text: "b", result: "b"),
    Check(check: "{ oneOf: ['a', 'b'] }", text: "c", result: "constraint-error"),
    Check(check: "{ pattern: '^[A-Z]{2}$' }", text: "MB", result: "MB"),
    Check(check: "{ pattern: '^[A-Z]{2}$' }", text: "MBX", result: "constraint-error"),
    Check(check: "{ minLength: 2, maxLength: 3 }", text: "äöü", result: "äöü"),
    Check(check: "{ minLength: 2, maxLength: 3 }", text: "äöüx", result: "constraint-error"),
    Check(check: "{ length: 6 }", text: "17", result: "lost-zeros"),
    Check(check: "{ length: 6 }", text: "A17", result: "constraint-error"),
    Check(
      check: "{ oneOf: ['a'], onFail: 'warn' }", text: "c", result: "c", warning: "constraint-error"
    ),
    Check(
      check: "{ oneOf: ['a'], onFail: 'null' }", text: "c", result: "-", warning: "constraint-error"
    ),
  ]) func checkTakesOrRefuses(_ check: Check) throws {
    let profile = try ProfileParser.parse(
      """
      { profile: "p", input: { delimiter: ";" }, records: [{ emit: [{ kind: "custom_field",
        fields: { account: "1", name: "n", value: { col: "A", check: \(check.check) } } }] }] }
      """, file: "p.json5")
    let found = try Mapping.map("A;B\n\(check.text);\n", by: profile)
    #expect((found.mapped.rejects.first?.code ?? found.rows.first?.last) == check.result)
    #expect(found.mapped.warnings == (check.warning.map { [$0: 1] } ?? [:]))
  }

  @Test(arguments: [
    ("0.01", "1"), ("0.00", "constraint-error"), ("1000.00", "100000"),
    ("1000.01", "constraint-error"), ("x", "type-error"),
  ]) func rangeIsOfTheFieldsOwnUnit(_ text: String, _ result: String) throws {
    let profile = try ProfileParser.parse(
      """
      { profile: "p", input: { delimiter: ";" }, records: [{ emit: [{ kind: "payment",
        fields: { account: "1", amount: { col: "A", check: { min: "0.01", max: 1000 } } } }] }] }
      """, file: "p.json5")
    let found = try Mapping.map("A;B\n\(text);\n", by: profile)
    #expect((found.mapped.rejects.first?.code ?? found.rows.first?.last) == result)
  }
}
