internal import Store
internal import Tabular

/// Records of a rule whose cells don't depend on other records are mapped a column at a time: what a cell is
/// to be is looked up once for all of them.
extension Mapper {
  /// Whether what a record comes to depends on that record alone.
  static func isByColumns(_ rules: [BoundRule]) -> Bool {
    rules.allSatisfy { rule in
      !rule.isControl && !rule.hasGroups && rule.merge == nil && rule.keeps.isEmpty
        && rule.slots == 0
        && rule.emits.allSatisfy {
          $0.each == nil && !$0.isOnce && $0.naming == nil && $0.currency == nil
        }
    }
  }

  mutating func mapByColumns(_ records: RecordBatch, into mapped: inout MappedBatch) {
    var reader = self.reader(of: records)
    var picked = mapped.rows.map { _ in [Int32]() }
    if let rule = bound.first, rule.takesAll {
      takeAll(records, by: rule, &picked, &mapped)
    } else {
      for record in 0..<records.count {
        reader.record = record
        pick(record, &reader, &picked, &mapped)
      }
    }
    let before = mapped.rejects.count
    for rule in bound {
      for emit in rule.emits {
        fill(emit, picked[emit.batch], &reader, &mapped.rows[emit.batch], &mapped.rejects)
      }
    }
    if mapped.rejects.count == before { return }
    // As if record had been mapped after record.
    let refused = Set(mapped.rejects[before...].map(\.record))
    for record in refused { mapped.states[record] = .rejected }
    for batch in mapped.rows.indices {
      mapped.rows[batch].removeRows(where: { refused.contains(Int($0)) })
    }
    let order = mapped.rejects.indices.sorted {
      (mapped.rejects[$0].record, $0) < (mapped.rejects[$1].record, $1)
    }
    mapped.rejects = order.map { mapped.rejects[$0] }
  }

  /// What `pick` does with all records, where they differ in nothing but how many cells they have.
  private mutating func takeAll(
    _ records: RecordBatch, by rule: BoundRule, _ picked: inout [[Int32]],
    _ mapped: inout MappedBatch
  ) {
    control.records += Int64(records.count)
    var whole = Array(0..<Int32(records.count))
    mapped.states.append(contentsOf: repeatElement(.mapped, count: records.count))
    let before = mapped.rejects.count
    for record in 0..<records.count {
      guard let missing = missingCells(0, record, records) else { continue }
      mapped.rejects.append(missing)
      mapped.states[record] = .rejected
    }
    if mapped.rejects.count > before {
      whole.removeAll { mapped.states[Int($0)] == .rejected }
    }
    for emit in rule.emits { picked[emit.batch] = whole }
  }

  /// Finds out what a record is, and which entities it makes.
  ///
  /// - Parameter reader: stands on the record. Not changed: it is inout since a copy for each record costs
  ///   more than the rest.
  private mutating func pick(
    _ record: Int, _ reader: inout ValueReader, _ picked: inout [[Int32]],
    _ mapped: inout MappedBatch
  ) {
    guard let index = bound.indices.first(where: { reader.isTrue(bound[$0].when) }) else {
      mapped.refuseUnknown(record)
      return
    }
    control.records += 1
    if bound[index].isDiscard {
      mapped.states.append(.discarded(bound[index].firstSkip))
      return
    }
    if let skip = bound[index].skips.firstIndex(where: { reader.isTrue($0) }) {
      mapped.states.append(.discarded(bound[index].firstSkip + skip))
      return
    }
    if let missing = missingCells(index, record, reader.records) {
      mapped.rejects.append(missing)
      mapped.states.append(.rejected)
      return
    }
    var isMapped = false
    for emit in bound[index].emits where emit.when == nil || reader.isTrue(emit.when) {
      picked[emit.batch].append(Int32(record))
      isMapped = true
    }
    mapped.states.append(isMapped ? .mapped : .discarded(Self.nothingToEmit))
  }

  private mutating func fill(
    _ emit: BoundEmit, _ picked: [Int32], _ reader: inout ValueReader, _ rows: inout RowBatch,
    _ rejects: inout [MappedReject]
  ) {
    for (position, field) in emit.fields.enumerated() {
      if field.isBesides {
        fillAny(field, position, of: emit, picked, &reader, &rows, &rejects)
      } else if let column = field.wordColumn, words[emit.batch][position].isOpen {
        fillWords(field, column, position, of: emit, picked, &reader, &rows, &rejects)
      } else if let column = field.plainColumn, field.check == nil, !field.isArenaText {
        fillNumbers(field, column, position, of: emit, picked, &reader, &rows, &rejects)
      } else {
        fillAny(field, position, of: emit, picked, &reader, &rows, &rejects)
      }
    }
    rows.endRows(records: picked)
  }

  private mutating func fillAny(
    _ field: BoundField, _ position: Int, of emit: BoundEmit, _ picked: [Int32],
    _ reader: inout ValueReader, _ rows: inout RowBatch, _ rejects: inout [MappedReject]
  ) {
    var row = RowFacts(digits: parser.context.currencyDigits)
    for (place, record) in picked.enumerated() {
      if field.isBesides, skips(position, of: emit, rows, place) {
        rows.append(RowBatch.null, to: position)
        continue
      }
      reader.record = Int(record)
      do throws(CellFailure) {
        _ = try addCell(try text(of: field, reader), field, position, of: emit, &row, &rows)
      } catch {
        rows.append(RowBatch.null, to: position)
        fail(field, error, reader, reader.record, &rejects)
      }
    }
  }

  /// Texts of a column that may have few words.
  private mutating func fillWords(
    _ field: BoundField, _ column: Int, _ position: Int, of emit: BoundEmit, _ picked: [Int32],
    _ reader: inout ValueReader, _ rows: inout RowBatch, _ rejects: inout [MappedReject]
  ) {
    var row = RowFacts(digits: parser.context.currencyDigits)
    var known = KnownWords()
    swap(&known, &words[emit.batch][position])
    let bytes = reader.records.bytes
    for record in picked {
      reader.record = Int(record)
      let word = known.isOpen ? reader.place(of: column).flatMap { KnownWords.Key(bytes, $0) } : nil
      if let word, known.append(word, to: position, of: &rows, batches) { continue }
      do throws(CellFailure) {
        let text = try text(of: field, reader)
        let isPlain = try addCell(text, field, position, of: emit, &row, &rows)
        if isPlain, let text, let word {
          known.learn(word, text, rows.columns[position].last, batches)
        }
      } catch {
        rows.append(RowBatch.null, to: position)
        fail(field, error, reader, reader.record, &rejects)
      }
    }
    swap(&known, &words[emit.batch][position])
  }

  /// Numbers that stand in a column as they are.
  private mutating func fillNumbers(
    _ field: BoundField, _ column: Int, _ position: Int, of emit: BoundEmit, _ picked: [Int32],
    _ reader: inout ValueReader, _ rows: inout RowBatch, _ rejects: inout [MappedReject]
  ) {
    let digits = parser.context.currencyDigits
    let place = emit.batch << 16 | position
    let clears = field.value.clears && emit.kind.conduct == .master
    let empty = clears ? RowBatch.clear : RowBatch.null
    let begin = emit.begin?.start == position ? emit.begin : nil
    var cells = rows.takeCells(of: position)
    let read = parser.columnReader(of: field.type, digits: digits, column: place)
    for record in picked {
      reader.record = Int(record)
      if begin != nil { parser.localTimes.forgetLast() }
      do throws(CellFailure) {
        guard let text = reader.cell(column) else {
          if field.isRequired { throw CellFailure("missing-cell", "This must not be empty") }
          cells.append(empty)
          continue
        }
        cells.append(try read(&parser, text))
        if let begin, !parser.localTimes.folded.isEmpty {
          if let start = foldedBegin(emit, begin, reader) { cells[cells.count - 1] = start }
        }
      } catch {
        cells.append(RowBatch.null)
        fail(field, error, reader, reader.record, &rejects)
      }
    }
    rows.giveCells(cells, of: position)
  }

  private mutating func foldedBegin(
    _ emit: BoundEmit, _ begin: CallBegin, _ reader: ValueReader
  ) -> Int64? {
    guard let place = begin.duration, let text = (try? text(of: emit.fields[place], reader)) ?? nil,
      let duration = try? parser.number(
        text, as: emit.fields[place].type, digits: nil, column: -2)
    else { return nil }
    return settledBegin(emit, begin, duration, reader)
  }
}
