internal import Store
internal import Tabular

/// Partial records that wait for the last one of their thing.
struct OpenRecords: Sendable {
  struct Held: Sendable {
    /// What the partial records said, one row each.
    var rows: [RowBatch] = []
    var records: [OpenRecord] = []
  }
  var held: [[UInt8]: Held] = [:]

  /// In the order of the file.
  var records: [OpenRecord] { held.values.flatMap(\.records).sorted { $0.line < $1.line } }

  /// More would no longer be a few calls that are still going on.
  static let most = 200_000
}

extension Mapper {
  /// Holds a partial record, or makes one entity of it and those before.
  mutating func merge(
    _ merge: Profile.Merge, _ emit: BoundEmit, _ record: Int, _ reader: inout ValueReader,
    _ mapped: inout MappedBatch
  ) {
    guard emit.when == nil || reader.isTrue(emit.when) else {
      mapped.states.append(.discarded(Self.nothingToEmit))
      return
    }
    guard let key = ((try? reader.text(merge.key)) ?? nil).map({ Array($0) }) else {
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
    let before = open.held[key]
    let isLast =
      merge.last.map { reader.isTrue($0) } ?? ((before?.rows.count ?? 0) + 1 >= merge.count)
    guard isLast else {
      if before == nil, open.held.count >= OpenRecords.most {
        mapped.refuse(
          record, "open-record", "More than \(OpenRecords.most) records wait for their last one")
        return
      }
      open.held[key, default: .init()].rows.append(row)
      open.held[key, default: .init()].records.append(
        OpenRecord(
          line: reader.records.lines[record], byte: reader.records.offsets[record],
          raw: Array(secretColumns.original(record, of: reader.records).bytes)))
      mapped.states.append(.pending)
      return
    }
    fold((before?.rows ?? []) + [row], by: merge, record, into: &mapped.rows[emit.batch])
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
    mapped.merged += before?.rows.count ?? 0
    mapped.states.append(.mapped)
  }

  /// Makes one row of several.
  private func fold(
    _ parts: [RowBatch], by merge: Profile.Merge, _ record: Int, into rows: inout RowBatch
  ) {
    for (position, field) in rows.fields.enumerated() {
      if rows.kind.fields[field].type.isArenaText {
        let texts = parts.compactMap { $0.text(0, position) }
        if let text = merge.firsts.contains(field) ? texts.first : texts.last {
          rows.append(text: text, to: position)
        } else {
          rows.append(RowBatch.null, to: position)
        }
        continue
      }
      let numbers = parts.map { $0.columns[position][0] }.filter { $0 != RowBatch.null }
      if numbers.isEmpty {
        rows.append(RowBatch.null, to: position)
      } else if merge.sums.contains(field) {
        let sum = numbers.reduce(Int128(0)) { $0 + Int128($1) }
        rows.append(Int64(clamping: sum), to: position)
      } else {
        rows.append(
          (merge.firsts.contains(field) ? numbers.first : numbers.last) ?? RowBatch.null,
          to: position)
      }
    }
    rows.endRow(record: record)
  }
}
