internal import Billing
internal import Store
internal import Tabular

/// What records of a group have said so far.
struct GroupState: Sendable {
  var rule = -1
  var key: [UInt8] = []
  /// The number of the record in its group, from 1.
  var line = 0
  var hasEmitted = false
  /// What empty cells mean, by column.
  var fills: [Int: [UInt8]] = [:]
}

extension Mapper {
  /// Makes the rows of a record. Rules are looked at where they lie: a copy of one for every record
  /// would cost more than the record.
  mutating func makeRows(
    by number: Int, _ record: Int, _ reader: inout ValueReader, _ mapped: inout MappedBatch
  ) {
    let rejectsBefore = mapped.rejects.count
    prepare(&reader, by: number)
    for (slot, value) in bound[number].lets.enumerated() {
      do throws(CellFailure) { reader.variables[slot] = try reader.text(value) } catch {
        reader.variables[slot] = nil
        reject(record, value, nil, error, nil, &mapped.rejects)
      }
    }
    if control.hasSums {
      // Also a record that is passed over or refused: the carrier counted it.
      for emit in bound[number].emits {
        forEachRound(emit, &reader) { $0.control.add(emit, $1) }
      }
    }
    if let skip = bound[number].skips.firstIndex(where: { reader.isTrue($0) }) {
      // What is passed over on purpose needs no repair.
      mapped.rejects.removeLast(mapped.rejects.count - rejectsBefore)
      mapped.states.append(.discarded(bound[number].firstSkip + skip))
      return
    }
    if let missing = missingCells(number, record, reader.records) {
      mapped.rejects.append(missing)
      mapped.states.append(.rejected)
      return
    }
    let emits = bound[number].emits
    if let merge = bound[number].merge, let emit = emits.first {
      self.merge(merge, emit, record, &reader, &mapped)
      return
    }
    var isMapped = false
    for emit in emits where !(emit.isOnce && group.hasEmitted) {
      if emit.each == nil {
        guard emit.when == nil || reader.isTrue(emit.when) else { continue }
        add(emit, reader, record, &mapped.rows[emit.batch], &mapped.rejects)
        isMapped = true
        continue
      }
      forEachRound(emit, &reader) { mapper, reader in
        mapper.add(emit, reader, record, &mapped.rows[emit.batch], &mapped.rejects)
        isMapped = true
      }
    }
    if mapped.rejects.count > rejectsBefore {
      for emit in emits { mapped.rows[emit.batch].removeRows(of: record) }
      mapped.states.append(.rejected)
      return
    }
    group.hasEmitted = true
    mapped.states.append(isMapped ? .mapped : .discarded(Self.nothingToEmit))
    if !bound[number].keeps.isEmpty { keep(bound[number].keeps, &reader) }
  }

  /// Fills cells down, counts the records of the group, and empties the variables.
  mutating func prepare(_ reader: inout ValueReader, by number: Int) {
    let slots = bound[number].slots
    if slots > 0 {
      if reader.variables.count != slots {
        reader.variables = Array(repeating: nil, count: slots)
      } else {
        for slot in reader.variables.indices { reader.variables[slot] = nil }
      }
    }
    if reader.fills != nil { reader.fills = nil }
    if !bound[number].hasGroups { return }
    if group.rule != number { group = GroupState(rule: number) }
    if let value = bound[number].group {
      reader.fills = group.fills
      let key = ((try? reader.text(value)) ?? nil).map { Array($0) } ?? []
      if group.line == 0 || key != group.key { group = GroupState(rule: number, key: key) }
      group.line += 1
      reader.groupLine = group.line
      reader.fills = nil
    }
    if bound[number].fillDown.isEmpty { return }
    for column in bound[number].fillDown {
      if let text = reader.cell(column) { group.fills[column] = Array(text) }
    }
    reader.fills = group.fills
  }

  mutating func keep(_ keeps: [(name: String, value: Value)], _ reader: inout ValueReader) {
    for (name, value) in keeps {
      texts["kept." + name] = ((try? reader.text(value)) ?? nil).map { Array($0) }
    }
    reader.texts = texts
  }

  /// A record that was cut off: its last cells are not empty but lost. Or one with cells too many,
  /// where the profile does not want them.
  func missingCells(_ number: Int, _ record: Int, _ records: RecordBatch) -> MappedReject? {
    let cells = records.fieldCount(record)
    let least = bound[number].minColumns
    if cells < least {
      return MappedReject(
        record: record, column: nil, code: "missing-cell",
        message: "The record has \(cells) columns; the profile says \(least) at least",
        value: nil)
    }
    if cells < bound[number].namedColumns, !profile.policy.fillsMissingCells {
      return MappedReject(
        record: record, column: names[cells], code: "missing-cell",
        message: "The record ends before this column; the header has \(names.count)", value: nil)
    }
    if profile.policy.rejectsExtraCells, cells > names.count, !names.isEmpty {
      return MappedReject(
        record: record, column: nil, code: "extra-cell",
        message: "The record has \(cells) cells; the header has \(names.count)", value: nil)
    }
    return nil
  }

  // MARK: Rounds

  /// Calls for each round of an entity for which it applies, with the round's values in their slots.
  mutating func forEachRound(
    _ emit: BoundEmit, _ reader: inout ValueReader,
    _ body: (inout Mapper, ValueReader) -> Void
  ) {
    guard let each = emit.each else {
      if emit.when == nil || reader.isTrue(emit.when) { body(&self, reader) }
      return
    }
    for (number, values) in rounds(of: each, reader) {
      if values.allSatisfy({ $0 == nil }) { continue }
      reader.variables[each.slot] = number
      for (index, value) in values.enumerated() { reader.variables[each.slot + 1 + index] = value }
      if emit.when == nil || reader.isTrue(emit.when) { body(&self, reader) }
    }
  }

  private typealias Round = (number: ArraySlice<UInt8>?, values: [ArraySlice<UInt8>?])

  private func rounds(of each: BoundEach, _ reader: ValueReader) -> [Round] {
    func number(_ value: Int) -> ArraySlice<UInt8> { Array(String(value).utf8)[...] }
    switch each.rounds {
    case .fixed(let rounds):
      return rounds.map { values in
        let texts = values.map { (try? reader.text($0)) ?? nil }
        return (texts[0], Array(texts.dropFirst()))
      }
    case .split(let value, let separator):
      guard let text = (try? reader.text(value)) ?? nil else { return [] }
      return Step.split(Array(text), by: separator).map { Step.trimmed($0) }
        .filter { !$0.isEmpty }.enumerated().map { (number($0 + 1), [$1[...]]) }
    case .groups(let from, let size):
      let cells = reader.records.fieldCount(reader.record)
      return stride(from: from, to: cells, by: size).enumerated().map { index, column in
        (number(index + 1), (0..<size).map { reader.cell(column + $0) })
      }
    case .elements(let value, let paths):
      guard let array = (try? reader.text(value)) ?? nil,
        let elements = try? JSONRecords(paths: paths).elements(of: array)
      else { return [] }
      return elements.enumerated().map { (number($0), $1) }
    }
  }

  // MARK: One row

  private func digits(_ emit: BoundEmit, _ reader: ValueReader) -> (digits: Int?, isKnown: Bool) {
    guard let position = emit.currency,
      let text = (try? reader.text(emit.fields[position].value)) ?? nil
    else { return (parser.context.currencyDigits, true) }
    let digits = Currency.digits(text)
    return (digits, digits != nil)
  }

  mutating func add(
    _ emit: BoundEmit, _ reader: ValueReader, _ record: Int, _ rows: inout RowBatch,
    _ rejects: inout [MappedReject], isPartial: Bool = false
  ) {
    var row = RowFacts(isPartial: isPartial)
    (row.digits, row.isCurrencyKnown) = digits(emit, reader)
    if emit.begin != nil { parser.localTimes.forgetLast() }
    var isFolded = false
    for (position, field) in emit.fields.enumerated() {
      if field.isBesides, skips(position, of: emit, rows, rows.count) {
        rows.append(RowBatch.null, to: position)
        continue
      }
      var word: KnownWords.Key?
      if let column = field.wordColumn, !isPartial, words[emit.batch][position].isOpen {
        word = reader.place(of: column).flatMap { KnownWords.Key(reader.records.bytes, $0) }
        if let word, words[emit.batch][position].append(word, to: position, of: &rows, batches) {
          continue
        }
      }
      do throws(CellFailure) {
        let text = try text(of: field, reader)
        let isPlain = try addCell(text, field, position, of: emit, &row, &rows)
        if isPlain, let text, let word, emit.naming == nil {
          words[emit.batch][position].learn(word, text, rows.columns[position].last, batches)
        }
        if position == emit.begin?.start { isFolded = !parser.localTimes.folded.isEmpty }
      } catch {
        rows.append(RowBatch.null, to: position)
        fail(field, error, reader, record, &rejects)
      }
    }
    if isFolded, let begin = emit.begin, let place = begin.duration,
      let duration = rows.columns[place].last, !RowBatch.isEmpty(duration),
      let start = settledBegin(emit, begin, duration, reader)
    {
      rows.replaceLast(start, in: begin.start)
    }
    rows.endRow(record: record)
  }

  /// What the cells of one row have in common.
  struct RowFacts {
    var isPartial = false
    /// Of the row's currency.
    var digits: Int?
    var isCurrencyKnown = true
    /// The fields that are secret by what another field of the row says.
    var secretValues: [String] = []
  }

  func text(of field: BoundField, _ reader: ValueReader) throws(CellFailure) -> ArraySlice<UInt8>? {
    if let column = field.plainColumn { return reader.cell(column) }
    return try reader.text(field.value)
  }

  /// Adds the cell that a text means.
  ///
  /// - Returns: Whether it is a text that was kept as it is, and has nothing that a spreadsheet may do.
  mutating func addCell(
    _ text: ArraySlice<UInt8>?, _ field: BoundField, _ position: Int, of emit: BoundEmit,
    _ row: inout RowFacts, _ rows: inout RowBatch
  ) throws(CellFailure) -> Bool {
    guard let text, !text.isEmpty else {
      if field.isRequired, !row.isPartial {
        throw CellFailure("missing-cell", "This must not be empty")
      }
      let clears = field.value.clears && emit.kind.conduct == .master && !row.isPartial
      rows.append(clears ? RowBatch.clear : RowBatch.null, to: position)
      return false
    }
    if !row.isCurrencyKnown, field.isMoney {
      // The currency's own cell is refused; its amounts are not at fault.
      rows.append(RowBatch.null, to: position)
      return false
    }
    if field.check != nil, try !passes(text, field, row.digits) {
      rows.append(RowBatch.null, to: position)
      return false
    }
    let place = emit.batch << 16 | position
    if !field.isArenaText {
      rows.append(
        try parser.number(text, as: field.type, digits: row.digits, column: place), to: position)
      return false
    }
    var isPlain = true
    if field.isIdentifier || text[text.startIndex] == UInt8(ascii: "#") {
      isPlain = try look(at: text, field, place) == nil
    }
    if field.isChecked { try parser.check(text, as: field.type) }
    var secrecy = field.secrecy
    if let naming = emit.naming {
      if field.field.name == naming.name {
        let name = String(decoding: text, as: UTF8.self)
        if Secrecy.isSecret(name) { row.secretValues = naming.values }
      } else if row.secretValues.contains(field.field.name) {
        secrecy = .secret(refuses: false)
      }
    }
    if let (kept, warning) = try secrecy.kept(text) {
      parser.warnings[warning, default: 0] += 1
      rows.append(text: kept[...], to: position)
      return false
    }
    rows.append(text: text, to: position)
    return isPlain
  }

  /// The end of a call is no field of it, and the text of its begin only where it has no id.
  func skips(_ position: Int, of emit: BoundEmit, _ rows: RowBatch, _ row: Int) -> Bool {
    guard let begin = emit.begin else { return emit.fields[position].field.isHint }
    guard position == begin.text else { return true }
    guard let id = begin.id, rows.columns[id].indices.contains(row) else { return false }
    return !RowBatch.isEmpty(rows.columns[id][row])
  }

  /// Where clocks showed the begin of a call twice, its end less its duration tells which it is; a call
  /// that rang for half an hour is none. Nil where they don't tell.
  mutating func settledBegin(
    _ emit: BoundEmit, _ begin: CallBegin, _ duration: Int64, _ reader: ValueReader
  ) -> Int64? {
    guard let end = begin.end, let text = (try? reader.text(emit.fields[end].value)) ?? nil else {
      return nil
    }
    let folded = parser.localTimes.folded
    let ends = parser.instants(text, as: emit.fields[end].type)
    let fitting = folded.filter { start in
      ends.contains { abs($0.milliseconds - start.milliseconds - duration) < 1_800_000 }
    }
    guard fitting.count == 1, let start = fitting.first else { return nil }
    parser.localTimes.settle(start, in: emit.batch << 16 | begin.start)
    return start.milliseconds
  }

  mutating func fail(
    _ field: BoundField, _ failure: CellFailure, _ reader: ValueReader, _ record: Int,
    _ rejects: inout [MappedReject]
  ) {
    let text = (try? reader.text(field.value)) ?? nil
    var failure = failure
    if let text, !field.isArenaText, profile.policy.excel != .allow,
      let damage = ExcelDamage.find(text, isIdentifier: field.isIdentifier)
    {
      failure = damage.failure
    } else if case .phone = field.type, !field.isRequired {
      // The text of the number stands in a field of its own; no call is lost for it.
      parser.warnings["number-not-read", default: 0] += 1
      return
    }
    let shown = text.map { field.secrecy.shown($0)[...] }
    reject(record, field.value, field.field.name, failure, shown, &rejects)
  }

  func reject(
    _ record: Int, _ value: Value, _ field: String?, _ failure: CellFailure,
    _ text: ArraySlice<UInt8>?, _ rejects: inout [MappedReject]
  ) {
    var column = field
    if case .index(let number) = value.source {
      column = names.indices.contains(number - 1) ? names[number - 1] : "column \(number)"
    }
    rejects.append(
      MappedReject(
        record: record, column: column, code: failure.code, message: failure.message,
        value: text.map { String(decoding: $0, as: UTF8.self) }))
  }

  // MARK: Checks

  /// What a spreadsheet did to a text.
  private mutating func look(at text: ArraySlice<UInt8>, _ field: BoundField, _ place: Int)
    throws(CellFailure) -> ExcelDamage?
  {
    let policy = profile.policy.excel
    if policy != .allow, text.count >= 16, field.isIdentifier {
      digits[place, default: LongDigits()].look(at: text)
    }
    guard let damage = ExcelDamage.find(text, isIdentifier: field.isIdentifier) else { return nil }
    if policy == .allow { return damage }
    // In free text it spoils a remark, not a key.
    if policy == .reject, field.isIdentifier || field.isRequired { throw damage.failure }
    parser.warnings[damage.rawValue, default: 0] += 1
    return damage
  }

  /// Whether a value is taken: false makes it empty.
  private mutating func passes(
    _ text: ArraySlice<UInt8>, _ field: BoundField, _ digits: Int?
  ) throws(CellFailure) -> Bool {
    guard let check = field.check, let failure = failure(of: text, check, field, digits) else {
      return true
    }
    switch check.onFail {
    case .reject: throw failure
    case .warn, .null:
      parser.warnings[failure.code, default: 0] += 1
      return check.onFail == .warn
    }
  }

  private mutating func failure(
    of text: ArraySlice<UInt8>, _ check: Check, _ field: BoundField, _ digits: Int?
  ) -> CellFailure? {
    if let failure = check.failure(of: text) { return failure }
    if check.least == nil, check.most == nil { return nil }
    let canonical = CellType.canonical(field.field.type)
    // What can't be read is told by its type, not by its range.
    guard let number = try? parser.number(text, as: field.type, digits: digits, column: -2) else {
      return nil
    }
    if let least = check.least,
      let bound = try? parser.number(least[...], as: canonical, digits: digits, column: -2),
      number < bound
    {
      return CellFailure(
        "constraint-error", "This is less than \(String(decoding: least, as: UTF8.self))")
    }
    if let most = check.most,
      let bound = try? parser.number(most[...], as: canonical, digits: digits, column: -2),
      number > bound
    {
      return CellFailure(
        "constraint-error", "This is more than \(String(decoding: most, as: UTF8.self))")
    }
    return nil
  }
}
