/// Up to 4,096 records of a text table, as slices of one byte buffer: what a reader hands over.
/// No `String` is made until somebody wants a field.
public struct RecordBatch: Sendable {
  /// The most records that a batch holds.
  public static let capacity = 4096

  /// The text, valid UTF-8: first the records as they stand in the file, then the fields whose
  /// escapes had to be resolved. A field without escapes is a slice of its record.
  public var bytes: [UInt8] = []
  /// Where each field lies in `bytes`; the fields of record r are `firstField[r] ..< firstField[r+1]`.
  public var fieldRanges: [Range<Int32>] = []
  public var firstField: [Int32] = [0]
  /// Where each record lies in `bytes`, line end included.
  public var textRanges: [Range<Int32>] = []
  /// For each record: the line it begins on (from 1), and its first byte and length in the file
  /// (decompressed, before decoding), line end included.
  public var lines: [Int] = []
  public var offsets: [Int] = []
  public var lengths: [Int32] = []
  /// What had to be repaired, in the order of the records.
  public var repairs: [Repair] = []
  /// How the file stands for text; `original` needs it.
  public var encoding = TextEncoding.utf8

  public init() {}

  @inlinable public var count: Int { lines.count }

  @inlinable public func fieldCount(_ record: Int) -> Int {
    Int(firstField[record + 1] - firstField[record])
  }

  /// The bytes of a field, unquoted and unescaped; nil when the record has no such field. `column`
  /// counts from 0.
  @inlinable public func field(_ record: Int, _ column: Int) -> ArraySlice<UInt8>? {
    place(record, column).map { bytes[$0] }
  }

  /// Where the bytes of a field lie in `bytes`; nil when the record has no such field.
  @inlinable @inline(__always)
  public func place(_ record: Int, _ column: Int) -> Range<Int>? {
    guard column < fieldCount(record) else { return nil }
    let range = fieldRanges[Int(firstField[record]) + column]
    return Int(range.lowerBound)..<Int(range.upperBound)
  }

  /// The field as a `String`, for messages and tests.
  public func string(_ record: Int, _ column: Int) -> String? {
    field(record, column).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The record byte for byte as it stands in the file, line end included: for reject files.
  public func original(_ record: Int) -> ArraySlice<UInt8> {
    let range = textRanges[record]
    return encoding.encode(bytes[Int(range.lowerBound)..<Int(range.upperBound)])
  }

  /// Characters of a fixed-width record: `length` of them from position `start` (from 1), fewer where
  /// the record ends before; nil when it ends before `start`.
  ///
  /// Positions count characters, which are bytes in single-byte encodings, so that an umlaut in a
  /// name does not shift the columns after it.
  public func characters(_ record: Int, from start: Int, length: Int) -> ArraySlice<UInt8>? {
    guard start >= 1, let line = field(record, 0) else { return nil }
    var position = 0
    var first: Int?
    for i in line.indices where line[i] & 0xC0 != 0x80 {
      position += 1
      if position == start { first = i }
      if position == start + length { return first.map { line[$0..<i] } }
    }
    return first.map { line[$0...] }
  }

  /// Drops the first record: a header that was dealt with.
  public mutating func removeFirst() {
    guard count > 0 else { return }
    let fields = Int(firstField[1])
    fieldRanges.removeFirst(fields)
    firstField.removeFirst()
    for index in firstField.indices { firstField[index] -= Int32(fields) }
    textRanges.removeFirst()
    lines.removeFirst()
    offsets.removeFirst()
    lengths.removeFirst()
    repairs.removeAll { $0.record == 0 }
    for index in repairs.indices { repairs[index].record -= 1 }
  }

  /// Forgets the records, keeps the memory.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    fieldRanges.removeAll(keepingCapacity: true)
    firstField.removeAll(keepingCapacity: true)
    firstField.append(0)
    textRanges.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    lengths.removeAll(keepingCapacity: true)
    repairs.removeAll(keepingCapacity: true)
  }
}

/// A deviation from the rules of quoting that the reader understood all the same: a warning.
public struct Repair: Sendable, Equatable {
  public enum Kind: String, Sendable {
    /// A quote inside a quoted field that neither closes it nor is escaped: `"5" pipe"`.
    case strayQuote = "stray-quote"
    /// A quote at the start of a field that nothing closes, so it is part of the text.
    case unclosedQuote = "unclosed-quote"
  }
  public var kind: Kind
  /// The record within its batch, and the field within the record, both from 0.
  public var record: Int
  public var field: Int
  /// The line on which the field begins, from 1.
  public var line: Int

  public init(_ kind: Kind, record: Int, field: Int, line: Int) {
    self.kind = kind
    self.record = record
    self.field = field
    self.line = line
  }
}
