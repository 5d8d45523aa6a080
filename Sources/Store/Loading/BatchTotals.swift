package import Diagnostics

/// What the rows that a batch inserted come to, summed as they go in: amounts in their units, days and
/// seconds as numbers since 1970, and the ids of what the rows refer to (a bookkeeper's hash totals).
/// The proof compares it with what the tables hold, so that an amount, a day or an owner that anything
/// but an import changed is found.
package struct BatchTotals: Sendable {
  private var sums: [String: Int64] = [:]

  package init() {}

  /// As a batch keeps them.
  package var counts: [BatchCount] {
    sums.sorted { $0.key < $1.key }.map { BatchCount(name: "total: \($0.key)", counted: $0.value) }
  }

  /// Of the rows that batches say are theirs, as the tables have them.
  ///
  /// - Parameter batch: the batch after which the rows are to be taken, before later ones changed them;
  ///   nil for as they are.
  package init(
    of spans: [(kind: String, first: Int64, last: Int64)], in database: Database,
    asOf batch: Int64? = nil
  ) throws(Problem) {
    for span in spans {
      guard let kind = Kinds.named(span.kind), kind.conduct != .master else { continue }
      let terms = kind.fields.compactMap { field in
        Self.expression(field, of: kind).map { (field.name, $0) }
      }
      if terms.isEmpty { continue }
      let list = terms.map { "sum(\($0.1))" }.joined(separator: ", ")
      let rows = batch == nil ? kind.table : "(\(Self.rowsBeforeLaterBatches(of: kind)))"
      let statement = try database.prepare(
        "SELECT \(list) FROM \(rows) WHERE id BETWEEN ? AND ?")
      statement.bind(
        (batch.map { [.integer($0)] } ?? []) + [.integer(span.first), .integer(span.last)])
      guard try statement.step() else { continue }
      for (index, term) in terms.enumerated() where !statement.isNull(index) {
        add(statement.integer(index), to: "\(kind.name).\(term.0)")
      }
    }
  }

  /// The rows of a kind as they were before the first batch after ?1 changed them.
  private static func rowsBeforeLaterBatches(of kind: Kind) -> String {
    let columns = kind.fields.filter { kind.isStored($0) }.map { kind.column(of: $0) }
    let values = Set(columns).sorted().map {
      "CASE WHEN i.row IS NULL THEN t.\($0) ELSE json_extract(i.previous, '$.\($0)') END AS \($0)"
    }
    return """
      SELECT t.id, \(values.joined(separator: ", ")) FROM \(kind.table) t
      LEFT JOIN batch_image i ON i.kind = '\(kind.name)' AND i.row = t.id AND i.batch = (
        SELECT min(batch) FROM batch_image
        WHERE kind = '\(kind.name)' AND row = t.id AND batch > ?1)
      """
  }

  /// Whether a field of inserted rows is summed, so that it may not change afterwards.
  static func sums(_ field: Field, of kind: Kind) -> Bool { expression(field, of: kind) != nil }

  private static func expression(_ field: Field, of kind: Kind) -> String? {
    if field.isSettledLater || field.isHint { return nil }
    let column = kind.column(of: field)
    switch field.type {
    case .money, .rate, .seconds, .milliseconds, .reference:
      return kind.isStored(field) ? column : nil
    case .date: return "days_between('1970-01-01', \(column))"
    case .instant: return kind.derivesDate && field.name == "at" ? nil : "\(column) / 1000"
    case .bytes: return "\(column) % \(modulus)"
    default: return nil
    }
  }

  /// Bytes of many rows outgrow a number: their remainders do not.
  private static let modulus: Int64 = 1_000_003

  package mutating func add(_ amount: Int64, to measure: String) {
    sums[measure, default: 0] &+= amount
  }

  /// Adds rows that were inserted.
  mutating func add(_ batch: RowBatch, _ bound: BoundRows, _ rows: Range<Int>) {
    let kind = batch.kind
    // What is updated later would have to be subtracted then; only what stays is summed.
    if kind.conduct == .master || rows.isEmpty { return }
    for (position, index) in batch.fields.enumerated() {
      let field = kind.fields[index]
      if field.isHint || kind.derivesDate && (field.name == "at" || field.name == "date") {
        continue
      }
      switch field.type {
      case .money, .rate, .seconds, .milliseconds, .date:
        add(Self.sum(batch.columns[position], rows), to: "\(kind.name).\(field.name)")
      case .instant:
        let seconds = batch.columns[position][rows].reduce(into: Int64(0)) { sum, cell in
          if !RowBatch.isEmpty(cell) { sum &+= cell / 1000 }
        }
        add(seconds, to: "\(kind.name).\(field.name)")
      case .bytes:
        let remainders = batch.columns[position][rows].reduce(into: Int64(0)) { sum, cell in
          if !RowBatch.isEmpty(cell) { sum &+= cell % Self.modulus }
        }
        add(remainders, to: "\(kind.name).\(field.name)")
      default: continue
      }
    }
    if kind.derivesDate { add(Self.sum(bound.days, rows), to: "\(kind.name).date") }
    for field in kind.fields {
      // Also the account that a debit has from its invoice.
      guard case .reference = field.type, !field.isSettledLater,
        let column = bound.column(field.name)
      else { continue }
      add(Self.sum(column.cells, rows), to: "\(kind.name).\(field.name)")
    }
  }

  /// Who holds which number, after a batch that may have changed it: an update leaves sums of inserted
  /// rows behind.
  package static func holders(in database: Database, _ kinds: [Kind]) throws(Problem)
    -> [BatchCount]
  {
    guard kinds.contains(where: { $0.name == "did_assignment" }) else { return [] }
    let state = try database.integer("SELECT sum(number % 9973 * account) FROM did_assignment")
    return [BatchCount(name: "state: did_assignment.account", counted: state ?? 0)]
  }

  private static func sum(_ cells: [Int64], _ rows: Range<Int>) -> Int64 {
    cells[rows].reduce(into: Int64(0)) { sum, cell in
      if !RowBatch.isEmpty(cell) { sum &+= cell }
    }
  }
}
