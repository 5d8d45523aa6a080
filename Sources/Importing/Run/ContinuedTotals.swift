internal import Billing
internal import Diagnostics
internal import Store

/// What a file states of itself, beside what all its parts brought: the batch that refused some of its
/// records, and the files that brought these, repaired (rules §10).
struct ContinuedTotals {
  let database: Database
  let request: ImportRequest
  /// The batch that this import continues.
  let batch: Int64

  private static let chain = """
    WITH RECURSIVE chain (id) AS (
      SELECT ?1 UNION
      SELECT continues FROM batch JOIN chain ON chain.id = batch.id WHERE continues IS NOT NULL
    )

    """

  /// - Parameters:
  ///   - counts: what became of this file's records.
  ///   - spans: the rows that it inserted.
  func totals(
    counts: RecordCounts, spans: [(kind: String, first: Int64, last: Int64)]
  ) throws(Problem) -> [ControlTotal] {
    let statement = try database.prepare(
      Self.chain + """
        SELECT name, expected FROM batch_count JOIN chain ON chain.id = batch
        WHERE name GLOB 'control: *' AND expected IS NOT NULL GROUP BY name ORDER BY name
        """)
    statement.bind([.integer(batch)])
    var declared: [(name: String, number: Int64)] = []
    while try statement.step() {
      declared.append(
        (String((statement.text(0) ?? "").dropFirst("control: ".count)), statement.integer(1)))
    }
    var totals: [ControlTotal] = []
    for (name, number) in declared {
      if name == "records" {
        let accepted = try earlier("records_read - control - rejected") + Self.accepted(counts)
        totals.append(ControlTotal(name: name, declared: number, counted: accepted))
      } else if let (kind, field) = Self.summed(name), try isAllStored(counts) {
        totals.append(
          ControlTotal(
            name: name, declared: number, counted: try sum(kind, field, spans),
            decimals: decimals(of: field)))
      }
    }
    return totals
  }

  private static func accepted(_ counts: RecordCounts) -> Int64 {
    Int64(counts.read - counts[.control] - counts[.rejected])
  }

  /// What a field comes to is known of what is stored: of a record that was there already, or was
  /// passed over, nothing is kept.
  private func isAllStored(_ counts: RecordCounts) throws(Problem) -> Bool {
    try earlier("records_read - control - rejected - inserted") == 0
      && Self.accepted(counts) == Int64(counts[.inserted])
  }

  private func earlier(_ expression: String) throws(Problem) -> Int64 {
    try database.integer(
      Self.chain + "SELECT sum(\(expression)) FROM batch JOIN chain ON chain.id = batch.id",
      [.integer(batch)]) ?? 0
  }

  /// The kind and field of `sum of cdr.duration`.
  private static func summed(_ name: String) -> (Kind, Field)? {
    let words = name.split(separator: " ")
    guard words.count == 3, words[0] == "sum" else { return nil }
    let parts = words[2].split(separator: ".")
    guard parts.count == 2, let kind = Kinds.named(String(parts[0])),
      let field = kind.field(String(parts[1]))
    else { return nil }
    return (kind, field)
  }

  private func sum(
    _ kind: Kind, _ field: Field, _ spans: [(kind: String, first: Int64, last: Int64)]
  ) throws(Problem) -> Int64 {
    let column = kind.column(of: field)
    var sum =
      try database.integer(
        Self.chain + """
          SELECT sum(t.\(column)) FROM chain JOIN batch_span s ON s.batch = chain.id
          JOIN \(kind.table) t ON t.id BETWEEN s.first_id AND s.last_id WHERE s.kind = ?2
          """, [.integer(batch), .text(kind.name)]) ?? 0
    for span in spans where span.kind == kind.name {
      sum +=
        try database.integer(
          "SELECT sum(\(column)) FROM \(kind.table) WHERE id BETWEEN ? AND ?",
          [.integer(span.first), .integer(span.last)]) ?? 0
    }
    return sum
  }

  private func decimals(of field: Field) -> Int {
    switch field.type {
    case .money: request.source?.currency.flatMap { Currency.digits($0) } ?? 2
    case .rate, .fraction: 8
    case .quantity: 6
    case .milliseconds: 3
    default: 0
    }
  }
}
