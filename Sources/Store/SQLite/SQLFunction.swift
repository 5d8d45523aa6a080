internal import CSQLite
package import Diagnostics

/// A value that a registered function receives and returns.
final class FunctionBox {
  let body: ([SQLValue]) -> SQLValue
  init(_ body: @escaping ([SQLValue]) -> SQLValue) { self.body = body }
}

extension Database {
  /// Registers a deterministic SQL function of `arity` arguments.
  package func addFunction(
    _ name: String, arity: Int32, _ body: @escaping ([SQLValue]) -> SQLValue
  ) throws(Problem) {
    let box = FunctionBox(body)
    functions.append(box)
    let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS
    let result = unsafe sqlite3_create_function_v2(
      handle, name, arity, flags, Unmanaged.passUnretained(box).toOpaque(),
      { context, count, arguments in
        let box = unsafe Unmanaged<FunctionBox>.fromOpaque(sqlite3_user_data(context))
          .takeUnretainedValue()
        var values: [SQLValue] = []
        for index in 0..<Int(count) {
          unsafe values.append(sqlValue(arguments?[index]))
        }
        switch box.body(values) {
        case .null: unsafe sqlite3_result_null(context)
        case .integer(let number): unsafe sqlite3_result_int64(context, number)
        case .text(let text): unsafe sqlite3_result_text(context, text, -1, csqlite_transient())
        }
      }, nil, nil, nil)
    if result != SQLITE_OK { throw failure(result, sql: nil) }
  }

  /// From now on this connection refuses everything but reading the store's own tables: no writes,
  /// no ATTACH, no PRAGMA that changes anything, no extensions. For SQL that users wrote.
  package func allowOnlyReading() {
    unsafe sqlite3_set_authorizer(
      handle,
      { _, action, _, _, _, _ in
        switch action {
        case SQLITE_SELECT, SQLITE_READ, SQLITE_FUNCTION, SQLITE_RECURSIVE: SQLITE_OK
        default: SQLITE_DENY
        }
      }, nil)
  }
}

private func sqlValue(_ value: OpaquePointer?) -> SQLValue {
  guard let value = unsafe value else { return .null }
  switch unsafe sqlite3_value_type(value) {
  case SQLITE_NULL: return .null
  case SQLITE_INTEGER: return unsafe .integer(sqlite3_value_int64(value))
  default:
    guard let start = unsafe sqlite3_value_text(value) else { return .null }
    let count = unsafe Int(sqlite3_value_bytes(value))
    return unsafe .text(
      String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
  }
}
