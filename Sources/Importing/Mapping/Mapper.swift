internal import Billing
package import Diagnostics
internal import Store
package import Tabular

/// A profile bound to one file: turns records into rows.
package struct Mapper: Sendable {
  let profile: Profile
  /// The names of the rules by which records are passed over on purpose.
  package private(set) var rules: [String] = []
  /// Columns of the file that nothing uses.
  package private(set) var ignoredColumns: [String] = []
  /// What must not be seen of the file's columns.
  private(set) var secretColumns = SecretColumns()
  var names: [String] = []
  var bound: [BoundRule] = []
  var parser: CellParser
  var control: ControlTally
  /// Values of records that came before: `header.date`, `kept.id`.
  var texts: [String: [UInt8]] = [:]
  var group = GroupState()
  var open = OpenParts()
  /// Long digits by field, for what spreadsheets did to a whole column.
  var digits: [Int: LongDigits] = [:]
  /// By batch of rows and column.
  var words: [[KnownWords]] = []
  /// How many batches of records were mapped.
  private(set) var batches = 0
  /// How the fields with formats that rival each other are written; empty once that is settled.
  var votes: [Int: DateVotes] = [:]
  /// Whether partial records may wait for a later file.
  let keepsOpen: Bool
  private let facts: MappingFacts
  private let json: JSONRecords?
  private let xml: XMLElements?
  private var isInFooter = false

  package init(profile: Profile, context: MappingContext) {
    self.profile = profile
    keepsOpen = profile.openHours != nil
    parser = CellParser(context: context)
    control = ControlTally(profile.control, context)
    facts = MappingFacts(profile.input, context)
    if case .elements = profile.input.layout {
      xml = XMLElements(paths: profile.input.paths ?? [])
      json = nil
    } else {
      json = profile.input.paths.map { JSONRecords(paths: $0) }
      xml = nil
    }
  }

  // MARK: Binding

  /// Finds the profile's columns in the file's header; to be called once, with no names for files
  /// without a header.
  package mutating func bind(header names: [String], line: Int = 1) throws(Problem) {
    // What JSON objects lack is empty; the paths are what columns are called.
    self.names = profile.input.paths ?? names
    let file = parser.context.fileName
    var binder = ColumnBinder(header: HeaderBinding(names: self.names, file: file, line: line))
    secretColumns.columns = self.names.map {
      Secrecy.isSecret($0) ? .secret(refuses: false) : .cards(refuses: false)
    }
    if case .delimited = profile.input.layout {
    } else if json == nil {
      secretColumns.freeCharacters = []
    }
    var used = Set<Int>()
    var batch = 0
    for rule in profile.records {
      var bound = BoundRule(firstSkip: rules.count)
      binder.used = []
      if let when = rule.when { bound.when = try binder.bound(when) }
      used.formUnion(binder.used)
      binder.used = []
      switch rule.content {
      case .rows(let content):
        rules += content.skips.map(\.name)
        try binder.bind(
          content, into: &bound, firstBatch: batch, of: profile, &secretColumns)
        batch += content.emits.count
        // Columns by number may be absent: records without a header differ in length.
        bound.namedColumns =
          binder.used.filter { self.names.indices.contains($0) }.max().map { $0 + 1 } ?? 0
      case .discard(let name):
        rules.append(name)
        bound.isDiscard = true
      case .control(let prefix, let fields):
        for (name, value) in fields {
          var copy = value
          if try binder.bind(&copy) { bound.controls.append((prefix + "." + name, copy)) }
        }
        bound.isControl = true
      }
      used.formUnion(binder.used)
      self.bound.append(bound)
    }
    if let footer = profile.input.footer {
      binder.used = []
      self.footer = try binder.bound(footer)
      used.formUnion(binder.used)
    }
    for (index, name) in self.names.enumerated() where !used.contains(index) {
      if profile.isClosed || profile.policy.refusesExtraColumns, let kind = profile.kinds.first,
        !name.isEmpty
      {
        let place = SourcePosition(file: file, line: line)
        throw profile.isClosed
          ? .unknownColumn(
            name, column: index, among: kind.fields.map(\.name), kind: kind.name, at: place)
          : .extraColumn(name, profile: profile.name, at: place)
      }
      ignoredColumns.append(name)
    }
    if json != nil {
      secretColumns.readKeys(of: self.names, inner: profile.elementPaths)
    }
    words = self.bound.flatMap(\.emits).map {
      Array(repeating: KnownWords(), count: $0.fields.count)
    }
    isByColumns =
      json == nil && xml == nil && footer == nil && profile.input.lineLength == nil
      && Self.isByColumns(bound)
    prepareSurvey()
  }

  /// Whether what a record comes to depends on that record alone.
  package var isByColumns = false

  private var footer: Condition?

  /// An empty batch of the right shape; after `bind`.
  package func emptyBatch() -> MappedBatch {
    MappedBatch(
      rows: bound.flatMap(\.emits).map { emit in
        RowBatch(
          kind: emit.kind, fields: emit.fields.compactMap { emit.kind.index(of: $0.field.name) })
      })
  }

  // MARK: Mapping

  /// Maps the records of a batch; `into` is emptied first.
  package mutating func map(_ records: RecordBatch, into mapped: inout MappedBatch) {
    mapped.removeAll()
    batches += 1
    if isByColumns, !control.hasSums {
      mapByColumns(records, into: &mapped)
    } else {
      go(over: records) { mapper, record, reader, failure in
        mapper.map(record, &reader, failure, &mapped)
      }
    }
    mapped.warnings = parser.warnings
    parser.warnings = [:]
  }

  /// Reads the records of a batch for their dates only, in the first pass.
  package mutating func survey(_ records: RecordBatch) {
    go(over: records) { mapper, record, reader, failure in
      if failure == nil { mapper.vote(record, &reader) }
    }
  }

  /// Forgets what records of the first pass said, before the second.
  package mutating func rewind() {
    (texts, group, isInFooter) = ([:], GroupState(), false)
    control = ControlTally(profile.control, parser.context)
    parser.localTimes.rewind()
  }

  func reader(of records: RecordBatch) -> ValueReader {
    ValueReader(records: records, facts: facts, texts: texts)
  }

  private mutating func go(
    over records: RecordBatch,
    _ body: (inout Mapper, Int, inout ValueReader, String?) -> Void
  ) {
    var table = records
    var failures: [Int: String] = [:]
    if let json { (table, failures) = json.table(of: records) }
    if let xml { (table, failures) = xml.table(of: records) }
    var reader = self.reader(of: table)
    for record in 0..<records.count {
      reader.record = record
      body(&self, record, &reader, failures[record])
    }
  }

  private mutating func map(
    _ record: Int, _ reader: inout ValueReader, _ failure: String?, _ mapped: inout MappedBatch
  ) {
    if isFooter(reader) {
      mapped.states.append(.control)
      return
    }
    if let failure {
      if xml != nil {
        mapped.refuse(record, "xml-syntax", failure)
      } else {
        mapped.refuse(record, "json-syntax", failure)
      }
      return
    }
    if let length = profile.input.lineLength, let line = reader.records.field(record, 0),
      line.count(where: { $0 & 0xC0 != 0x80 }) != length
    {
      let found = line.count { $0 & 0xC0 != 0x80 }
      mapped.refuse(
        record, "record-length", "The record has \(found) characters; the profile says \(length)")
      return
    }
    // In place: what 'firstIndex(where:)' lends would be a copy of the rule for every record.
    guard let index = bound.indices.first(where: { reader.isTrue(bound[$0].when) }) else {
      mapped.refuseUnknown(record)
      return
    }
    if bound[index].isControl {
      read(bound[index].controls, &reader, record, &mapped)
      return
    }
    control.records += 1
    if bound[index].isDiscard {
      mapped.states.append(.discarded(bound[index].firstSkip))
      return
    }
    makeRows(by: index, record, &reader, &mapped)
  }

  mutating func isFooter(_ reader: ValueReader) -> Bool {
    if let footer, !isInFooter { isInFooter = reader.isTrue(footer) }
    return isInFooter
  }

  /// The rule of a record for which no entity applies.
  package static let nothingToEmit = -1

  // MARK: Control records

  private mutating func read(
    _ fields: [(name: String, value: Value)], _ reader: inout ValueReader, _ record: Int,
    _ mapped: inout MappedBatch
  ) {
    for (name, value) in fields {
      do throws(CellFailure) {
        guard let text = try reader.text(value) else { continue }
        texts[name] = Array(text)
        if let type = value.type, !type.isText {
          control.declared[name] = try parser.number(
            text, as: type, digits: parser.context.currencyDigits, column: -1)
        }
      } catch {
        reject(record, value, name, error, (try? reader.text(value)) ?? nil, &mapped.rejects)
        mapped.states.append(.rejected)
        return
      }
    }
    reader.texts = texts
    mapped.states.append(.control)
  }

  // MARK: The end

  /// Adds what somebody else than the file says that it comes to; after `rewind`.
  mutating func declare(_ totals: [DeclaredTotal]) throws(Problem) {
    try control.declare(totals, of: profile)
  }

  /// What the file states of itself, beside what was read; to be called after the last batch.
  ///
  /// - Throws: `control-mismatch` when the profile refuses a mismatch, `control-missing`.
  package func finish() throws(Problem) -> [ControlTotal] { try control.finish() }

  /// The number of the file, where its profile says what states it.
  package func sequence() throws(Problem) -> (number: Int64, rule: Profile.FileSequence)? {
    try control.sequence()
  }

  /// Doubts that only the whole file shows, by code.
  package var finalWarnings: [String: Int] {
    let damaged = digits.values.map(\.damaged).reduce(0, +)
    var warnings: [String: Int] = damaged > 0 ? ["excel-digits": damaged] : [:]
    let undecided = parser.localTimes.undecided
    if undecided > 0 { warnings["time-in-fold"] = undecided }
    return warnings
  }
}

extension MappedBatch {
  mutating func refuseUnknown(_ record: Int) {
    refuse(record, "unknown-record", "No rule of the profile takes this record")
  }

  mutating func refuse(_ record: Int, _ code: String, _ message: String) {
    states.append(.rejected)
    rejects.append(
      MappedReject(record: record, column: nil, code: code, message: message, value: nil))
  }
}
