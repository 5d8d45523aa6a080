/// Up to 4,096 records of a text table, as slices of one byte buffer: what a reader hands over.
/// No `String` is made until somebody wants a field.
public struct RecordBatch: Sendable {
  /// The text of the fields, valid UTF-8, unquoted and unescaped where the file had quotes.
  public var bytes: [UInt8] = []
  /// Where each field lies in `bytes`; the fields of record r are `firstField[r] ..< firstField[r+1]`.
  public var fieldRanges: [Range<Int32>] = []
  public var firstField: [Int32] = [0]
  /// For each record: the line it begins on (from 1), and its first byte and length in the file
  /// (decompressed, before decoding), line end included.
  public var lines: [Int] = []
  public var offsets: [Int] = []
  public var lengths: [Int32] = []
  /// The original bytes of the records one after another, for reject files: record r is the
  /// `lengths[r]` bytes that begin at `offsets[r] - offsets[0]`.
  public var raw: [UInt8] = []

  public init() {}

  public var count: Int { lines.count }
  public func fieldCount(_ record: Int) -> Int {
    Int(firstField[record + 1] - firstField[record])
  }
  /// The bytes of a field; nil when the record has no such field. `column` counts from 0.
  public func field(_ record: Int, _ column: Int) -> ArraySlice<UInt8>? {
    guard column < fieldCount(record) else { return nil }
    let range = fieldRanges[Int(firstField[record]) + column]
    return bytes[Int(range.lowerBound)..<Int(range.upperBound)]
  }
}
