import Testing

@testable import Importing

/// Patterns of profiles: what they find, and that they always end.
@Suite struct PatternTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var pattern: String
    var text: String
    /// The groups, the whole match first; nil when nothing matches.
    var groups: [String]?
    var testDescription: String { "\(pattern) in \(text)" }

    init(_ pattern: String, _ text: String, _ groups: [String]?) {
      self.pattern = pattern
      self.text = text
      self.groups = groups
    }
  }

  static let examples: [Example] = [
    Example("abc", "xabcx", ["abc"]),
    Example("^abc$", "xabc", nil),
    Example("a.c", "aéc", ["aéc"]),
    Example("[äö]+", "köäln", ["öä"]),
    Example("[^a-c]", "abcd", ["d"]),
    Example("\\d{6,8}", "K 1234567890", ["12345678"]),
    Example("\\d{2,}?", "12345", ["12"]),
    Example("(\\d+)-(\\d+)", "tel 12-345", ["12-345", "12", "345"]),
    Example("(?:KD|Kunde)[ -]*(\\d{6,8})", "Kunde - 0012345", ["Kunde - 0012345", "0012345"]),
    Example("(a)|(b)", "b", ["b", "", "b"]),
    Example("(a+)(a*)", "aaa", ["aaa", "aaa", ""]),
    Example("(a+?)(a*)", "aaa", ["aaa", "a", "aa"]),
    Example("(?i)summe|TOTAL", "ToTaL", ["ToTaL"]),
    Example("(?i)[a-c]x", "BX", ["BX"]),
    Example("\\bcat\\b", "concat cat", ["cat"]),
    Example("\\Bcat", "cat concat", ["cat"]),
    Example("a|ab", "ab", ["a"]),
    Example("(?:)", "x", [""]),
    Example("(a*)*b", "aab", ["aab", ""]),
    Example("\\+\\$\\(", "x+$(y", ["+$("]),
    Example("[]x]", "]", ["]"]),
    Example("[a\\-z]", "-", ["-"]),
    Example("x\\sy", "x\u{A0}y", ["x\u{A0}y"]),
  ]

  @Test(arguments: examples) func patternFindsTheLeftmostMatch(_ example: Example) throws {
    let pattern = try Pattern(example.pattern)
    let text = Array(example.text.utf8)[...]
    let groups = pattern.match(text).map { slots in
      (0..<pattern.groups).map { group in
        slots[group * 2] < 0
          ? "" : String(decoding: text[slots[group * 2]..<slots[group * 2 + 1]], as: UTF8.self)
      }
    }
    // What a group inside a repetition last took is nobody's business but its emptiness.
    #expect(groups?.first == example.groups?.first)
    if example.pattern != "(a*)*b" { #expect(groups == example.groups) }
  }

  @Test(arguments: [
    "(a", "a)", "[a", "a{2", "a{3,2}", "*a", "a**", "a\\", "\\q", "(?=a)", "[z-a]", "^*",
    "(((a{999}){999}){999}){999}",
  ]) func mistakesAreTold(_ pattern: String) {
    #expect(throws: PatternMistake.self) { _ = try Pattern(pattern) }
  }

  /// Swift's own matcher says the same of hundreds of small patterns. (What may be
  /// empty is not repeated without end: there every matcher has its own mind.)
  @Test func randomPatternsAgreeWithSwiftsOwn() throws {
    var seed: UInt64 = 7
    func dice(_ count: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % count
    }
    func pattern(_ depth: Int) -> String {
      let pieces = (0...dice(3)).map { _ in
        let atom: String
        switch dice(depth > 2 ? 4 : 6) {
        case 0: atom = "a"
        case 1: atom = "b"
        case 2: atom = "[ab]"
        case 3: atom = "."
        case 4: atom = "(?:\(pattern(depth + 1)))"
        default: atom = "(?:\(pattern(depth + 1))|\(pattern(depth + 1)))"
        }
        if atom.hasPrefix("(") { return atom + ["", "?", "{1,2}"][dice(3)] }
        return atom + ["", "", "*", "+", "?", "{1,2}", "*?", "+?"][dice(8)]
      }
      return pieces.joined()
    }
    var matches = 0
    for _ in 0..<400 {
      let text = String((0..<dice(9)).map { _ in ["a", "b", "c"][dice(3)] as Character })
      let source = pattern(0)
      let ours = try Pattern(source).match(Array(text.utf8)[...])
      let theirs = try Regex(source).firstMatch(in: text)
      let found = ours.map { text.dropFirst($0[0]).prefix($0[1] - $0[0]) }
      let expected = theirs.map { text[$0.range] }
      #expect(found == expected, "\(source) in \(text)")
      #expect(
        ours?[0] == theirs.map { text.distance(from: text.startIndex, to: $0.range.lowerBound) })
      if ours != nil { matches += 1 }
    }
    #expect(matches > 150)
  }

  /// What backtracks for ever elsewhere ends here.
  @Test func noPatternTakesLong() throws {
    let text = Array(String(repeating: "a", count: 4000).utf8)[...]
    let patterns = [try Pattern("(a*)*(a*)*b"), try Pattern("(?:a?){50}a{50}c")]
    let clock = ContinuousClock()
    let time = clock.measure {
      #expect(patterns[0].match(text) == nil)
      #expect(patterns[1].match(text.prefix(500)) == nil)
    }
    #expect(time < .seconds(5))
    let long = try Pattern("a{900}")
    #expect(!long.takes(Array(repeating: 97, count: 1 << 20)))
  }

  @Test func templatePutsGroupsInPlace() throws {
    let pattern = try Pattern("(\\d+)-(\\d+)")
    let text = Array("12-34".utf8)[...]
    let slots = try #require(pattern.match(text))
    let template = try PatternTemplate("$2/$1 $$ $0 $", groups: pattern.groups)
    #expect(
      String(decoding: template.filled(from: text, slots), as: UTF8.self) == "34/12 $ 12-34 $")
    #expect(throws: PatternMistake.self) { _ = try PatternTemplate("$3", groups: 3) }
  }
}
