internal import Bytes
package import Diagnostics

/// The files of a migration, in order, each with its profile and source: a JSON5 file.
package struct Manifest: Sendable {
  package struct Entry: Sendable {
    package var path: String
    package var profile: String
    package var source: String?
  }

  package var entries: [Entry]

  /// Reads `folder/manifest.json5`; paths in it are relative to the folder, those of profiles too.
  ///
  /// - Throws: `json-syntax`, `bad-manifest`, with line and column.
  package init(folder: String) throws(Problem) {
    let path = folder + "/manifest.json5"
    let document = try JSON5Parser.parse(try TextFile.read(path), file: path)
    entries = []
    for member in document.members ?? [] {
      guard member.key == "files" else {
        throw Self.unknown(member, among: ["files"])
      }
      for element in member.value.elements ?? [] {
        entries.append(try Self.entry(element, folder: folder))
      }
    }
    if entries.isEmpty {
      throw Problem(
        "bad-manifest", .input, "The manifest names no files: add { files: [ … ] }.",
        at: document.position)
    }
  }

  private static func entry(_ value: JSONValue, folder: String) throws(Problem) -> Entry {
    var texts: [String: String] = [:]
    for member in value.members ?? [] {
      guard ["file", "profile", "source"].contains(member.key) else {
        throw unknown(member, among: ["file", "profile", "source"])
      }
      guard let text = member.value.string else {
        throw Problem(
          "bad-manifest", .input,
          "'\(member.key)' is a string, not \(member.value.description).",
          at: member.value.position)
      }
      texts[member.key] = text
    }
    guard let file = texts["file"], let profile = texts["profile"] else {
      throw Problem(
        "bad-manifest", .input, "Each entry needs a file and a profile.", at: value.position)
    }
    let isPath = profile.hasSuffix(".json5")
    return Entry(
      path: folder + "/" + file, profile: isPath ? folder + "/" + profile : profile,
      source: texts["source"])
  }

  private static func unknown(_ member: JSONValue.Member, among names: [String]) -> Problem {
    Problem(
      "unknown-key", .input,
      "A manifest has no '\(member.key)' here.\(NearestName.hint(member.key, among: names))",
      at: member.keyPosition)
  }
}
