internal import Bytes
package import Diagnostics
internal import Store

/// Finds profiles: the kinds, whose canonical CSV needs none of its own; those that came with the
/// command; files of the user's.
package enum ProfileDirectory {
  /// Those that came with the command, sorted.
  package static var builtIn: [String] {
    EmbeddedTexts.names.filter { $0.contains("BuiltIn/") && $0.hasSuffix(".json5") }
      .compactMap { $0.split(separator: "/").last }.map { String($0.dropLast(6)) }.sorted()
  }

  /// The profile of that name, or at that path if it ends in `.json5`.
  ///
  /// - Throws: `unknown-profile`, what is wrong with the file, `ProfileMistakes`.
  package static func profile(_ name: String) throws -> Profile {
    if let kind = Kinds.importable(name) { return .canonical(kind) }
    return try ProfileParser.parse(try text(name), file: name)
  }

  /// The text of a profile as it stands in its file.
  package static func text(_ name: String) throws(Problem) -> String {
    if name.hasSuffix(".json5") { return try TextFile.read(name) }
    if builtIn.contains(name),
      let path = EmbeddedTexts.names.first(where: { $0.hasSuffix("/\(name).json5") }),
      let text = EmbeddedTexts.text(path)
    {
      return text
    }
    throw .unknown("profile", name, among: builtIn + Kinds.importable.map(\.name))
  }
}

extension Profile {
  /// Whether its rows belong to a source; companies and sources themselves don't.
  package var needsSource: Bool { kinds.contains { $0.isSourced } }
}
