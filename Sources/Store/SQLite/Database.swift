internal import Bytes
internal import CSQLite
package import Diagnostics

/// A connection to a SQLite file. Not shared between threads: the one that opened it uses it.
@safe package final class Database {
  package enum Mode: Sendable {
    /// Reads only; works in a read-only folder too.
    case read
    /// Reads and writes an existing file.
    case write
    /// Makes the file; it must not exist.
    case create
  }

  /// SQLite counts its own memory only for those who ask, and nobody here does; the counting costs a
  /// lock at every allocation. Once a process, before its first connection.
  private static let isConfigured: Bool =
    csqlite_config_int(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK

  package let path: String
  let handle: OpaquePointer
  /// Keeps the closures of registered functions alive; SQLite holds unretained pointers to them.
  var functions: [FunctionBox] = []
  /// The same for functions over windows.
  var makers: [FunctionMaker] = []
  /// What `allowOnlyReading` refused; SQLite holds an unretained pointer to it.
  let refused = DeniedDeed()

  /// - Parameter seconds: how long to wait for others that hold the file.
  package init(path: String, mode: Mode, waiting seconds: Int = 5) throws(Problem) {
    _ = Self.isConfigured
    self.path = path
    var handle: OpaquePointer?
    let flags =
      switch mode {
      case .read: SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
      case .write: SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI
      case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI
      }
    let result = unsafe sqlite3_open_v2(
      path, &handle, flags | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX, nil)
    guard result == SQLITE_OK, let opened = unsafe handle else {
      // SQLite may hand out a connection even when it fails to open: it wants closing all the same.
      unsafe sqlite3_close_v2(handle)
      throw .store(path: path, code: result, sql: nil, message: "the file can't be opened")
    }
    unsafe self.handle = opened
    unsafe sqlite3_busy_timeout(opened, CInt(clamping: seconds * 1000))
    if case .read = mode {
      // A query may think for minutes before its first row. Who writes asks between rows, and never
      // between a commit and what belongs to it.
      unsafe sqlite3_progress_handler(
        opened, 1_000_000, { _ in Interrupt.isRequested ? 1 : 0 }, nil)
    }
  }

  deinit { unsafe sqlite3_close_v2(handle) }

  /// Runs a script of statements without results.
  package func execute(_ sql: String) throws(Problem) {
    let result = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
    if result != SQLITE_OK { throw failure(result, sql: sql) }
  }

  /// How many rows the latest INSERT, UPDATE or DELETE changed; of one that failed, what it keeps.
  var changedRows: Int { unsafe Int(sqlite3_changes64(handle)) }

  /// How many pages had to be read from the file since it was opened.
  var pagesRead: Int {
    var (count, most) = (Int32(0), Int32(0))
    unsafe sqlite3_db_status(handle, SQLITE_DBSTATUS_CACHE_MISS, &count, &most, 0)
    return Int(count)
  }

  /// Where in its SQL the statement that just failed to be prepared is wrong, in bytes; nil when SQLite
  /// does not know.
  package var errorOffset: Int? {
    let offset = unsafe sqlite3_error_offset(handle)
    return offset >= 0 ? Int(offset) : nil
  }

  package func prepare(_ sql: String) throws(Problem) -> Statement {
    var statement: OpaquePointer?
    let result = unsafe sqlite3_prepare_v3(handle, sql, -1, 0, &statement, nil)
    guard result == SQLITE_OK, let prepared = unsafe statement else {
      throw failure(result == SQLITE_OK ? SQLITE_MISUSE : result, sql: sql)
    }
    return unsafe Statement(prepared, database: self, sql: sql)
  }

  /// Runs one statement with the given values bound in order, for its effect.
  package func run(_ sql: String, _ values: [SQLValue] = []) throws(Problem) {
    let statement = try prepare(sql)
    statement.bind(values)
    while try statement.step() {}
  }

  /// The first column of the first row, or nil when there is no row or it is NULL.
  package func integer(_ sql: String, _ values: [SQLValue] = []) throws(Problem) -> Int64? {
    let statement = try prepare(sql)
    statement.bind(values)
    guard try statement.step(), !statement.isNull(0) else { return nil }
    return statement.integer(0)
  }

  /// The first column of the first row as text, or nil when there is no row or it is NULL.
  package func text(_ sql: String, _ values: [SQLValue] = []) throws(Problem) -> String? {
    let statement = try prepare(sql)
    statement.bind(values)
    guard try statement.step() else { return nil }
    return statement.text(0)
  }

  /// Calls `body` for every row.
  package func forEach(
    _ sql: String, _ values: [SQLValue] = [], _ body: (Statement) throws -> Void
  ) throws {
    let statement = try prepare(sql)
    statement.bind(values)
    while try statement.step() { try body(statement) }
  }

  /// One value for every row.
  package func rows<Row>(
    _ sql: String, _ values: [SQLValue] = [], _ make: (Statement) throws -> Row
  ) throws -> [Row] {
    var rows: [Row] = []
    try forEach(sql, values) { rows.append(try make($0)) }
    return rows
  }

  /// The columns of a table besides its `id`, in their order.
  func columns(of table: String) throws(Problem) -> [String] {
    let statement = try prepare("SELECT name FROM pragma_table_info(?) WHERE name <> 'id'")
    statement.bind([.text(table)])
    var names: [String] = []
    while try statement.step() { names.append(statement.text(0) ?? "") }
    return names
  }

  /// Runs `body` in a transaction, or as a part of the one that runs already: all of it or nothing.
  package func transaction<Result>(_ body: () throws -> Result) throws -> Result {
    let isOuter = unsafe sqlite3_get_autocommit(handle) != 0
    try execute(isOuter ? "BEGIN IMMEDIATE" : "SAVEPOINT inner")
    do {
      let result = try body()
      try execute(isOuter ? "COMMIT" : "RELEASE inner")
      return result
    } catch {
      // The error that brought us here matters more than a rollback that SQLite already did.
      try? execute(isOuter ? "ROLLBACK" : "ROLLBACK TO inner; RELEASE inner")
      throw error
    }
  }

  func failure(_ code: Int32, sql: String?) -> Problem {
    let message = unsafe String(cString: sqlite3_errmsg(handle))
    return .store(path: path, code: code, sql: sql, message: message)
  }
}

/// A value to bind.
package enum SQLValue: Sendable, Hashable {
  case null
  case integer(Int64)
  case text(String)

  package static func optional(_ value: Int64?) -> SQLValue { value.map { .integer($0) } ?? .null }
  package static func optional(_ value: String?) -> SQLValue { value.map { .text($0) } ?? .null }
}
