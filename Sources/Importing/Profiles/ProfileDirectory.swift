package import Diagnostics
internal import Store

/// Finds profiles by name: the kinds, whose canonical CSV needs none, and files of the user's.
package enum ProfileDirectory {
  /// - Throws: `unknown-profile`, or what is wrong with the file.
  package static func profile(_ name: String) throws(Problem) -> Profile {
    if let kind = Kinds.named(name) { return .canonical(kind) }
    throw .unknown("profile", name, among: Kinds.all.map(\.name))
  }
}

extension Profile {
  /// Whether its rows belong to a source; companies and sources themselves don't.
  package var needsSource: Bool { kinds.contains { $0.isSourced } }
}
