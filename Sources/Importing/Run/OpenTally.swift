internal import Bytes
internal import Diagnostics
internal import Store
internal import Tabular

/// What becomes of the partial records of an import: part of a row, or open for a later file.
struct OpenTally {
  private let store: OpenRecords
  /// How long one may wait; nil where none may.
  private let hours: Int?
  /// Parts of rows that the store refused.
  private var returned: [OpenRecord] = []
  /// How many of this file's were added to a stored row, or said nothing new.
  private(set) var settled: [RecordState: Int] = [:]
  /// How many of earlier files became part of rows.
  private(set) var takenUp = 0
  /// Those that wait on.
  private(set) var waiting: [OpenRecord] = []

  init(_ store: OpenRecords, _ profile: Profile) {
    self.store = store
    hours = profile.openHours
  }

  func earlier() throws(Problem) -> [OpenRecord] { hours == nil ? [] : try store.waiting() }

  mutating func add(_ piece: ImportPiece, _ result: LoadResult) throws(Problem) {
    if hours == nil { return }
    for merge in piece.mapped.merges {
      if result.states[merge.record] == .rejected {
        returned += merge.parts
        continue
      }
      for id in merge.parts.compactMap(\.id) {
        try store.close(id, line: piece.records.lines[merge.record])
        takenUp += 1
      }
    }
    for (record, id) in piece.mapped.again {
      try store.note(again: id, line: piece.records.lines[record])
    }
  }

  /// Adds side records to rows that are stored already, and keeps what is left for a later file; after
  /// the last rows.
  mutating func finish(_ open: [OpenRecord], _ loader: Loader) throws(Problem) {
    if hours == nil { return }
    for record in returned + open {
      if record.isSide, let state = try loader.complete(by: record) {
        if let id = record.id {
          try store.close(id, line: nil)
          takenUp += 1
        } else {
          settled[state, default: 0] += 1
        }
      } else if record.id == nil, let known = try store.closed(like: record) {
        try store.note(again: known, line: record.line)
        settled[.duplicate, default: 0] += 1
      } else {
        if record.id == nil { try store.keep(record) }
        waiting.append(record)
      }
    }
  }

  /// Those that wait longer than the profile allows, by the time that the records themselves tell.
  ///
  /// - Parameter newest: the latest moment in this file; nil where its records tell none.
  func overdue(newest: Int64?) -> [OverdueRecord] {
    guard let hours else { return [] }
    let limit = (newest ?? WallClock.milliseconds) - Int64(hours) * 3_600_000
    return waiting.compactMap { record in
      guard let at = record.at, at < limit else { return nil }
      return OverdueRecord(batch: record.batch, line: record.line, since: at)
    }
  }
}

/// A partial record whose last one should have come by now.
package struct OverdueRecord: Sendable, Equatable {
  /// The batch that brought it; nil for the file at hand.
  package var batch: Int64?
  package var line: Int
  /// Milliseconds since 1970, UTC.
  package var since: Int64
}
