package import Diagnostics
internal import Store

/// A number of records, or the sum of a field, that a manifest declares of a file.
package struct DeclaredTotal: Sendable {
  /// `records`, or a field such as `payment.amount`.
  package var name: String
  /// As it is written: a sum in the units of canonical CSV.
  package var text: String
  package var position: SourcePosition

  package init(name: String, text: String, position: SourcePosition) {
    self.name = name
    self.text = text
    self.position = position
  }

  private var parts: [String] {
    name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
  }
  var kind: String? { parts.count == 2 ? parts[0] : nil }
  var field: String? { parts.count == 2 ? parts[1] : nil }

  /// There is no such field in what the profile makes.
  func unknown(_ profile: Profile) -> Problem {
    let names = profile.kinds.flatMap { kind in
      kind.fields.filter { !$0.type.isArenaText }.map { "\(kind.name).\($0.name)" }
    }
    return Problem(
      "bad-manifest", .input,
      "The profile '\(profile.name)' makes no '\(name)' that could be summed."
        + NearestName.hint(name, among: names), at: position)
  }
}
