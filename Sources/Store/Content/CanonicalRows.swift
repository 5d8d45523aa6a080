internal import Billing
internal import Diagnostics

/// Rows as canonical CSV writes them, by SQL over a table that is called `t`: references as the keys
/// of the rows that they mean, the currency where a row's company or source has it.
package enum CanonicalRows {
  /// The expression of a field.
  package static func expression(_ field: Field, of kind: Kind) -> String {
    if case .reference(let target) = field.type, let target = Kinds.named(target) {
      let source = kind.isSourced && target.isSourced ? "t.source" : nil
      return reference(to: target, id: "t.\(field.name)", from: source)
    }
    if field.isHint { return "NULL" }
    return kind.isStored(field) ? "t.\(kind.column(of: field))" : currency(of: kind)
  }

  /// The key of the row with that id, as references write it. A row without a key is named by what
  /// makes it equal to others, and by which of these it is.
  ///
  /// - Parameter source: the source of the row that refers to it; the name of another is added.
  static func reference(to target: Kind, id: String, from source: String?, depth: Int = 0)
    -> String
  {
    let p = "p\(depth)"
    func value(_ name: String) -> String {
      guard let field = target.field(name) else { return "NULL" }
      if case .reference(let inner) = field.type, let inner = Kinds.named(inner) {
        return reference(to: inner, id: "\(p).\(name)", from: nil, depth: depth + 1)
      }
      return "\(p).\(target.column(of: field))"
    }
    var text = value(target.key.first ?? "")
    if !target.fingerprint.isEmpty {
      let parts = target.fingerprint.map { "ifnull(\(value($0)), '')" }
      let equal = target.fingerprintColumns.map { "q.\($0) IS \(p).\($0)" }
      text = """
        ifnull(\(text), '=' || \(parts.joined(separator: " || '|' || ")) || '#' || (
          SELECT count(*) FROM \(target.table) q
          WHERE q.fingerprint = \(p).fingerprint AND q.source = \(p).source AND q.id <= \(p).id
            AND \(equal.joined(separator: " AND "))))
        """
    }
    if let source {
      text += """
         || CASE WHEN \(p).source = \(source) THEN ''
          ELSE '@' || (SELECT name FROM source WHERE source.id = \(p).source) END
        """
    }
    return "(SELECT \(text) FROM \(target.table) \(p) WHERE \(p).id = \(id))"
  }

  /// The currency of a row's amounts: its company's, or that of what it belongs to; without a company
  /// its source's.
  package static func currency(of kind: Kind) -> String {
    if kind.conduct == .ledger {
      if kind.copiesAccount { return "(SELECT currency FROM company WHERE company.id = t.company)" }
      let owners = kind.fields.compactMap { field -> String? in
        guard case .reference(let target) = field.type, Kinds.named(target)?.copiesAccount == true
        else { return nil }
        return """
          (SELECT currency FROM company JOIN \(target) o ON o.company = company.id
            WHERE o.id = t.\(field.name))
          """
      }
      if let only = owners.first, owners.count == 1 { return only }
      if !owners.isEmpty { return "coalesce(\(owners.joined(separator: ", ")))" }
    }
    return kind.isSourced ? "(SELECT currency FROM source WHERE source.id = t.source)" : "NULL"
  }

  /// What a person knows a row by: its key, account, day and amount.
  private static func nameFields(of kind: Kind) -> [Field] {
    let more = ["account", "date", "amount", "total"].filter { !kind.key.contains($0) }
    return (kind.key + more).compactMap { kind.field($0) }
  }

  /// The columns from which `name` makes the name of a row.
  static func nameColumns(of kind: Kind) -> String {
    (nameFields(of: kind).map { expression($0, of: kind) } + [currency(of: kind)])
      .joined(separator: ", ")
  }

  /// What a person knows a row by, and the first column after those of its name.
  static func name(_ row: Statement, _ kind: Kind) -> (text: String, next: Int) {
    let fields = nameFields(of: kind)
    let digits = row.text(fields.count).flatMap { Currency.digits($0) } ?? 2
    let parts = fields.enumerated().compactMap { position, field in
      field.type.canonicalText(row, position, digits: digits)
    }
    return (parts.joined(separator: ", "), fields.count + 1)
  }

  /// The column of what a row of a ledger kind comes to; nil where it has no such.
  package static func amountColumn(of kind: Kind) -> String? {
    ["amount", "total"].first { kind.field($0)?.type == .money }
  }

  /// A value of a file beside the stored one: `6.00 (stored: 5.00)`.
  static func values(
    of column: String, stored id: Int64, file cell: Int64, _ rows: BoundRows, in database: Database
  ) throws(Problem) -> String? {
    let kind = rows.kind
    guard let field = kind.fields.first(where: { kind.column(of: $0) == column }) else {
      return nil
    }
    let statement = try database.prepare(
      "SELECT \(expression(field, of: kind)), \(currency(of: kind)) FROM \(kind.table) t WHERE id = ?"
    )
    statement.bind([.integer(id)])
    guard try statement.step() else { return nil }
    let digits = statement.text(1).flatMap { Currency.digits($0) } ?? 2
    let stored = field.type.canonicalText(statement, 0, digits: digits) ?? "nothing"
    var text: String
    if case .reference(let target) = field.type, let target = Kinds.named(target) {
      text =
        try database.text(
          "SELECT " + reference(to: target, id: "?1", from: nil), [.integer(cell)]) ?? ""
    } else if rows.column(column)?.isText == true {
      text = String(decoding: rows.text(cell), as: UTF8.self)
    } else {
      text = field.type.canonicalText(cell, digits: digits)
    }
    return "\(text) (stored: \(stored))"
  }
}

extension FieldType {
  /// A stored number as canonical files write it.
  ///
  /// - Parameter digits: of the row's currency.
  package func canonicalText(_ number: Int64, digits: Int) -> String {
    switch self {
    case .money: ScaledDecimal.print(number, scale: digits)
    case .rate, .fraction: ScaledDecimal.print(number, scale: 8, trimmed: true)
    case .quantity: ScaledDecimal.print(number, scale: 6, trimmed: true)
    case .flag: number == 0 ? "false" : "true"
    case .instant: Instant(milliseconds: number).description
    case .phone: "+\(number)"
    default: String(number)
    }
  }

  /// A column of a row as canonical files write it; nil when it is NULL.
  package func canonicalText(_ row: Statement, _ column: Int, digits: Int) -> String? {
    if row.isNull(column) { return nil }
    switch self {
    case .reference: return row.text(column)
    default: return isText ? row.text(column) : canonicalText(row.integer(column), digits: digits)
    }
  }
}
