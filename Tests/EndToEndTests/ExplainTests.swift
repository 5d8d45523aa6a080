import Foundation
import Support
import Testing

/// `explain CODE`, and that every code has its words.
@Suite struct ExplainTests {
  /// How sources write codes of errors, rejects and warnings.
  private static var spellings: [Regex<(Substring, Substring)>] {
    [
      #/(?:Problem|CellFailure|wrong)\(\s*"([a-z][a-z0-9-]*)"/#,
      #/refuse\(\s*record,\s*"([a-z0-9-]+)"/#,
      #/code: "([a-z0-9-]+)"/#,
      #/warnings\["([a-z0-9-]+)"/#,
      #/case \w+ = "([a-z0-9]+-[a-z0-9-]+)"\n/#,
      #/, "((?:card|secret)-[a-z]+)"\)/#,
      #/\["(excel-digits)"/#,
      #/\[(open-too-long)\]/#,
    ]
  }

  /// Files whose words with hyphens are codes of warnings, besides those that errors are made of.
  private static let enumerations = ["RecordBatch.swift", "ExcelDamage.swift"]

  private static func codes() throws -> [String: String] {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources")
    let files = try #require(
      FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    var found: [String: String] = [:]
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for (index, spelling) in spellings.enumerated() {
        if index == 4, !enumerations.contains(file.lastPathComponent) { continue }
        for match in text.matches(of: spelling) { found[String(match.1)] = file.lastPathComponent }
      }
      // What is not among others is told by one sentence.
      for match in text.matches(of: #/\.unknown\(\s*"([a-z]+)",/#) {
        found["unknown-" + match.1] = file.lastPathComponent
      }
    }
    return found
  }

  /// A code that is missing here needs a block in ErrorCatalogue.swift: the code, what it means, what
  /// to do.
  @Test func everyCodeIsExplained() throws {
    let codes = try Self.codes()
    #expect(codes.count > 100)
    let known = try Set(Self.explained())
    for (code, file) in codes.sorted(by: { $0.key < $1.key }) where !known.contains(code) {
      Issue.record("\(code) of \(file) has no entry in ErrorCatalogue.swift")
    }
    for code in known.subtracting(codes.keys) {
      Issue.record("\(code) is explained, but never used")
    }
  }

  /// The codes that `explain` lists.
  private static func explained() throws -> [String] {
    let list = try Workshop(isReady: false).run(["explain"]).output
    return list.split(separator: "\n").filter { !$0.hasPrefix(" ") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
  }

  @Test func codesAreListedInOrder() throws {
    let codes = try Self.explained()
    #expect(codes == Set(codes).sorted())
  }

  @Test func explainSaysWhatAndWhatNext() throws {
    let workshop = try Workshop()
    let one = try workshop.run(["explain", "excel-number"])
    #expect(one.exitCode == 0)
    #expect(one.output.hasPrefix("excel-number\n  A spreadsheet wrote a long number as 1.4E+10"))
    #expect(one.output.contains("Get the file again"))
    let all = try workshop.run(["explain"])
    #expect(all.output.split(separator: "\n").filter { $0.count > 80 }.isEmpty)
    let wrong = try workshop.run(["explain", "excel-numbr"])
    #expect(wrong.exitCode == 2)
    #expect(wrong.errors.contains("Did you mean 'excel-number'?"))
  }
}
