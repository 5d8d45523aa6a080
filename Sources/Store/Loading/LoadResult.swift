/// What became of a record: exactly one of these (P1). The order is that of strength: a record of
/// several entities takes its strongest.
package enum RecordState: UInt8, Sendable, CaseIterable, Comparable {
  case duplicate, unchanged, merged, pending, updated, inserted, discarded, control, rejected

  package static func < (a: RecordState, b: RecordState) -> Bool { a.rawValue < b.rawValue }

  /// As summaries print it.
  package var name: String { "\(self)" }
}

/// Why the store refused a record.
package struct Refusal: Sendable, Equatable {
  package var record: Int
  /// The field that was at fault, if one was.
  package var field: String?
  package var code: String
  /// A sentence without customer data.
  package var message: String
  /// The value that was at fault.
  package var value: String?
}

/// What the store did with the rows of a batch of records.
package struct LoadResult: Sendable {
  /// For each record: what became of it; nil where it had no rows.
  package var states: [RecordState?]
  package var refusals: [Refusal] = []
  /// Rows of an increment that equal a row of another file: (record, the other's batch and line).
  package var possibleDuplicates: [(record: Int, batch: Int64, line: Int64)] = []

  init(records: Int) { states = Array(repeating: nil, count: records) }
}
