internal import Diagnostics

/// Replaces the names of columns in values and conditions by their numbers.
struct ColumnBinder {
  let header: HeaderBinding
  /// The columns that something uses, from 0.
  var used = Set<Int>()
  /// The columns that 'let' and 'each' use, by slot.
  var slotColumns: [Int: Set<Int>] = [:]
  /// The slots of values in JSON arrays whose keys are named like secrets.
  private var secretSlots = Set<Int>()
  /// Whether what was bound last uses one.
  private(set) var usesSecretSlot = false

  init(header: HeaderBinding) { self.header = header }

  /// False when an optional column is not there.
  mutating func bind(_ value: inout Value) throws(Problem) -> Bool {
    switch value.source {
    case .column(let names, let isOptional):
      guard let index = header.column(named: names) else {
        if isOptional { return false }
        _ = try header.require(names, at: value.position)
        return false
      }
      used.insert(index)
      value.source = .index(index + 1)
    case .index(let number): used.insert(number - 1)
    case .concat(let parts): value.source = .concat(try bound(parts))
    case .coalesce(let parts): value.source = .coalesce(try bound(parts))
    case .arithmetic(let operation, let parts, let scale):
      // A part that is not there must not make a product of what is left.
      value.source = .arithmetic(
        operation, try operation == .sum ? bound(parts) : boundOrEmpty(parts), scale: scale)
    case .lookup(let table, let key, let byPrefix, let otherwise):
      var miss = otherwise
      if case .value(let inner) = otherwise { miss = .value(try boundOrEmpty(inner)) }
      value.source = .lookup(
        table, key: try boundOrEmpty(key), byPrefix: byPrefix, otherwise: miss)
    case .choice(let cases, let otherwise):
      var bound: [(when: Condition, then: Value)] = []
      for (when, then) in cases { bound.append((try self.bound(when), try boundOrEmpty(then))) }
      var last: Value?
      if let otherwise { last = try boundOrEmpty(otherwise) }
      value.source = .choice(bound, otherwise: last)
    case .variable(let slot):
      used.formUnion(slotColumns[slot] ?? [])
      if secretSlots.contains(slot) { usesSecretSlot = true }
    case .literal, .characters, .meta: break
    }
    return true
  }

  mutating func bound(_ values: [Value]) throws(Problem) -> [Value] {
    var bound: [Value] = []
    for value in values {
      var copy = value
      if try bind(&copy) { bound.append(copy) }
    }
    return bound
  }

  mutating func boundOrEmpty(_ values: [Value]) throws(Problem) -> [Value] {
    var bound: [Value] = []
    for value in values { bound.append(try boundOrEmpty(value)) }
    return bound
  }

  /// The value, or nothing where its column is not there.
  mutating func boundOrEmpty(_ value: Value) throws(Problem) -> Value {
    var copy = value
    if try !bind(&copy) { copy.source = .literal([]) }
    return copy
  }

  mutating func bound(_ condition: Condition) throws(Problem) -> Condition {
    switch condition {
    case .equal(let a, let b): return .equal(try boundOrEmpty(a), try boundOrEmpty(b))
    case .oneOf(let a, let list): return .oneOf(try boundOrEmpty(a), try bound(list))
    case .startsWith(let a, let b): return .startsWith(try boundOrEmpty(a), try boundOrEmpty(b))
    case .matches(let a, let pattern): return .matches(try boundOrEmpty(a), pattern)
    case .ordered(let a, let b, let orders):
      return .ordered(try boundOrEmpty(a), try boundOrEmpty(b), orders)
    case .empty(let a): return .empty(try boundOrEmpty(a))
    case .not(let inner): return .not(try bound(inner))
    case .all(let list): return .all(try bound(list))
    case .any(let list): return .any(try bound(list))
    }
  }

  private mutating func bound(_ list: [Condition]) throws(Problem) -> [Condition] {
    var bound: [Condition] = []
    for condition in list { bound.append(try self.bound(condition)) }
    return bound
  }

  /// What `body` uses; it counts as used, too.
  mutating func columns<Result>(
    _ body: (inout ColumnBinder) throws(Problem) -> Result
  ) throws(Problem) -> (result: Result, columns: Set<Int>) {
    let before = used
    used = []
    usesSecretSlot = false
    let result = try body(&self)
    let columns = used
    used.formUnion(before)
    return (result, columns)
  }

  /// The rounds of 'each': for columns, one for each number that the header has.
  mutating func bound(_ each: Profile.Each) throws(Problem) -> BoundEach {
    let (bound, columns) = try columns { binder throws(Problem) in try binder.rounds(each) }
    for slot in each.slot...each.slot + each.count {
      slotColumns[slot] = columns
      secretSlots.remove(slot)
    }
    if case .elements(_, let paths) = each.rounds {
      for (index, path) in paths.enumerated() where Secrecy.isSecret(path) {
        secretSlots.insert(each.slot + 1 + index)
      }
    }
    return bound
  }

  private mutating func rounds(_ each: Profile.Each) throws(Problem) -> BoundEach {
    let rounds: BoundEach.Rounds
    switch each.rounds {
    case .columns(let values):
      var columns: [[Int: Int]] = []
      for value in values {
        guard case .column(let names, _) = value.source else { continue }
        columns.append(header.numbered(names))
      }
      let numbers = Set(columns.flatMap(\.keys)).sorted()
      for found in columns { used.formUnion(found.values) }
      rounds = .fixed(
        numbers.map { number in
          [Value(source: .literal(Array(String(number).utf8)))]
            + columns.map { column in
              Value(source: column[number].map { .index($0 + 1) } ?? .literal([]))
            }
        })
    case .list(let list):
      var bound: [[Value]] = []
      for (index, values) in list.enumerated() {
        bound.append(
          [Value(source: .literal(Array(String(index + 1).utf8)))] + (try boundOrEmpty(values)))
      }
      rounds = .fixed(bound)
    case .split(let value, let separator):
      rounds = .split(try boundOrEmpty(value), by: separator)
    case .groups(let from, let size): rounds = .groups(from: from - 1, size: size)
    case .elements(let value, let paths):
      rounds = .elements(try boundOrEmpty(value), paths: paths)
    }
    return BoundEach(rounds: rounds, slot: each.slot, count: each.count)
  }
}
