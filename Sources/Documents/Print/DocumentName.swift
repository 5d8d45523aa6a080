package import Diagnostics

/// The names of files, made of a pattern such as `{account}-{number}.pdf`.
package struct DocumentName: Sendable {
  private let pattern: String
  private static let words = ["account", "number", "date", "postcode"]

  /// - Throws: `bad-name` for a word that there is not, or a pattern that names all files alike.
  package init(_ pattern: String) throws(Problem) {
    self.pattern = pattern
    var rest = pattern[...]
    var found: [String] = []
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let word = String(rest[open...].dropFirst().prefix { $0 != "}" })
      guard Self.words.contains(word) else {
        throw Problem(
          "bad-name", .usage,
          "A name has no place {\(word)}.\(NearestName.hint(word, among: Self.words)) There are: "
            + Self.words.map { "{\($0)}" }.joined(separator: ", ") + ".")
      }
      found.append(word)
      rest = rest[close...].dropFirst()
    }
    guard found.contains("number") else {
      throw Problem(
        "bad-name", .usage, "All files would have one name: put {number} into --name.")
    }
    guard !pattern.contains("/") else {
      throw Problem("bad-name", .usage, "--name is a file's name, without folders.")
    }
  }

  /// The name for an invoice; what a file's name can't hold becomes `_`.
  func text(_ facts: InvoiceFacts) -> String {
    var name = pattern
    for (word, value) in [
      ("account", facts.account.id), ("number", facts.number), ("date", facts.date),
      ("postcode", facts.account.postal.postcode ?? ""),
    ] {
      let safe = value.map { "/\\\0:*?\"<>|{}".contains($0) ? "_" : $0 }
      name = name.replacing("{\(word)}", with: String(safe))
    }
    return name
  }
}
