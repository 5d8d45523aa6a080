package import Store

/// What a profile made of a batch of records.
package struct MappedBatch: Sendable {
  package enum State: Sendable, Equatable {
    /// Has rows in at least one of `rows`.
    case mapped
    /// Passed over by the rule of that number in `Mapper.rules`.
    case discarded(Int)
    /// A header or trailer.
    case control
    /// A partial record; the last one of its thing is still to come.
    case pending
    /// A partial record that an earlier file left open; this file has it again.
    case duplicate
    case rejected
  }

  /// One batch of rows for each entity that the profile emits, in its order.
  package var rows: [RowBatch]
  /// What became of each record.
  package var states: [State] = []
  /// The entities that are made of several records.
  package var merges: [MappedMerge] = []
  /// Records of earlier files that came again, by their number in the store.
  package var again: [(record: Int, open: Int64)] = []
  package var rejects: [MappedReject] = []
  /// Doubts that did not stop a record, by code.
  package var warnings: [String: Int] = [:]

  package mutating func removeAll() {
    for index in rows.indices { rows[index].removeAll() }
    states.removeAll(keepingCapacity: true)
    merges.removeAll()
    again.removeAll()
    rejects.removeAll(keepingCapacity: true)
    warnings.removeAll()
  }
}

/// One thing that is wrong with a record.
package struct MappedReject: Sendable, Equatable {
  package var record: Int
  /// The column of the file, where one is at fault.
  package var column: String?
  package var code: String
  package var message: String
  package var value: String?
}
