internal import Diagnostics
internal import Store

/// What people write above their columns and in them, by kind and field: `Synonyms.json5`.
package struct SynonymTable: Sendable {
  /// Normalised headers by `kind.field`, the preferred first.
  private var headers: [String: [String]] = [:]
  /// Our word by `kind.field` and normalised word of theirs.
  private var words: [String: [String: String]] = [:]
  /// Headers of the parts of a name.
  private var parts: [String: [String]] = [:]

  /// The table of this build; tests see that it is there and speaks of what exists.
  package static let shared = SynonymTable()

  private init() {
    let file = "Detection/Synonyms.json5"
    guard let text = EmbeddedTexts.text(file),
      let document = try? JSON5Parser.parse(text, file: file)
    else { return }
    for kind in document.member("headers")?.members ?? [] {
      for field in kind.value.members ?? [] {
        headers["\(kind.key).\(field.key)"] = Self.texts(field.value).map(HeaderName.normalize)
      }
    }
    for part in document.member("parts")?.members ?? [] {
      parts[part.key] = Self.texts(part.value).map(HeaderName.normalize)
    }
    for kind in document.member("words")?.members ?? [] {
      for field in kind.value.members ?? [] {
        for word in field.value.members ?? [] {
          for theirs in Self.texts(word.value) {
            words["\(kind.key).\(field.key)", default: [:]][HeaderName.normalize(theirs)] =
              word.key
          }
        }
      }
    }
  }

  private static func texts(_ value: JSONValue) -> [String] {
    (value.elements ?? []).compactMap(\.string)
  }

  /// Kinds and fields that it speaks of.
  package var names: [String] { Array(Set(headers.keys).union(words.keys)).sorted() }

  /// Normalised headers of a field, the surest first: its own name; what its declaration and the table
  /// say of it; what the table says of a field of that name in any kind.
  func tiers(of field: Field, in kind: Kind) -> [[String]] {
    let referred: [String] =
      if case .reference(let other) = field.type, other != "company" {
        ["\(other) id", "\(other) no", "\(other) number", other].map(HeaderName.normalize)
      } else { [] }
    return [
      [HeaderName.normalize(field.name)],
      field.synonyms.map(HeaderName.normalize) + (headers["\(kind.name).\(field.name)"] ?? []),
      (headers["*.\(field.name)"] ?? []) + referred,
    ]
  }

  /// The same in one list.
  func headers(of field: Field, in kind: Kind) -> [String] {
    tiers(of: field, in: kind).flatMap { $0 }
  }

  /// Normalised headers of a part of a name: first, last, company.
  func headers(ofPart part: String) -> [String] { parts[part] ?? [] }

  /// Our word for theirs; nil when the table has none.
  func word(_ theirs: String, for field: Field, in kind: Kind) -> String? {
    let normalized = HeaderName.normalize(theirs)
    if let known = words["\(kind.name).\(field.name)"]?[normalized] { return known }
    guard case .code(let ours) = field.type else { return nil }
    return ours.first { HeaderName.normalize($0) == normalized }
  }
}
