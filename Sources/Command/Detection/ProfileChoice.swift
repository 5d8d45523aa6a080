internal import Diagnostics
internal import Importing
internal import Store
internal import Tabular

/// The profile for a file that none was named for: the one that matches, or none.
enum ProfileChoice {
  /// - Throws: `no-profile`, with all that match or the likeliest ones, and why.
  static func profile(for path: String) throws(Problem) -> String {
    let summary = try TableConversion(path: path).look()
    let header = summary.sketch.headerRows > 0 ? summary.names : []
    let canonical = Kinds.importable.filter { kind in
      !header.isEmpty && header.allSatisfy { kind.field($0) != nil }
        && kind.fields.allSatisfy { !$0.isRequired || header.contains($0.name) }
    }
    let guesses = FileGuesses(summary, folders: []).profiles
    let matches: [(String, String)] =
      canonical.map { ($0.name, "its columns are Carryover's own") }
      + guesses.filter { $0.score >= 60 }.map { ($0.name, $0.reason) }
    if matches.count == 1, let only = matches.first { return only.0 }
    let near = matches.isEmpty ? guesses.map { ($0.name, $0.reason) } : matches
    let listed = near.prefix(5).map { "\($0.0) (\($0.1))" }.joined(separator: ", ")
    let found =
      near.isEmpty
      ? "No profile has such columns: 'carryover profile suggest' drafts one."
      : matches.isEmpty ? "The nearest: \(listed)." : "These match: \(listed)."
    throw Problem(
      "no-profile", .usage,
      "Say with --profile how to read the file. \(found) 'carryover detect' says more.",
      at: SourcePosition(file: path))
  }
}
