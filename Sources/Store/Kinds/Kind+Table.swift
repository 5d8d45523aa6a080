/// How a kind lies in its table: names of columns, derived columns, and the shape of its key. All of
/// it follows from the declaration; a test compares it with the schema.
extension Kind {
  /// The column of a field: the kind's own number takes the name `id`, so a source's id has another.
  package func column(of field: Field) -> String { field.name == "id" ? "external_id" : field.name }

  /// A row's currency is its company's: the ledger checks the field and does not keep it. Only
  /// companies and sources have one of their own.
  package func isStored(_ field: Field) -> Bool {
    !field.isHint && (field.type != .currency || !isSourced)
  }

  /// Ledger kinds with an account carry copies of what reports group by.
  package var copiesAccount: Bool { conduct == .ledger && field("account") != nil }

  /// Ledger kinds with both fields get both columns: the instant decides the accounting date, and a
  /// day alone begins at the company's midnight.
  package var derivesDate: Bool {
    conduct == .ledger && field("at") != nil && field("date") != nil
  }

  /// The columns whose equality makes two keyless rows the same event.
  package var fingerprintColumns: [String] {
    fingerprint.compactMap { name in field(name).map { column(of: $0) } }
  }

  /// The columns of the key.
  package var keyColumns: [String] {
    key.compactMap { name in field(name).map { column(of: $0) } }
  }

  /// A debit without account or date has those of its invoice.
  package var inheritsFrom: String? { name == "debit" ? "invoice" : nil }

  /// Whether equal keys of two sources are different things: not where the key names a thing of the
  /// store (an account, a telephone number).
  package var keyIsPerSource: Bool {
    isSourced
      && key.allSatisfy { name in
        switch field(name)?.type {
        case .reference, .phone: false
        default: true
        }
      }
  }

  /// The key as SQL compares it, one expression a field over `operand(column)`. Optional parts count
  /// as empty; the first part of a key that a fingerprint can replace is never empty here.
  package func keyExpressions(_ operand: (String) -> String) -> [String] {
    key.enumerated().compactMap { index, name in
      guard let field = field(name) else { return nil }
      let value = operand(column(of: field))
      if field.isRequired || (index == 0 && !fingerprint.isEmpty) { return value }
      return "ifnull(\(value), \(emptyValue(of: field)))"
    }
  }

  private func emptyValue(of field: Field) -> String {
    if field.name == "occurrence" { return "1" }
    return field.type.isText ? "''" : "0"
  }
}

extension FieldType {
  /// Whether the store keeps it as TEXT.
  package var isText: Bool {
    switch self {
    case .text, .identifier, .code, .date, .currency, .country, .zone: true
    default: false
    }
  }

  /// Whether a `RowBatch` holds it in the arena: the texts, and references, which come as keys.
  package var isArenaText: Bool {
    switch self {
    case .date: false
    case .reference: true
    default: isText
    }
  }
}
