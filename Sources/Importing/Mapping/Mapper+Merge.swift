package import Store
internal import Tabular

/// Partial records that wait for the one that completes their thing.
struct OpenParts: Sendable {
  struct Key: Hashable, Sendable {
    var kind: String
    var text: [UInt8]
  }
  var held: [Key: [OpenRecord]] = [:]
  /// The latest moment that a record spoke of.
  var newest: Int64?

  /// More would no longer be a few calls that are still going on.
  static let most = 100_000

  /// Those that are left over, the oldest first.
  var records: [OpenRecord] {
    held.values.joined().sorted {
      ($0.batch ?? .max, $0.line, $0.id ?? 0) < ($1.batch ?? .max, $1.line, $1.id ?? 0)
    }
  }

  mutating func add(_ record: OpenRecord) {
    held[Key(kind: record.kind.name, text: record.key), default: []].append(record)
  }
}

/// A row that was made of several records.
package struct MappedMerge: Sendable {
  /// The one that completes it.
  package var record: Int
  /// Those before.
  package var parts: [OpenRecord]
}

extension Mapper {
  /// Begins with the records that earlier files left open.
  package mutating func open(_ records: [OpenRecord]) {
    for record in records { open.add(record) }
  }

  /// Partial records that are left over, those of earlier files first.
  package var openRecords: [OpenRecord] { open.records }

  /// The latest moment that a record of something in parts spoke of.
  package var newestPart: Int64? { open.newest }

  /// Holds a partial record, or makes one entity of it and those before.
  mutating func merge(
    _ merge: Profile.Merge, _ emit: BoundEmit, _ record: Int, _ reader: inout ValueReader,
    _ mapped: inout MappedBatch
  ) {
    guard emit.when == nil || reader.isTrue(emit.when) else {
      mapped.states.append(.discarded(Self.nothingToEmit))
      return
    }
    guard let text = ((try? reader.text(merge.key)) ?? nil).map({ Array($0) }) else {
      mapped.refuse(record, "missing-cell", "The key of 'merge' is empty")
      return
    }
    let rejectsBefore = mapped.rejects.count
    let rows = mapped.rows[emit.batch]
    var row = RowBatch(kind: rows.kind, fields: rows.fields)
    add(emit, reader, record, &row, &mapped.rejects, isPartial: true)
    if mapped.rejects.count > rejectsBefore {
      mapped.states.append(.rejected)
      return
    }
    var part = OpenRecord(
      row, key: text, isSide: merge.isSide, line: reader.records.lines[record])
    if let moment = part.at { open.newest = max(open.newest ?? moment, moment) }
    let key = OpenParts.Key(kind: emit.kind.name, text: text)
    let before = open.held[key] ?? []
    if merge.last.map({ reader.isTrue($0) }) != true,
      let again = before.firstIndex(where: { $0.id != nil && !$0.isAgain && $0.says(part) })
    {
      // The n-th of equal ones is the n-th that an earlier file brought.
      open.held[key]?[again].isAgain = true
      mapped.again.append((record, before[again].id ?? 0))
      mapped.states.append(.duplicate)
      return
    }
    guard merge.isCompleted(before: before.count, isLast: { reader.isTrue($0) }) else {
      if before.isEmpty, open.held.count >= OpenParts.most {
        mapped.refuse(
          record, "open-record", "More than \(OpenParts.most) records wait for their last one")
        return
      }
      if !keepsOpen {
        part.byte = reader.records.offsets[record]
        part.raw = Array(secretColumns.original(record, of: reader.records).bytes)
      }
      open.add(part)
      mapped.states.append(.pending)
      return
    }
    fold(before + [part], by: merge, record, into: &mapped.rows[emit.batch])
    let folded = mapped.rows[emit.batch]
    for (position, field) in emit.fields.enumerated()
    where field.isRequired && folded.columns[position].last == RowBatch.null {
      let failure = CellFailure("missing-cell", "None of the partial records has it")
      reject(record, field.value, field.field.name, failure, nil, &mapped.rejects)
    }
    if mapped.rejects.count > rejectsBefore {
      mapped.rows[emit.batch].removeRows(of: record)
      mapped.states.append(.rejected)
      return
    }
    open.held[key] = nil
    if !before.isEmpty { mapped.merges.append(MappedMerge(record: record, parts: before)) }
    mapped.states.append(.mapped)
  }

  /// Makes one row of several.
  private func fold(
    _ parts: [OpenRecord], by merge: Profile.Merge, _ record: Int, into rows: inout RowBatch
  ) {
    for (position, field) in rows.fields.enumerated() {
      var saying = parts.filter { !RowBatch.isEmpty($0.number(of: field)) }
      // What a side record says counts where the others say nothing.
      if saying.contains(where: { !$0.isSide }) { saying.removeAll(where: \.isSide) }
      guard let first = saying.first, let last = saying.last else {
        rows.append(RowBatch.null, to: position)
        continue
      }
      // The text of a begin goes with the begin.
      let isText = rows.kind.fields[field].name == "start_text"
      let decisive = isText ? rows.kind.index(of: "start") ?? field : field
      let chosen = merge.firsts.contains(decisive) ? first : last
      if rows.kind.fields[field].type.isArenaText {
        rows.append(text: chosen.text(of: field) ?? [], to: position)
      } else if merge.sums.contains(field) {
        let sum = saying.reduce(Int128(0)) { $0 + Int128($1.number(of: field)) }
        rows.append(Int64(clamping: sum), to: position)
      } else {
        rows.append(chosen.number(of: field), to: position)
      }
    }
    rows.endRow(record: record)
  }
}

extension Profile.Merge {
  /// Whether a record completes its thing, of which so many records came before.
  fileprivate func isCompleted(before: Int, isLast: (Condition) -> Bool) -> Bool {
    if isSide { return false }
    if let last { return isLast(last) }
    return count.map { before + 1 >= $0 } ?? true
  }
}
