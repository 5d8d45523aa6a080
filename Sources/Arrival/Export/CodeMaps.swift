internal import Bytes
internal import Diagnostics
internal import Tabular

/// The code lists of a target with what the user's map files add: what our codes are called there.
struct CodeMaps: Sendable {
  private let lists: [String: CodeList]
  private var maps: [String: [String: String]] = [:]
  /// Where the user maps each code, as long as nothing asked for it.
  private var unused: [String: [String: SourcePosition]] = [:]
  /// Codes without a counterpart, by list, with how often each was asked for.
  private(set) var missing: [String: [String: Int]] = [:]
  /// The folder that the maps came from.
  private let folder: String?

  /// - Parameter folder: has a file `LIST.csv` for each list that the user maps: from, to.
  /// - Throws: `unknown-list` for a file of another name, `bad-map`.
  init(_ lists: [CodeList], folder: String?) throws(Problem) {
    self.lists = Dictionary(uniqueKeysWithValues: lists.map { ($0.name, $0) })
    self.folder = folder
    guard let folder else { return }
    guard let files = Folder.files(in: folder) else {
      throw Problem(
        "no-such-file", .usage, "There is no folder of maps here.",
        at: SourcePosition(file: folder))
    }
    for file in files where file.hasSuffix(".csv") {
      let name = String(file.dropLast(4))
      guard let list = self.lists[name] else {
        let names = lists.map(\.name)
        throw Problem(
          "unknown-list", .usage,
          "The target has no list '\(name)'.\(NearestName.hint(name, among: names)) It has: "
            + names.joined(separator: ", ") + ".", at: SourcePosition(file: folder + "/" + file))
      }
      var map: [String: String] = [:]
      var places: [String: SourcePosition] = [:]
      for pair in try PairFile.read(folder + "/" + file, header: ["from", "to"]) {
        if pair.second.isEmpty { continue }
        if !list.words.isEmpty, !list.words.contains(pair.second) {
          throw Problem(
            "bad-map", .input,
            "The target knows no '\(pair.second)' here."
              + NearestName.hint(pair.second, among: list.words.sorted()) + " It knows: "
              + list.words.sorted().joined(separator: ", ") + ".", at: pair.secondPlace)
        }
        places[pair.first] = pair.place
        if let old = map.updateValue(pair.second, forKey: pair.first), old != pair.second {
          throw Problem(
            "bad-map", .input, "'\(pair.first)' is mapped twice: leave one of the two.",
            at: pair.place)
        }
      }
      maps[name] = map
      unused[name] = places
    }
  }

  /// What the target calls a code; nil where it has no counterpart, which is noted.
  mutating func counterpart(of code: String, in name: String) -> String? {
    guard let list = lists[name] else { return code }
    unused[name]?[code] = nil
    if let mapped = maps[name]?[code] ?? list.map[code] { return mapped }
    if list.words.contains(code) || list.keepsOurs { return code }
    missing[name, default: [:]][code, default: 0] += 1
    return nil
  }

  /// What stands in for codes of a list without a counterpart; nil: nothing may.
  func standIn(_ name: String) -> String? { lists[name]?.otherwise }

  /// Drafts of map files, with all that is mapped and what lacks a counterpart, to be filled in.
  func drafts() -> [(name: String, bytes: [UInt8])] {
    missing.sorted { $0.key < $1.key }.map { name, codes in
      var writer = DelimitedWriter()
      writer.record(["from", "to"])
      for (from, to) in (maps[name] ?? [:]).sorted(by: { $0.key < $1.key }) {
        writer.record([from, to])
      }
      for code in codes.keys.sorted() { writer.record([code, ""]) }
      return ("\(name).csv", writer.take())
    }
  }

  /// `status: 'trial' (3), 'winter' (1): Account Status ID`.
  var missingLines: [String] {
    missing.sorted { $0.key < $1.key }.map { name, codes in
      let list = codes.sorted { $0.key < $1.key }.prefix(6).map { "'\($0.key)' (\($0.value))" }
      var line = "\(name): " + list.joined(separator: ", ") + (codes.count > 6 ? ", …" : "")
      line += " — \(lists[name]?.about ?? "")"
      // A code that nothing has may be a slip of the pen.
      if let (code, place) = unused[name]?.min(by: { $0.key < $1.key }) {
        line += " (\(place) maps '\(code)', which occurs nowhere)"
      }
      return line
    }
  }
}
