internal import CSQLite
package import Diagnostics

/// A prepared statement. Columns and parameters count from 0 and 1, as in SQLite.
@safe package final class Statement {
  let handle: OpaquePointer
  private let database: Database
  private let sql: String
  /// SQLITE_CONSTRAINT_UNIQUE and SQLITE_CONSTRAINT_PRIMARYKEY, which are macros with arithmetic and
  /// don't come across.
  private static let takenCodes: [Int32] = [SQLITE_CONSTRAINT | 8 << 8, SQLITE_CONSTRAINT | 6 << 8]

  init(_ handle: OpaquePointer, database: Database, sql: String) {
    unsafe self.handle = handle
    self.database = database
    self.sql = sql
  }

  deinit { unsafe sqlite3_finalize(handle) }

  // MARK: Parameters

  package func bind(_ values: [SQLValue]) {
    for (index, value) in values.enumerated() { bind(value, at: Int32(index + 1)) }
  }

  package func bind(_ value: SQLValue, at index: Int32) {
    switch value {
    case .null: unsafe sqlite3_bind_null(handle, index)
    case .integer(let number): unsafe sqlite3_bind_int64(handle, index, number)
    case .text(let text):
      var copy = text
      copy.withUTF8 { bytes in
        unsafe bindCopy(UnsafeRawBufferPointer(bytes), at: index)
      }
    }
  }

  package func bind(_ number: Int64, at index: Int32) {
    unsafe sqlite3_bind_int64(handle, index, number)
  }

  /// Binds bytes that are no text, which SQLite copies.
  package func bind(blob: ArraySlice<UInt8>, at index: Int32) {
    _ = unsafe blob.withUnsafeBytes { bytes in
      unsafe sqlite3_bind_blob64(
        handle, index, bytes.baseAddress, UInt64(bytes.count), csqlite_transient())
    }
  }

  package func bindNull(at index: Int32) { unsafe sqlite3_bind_null(handle, index) }

  /// Binds text that SQLite copies.
  package func bind(text: ArraySlice<UInt8>, at index: Int32) {
    unsafe text.withUnsafeBytes { unsafe bindCopy($0, at: index) }
  }

  /// Binds text that SQLite copies.
  func bind(text: Span<UInt8>, at index: Int32) {
    unsafe text.withUnsafeBytes { unsafe bindCopy($0, at: index) }
  }

  /// Binds text without a copy: the bytes must stay where they are until the next `step` returned.
  func bindStatic(_ start: UnsafeRawPointer, count: Int, at index: Int32) {
    unsafe sqlite3_bind_text64(
      handle, index, start.assumingMemoryBound(to: CChar.self), UInt64(count), csqlite_static(),
      UInt8(SQLITE_UTF8))
  }

  private func bindCopy(_ bytes: UnsafeRawBufferPointer, at index: Int32) {
    // A nil pointer would bind NULL; an empty text has an address all the same.
    guard let start = bytes.baseAddress else {
      unsafe sqlite3_bind_text64(handle, index, "", 0, csqlite_transient(), UInt8(SQLITE_UTF8))
      return
    }
    unsafe sqlite3_bind_text64(
      handle, index, start.assumingMemoryBound(to: CChar.self), UInt64(bytes.count),
      csqlite_transient(), UInt8(SQLITE_UTF8))
  }

  /// The number of the parameter `:name` (with its mark), or nil when the statement has none such.
  package func parameter(_ name: String) -> Int32? {
    let index = unsafe sqlite3_bind_parameter_index(handle, name)
    return index == 0 ? nil : index
  }

  package var parameterCount: Int { unsafe Int(sqlite3_bind_parameter_count(handle)) }

  // MARK: Running

  /// Moves to the next row; false when there is none. After false the statement may run again.
  package func step() throws(Problem) -> Bool {
    let result = unsafe sqlite3_step(handle)
    if result == SQLITE_ROW { return true }
    unsafe sqlite3_reset(handle)
    if result == SQLITE_DONE { return false }
    throw database.failure(result, sql: sql)
  }

  /// One step whose failure by a uniqueness constraint is an answer, not an error: false then.
  func stepUnlessTaken() throws(Problem) -> Bool {
    let result = unsafe sqlite3_step(handle)
    unsafe sqlite3_reset(handle)
    if result == SQLITE_DONE { return true }
    if result & 0xFF == SQLITE_CONSTRAINT, Self.takenCodes.contains(result) { return false }
    throw database.failure(result, sql: sql)
  }

  package func reset() { unsafe sqlite3_reset(handle) }

  // MARK: Columns

  package var columnCount: Int { unsafe Int(sqlite3_column_count(handle)) }
  package func columnName(_ column: Int) -> String {
    guard let name = unsafe sqlite3_column_name(handle, Int32(column)) else { return "" }
    return unsafe String(cString: name)
  }

  package var columnNames: [String] { (0..<columnCount).map { columnName($0) } }

  package func isNull(_ column: Int) -> Bool {
    unsafe sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL
  }

  package func integer(_ column: Int) -> Int64 {
    unsafe sqlite3_column_int64(handle, Int32(column))
  }

  /// Whether a column holds a whole number, and not NULL or text.
  package func holdsInteger(_ column: Int) -> Bool {
    unsafe sqlite3_column_type(handle, Int32(column)) == SQLITE_INTEGER
  }

  package func optionalInteger(_ column: Int) -> Int64? {
    isNull(column) ? nil : integer(column)
  }

  /// The text of a column, NUL bytes included; nil when it is NULL.
  package func text(_ column: Int) -> String? {
    unsafe withText(column) { bytes in unsafe String(decoding: bytes, as: UTF8.self) }
  }

  /// Appends the bytes of a text column to a buffer; false when it is NULL.
  package func appendText(_ column: Int, to buffer: inout [UInt8]) -> Bool {
    unsafe withText(column) { bytes in unsafe buffer.append(contentsOf: bytes) } != nil
  }

  /// Whether a column holds these bytes of text, or NULL for nil.
  package func equals(_ column: Int, _ text: [UInt8]?) -> Bool {
    let isSame: Bool? = unsafe withText(column) { bytes in
      unsafe bytes.count == text?.count && bytes.elementsEqual(text ?? [])
    }
    return isSame ?? (text == nil)
  }

  /// Whether a column holds this word.
  package func holds(_ word: StaticString, _ column: Int) -> Bool {
    let isSame: Bool? = unsafe withText(column) { bytes in
      guard bytes.count == word.utf8CodeUnitCount else { return false }
      for index in 0..<bytes.count where unsafe bytes[index] != word.utf8Start[index] {
        return false
      }
      return true
    }
    return isSame ?? false
  }

  /// The bytes of a column that is no text.
  package func blob(_ column: Int) -> [UInt8] {
    guard let start = unsafe sqlite3_column_blob(handle, Int32(column)) else { return [] }
    let count = unsafe Int(sqlite3_column_bytes(handle, Int32(column)))
    return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
  }

  /// The value of a column as the store has it. Floating point does not occur in the store; what
  /// SQL makes of it (an average) comes as its text.
  package func value(_ column: Int) -> SQLValue {
    switch unsafe sqlite3_column_type(handle, Int32(column)) {
    case SQLITE_NULL: .null
    case SQLITE_INTEGER: .integer(integer(column))
    default: .optional(text(column))
    }
  }

  /// Lends the bytes of a text column, valid until the next step; nil when it is NULL.
  package func withText<Result>(
    _ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result? {
    // The text first, its length second: asking for the text may convert it.
    guard let start = unsafe sqlite3_column_text(handle, Int32(column)) else { return nil }
    let count = unsafe Int(sqlite3_column_bytes(handle, Int32(column)))
    return try unsafe body(UnsafeBufferPointer(start: start, count: count))
  }
}
