internal import Billing
internal import Tabular

/// What all records of a file have in common; a class, so that a reader holds one reference.
final class MappingFacts: Sendable {
  let nulls: Set<[UInt8]>
  let trims: Bool
  let context: MappingContext

  init(_ input: Profile.Input, _ context: MappingContext) {
    nulls = input.nulls
    trims = input.trims
    self.context = context
  }
}

/// Reads the values of a profile from one record after another.
struct ValueReader {
  let records: RecordBatch
  var record = 0
  let facts: MappingFacts
  /// Values of records that came before: `header.date`, `kept.id`.
  var texts: [String: [UInt8]]
  /// What `let` and `each` have named, by slot.
  var variables: [ArraySlice<UInt8>?] = []
  /// What empty cells of columns mean; nil where they mean nothing.
  var fills: [Int: [UInt8]]?
  /// The number of the record in its group.
  var groupLine = 0

  var context: MappingContext { facts.context }

  init(records: RecordBatch, facts: MappingFacts, texts: [String: [UInt8]]) {
    self.records = records
    self.facts = facts
    self.texts = texts
  }

  /// The text of a column, counted from 0; nil when it is empty, means nothing, or is not there.
  func cell(_ column: Int) -> ArraySlice<UInt8>? {
    if let place = place(of: column) { return records.bytes[place] }
    return fills?[column].map { $0[...] }
  }

  /// Where the text of a column lies among the bytes of the records; nil when it doesn't.
  @inline(__always) func place(of column: Int) -> Range<Int>? {
    records.place(record, column).flatMap { cleaned($0) }
  }

  @inline(__always) private func cleaned(_ place: Range<Int>) -> Range<Int>? {
    var (low, high) = (place.lowerBound, place.upperBound)
    if facts.trims {
      let bytes = records.bytes.span
      while low < high, bytes[low] == 32 || bytes[low] == 9 { low += 1 }
      while low < high, bytes[high - 1] == 32 || bytes[high - 1] == 9 { high -= 1 }
    }
    if low == high { return nil }
    if !facts.nulls.isEmpty, facts.nulls.contains(Array(records.bytes[low..<high])) { return nil }
    return low..<high
  }

  /// The text of a value after its steps; nil when there is none.
  func text(_ value: Value) throws(CellFailure) -> ArraySlice<UInt8>? {
    guard let text = try source(value.source) else { return initial(value) }
    if value.steps.isEmpty { return text }
    var bytes = Array(text)
    for step in value.steps {
      guard let result = try step.apply(bytes) else { return initial(value) }
      bytes = result
    }
    return bytes.isEmpty ? initial(value) : bytes[...]
  }

  /// What stands in where nothing is there.
  private func initial(_ value: Value) -> ArraySlice<UInt8>? {
    for step in value.steps {
      if case .initial(let text) = step { return text[...] }
    }
    return nil
  }

  private func source(_ source: Value.Source) throws(CellFailure) -> ArraySlice<UInt8>? {
    switch source {
    case .literal(let bytes): return bytes.isEmpty ? nil : bytes[...]
    case .column: return nil
    case .index(let number): return cell(number - 1)
    case .characters(let start, let length):
      guard let text = records.characters(record, from: start, length: length) else { return nil }
      return cleaned(text.indices).map { records.bytes[$0] }
    case .concat(let parts):
      var bytes: [UInt8] = []
      for part in parts { bytes += try text(part) ?? [] }
      return bytes.isEmpty ? nil : bytes[...]
    case .coalesce(let parts):
      for part in parts {
        if let found = try text(part) { return found }
      }
      return nil
    case .variable(let slot): return slot < variables.count ? variables[slot] : nil
    case .meta(let name): return meta(name)
    case .choice(let cases, let otherwise):
      for (when, then) in cases where isTrue(when) { return try text(then) }
      return try otherwise.flatMap { value throws(CellFailure) in try text(value) }
    case .lookup(let table, let key, let byPrefix, let otherwise):
      return try lookup(table, key, byPrefix: byPrefix, otherwise)
    case .arithmetic(_, _, let scale):
      guard let result = try ratio(of: source) else { return nil }
      guard let number = result.rounded(scale: scale) else {
        throw CellFailure("overflow", "The result is too large to be kept")
      }
      return Array(ScaledDecimal.print(number, scale: scale).utf8)[...]
    }
  }

  private func meta(_ name: String) -> ArraySlice<UInt8>? {
    switch name {
    case "file.name": Array(facts.context.fileName.utf8)[...]
    case "deck": facts.context.deck.map { Array($0.utf8)[...] }
    case "line": Array(String(records.lines[record]).utf8)[...]
    case "source.company": facts.context.company.map { Array($0.utf8)[...] }
    case "group.line": Array(String(groupLine).utf8)[...]
    default: texts[name].map { $0[...] }
    }
  }

  private func lookup(
    _ table: LookupTable, _ key: Value, byPrefix: Bool, _ otherwise: Miss
  ) throws(CellFailure) -> ArraySlice<UInt8>? {
    guard let key = try text(key) else { return nil }
    if let found = byPrefix ? table.longestPrefix(of: key) : table[Array(key)] {
      return found.isEmpty ? nil : found[...]
    }
    switch otherwise {
    case .nothing: return nil
    case .keep: return key
    case .value(let value): return try text(value)
    case .reject:
      throw CellFailure("lookup-miss", "The profile's table has no entry for this value")
    }
  }
}
