/// An importable kind: declared once, as data. Profile checking, header synonyms, canonical CSV,
/// templates, help, filters, dump and the loader all follow from this declaration, and a test
/// compares it with the schema.
package struct Kind: Sendable {
  /// How rows of this kind behave when they come again, and how strict an import of them is.
  package enum Conduct: Sendable {
    /// Money. Insert only; the same key with other values is a conflict; one reject stops the file.
    case ledger
    /// Calls, usage, logs. Insert only; good rows are kept when others are rejected.
    case event
    /// Everything else. The same key updates; an absent or empty cell keeps what is there.
    case master
  }

  /// The field's name for it, singular: `payment`.
  package var name: String
  package var about: String
  package var conduct: Conduct
  /// The natural key within its source (rules §8); empty when rows have none.
  package var key: [String]
  /// The fields whose equality makes two keyless rows the same event; empty when a key is required.
  package var fingerprint: [String]
  package var fields: [Field]
  /// Whether ids are those of a source. Companies and sources themselves are not.
  package var isSourced: Bool
  /// Whether only the store's own verbs make such rows: no file brings them.
  package var isMade: Bool

  package init(
    _ name: String, _ about: String, _ conduct: Conduct, key: [String], fingerprint: [String] = [],
    isSourced: Bool = true, isMade: Bool = false, _ fields: [Field]
  ) {
    self.name = name
    self.about = about
    self.conduct = conduct
    self.key = key
    self.fingerprint = fingerprint
    self.isSourced = isSourced
    self.isMade = isMade
    self.fields = fields
  }

  /// The table of the store has the kind's name.
  package var table: String { name }

  package func field(_ name: String) -> Field? { fields.first { $0.name == name } }
  package func index(of name: String) -> Int? { fields.firstIndex { $0.name == name } }
}
