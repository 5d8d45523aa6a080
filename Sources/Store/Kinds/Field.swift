/// One field of a kind: a column of its table, a column of its canonical CSV, a target of profiles.
package struct Field: Sendable {
  package var name: String
  package var type: FieldType
  package var isRequired: Bool
  /// What it means, with its unit; shown by `template` and in help.
  package var about: String
  /// Headers that people really write for it, besides its name (normalised before comparison).
  package var synonyms: [String]
  /// Whether the store itself finds it, and may find it later: no sum of a batch holds it.
  package var isSettledLater: Bool
  /// Whether it only helps to understand the others: no table keeps it.
  package var isHint: Bool

  package init(
    _ name: String, _ type: FieldType, _ about: String, required: Bool = false,
    synonyms: [String] = [], isSettledLater: Bool = false, isHint: Bool = false
  ) {
    self.name = name
    self.type = type
    self.about = about
    self.isRequired = required
    self.synonyms = synonyms
    self.isSettledLater = isSettledLater
    self.isHint = isHint
  }
}

/// What a field holds, how canonical CSV writes it, and how the store keeps it.
package enum FieldType: Sendable, Hashable {
  /// Any text. Stored as TEXT; empty is NULL.
  case text
  /// What names a thing: an id, a reference, a telephone number as written. Stored as TEXT, never
  /// masked: one number in ten looks like a card.
  case identifier
  /// One of the given words, in lower case. Stored as TEXT.
  case code([String])
  /// A whole number. Stored as INTEGER.
  case integer
  /// `true` or `false`. Stored as 1 or 0.
  case flag
  /// An amount in the row's currency, a plain decimal: `-1234.56`. Stored in minor units.
  case money
  /// A call rate, charge or unit price, up to eight decimals. Stored in 10⁻⁸ of the currency.
  case rate
  /// A tax rate or percentage as a fraction, `0.05` for 5 %. Stored in 10⁻⁸.
  case fraction
  /// A quantity, up to six decimals. Stored in 10⁻⁶.
  case quantity
  /// Whole bytes. Stored as INTEGER.
  case bytes
  /// Whole milliseconds. Stored as INTEGER.
  case milliseconds
  /// Whole seconds. Stored as INTEGER.
  case seconds
  /// A day, `2026-08-31`. Stored as TEXT.
  case date
  /// An instant, `2026-08-01T00:00:00.000Z`. Stored as milliseconds since 1970 in UTC.
  case instant
  /// A telephone number in E.164 with `+`. Stored as INTEGER where it parses.
  case phone
  /// ISO 4217, three capitals. Stored as TEXT.
  case currency
  /// ISO 3166-1 alpha-2, two capitals. Stored as TEXT.
  case country
  /// An IANA time zone. Stored as TEXT.
  case zone
  /// The key of a row of another kind, in the same source. Stored as that row's id.
  case reference(String)
}
