internal import Bytes
package import Diagnostics
internal import Store

/// Finds targets: those that came with the command, and files of the user's, by their path.
package enum TargetDirectory {
  /// Those that came with the command, sorted.
  package static var builtIn: [String] {
    EmbeddedTexts.names.filter { $0.contains("BuiltIn/") && $0.hasSuffix(".json5") }
      .compactMap { $0.split(separator: "/").last }.map { String($0.dropLast(6)) }.sorted()
  }

  /// The target of that name, or at that path if it ends in `.json5`.
  ///
  /// - Throws: `unknown-target`, what is wrong with the file, `TargetMistakes`.
  package static func target(_ name: String) throws -> Target {
    try TargetParser.parse(try text(name), file: name)
  }

  /// The text of a target as it stands in its file.
  package static func text(_ name: String) throws(Problem) -> String {
    if name.hasSuffix(".json5") { return try TextFile.read(name) }
    if let path = EmbeddedTexts.names.first(where: { $0.hasSuffix("BuiltIn/\(name).json5") }),
      let text = EmbeddedTexts.text(path)
    {
      return text
    }
    throw .unknown("target", name, among: builtIn)
  }
}
