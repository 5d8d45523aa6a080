internal import Diagnostics

/// The columns that a profile names, read from its text: for a comparison with a header before anything
/// is bound.
enum ProfileColumns {
  /// Each with its other names; columns by number and optional ones are not among them.
  static func needed(in profile: JSONValue) -> [[String]] {
    var found: [[String]] = []
    collect(profile, into: &found)
    var seen: Set<[String]> = []
    return found.filter { seen.insert($0).inserted }
  }

  private static func collect(_ value: JSONValue, into found: inout [[String]]) {
    if let text = value.string {
      if text.hasPrefix("$"), isName(text.dropFirst()) { found.append([String(text.dropFirst())]) }
      return
    }
    for element in value.elements ?? [] { collect(element, into: &found) }
    guard let members = value.members else { return }
    let isOptional = members.contains { $0.key == "optional" }
    for member in members {
      if member.key == "col" {
        let names = member.value.string.map { [$0] } ?? member.value.elements?.compactMap(\.string)
        if let names, !isOptional, names.allSatisfy({ isName($0[...]) }), !names.isEmpty {
          found.append(names)
        }
      } else if !["match", "lookups", "template", "rewrite"].contains(member.key) {
        collect(member.value, into: &found)
      }
    }
  }

  /// Not a number, nor a group of a regular expression, nor one of several numbered columns.
  private static func isName(_ text: Substring) -> Bool {
    !text.isEmpty && !text.hasPrefix("{") && !text.contains("#") && !text.allSatisfy(\.isNumber)
  }
}
