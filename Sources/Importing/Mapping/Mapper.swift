internal import Billing
package import Diagnostics
internal import Store
package import Tabular

/// A profile bound to one file: turns records into rows.
package struct Mapper: Sendable {
  private let profile: Profile
  /// The names of the rules by which records are passed over on purpose.
  package private(set) var rules: [String] = []
  /// Columns of the file that nothing uses.
  package private(set) var ignoredColumns: [String] = []
  /// What must not be seen of the file's columns.
  private(set) var secretColumns = SecretColumns()
  private var names: [String] = []
  private var rows: [BoundRule] = []
  private var parser: CellParser
  private var controls: [String: Int64] = [:]
  private var texts: [String: [UInt8]] = [:]
  private var recordCount: Int64 = 0
  private var sums: [Int128] = []
  private var rejectsBefore = 0

  /// One rule of the profile with its columns found.
  private struct BoundRule {
    var when: Condition?
    var lets: [(name: String, value: Value)] = []
    var skips: [Condition] = []
    var emits: [BoundEmit] = []
    var controls: [(name: String, value: Value)] = []
    var isControl = false
    var isDiscard = false
    /// How many cells a record needs for the columns that were found by name.
    var namedColumns = 0
    /// Number of the first of its rules in `rules`.
    var firstSkip = 0
  }

  private final class BoundEmit: Sendable {
    let kind: Kind
    let when: Condition?
    let fields: [BoundField]
    /// Where in `fields` the currency of the row stands.
    let currency: Int?
    /// Its place among the batches of rows.
    let batch: Int
    let naming: (name: String, values: [String])?

    init(kind: Kind, when: Condition?, fields: [BoundField], batch: Int) {
      self.kind = kind
      self.when = when
      self.fields = fields
      currency = fields.firstIndex { $0.field.type == .currency }
      self.batch = batch
      naming = kind.namingField
    }
  }

  /// A class, so that going over the cells of a record copies one reference each.
  private final class BoundField: Sendable {
    let field: Field
    let value: Value
    let type: CellType
    /// The column, where the value is a column and nothing more: the fast path.
    let plainColumn: Int?
    let isArenaText: Bool
    let isRequired: Bool
    let secrecy: Secrecy

    init(field: Field, value: Value, type: CellType, plainColumn: Int?, secrecy: Secrecy) {
      self.field = field
      self.value = value
      self.type = type
      self.plainColumn = plainColumn
      self.secrecy = secrecy
      isArenaText = field.type.isArenaText
      isRequired = field.isRequired || value.isRequired
    }
  }

  package init(profile: Profile, context: MappingContext) {
    self.profile = profile
    parser = CellParser(context: context)
    sums = Array(repeating: 0, count: profile.control.sums.count)
    texts["source.company"] = context.company.map { Array($0.utf8) }
  }

  // MARK: Binding

  /// Finds the profile's columns in the file's header; to be called once, with no names for files
  /// without a header.
  package mutating func bind(header names: [String], line: Int = 1) throws(Problem) {
    self.names = names
    let binding = HeaderBinding(names: names, file: parser.context.fileName, line: line)
    secretColumns.columns = names.map {
      Secrecy.isSecret($0) ? .secret(refuses: false) : .cards(refuses: false)
    }
    if case .delimited = profile.input.layout {} else { secretColumns.freeCharacters = [] }
    var used = Set<Int>()
    var batch = 0
    for rule in profile.records {
      var bound = BoundRule(firstSkip: rules.count)
      if let when = rule.when { bound.when = try bind(when, binding, &used) }
      switch rule.content {
      case .rows(let content):
        rules += content.skips.map(\.name)
        for (_, when) in content.skips { bound.skips.append(try bind(when, binding, &used)) }
        var own = Set<Int>()
        for (name, value) in content.lets {
          var copy = value
          if try bind(&copy, to: binding, used: &own) { bound.lets.append((name, copy)) }
        }
        for emit in content.emits {
          bound.emits.append(try bind(emit, batch: batch, to: binding, used: &own))
          batch += 1
        }
        // Columns by number may be absent: records without a header differ in length.
        bound.namedColumns = own.filter { names.indices.contains($0) }.max().map { $0 + 1 } ?? 0
        used.formUnion(own)
      case .discard(let name):
        rules.append(name)
        bound.isDiscard = true
      case .control(let prefix, let fields):
        for (name, value) in fields {
          var copy = value
          if try bind(&copy, to: binding, used: &used) {
            bound.controls.append((prefix + "." + name, copy))
          }
        }
        bound.isControl = true
      }
      rows.append(bound)
    }
    for (index, name) in names.enumerated() where !used.contains(index) {
      if profile.isClosed, let kind = profile.kinds.first, !name.isEmpty {
        throw .unknownColumn(
          name, column: index, among: kind.fields.map(\.name), kind: kind.name,
          at: SourcePosition(file: parser.context.fileName, line: line))
      }
      ignoredColumns.append(name)
    }
  }

  private mutating func bind(
    _ emit: Profile.Emit, batch: Int, to binding: HeaderBinding, used: inout Set<Int>
  ) throws(Problem) -> BoundEmit {
    var fields: [BoundField] = []
    for (index, value) in emit.fields {
      let field = emit.kind.fields[index]
      var bound = value
      var own = Set<Int>()
      guard try bind(&bound, to: binding, used: &own) else { continue }
      used.formUnion(own)
      let secrecy = secrecy(of: field, value, from: own)
      noteSecrecy(secrecy, of: bound, from: own)
      var plain: Int?
      if case .index(let number) = bound.source, bound.steps.isEmpty { plain = number - 1 }
      if profile.isClosed, let plain,
        fields.contains(where: { $0.plainColumn == plain })
      {
        throw .duplicateColumn(
          field.name, at: SourcePosition(file: binding.file, line: binding.line))
      }
      fields.append(
        BoundField(
          field: field, value: bound, type: Self.type(of: value, for: field),
          plainColumn: plain, secrecy: secrecy))
    }
    return BoundEmit(
      kind: emit.kind,
      when: try emit.when.map { when throws(Problem) in try bind(when, binding, &used) },
      fields: fields, batch: batch)
  }

  /// What may be kept of a field that is made of some columns.
  private func secrecy(of field: Field, _ value: Value, from columns: Set<Int>) -> Secrecy {
    let refuses = value.cards == .refuse || profile.refusesSecrets
    if columns.contains(where: { names.indices.contains($0) && Secrecy.isSecret(names[$0]) }) {
      return .secret(refuses: refuses)
    }
    switch (field.type, value.cards) {
    case (_, .allow): return .allowed
    case (.text, _): return .cards(refuses: refuses)
    case (.identifier, .refuse): return .cards(refuses: true)
    default: return .exempt
    }
  }

  /// Notes for reject files which columns may be shown: one that is an identifier somewhere.
  private mutating func noteSecrecy(_ secrecy: Secrecy, of value: Value, from columns: Set<Int>) {
    switch secrecy {
    case .exempt, .allowed: for column in columns { secretColumns.exempt(column) }
    case .cards, .secret:
      if case .characters(let start, let length) = value.source {
        secretColumns.freeCharacters?.append((start, length))
      }
    }
  }

  /// A text for a field of certain words, such as a currency, is checked against them all the same.
  private static func type(of value: Value, for field: Field) -> CellType {
    switch value.type {
    case nil, .text: .canonical(field.type)
    case .some(let type): type
    }
  }

  /// Replaces names of columns by numbers; false when an optional column is not there.
  private func bind(
    _ value: inout Value, to binding: HeaderBinding, used: inout Set<Int>
  ) throws(Problem) -> Bool {
    switch value.source {
    case .column(let names, let isOptional):
      guard let index = binding.column(named: names) else {
        if isOptional { return false }
        _ = try binding.require(names, at: value.position)
        return false
      }
      used.insert(index)
      value.source = .index(index + 1)
    case .index(let number): used.insert(number - 1)
    case .concat(let parts): value.source = .concat(try bindAll(parts, binding, &used))
    case .coalesce(let parts): value.source = .coalesce(try bindAll(parts, binding, &used))
    case .sum(let parts, let signs, let scale):
      value.source = .sum(try bindAll(parts, binding, &used), signs: signs, scale: scale)
    case .choice(let cases, var otherwise):
      var bound: [(when: Condition, then: Value)] = []
      for (when, then) in cases {
        var result = then
        _ = try bind(&result, to: binding, used: &used)
        bound.append((try bind(when, binding, &used), result))
      }
      if otherwise != nil {
        var result = otherwise
        if var inner = result {
          _ = try bind(&inner, to: binding, used: &used)
          result = inner
        }
        otherwise = result
      }
      value.source = .choice(bound, otherwise: otherwise)
    case .literal, .characters, .variable, .meta: break
    }
    return true
  }

  private func bindAll(
    _ values: [Value], _ binding: HeaderBinding, _ used: inout Set<Int>
  ) throws(Problem) -> [Value] {
    var bound: [Value] = []
    for value in values {
      var copy = value
      if try bind(&copy, to: binding, used: &used) { bound.append(copy) }
    }
    return bound
  }

  private func bind(
    _ condition: Condition, _ binding: HeaderBinding, _ used: inout Set<Int>
  ) throws(Problem) -> Condition {
    func one(_ value: Value) throws(Problem) -> Value {
      var copy = value
      _ = try bind(&copy, to: binding, used: &used)
      return copy
    }
    switch condition {
    case .equal(let a, let b): return .equal(try one(a), try one(b))
    case .oneOf(let a, let list): return .oneOf(try one(a), try bindAll(list, binding, &used))
    case .startsWith(let a, let b): return .startsWith(try one(a), try one(b))
    case .empty(let a): return .empty(try one(a))
    case .not(let inner): return .not(try bind(inner, binding, &used))
    case .all(let list):
      var bound: [Condition] = []
      for inner in list { bound.append(try bind(inner, binding, &used)) }
      return .all(bound)
    case .any(let list):
      var bound: [Condition] = []
      for inner in list { bound.append(try bind(inner, binding, &used)) }
      return .any(bound)
    }
  }

  /// An empty batch of the right shape; after `bind`.
  package func emptyBatch() -> MappedBatch {
    MappedBatch(
      rows: rows.flatMap(\.emits).map { emit in
        RowBatch(
          kind: emit.kind, fields: emit.fields.compactMap { emit.kind.index(of: $0.field.name) })
      })
  }

  // MARK: Mapping

  /// Maps the records of a batch; `into` is emptied first.
  package mutating func map(_ records: RecordBatch, into mapped: inout MappedBatch) {
    mapped.removeAll()
    for record in 0..<records.count { map(record, of: records, into: &mapped) }
    mapped.warnings = parser.warnings
    parser.warnings = [:]
  }

  private mutating func map(
    _ record: Int, of records: RecordBatch, into mapped: inout MappedBatch
  ) {
    let reader = ValueReader(
      records: records, record: record, nulls: profile.input.nulls, trims: profile.input.trims,
      texts: texts, fileName: parser.context.fileName)
    guard let index = rows.firstIndex(where: { reader.isTrue($0.when) }) else {
      mapped.states.append(.rejected)
      mapped.rejects.append(
        MappedReject(
          record: record, column: nil, code: "unknown-record",
          message: "No rule of the profile takes this record", value: nil))
      return
    }
    if rows[index].isControl {
      read(rows[index].controls, reader, record, &mapped)
      return
    }
    recordCount += 1
    if rows[index].isDiscard {
      mapped.states.append(.discarded(rows[index].firstSkip))
      return
    }
    rejectsBefore = mapped.rejects.count
    var inner = reader
    for (name, value) in rows[index].lets {
      do throws(CellFailure) {
        inner.variables[name] = try inner.text(value).map { Array($0) }
      } catch {
        reject(record, value, nil, error, nil, &mapped)
      }
    }
    addSums(rows[index], inner)
    if let skip = rows[index].skips.firstIndex(where: { inner.isTrue($0) }) {
      // What is passed over on purpose needs no repair.
      mapped.rejects.removeLast(mapped.rejects.count - rejectsBefore)
      mapped.states.append(.discarded(rows[index].firstSkip + skip))
      return
    }
    let cells = records.fieldCount(record)
    if cells < rows[index].namedColumns {
      // A record that was cut off: its last cells are not empty but lost.
      mapped.rejects.append(
        MappedReject(
          record: record, column: names[cells], code: "missing-cell",
          message: "The record ends before this column; the header has \(names.count)", value: nil))
      mapped.states.append(.rejected)
      return
    }
    var isMapped = false
    for emit in rows[index].emits where emit.when == nil || inner.isTrue(emit.when) {
      add(emit, inner, record, &mapped)
      isMapped = true
    }
    if mapped.rejects.count > rejectsBefore {
      for emit in rows[index].emits { mapped.rows[emit.batch].removeRows(of: record) }
      mapped.states.append(.rejected)
    } else if isMapped {
      mapped.states.append(.mapped)
    } else {
      mapped.states.append(.discarded(Self.nothingToEmit))
    }
  }

  /// The rule of a record for which no entity applies.
  package static let nothingToEmit = -1

  private mutating func add(
    _ emit: BoundEmit, _ reader: ValueReader, _ record: Int, _ mapped: inout MappedBatch
  ) {
    var digits = parser.context.currencyDigits
    var isCurrencyKnown = true
    if let position = emit.currency,
      let text = (try? reader.text(emit.fields[position].value)) ?? nil
    {
      digits = Currency.digits(text)
      isCurrencyKnown = digits != nil
    }
    // Set by a field that names what the fields after it hold.
    var secretValues: [String] = []
    for (position, field) in emit.fields.enumerated() {
      do throws(CellFailure) {
        let text: ArraySlice<UInt8>?
        if let column = field.plainColumn {
          text = reader.cell(column)
        } else {
          text = try reader.text(field.value)
        }
        guard let text, !text.isEmpty else {
          if field.isRequired {
            throw CellFailure("missing-cell", "This must not be empty")
          }
          mapped.rows[emit.batch].append(RowBatch.null, to: position)
          continue
        }
        if !isCurrencyKnown, case .money = field.type {
          // The currency's own cell is refused; its amounts are not at fault.
          mapped.rows[emit.batch].append(RowBatch.null, to: position)
          continue
        }
        if field.isArenaText {
          try parser.check(text, as: field.type)
          var secrecy = field.secrecy
          if let naming = emit.naming {
            if field.field.name == naming.name {
              let name = String(decoding: text, as: UTF8.self)
              if Secrecy.isSecret(name) { secretValues = naming.values }
            } else if secretValues.contains(field.field.name) {
              secrecy = .secret(refuses: false)
            }
          }
          if let (kept, warning) = try secrecy.kept(text) {
            parser.warnings[warning, default: 0] += 1
            mapped.rows[emit.batch].append(text: kept[...], to: position)
          } else {
            mapped.rows[emit.batch].append(text: text, to: position)
          }
        } else {
          mapped.rows[emit.batch].append(
            try parser.number(
              text, as: field.type, digits: digits, column: emit.batch << 16 | position),
            to: position)
        }
      } catch {
        mapped.rows[emit.batch].append(RowBatch.null, to: position)
        if case .phone = field.type, !field.isRequired {
          // The text of the number stands in a field of its own; no call is lost for it.
          parser.warnings["number-not-read", default: 0] += 1
          continue
        }
        let text = (try? reader.text(field.value)) ?? nil
        let shown = text.map { field.secrecy.shown($0)[...] }
        reject(record, field.value, field.field.name, error, shown, &mapped)
      }
    }
    mapped.rows[emit.batch].endRow(record: record)
  }

  private func reject(
    _ record: Int, _ value: Value, _ field: String?, _ failure: CellFailure,
    _ text: ArraySlice<UInt8>?, _ mapped: inout MappedBatch
  ) {
    var column = field
    if case .index(let number) = value.source {
      column = names.indices.contains(number - 1) ? names[number - 1] : "column \(number)"
    }
    mapped.rejects.append(
      MappedReject(
        record: record, column: column, code: failure.code, message: failure.message,
        value: text.map { String(decoding: $0, as: UTF8.self) }))
  }

  // MARK: Control records

  private mutating func read(
    _ fields: [(name: String, value: Value)], _ reader: ValueReader, _ record: Int,
    _ mapped: inout MappedBatch
  ) {
    for (name, value) in fields {
      do throws(CellFailure) {
        guard let text = try reader.text(value) else { continue }
        texts[name] = Array(text)
        let digits = parser.context.currencyDigits
        if let type = value.type, !type.isText {
          controls[name] = try parser.number(text, as: type, digits: digits, column: -1)
        }
      } catch {
        reject(record, value, name, error, (try? reader.text(value)) ?? nil, &mapped)
        mapped.states.append(.rejected)
        return
      }
    }
    mapped.states.append(.control)
  }

  /// Adds a record to the sums that the file states: also one that is passed over or refused, since
  /// the carrier counted it.
  private mutating func addSums(_ rule: BoundRule, _ reader: ValueReader) {
    for (index, sum) in profile.control.sums.enumerated() {
      guard let emit = rule.emits.first(where: { $0.kind.name == sum.kind }),
        let position = emit.fields.firstIndex(where: { $0.field.name == sum.field }),
        let text = (try? reader.text(emit.fields[position].value)) ?? nil
      else { continue }
      let digits = parser.context.currencyDigits
      let number = try? parser.number(
        text, as: emit.fields[position].type, digits: digits, column: -2 - index)
      sums[index] += Int128(number ?? 0)
    }
  }

  /// What the file states of itself, beside what was read; to be called after the last batch.
  ///
  /// - Throws: `control-mismatch` when the profile refuses a mismatch, `control-missing`.
  package func finish() throws(Problem) -> [ControlTotal] {
    var totals: [ControlTotal] = []
    if let name = profile.control.count {
      totals.append(try total("records", declaredBy: name, Int128(recordCount), decimals: 0))
    }
    for (sum, counted) in zip(profile.control.sums, sums) {
      totals.append(
        try total(
          "sum of \(sum.kind).\(sum.field)", declaredBy: sum.declared, counted,
          decimals: decimals(of: Kinds.named(sum.kind)?.field(sum.field)?.type)))
    }
    if profile.control.refuses, let bad = totals.first(where: { !$0.ties }) {
      throw .controlMismatch(bad, file: parser.context.fileName)
    }
    return totals
  }

  private func decimals(of type: FieldType?) -> Int {
    switch type {
    case .money: parser.context.currencyDigits ?? 2
    case .rate, .fraction: 8
    case .quantity: 6
    case .milliseconds: 3
    default: 0
    }
  }

  /// - Throws: `control-missing` when the record that should state the total never came: then the
  ///   end of the file is missing, too.
  private func total(
    _ name: String, declaredBy control: String, _ counted: Int128, decimals: Int
  ) throws(Problem) -> ControlTotal {
    guard let declared = controls[control] else {
      throw .controlMissing(control, file: parser.context.fileName)
    }
    guard let exact = Int64(exactly: counted) else {
      throw .controlOverflow(name, file: parser.context.fileName)
    }
    return ControlTotal(name: name, declared: declared, counted: exact, decimals: decimals)
  }
}
