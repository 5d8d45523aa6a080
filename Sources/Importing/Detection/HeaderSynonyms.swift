package import Store

/// Which columns of a foreign header could be which fields of a kind: by the field's own name, its
/// declared synonyms, and `Synonyms.json5`. Suggestions only: no import binds by them.
package enum HeaderSynonyms {
  /// A column that could be a field.
  package struct Match: Sendable, Equatable {
    /// From 0, in the header.
    package var column: Int
    /// Index of the kind's field.
    package var field: Int
  }

  /// For each field the first column that is named like it. A column serves one field: names of the
  /// field itself go before synonyms, so that `date` of a payment isn't taken for something else.
  package static func matches(_ header: [String], of kind: Kind) -> [Match] {
    let names = header.map(HeaderName.normalize)
    var taken: Set<Int> = []
    var found: [Match] = []
    let words = kind.fields.map { SynonymTable.shared.tiers(of: $0, in: kind) }
    for rank in 0..<(words.map(\.count).max() ?? 0) {
      for (field, lists) in words.enumerated() where rank < lists.count {
        if found.contains(where: { $0.field == field }) { continue }
        let column = lists[rank].lazy.compactMap { word in
          names.indices.first { names[$0] == word && !taken.contains($0) }
        }.first
        guard let column else { continue }
        taken.insert(column)
        found.append(Match(column: column, field: field))
      }
    }
    return found.sorted { $0.field < $1.field }
  }
}
