/// What became of a record: exactly one of these (P1). The order is that of strength: a record of
/// several entities takes its strongest.
package enum RecordState: UInt8, Sendable, CaseIterable, Comparable {
  case duplicate, unchanged, merged, pending, updated, inserted, discarded, control, rejected

  package static func < (a: RecordState, b: RecordState) -> Bool { a.rawValue < b.rawValue }

  /// As summaries print it.
  package var name: String {
    switch self {
    case .duplicate: "duplicate"
    case .unchanged: "unchanged"
    case .merged: "merged"
    case .pending: "pending"
    case .updated: "updated"
    case .inserted: "inserted"
    case .discarded: "discarded"
    case .control: "control"
    case .rejected: "rejected"
    }
  }
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

/// A row that equals one that is there already.
package struct Repeat: Sendable, Equatable {
  package enum Relation: Sendable {
    case equal
    /// It has the other's key, and another time, duration or amount.
    case different
    /// A row of an increment, which is stored all the same (rules §8).
    case possible
  }

  package var record: Int
  /// The batch that brought the equal row; this import's own when it is in the same file.
  package var batch: Int64
  /// Its line in that batch's file.
  package var line: Int64
  package var relation: Relation
}

/// What the store did with the rows of a batch of records.
package struct LoadResult: Sendable {
  /// For each record: what became of it; nil where it had no rows.
  package var states: [RecordState?]
  package var refusals: [Refusal] = []
  /// The first few duplicates and possible duplicates of the import, for the eye; the batch keeps all.
  package var repeats: [Repeat] = []
  /// How many possible duplicates there were.
  package var possibleDuplicates = 0
  /// How many duplicates had another time, duration or amount than what has their key.
  package var differentDuplicates = 0
  /// How many ledger rows were superseded, by contra and new.
  package var superseded = 0

  init(records: Int) { states = Array(repeating: nil, count: records) }
}
