import Foundation
import Support
import Testing

/// A file of another system that comes with the package, and the profile that reads it.
struct Fixture: Sendable, CustomTestStringConvertible {
  var file: String
  var profile: String
  /// Files that must be in before: their accounts, services, invoices.
  var after: [String] = []
  /// Accounts that no file of the system brings.
  var accounts: [String] = []
  var exitCode: Int32 = 0
  /// What the summary must say.
  var says: String
  /// A deck, where the file has rates.
  var deck: String?
  /// Edits that must be refused or warned of, and what is said then.
  var mistakes: [(from: String, to: String, told: String)] = []
  var testDescription: String { "\(profile) \(file)" }
}

/// A folder of such files, a folder in it for each system, with the rows beside each that it becomes.
struct FixtureFolder: Sendable {
  let url: URL

  init(_ name: String) { url = Tool.package.appending(path: "SampleData/\(name)") }

  func path(_ fixture: Fixture) -> String { url.appending(path: fixture.file).path }

  func bring(
    _ fixture: Fixture, from path: String? = nil, _ options: [String] = [], in workshop: Workshop
  ) throws -> Tool.Result {
    let path = path ?? self.path(fixture)
    let words =
      fixture.deck.map { ["rate", "--deck", path, "--name", $0] } ?? ["import", path]
    return try workshop.run(words + ["--profile", fixture.profile] + options)
  }

  /// Every row that a file becomes, in canonical columns, is as the golden file beside it has it; the same
  /// bytes again do nothing.
  func expectGolden(_ fixture: Fixture, in workshop: Workshop) throws {
    let result = try bring(fixture, in: workshop)
    #expect(result.exitCode == fixture.exitCode, "\(result.output)\(result.errors)")
    #expect(result.output.contains(fixture.says), "\(result.output)")
    let batch = try workshop.ask("SELECT max(id) FROM batch WHERE verb = 'import'")
    let found = try Golden.rows(of: fixture.profile, batch: batch, in: workshop)
    try Golden.compare(found, path(fixture) + ".expected")
    let again = try bring(fixture, in: workshop)
    #expect(again.output.contains("already imported"), "\(again.output)")
  }

  /// Each edit of a file is told. Nothing of it stays, so that the next finds the store as it was.
  func expectMistakesAreTold(_ fixture: Fixture, mustFail: Bool, in workshop: Workshop) throws {
    #expect(!fixture.mistakes.isEmpty)
    let text = try String(contentsOfFile: path(fixture), encoding: .utf8)
    let name = fixture.file.split(separator: "/").last.map(String.init) ?? ""
    for (from, to, told) in fixture.mistakes {
      let place = try #require(text.range(of: from), "\(fixture.file): \(from)")
      _ = try workshop.folder.write(name, text.replacingCharacters(in: place, with: to))
      // A dry run exits as the real run would; decks have none.
      let result = try bring(
        fixture, from: name, fixture.deck == nil ? ["--dry-run"] : [], in: workshop)
      let said = result.output + result.errors
      #expect(said.contains(told), "\(from): \(said)")
      if mustFail { #expect(result.exitCode != 0, "\(said)") }
      if fixture.deck != nil, result.exitCode < 2 {
        _ = try workshop.run([
          "undo", try workshop.ask("SELECT min(id) FROM batch WHERE verb = 'deck'"), "--cascade",
        ])
      }
    }
  }

  /// The files that are there.
  func files() throws -> [String] {
    let manager = FileManager.default
    var files: [String] = []
    for system in try manager.contentsOfDirectory(atPath: url.path) where !system.contains(".") {
      for file in try manager.contentsOfDirectory(atPath: url.appending(path: system).path)
      where !file.hasSuffix(".expected") {
        files.append("\(system)/\(file)")
      }
    }
    return files.sorted()
  }
}
