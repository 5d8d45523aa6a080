/// The logical content of a store, kind by kind and source by source: the rows as canonical CSV has
/// them, sorted by their natural keys, without internal ids and lineage. Two stores that hold the same
/// have the same, however they came to it.
package struct LogicalRows {
  /// A kind's rows of one source; of kinds without sources, all of them.
  package struct Section: Sendable {
    package var kind: Kind
    package var source: String?
    fileprivate var sourceID: Int64?
  }

  private let database: Database

  package init(_ database: Database) { self.database = database }

  /// The sections that have rows, parents before what refers to them.
  package func sections() throws -> [Section] {
    let sources = try database.rows("SELECT id, name FROM source ORDER BY name") {
      ($0.integer(0), $0.text(1) ?? "")
    }
    var sections: [Section] = []
    for kind in Kinds.all {
      if !kind.isSourced {
        if try database.integer("SELECT 1 FROM \(kind.table) LIMIT 1") != nil {
          sections.append(Section(kind: kind))
        }
        continue
      }
      for (id, name) in sources {
        let first = try database.integer(
          "SELECT 1 FROM \(kind.table) WHERE source = ? LIMIT 1", [.integer(id)])
        if first != nil { sections.append(Section(kind: kind, source: name, sourceID: id)) }
      }
    }
    return sections
  }

  /// Calls `body` for every row: the first columns are the kind's fields, the one after them is the
  /// currency of its amounts.
  package func forEach(_ section: Section, _ body: (Statement) throws -> Void) throws {
    let kind = section.kind
    guard !kind.fingerprint.isEmpty, let key = kind.keyColumns.first else {
      try forEach(section, where: nil, by: kind.key, body)
      return
    }
    // In two steps, so that rows with a key come in the order of its index, without sorting.
    try forEach(section, where: "t.\(key) IS NULL", by: kind.fields.map(\.name), body)
    try forEach(section, where: "t.\(key) IS NOT NULL", by: kind.key, body)
  }

  private func forEach(
    _ section: Section, where condition: String?, by names: [String],
    _ body: (Statement) throws -> Void
  ) throws {
    let kind = section.kind
    let columns =
      kind.fields.map { CanonicalRows.expression($0, of: kind) } + [
        CanonicalRows.currency(of: kind)
      ]
    var conditions: [String] = []
    if section.sourceID != nil { conditions.append("t.source = ?1") }
    if let condition { conditions.append(condition) }
    let order = names.compactMap { kind.index(of: $0) }.map { String($0 + 1) }
    var sql = "SELECT \(columns.joined(separator: ", ")) FROM \(kind.table) t"
    if !conditions.isEmpty { sql += " WHERE " + conditions.joined(separator: " AND ") }
    sql += " ORDER BY " + order.joined(separator: ", ")
    try database.forEach(sql, section.sourceID.map { [.integer($0)] } ?? [], body)
  }
}
