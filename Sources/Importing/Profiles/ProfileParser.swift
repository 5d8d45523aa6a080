internal import Bytes
package import Diagnostics
internal import Store
internal import Tabular

/// Everything that is wrong with a profile, each mistake with its line and column.
package struct ProfileMistakes: Error {
  package var problems: [Problem]
}

/// Reads a profile: JSON5 in, a checked `Profile` out. Goes on after a mistake, so that all of them
/// are told at once. Nothing that a profile says is passed over in silence.
package struct ProfileParser {
  var problems: [Problem] = []
  var tables: [String: LookupTable] = [:]
  /// The hashes of files that the profile names: they are part of what it says.
  var files: [String] = []
  /// The names that the record rule at hand has defined so far; their slots are their places.
  var lets: [String] = []
  /// The names of the round of 'each' at hand, with their slots.
  var rounds: [String: Int] = [:]
  /// How many slots the record rule at hand needs.
  var slots = 0
  /// What the entities before the one at hand are made of, by `kind.field`.
  var emitted: [String: Value] = [:]
  var hasGroup = false
  /// Whether the record rule at hand is for side records.
  var isSide = false
  var merges: [(merge: Profile.Merge, place: SourcePosition)] = []
  /// What header and trailer records are read for, and what records keep: `header.date`, `kept.id`.
  var recordNames: [String] = []
  /// Paths of JSON values that the profile uses.
  var paths: [String] = []
  let format: Format
  /// Whether columns have names.
  var hasHeader = false
  /// The folder of the profile, with its slash; nil for one that came with the command.
  let folder: String?

  enum Format: String, CaseIterable { case delimited, fixed, jsonl, xml }

  /// - Parameter file: its path, for messages and for what lies beside it; a name without a slash and
  ///   without `.json5` is a profile that came with the command.
  /// - Throws: `ProfileMistakes`.
  package static func parse(_ text: String, file: String) throws -> Profile {
    let document: JSONValue
    do throws(Problem) { document = try JSON5Parser.parse(text, file: file) } catch {
      throw ProfileMistakes(problems: [error])
    }
    let format = document.member("input")?.member("format")?.string
    var folder: String?
    if file.hasSuffix(".json5") {
      folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
    }
    var parser = ProfileParser(
      format: format.flatMap { Format(rawValue: $0) } ?? .delimited, folder: folder)
    let profile = parser.profile(document)
    guard parser.problems.isEmpty, var profile else {
      throw ProfileMistakes(problems: parser.problems)
    }
    profile.sha256 = SHA256.hex(of: (text + parser.files.joined()).utf8)
    return profile
  }

  private init(format: Format, folder: String?) {
    self.format = format
    self.folder = folder
  }

  /// For values over rows that no file has (`RowLanguage`).
  ///
  /// - Parameter parameters: what `{ meta: NAME }` may say besides.
  init(rowsOf file: String, parameters: [String]) {
    self.init(
      format: .delimited,
      folder: file.hasSuffix(".json5")
        ? file.lastIndex(of: "/").map { String(file[...$0]) } ?? "" : nil)
    hasHeader = true
    recordNames = parameters
  }

  mutating func wrong(_ code: Problem.Code, _ message: String, at place: SourcePosition) {
    problems.append(Problem(code, .input, message, at: place))
  }

  mutating func wrongType(_ message: String, at value: JSONValue) {
    wrong("profile-type", message, at: value.position)
  }

  // MARK: The document

  private mutating func profile(_ document: JSONValue) -> Profile? {
    let top = members(document, WordTable.profile)
    guard let name = top["profile"], let records = top["records"] else { return nil }
    for (key, value) in entries(top["lookups"], "'lookups'") { tables[key] = lookup(value) }
    for element in records.elements ?? [] {
      for prefix in ["header", "trailer"] {
        recordNames += (element.member(prefix)?.members ?? []).map { "\(prefix).\($0.key)" }
      }
      recordNames += (element.member("keep")?.members ?? []).map { "kept.\($0.key)" }
    }
    var result = Profile(
      name: string(name, "The name"), about: top["about"].map { string($0, "'about'") } ?? "",
      sha256: "", input: input(top["input"]), match: .init(), records: [], control: .init())
    if let version = top["version"] { _ = integer(version, "'version'", in: 1...1_000_000) }
    if let match = top["match"] { result.match = self.match(match) }
    for element in list(records, "'records'") ?? [] {
      if result.records.last.map({ $0.when == nil }) == true {
        wrong(
          "unreachable-rule",
          "No record comes to this rule: the one before has no 'when' and takes them all.",
          at: element.position)
      }
      result.records.append(record(element))
    }
    joinMerges(of: &result.records)
    if let control = top["control"] {
      result.control = self.control(control, of: &result.records)
    }
    if let secrets = top["secrets"] {
      enum Word: String, CaseIterable { case mask, refuse }
      result.refusesSecrets = choice(secrets, "'secrets'", among: Word.allCases) == .refuse
    }
    if let policy = top["policy"] { result.policy = self.policy(policy) }
    if format == .jsonl || format == .xml { result.input.paths = paths }
    return result
  }

  private mutating func match(_ value: JSONValue) -> Profile.Match {
    let parts = members(value, WordTable.match)
    var match = Profile.Match()
    match.fileNames = parts["fileName"].map { strings($0, "'fileName'") } ?? []
    match.headers = parts["headers"].map { strings($0, "'headers'") } ?? []
    if let first = parts["firstBytes"] {
      match.firstBytes = bytes(first, "'firstBytes'")
      if match.firstBytes.count > TableSketch.beginningSize {
        wrongType("'firstBytes' has at most \(TableSketch.beginningSize) bytes.", at: first)
      }
    }
    return match
  }

  private mutating func policy(_ value: JSONValue) -> Profile.Policy {
    let parts = members(value, WordTable.policy)
    enum Columns: String, CaseIterable { case ignore, refuse }
    enum Cells: String, CaseIterable { case ignore, reject }
    var policy = Profile.Policy()
    if let word = parts["extraColumns"] {
      policy.refusesExtraColumns =
        choice(word, "'extraColumns'", among: Columns.allCases) == .refuse
    }
    if let word = parts["extraCells"] {
      policy.rejectsExtraCells = choice(word, "'extraCells'", among: Cells.allCases) == .reject
    }
    if let word = parts["missingCells"] {
      enum Word: String, CaseIterable { case reject, empty }
      policy.fillsMissingCells = choice(word, "'missingCells'", among: Word.allCases) == .empty
    }
    if let word = parts["excel"] {
      policy.excel = choice(word, "'excel'", among: Profile.Policy.Excel.allCases) ?? .reject
    }
    return policy
  }
}
