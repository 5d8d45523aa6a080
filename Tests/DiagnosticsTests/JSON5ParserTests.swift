import Diagnostics
import Testing

@Suite struct JSON5ParserTests {
  struct Wrong: Sendable, CustomTestStringConvertible {
    var text: String
    var line: Int
    var column: Int
    var testDescription: String { text }
  }

  static let wrong: [Wrong] = [
    Wrong(text: "", line: 1, column: 1), Wrong(text: "{a: 1, a: 2}", line: 1, column: 8),
    Wrong(text: "{\n  a 1}", line: 2, column: 5), Wrong(text: "[1 2]", line: 1, column: 4),
    Wrong(text: "{a: 'x\n'}", line: 1, column: 5), Wrong(text: "{a: tru}", line: 1, column: 5),
    Wrong(text: "{} x", line: 1, column: 4), Wrong(text: "/* open", line: 1, column: 8),
    Wrong(text: "{é: 1, b}", line: 1, column: 9), Wrong(text: "\"\\u12\"", line: 1, column: 4),
  ]

  @Test(arguments: wrong) func pointsAtTheMistake(_ example: Wrong) {
    let problem = #expect(throws: Problem.self) {
      _ = try JSON5Parser.parse(example.text, file: "p.json5")
    }
    #expect(problem?.position?.line == example.line)
    #expect(problem?.position?.column == example.column)
  }

  @Test func readsWhatPeopleWrite() throws {
    let text = """
      // a comment
      { plain: 'single', "quoted": "a\\u00e9\\n", list: [1, -2.5, true, null,], /* more */ }
      """
    let value = try JSON5Parser.parse(text, file: "p.json5")
    let members = try #require(value.members)
    #expect(members.map(\.key) == ["plain", "quoted", "list"])
    #expect(members[0].value.string == "single")
    #expect(members[1].value.string == "aé\n")
    #expect(members[2].value.elements?.count == 4)
    #expect(members[2].keyPosition.line == 2)
  }

  @Test(arguments: [
    ("paymnet", "payment"), ("acount", "account"), ("Payment", "payment"), ("xyzzy", nil),
  ]) func nearestName(_ typed: String, _ meant: String?) {
    #expect(NearestName.to(typed, among: ["account", "payment", "invoice"]) == meant)
  }
}
