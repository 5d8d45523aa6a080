internal import Billing
internal import Tabular

/// Reads the values of a profile from one record.
struct ValueReader {
  let records: RecordBatch
  let record: Int
  let nulls: Set<[UInt8]>
  let trims: Bool
  /// Values of control records that came before: `header.date`.
  let texts: [String: [UInt8]]
  let fileName: String
  var variables: [String: [UInt8]] = [:]

  init(
    records: RecordBatch, record: Int, nulls: Set<[UInt8]>, trims: Bool, texts: [String: [UInt8]],
    fileName: String
  ) {
    self.records = records
    self.record = record
    self.nulls = nulls
    self.trims = trims
    self.texts = texts
    self.fileName = fileName
  }

  /// The text of a column, counted from 0; nil when it is empty, means nothing, or is not there.
  func cell(_ column: Int) -> ArraySlice<UInt8>? {
    guard let field = records.field(record, column) else { return nil }
    return cleaned(field)
  }

  private func cleaned(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var (low, high) = (field.startIndex, field.endIndex)
    if trims {
      while low < high, field[low] == 32 || field[low] == 9 { low += 1 }
      while low < high, field[high - 1] == 32 || field[high - 1] == 9 { high -= 1 }
    }
    if low == high { return nil }
    if !nulls.isEmpty, nulls.contains(Array(field[low..<high])) { return nil }
    return field[low..<high]
  }

  /// The text of a value after its steps; nil when there is none.
  func text(_ value: Value) throws(CellFailure) -> ArraySlice<UInt8>? {
    guard let text = try source(value.source) else {
      for step in value.steps {
        if case .initial(let text) = step { return text[...] }
      }
      return nil
    }
    if value.steps.isEmpty { return text }
    var bytes = Array(text)
    for step in value.steps {
      guard let result = try step.apply(bytes) else {
        for step in value.steps {
          if case .initial(let text) = step { return text[...] }
        }
        return nil
      }
      bytes = result
    }
    return bytes.isEmpty ? nil : bytes[...]
  }

  private func source(_ source: Value.Source) throws(CellFailure) -> ArraySlice<UInt8>? {
    switch source {
    case .literal(let bytes): return bytes[...]
    case .column: return nil
    case .index(let number): return cell(number - 1)
    case .characters(let start, let length):
      return records.characters(record, from: start, length: length).flatMap { cleaned($0) }
    case .concat(let parts):
      var bytes: [UInt8] = []
      for part in parts { bytes += try text(part) ?? [] }
      return bytes.isEmpty ? nil : bytes[...]
    case .coalesce(let parts):
      for part in parts {
        if let found = try text(part) { return found }
      }
      return nil
    case .variable(let name): return variables[name].map { $0[...] }
    case .meta("file.name"): return Array(fileName.utf8)[...]
    case .meta("line"): return Array(String(records.lines[record]).utf8)[...]
    case .meta(let name): return texts[name].map { $0[...] }
    case .choice(let cases, let otherwise):
      for (when, then) in cases where isTrue(when) { return try text(then) }
      return try otherwise.flatMap { value throws(CellFailure) in try text(value) }
    case .sum(let parts, let signs, let scale):
      var total: Int128 = 0
      for (part, sign) in zip(parts, signs) {
        guard let text = try text(part) else { continue }
        do throws(DecimalError) {
          total += Int128(sign) * Int128(try ScaledDecimal.parse(text, scale: scale))
        } catch { throw CellFailure("type-error", "A part of the sum is no number") }
      }
      guard let sum = Int64(exactly: total) else {
        throw CellFailure("overflow", "The sum is too large to be kept")
      }
      return Array(ScaledDecimal.print(sum, scale: scale).utf8)[...]
    }
  }

  /// No condition is always true. A value that can't be read is empty to a condition.
  func isTrue(_ condition: Condition?) -> Bool {
    guard let condition else { return true }
    func read(_ value: Value) -> [UInt8] { ((try? text(value)) ?? nil).map { Array($0) } ?? [] }
    switch condition {
    case .equal(let a, let b): return read(a) == read(b)
    case .oneOf(let a, let list):
      let value = read(a)
      return list.contains { read($0) == value }
    case .startsWith(let a, let b): return read(a).starts(with: read(b))
    case .empty(let a): return read(a).isEmpty
    case .not(let inner): return !isTrue(inner)
    case .all(let list): return list.allSatisfy { isTrue($0) }
    case .any(let list): return list.contains { isTrue($0) }
    }
  }
}
