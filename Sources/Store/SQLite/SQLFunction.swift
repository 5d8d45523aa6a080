internal import CSQLite
package import Diagnostics

/// The arguments of one call of a registered function, read where SQLite keeps them: a function that is
/// called for every row of a view must not make an array of them each time.
@safe package struct SQLArguments: ~Copyable {
  private let values: UnsafeMutablePointer<OpaquePointer?>?
  private let count: Int

  init(_ values: UnsafeMutablePointer<OpaquePointer?>?, count: Int) {
    unsafe self.values = values
    self.count = count
  }

  package subscript(_ index: Int) -> SQLValue {
    guard index < count, let value = unsafe values?[index] else { return .null }
    switch unsafe sqlite3_value_type(value) {
    case SQLITE_NULL: return .null
    case SQLITE_INTEGER: return unsafe .integer(sqlite3_value_int64(value))
    default:
      guard let start = unsafe sqlite3_value_text(value) else { return .null }
      let length = unsafe Int(sqlite3_value_bytes(value))
      return unsafe .text(
        String(decoding: UnsafeBufferPointer(start: start, count: length), as: UTF8.self))
    }
  }

  /// What `read` makes of an argument's text, where SQLite keeps it; nil when the argument is no text.
  package func withText<Value>(
    _ index: Int, _ read: (UnsafeRawBufferPointer) -> Value?
  ) -> Value? {
    guard index < count, let value = unsafe values?[index],
      unsafe sqlite3_value_type(value) == SQLITE_TEXT,
      let start = unsafe sqlite3_value_text(value)
    else { return nil }
    let length = unsafe Int(sqlite3_value_bytes(value))
    return unsafe read(UnsafeRawBufferPointer(start: start, count: length))
  }
}

/// A registered function, kept where SQLite can point at it.
final class FunctionBox {
  let body: (borrowing SQLArguments) -> SQLValue
  init(_ body: @escaping (borrowing SQLArguments) -> SQLValue) { self.body = body }
}

/// Answers a call of SQLite's.
func setResult(_ value: SQLValue, _ context: OpaquePointer?) {
  switch value {
  case .null: unsafe sqlite3_result_null(context)
  case .integer(let number): unsafe sqlite3_result_int64(context, number)
  case .text(let text): unsafe sqlite3_result_text(context, text, -1, csqlite_transient())
  }
}

extension Database {
  /// Registers a deterministic SQL function of `arity` arguments.
  package func addFunction(
    _ name: String, arity: Int32, _ body: @escaping (borrowing SQLArguments) -> SQLValue
  ) throws(Problem) {
    let box = FunctionBox(body)
    functions.append(box)
    let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS
    let result = unsafe sqlite3_create_function_v2(
      handle, name, arity, flags, Unmanaged.passUnretained(box).toOpaque(),
      { context, count, arguments in
        let box = unsafe Unmanaged<FunctionBox>.fromOpaque(sqlite3_user_data(context))
          .takeUnretainedValue()
        unsafe setResult(box.body(unsafe SQLArguments(arguments, count: Int(count))), context)
      }, nil, nil, nil)
    if result != SQLITE_OK { throw failure(result, sql: nil) }
  }
}
