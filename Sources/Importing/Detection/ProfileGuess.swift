internal import Bytes
internal import Diagnostics
internal import Store

/// Which profiles say of themselves that they are for such a file.
package struct ProfileGuess: Sendable {
  /// The name, or the path of a file of the user's.
  package var name: String
  package var kinds: [String]
  /// From 0 to 100.
  package var score: Int
  package var reason: String

  /// Those of the command and of the given folders that match, the likeliest first.
  ///
  /// - Parameters:
  ///   - beginning: the first bytes of the file's text.
  ///   - mistakes: gets the paths of profiles that can't be read.
  package static func all(
    header: [String], fileName: String, beginning: [UInt8], folders: [String],
    mistakes: inout [String]
  ) -> [ProfileGuess] {
    var guesses: [ProfileGuess] = []
    for name in names(folders) {
      do {
        let profile = try ProfileDirectory.profile(name)
        let text = try JSON5Parser.parse(try ProfileDirectory.text(name), file: name)
        let columns = ProfileColumns.needed(in: text)
        if let guess = ProfileGuess(name, profile, columns, header, fileName, beginning) {
          guesses.append(guess)
        }
      } catch { mistakes.append(name) }
    }
    return guesses.sorted { ($0.score, $1.name) > ($1.score, $0.name) }
  }

  /// Those that come with the command, and the files in the given folders.
  package static func names(_ folders: [String]) -> [String] {
    ProfileDirectory.builtIn
      + folders.flatMap { folder in
        (Folder.files(in: folder) ?? []).filter { $0.hasSuffix(".json5") }
          .map { folder + (folder.hasSuffix("/") ? "" : "/") + $0 }
      }
  }

  /// Nil when the profile says nothing that fits.
  init?(
    _ name: String, _ profile: Profile, _ columns: [[String]], _ header: [String], _ file: String,
    _ beginning: [UInt8]
  ) {
    self.name = name
    kinds = profile.kinds.map(\.name)
    let base = file.split(separator: "/").last.map(String.init) ?? file
    let present = Set(header.map(HeaderName.normalize))
    let wanted = profile.match.headers.map { [$0] } + columns
    let found = wanted.count { $0.contains { present.contains(HeaderName.normalize($0)) } }
    let patterns = profile.match.fileNames
    let hasName = patterns.contains { Self.matches(base, pattern: $0) }
    // A profile whose columns are not there can't read the file, whatever its name.
    let first = profile.match.firstBytes
    guard found == wanted.count, hasName || !wanted.isEmpty || !first.isEmpty,
      beginning.starts(with: first)
    else { return nil }
    var reasons: [String] = []
    score = 30
    if !first.isEmpty {
      // The more of them, the surer it is.
      score = 60 + min(20, first.count)
      reasons.append("it begins with '\(String(decoding: first, as: UTF8.self))'")
    }
    if !wanted.isEmpty {
      // The more columns a profile asks for, the surer it is.
      score = max(score, 60 + min(20, 2 * wanted.count))
      reasons.append(
        wanted.count == 1 ? "its column is there" : "its \(wanted.count) columns are there")
    }
    if !patterns.isEmpty {
      let pattern = patterns.joined(separator: "' or '")
      score += hasName ? 20 : -20
      reasons.append(
        hasName
          ? "the file is named like '\(pattern)'" : "the file is not named like '\(pattern)'")
    }
    reason = reasons.joined(separator: "; ")
  }

  /// Whether a name fits a pattern in which `*` stands for anything; capitals are like small letters.
  static func matches(_ name: String, pattern: String) -> Bool {
    let parts = pattern.lowercased().split(separator: "*", omittingEmptySubsequences: false)
    var rest = name.lowercased()[...]
    guard let first = parts.first, rest.hasPrefix(first) else { return false }
    if parts.count == 1 { return rest == first }
    rest = rest.dropFirst(first.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let range = rest.firstRange(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return rest.hasSuffix(parts.last ?? "")
  }
}
