internal import Diagnostics
internal import Store

/// One rule of a profile with its columns found.
struct BoundRule {
  var when: Condition?
  var minColumns = 0
  var group: Value?
  /// Columns, from 0, whose empty cells mean what stands above.
  var fillDown: [Int] = []
  /// By slot.
  var lets: [Value] = []
  var skips: [Condition] = []
  var emits: [BoundEmit] = []
  var keeps: [(name: String, value: Value)] = []
  var merge: Profile.Merge?
  var slots = 0
  /// Whether records before one say something about it.
  var hasGroups: Bool { group != nil || !fillDown.isEmpty }
  var controls: [(name: String, value: Value)] = []
  var isControl = false
  var isDiscard = false
  /// How many cells a record needs for the columns that were found by name.
  var namedColumns = 0
  /// Number of the first of its rules in `Mapper.rules`.
  var firstSkip = 0

  /// Whether every record is of this rule, and makes all of its entities.
  var takesAll: Bool {
    when == nil && !isDiscard && skips.isEmpty && !emits.isEmpty
      && emits.allSatisfy { $0.when == nil }
  }
}

/// The rounds of 'each'. Values of a round are its number, then the named ones.
struct BoundEach: Sendable {
  enum Rounds: Sendable {
    case fixed([[Value]])
    case split(Value, by: [UInt8])
    /// From a column on, counted from 0.
    case groups(from: Int, size: Int)
    case elements(Value, paths: [String])
  }
  var rounds: Rounds
  var slot: Int
  var count: Int
}

final class BoundEmit: Sendable {
  let kind: Kind
  let when: Condition?
  let isOnce: Bool
  let each: BoundEach?
  let fields: [BoundField]
  /// Where in `fields` the currency of the row stands.
  let currency: Int?
  /// Its place among the batches of rows.
  let batch: Int
  /// Where the fields of a call stand that tell its begin from another.
  let begin: CallBegin?
  /// The field that names what others hold, which may be a secret.
  let naming: (name: String, values: [String])?

  init(
    kind: Kind, when: Condition?, isOnce: Bool, each: BoundEach?, fields: [BoundField], batch: Int
  ) {
    self.kind = kind
    self.when = when
    self.isOnce = isOnce
    self.each = each
    self.fields = fields
    currency = fields.firstIndex { $0.field.type == .currency }
    begin = CallBegin(fields)
    naming = kind.namingField
    self.batch = batch
  }

  func with(fields: [BoundField]) -> BoundEmit {
    BoundEmit(kind: kind, when: when, isOnce: isOnce, each: each, fields: fields, batch: batch)
  }
}

/// Where in the fields of a call its begin stands, and what else says something of it.
struct CallBegin: Sendable {
  var start: Int
  /// The text of the begin, which only calls without an id keep.
  var text: Int?
  var id: Int?
  var end: Int?
  var duration: Int?

  /// Nil where the fields are of something else.
  init?(_ fields: [BoundField]) {
    func place(_ name: String) -> Int? { fields.firstIndex { $0.field.name == name } }
    guard place("start_text") != nil || place("end") != nil, let start = place("start") else {
      return nil
    }
    self.start = start
    (text, id) = (place("start_text"), place("call_id"))
    (end, duration) = (place("end"), place("duration"))
  }
}

/// A class, so that going over the cells of a record copies one reference each.
final class BoundField: Sendable {
  let field: Field
  let value: Value
  let type: CellType
  /// The column, where the value is a column and nothing more: the fast path.
  let plainColumn: Int?
  /// The column whose text alone says what the cell is, where that is a text.
  let wordColumn: Int?
  let isArenaText: Bool
  /// Whether its texts must be of a certain form.
  let isChecked: Bool
  let isMoney: Bool
  /// Whether a record mostly keeps nothing of it.
  let isBesides: Bool
  let isRequired: Bool
  /// Whether it names a thing, so that what a spreadsheet does to it matters.
  let isIdentifier: Bool
  let check: Check?
  let secrecy: Secrecy

  init(field: Field, value: Value, type: CellType, plainColumn: Int?, secrecy: Secrecy) {
    self.field = field
    self.value = value
    self.type = type
    self.plainColumn = plainColumn
    isArenaText = field.type.isArenaText
    if case .index(let number) = value.source, isArenaText, value.check == nil {
      wordColumn = number - 1
    } else {
      wordColumn = nil
    }
    switch type {
    case .code, .currency, .country: isChecked = true
    default: isChecked = false
    }
    if case .money = type { isMoney = true } else { isMoney = false }
    isBesides = field.isHint || field.name == "start_text"
    isRequired = field.isRequired || value.isRequired
    check = value.check
    self.secrecy = secrecy
    switch field.type {
    case .identifier, .reference, .phone: isIdentifier = true
    default: isIdentifier = false
    }
  }

  func with(type: CellType) -> BoundField {
    BoundField(
      field: field, value: value, type: type, plainColumn: plainColumn, secrecy: secrecy)
  }
}

extension ColumnBinder {
  /// Binds what makes rows.
  mutating func bind(
    _ content: Profile.Rows, into rule: inout BoundRule, firstBatch: Int, of profile: Profile,
    _ secrets: inout SecretColumns
  ) throws(Problem) {
    slotColumns = [:]
    rule.minColumns = content.minColumns
    rule.slots = content.slots
    if let group = content.group { rule.group = try boundOrEmpty(group) }
    for value in content.fillDown {
      var copy = value
      if try bind(&copy), case .index(let number) = copy.source {
        rule.fillDown.append(number - 1)
      }
    }
    for (slot, value) in content.lets.enumerated() {
      let (bound, columns) = try columns { binder throws(Problem) in
        try binder.boundOrEmpty(value)
      }
      rule.lets.append(bound)
      slotColumns[slot] = columns
    }
    for (_, when) in content.skips { rule.skips.append(try bound(when)) }
    for (index, emit) in content.emits.enumerated() {
      rule.emits.append(try bound(emit, batch: firstBatch + index, of: profile, &secrets))
    }
    for (name, value) in content.keeps { rule.keeps.append((name, try boundOrEmpty(value))) }
    if var merge = content.merge {
      merge.key = try boundOrEmpty(merge.key)
      if let last = merge.last { merge.last = try bound(last) }
      rule.merge = merge
    }
  }

  private mutating func bound(
    _ emit: Profile.Emit, batch: Int, of profile: Profile, _ secrets: inout SecretColumns
  ) throws(Problem) -> BoundEmit {
    var fields: [BoundField] = []
    var each: BoundEach?
    if let rounds = emit.each { each = try bound(rounds) }
    for (index, value) in emit.fields {
      let field = emit.kind.fields[index]
      let (found, columns) = try columns { binder throws(Problem) -> Value? in
        var copy = value
        return try binder.bind(&copy) ? copy : nil
      }
      guard let bound = found else { continue }
      let secrecy = secrecy(
        of: field, value, from: columns, isSecret: usesSecretSlot, refuses: profile.refusesSecrets)
      secrets.note(secrecy, of: bound, from: columns)
      var plain: Int?
      if case .index(let number) = bound.source, bound.steps.isEmpty { plain = number - 1 }
      if profile.isClosed, let plain, fields.contains(where: { $0.plainColumn == plain }) {
        throw .duplicateColumn(
          field.name, at: SourcePosition(file: header.file, line: header.line))
      }
      fields.append(
        BoundField(
          field: field, value: bound, type: Self.type(of: value, for: field), plainColumn: plain,
          secrecy: secrecy))
    }
    Self.addStartText(to: &fields, of: emit.kind)
    var when: Condition?
    if let condition = emit.when { when = try self.bound(condition) }
    return BoundEmit(
      kind: emit.kind, when: when, isOnce: emit.isOnce, each: each, fields: fields, batch: batch)
  }

  /// A call without an id is known again by the text of its begin (rules §9): it is kept unless the
  /// profile itself says what it is.
  private static func addStartText(to fields: inout [BoundField], of kind: Kind) {
    guard let field = kind.field("start_text"),
      !fields.contains(where: { $0.field.name == field.name }),
      let place = fields.firstIndex(where: { $0.field.name == "start" })
    else { return }
    var value = fields[place].value
    (value.type, value.check, value.isRequired) = (nil, nil, false)
    fields.insert(
      BoundField(
        field: field, value: value, type: .canonical(field.type),
        plainColumn: fields[place].plainColumn, secrecy: fields[place].secrecy), at: place + 1)
  }

  /// What may be kept of a field that is made of some columns.
  private func secrecy(
    of field: Field, _ value: Value, from columns: Set<Int>, isSecret: Bool, refuses: Bool
  ) -> Secrecy {
    let refuses = value.cards == .refuse || refuses
    let names = header.names
    if isSecret
      || columns.contains(where: { names.indices.contains($0) && Secrecy.isSecret(names[$0]) })
    {
      return .secret(refuses: refuses)
    }
    switch (field.type, value.cards) {
    case (_, .allow): return .allowed
    case (.text, _): return .cards(refuses: refuses)
    case (.identifier, .refuse): return .cards(refuses: true)
    default: return .exempt
    }
  }

  /// A text for a field of certain words, such as a currency, is checked against them all the same.
  private static func type(of value: Value, for field: Field) -> CellType {
    switch value.type {
    case nil, .text: .canonical(field.type)
    case .some(let type): type
    }
  }
}
