internal import Bytes
internal import Diagnostics
internal import Store
internal import Tabular

/// Which source and profile a file of a folder is for: sources name their profiles, and profiles say
/// which files they read.
struct FileMatching {
  struct Candidate {
    var source: Source
    var profile: Profile
    /// File names with `*`, in place of what the profile says.
    var pattern: String?
  }

  let candidates: [Candidate]

  /// - Throws: what is wrong with a profile that a source names.
  init(_ database: Database) throws {
    let named = try database.rows(
      "SELECT name, profiles FROM source WHERE profiles IS NOT NULL ORDER BY name"
    ) { ($0.text(0) ?? "", $0.text(1) ?? "") }
    var candidates: [Candidate] = []
    for (name, profiles) in named {
      let source = try database.source(named: name)
      for entry in profiles.split(separator: ",") {
        let parts = entry.split(separator: ":", maxSplits: 1).map {
          String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
        guard let first = parts.first else { continue }
        candidates.append(
          Candidate(
            source: source, profile: try ProfileDirectory.profile(first),
            pattern: parts.count > 1 ? parts[1] : nil))
      }
    }
    self.candidates = candidates
  }

  /// Those that take the file.
  func matches(_ path: String) throws(Problem) -> [Candidate] {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    var found: [Candidate] = []
    var header: Set<String>?
    for candidate in candidates {
      let match = candidate.profile.match
      let patterns = candidate.pattern.map { [$0] } ?? match.fileNames
      if !patterns.isEmpty, !patterns.contains(where: { ProfileGuess.matches(name, pattern: $0) }) {
        continue
      }
      if patterns.isEmpty, match.isEmpty { continue }
      if !match.firstBytes.isEmpty, try !Self.begins(path, with: match.firstBytes) { continue }
      if !match.headers.isEmpty {
        let known: Set<String>
        if let header { known = header } else { known = try Self.header(of: path) }
        header = known
        if !match.headers.allSatisfy({ known.contains(HeaderName.normalize($0)) }) { continue }
      }
      found.append(candidate)
    }
    return found
  }

  /// What to do about a file that nothing takes: a source's profile may read it, and not say of which files
  /// it is.
  func advice(for path: String) throws(Problem) -> String? {
    let silent = candidates.filter { $0.pattern == nil && $0.profile.match.isEmpty }
    if silent.isEmpty { return nil }
    let trial = try ProfileTrial(path: path, sheet: nil, beginning: Self.beginning(path))
    guard
      let reader = silent.first(where: { candidate in
        trial.run(candidate.profile).map { $0.read == $0.of } ?? false
      })
    else { return nil }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let pattern = name.firstIndex(of: ".").map { "*" + name[$0...] } ?? name + "*"
    let profile = reader.profile.name
    return "\(profile) of \(reader.source.name) reads it: say of which files it is in the source's "
      + "column 'profiles', such as '\(profile):\(pattern)'"
  }

  private static func begins(_ path: String, with bytes: [UInt8]) throws(Problem) -> Bool {
    try beginning(path).starts(with: bytes)
  }

  private static func beginning(_ path: String) throws(Problem) -> [UInt8] {
    var piece: [UInt8] = []
    _ = try InputSource(path: path).read(into: &piece, upTo: 4096)
    return piece
  }

  private static func header(of path: String) throws(Problem) -> Set<String> {
    Set(try TableConversion(path: path).look().names.map { HeaderName.normalize($0) })
  }
}
