package import Diagnostics

/// The store: one SQLite file with our schema. Opens it in the right mode, checks that it is ours,
/// and makes new ones.
package enum StoreFile {
  /// "CRYO": what `file` and SQLite see in the header of a store.
  static let applicationID: Int64 = 0x4352_594F
  /// The schema that this command writes.
  package static let schemaVersion: Int64 = 1
  /// Pages of a new store, twice as large as SQLite makes them: who goes over all rows is quicker by a
  /// twelfth, who loads them by a thirtieth.
  private static let pageBytes = 8192
  /// SQLite's page cache, KiB: a writer sorts its index pages in here (P11 counts it).
  private static let cacheKiB = 64 * 1024
  /// The same while an index is built: SQLite sorts as much at once as its page cache may hold, and
  /// what fits the processor's cache is sorted in half the time.
  private static let sortingCacheKiB = 4 * 1024

  /// Makes a new, empty store at `path`; nothing may be there yet.
  package static func create(at path: String) throws(Problem) -> Database {
    guard FileSystem.kind(of: path) == .absent else { throw .storeExists(path) }
    let database = try Database(path: path, mode: .create)
    try StoreFunctions.register(in: database)
    try database.execute("PRAGMA page_size = \(pageBytes); PRAGMA journal_mode = WAL")
    try database.execute("BEGIN IMMEDIATE")
    try makeSchema(in: database)
    try database.execute(
      "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(schemaVersion); COMMIT")
    try prepareForWriting(database)
    return database
  }

  private static func makeSchema(in database: Database) throws(Problem) {
    for name in EmbeddedTexts.names.sorted() {
      guard let sql = EmbeddedTexts.text(name) else { continue }
      try database.execute(sql)
    }
  }

  /// An empty store without a file, for comparing schemas and for checking queries.
  package static func inMemory() throws(Problem) -> Database {
    let database = try Database(path: ":memory:", mode: .create)
    try StoreFunctions.register(in: database)
    try makeSchema(in: database)
    return database
  }

  /// Copies the store as it stands into an empty file, though somebody writes to it meanwhile.
  package static func copy(_ database: Database, to path: String) throws(Problem) {
    try database.run("VACUUM INTO ?", [.text(path)])
  }

  /// Opens an existing store for writing.
  ///
  /// - Parameter seconds: how long a reader may hold up a commit, before the import is given up.
  package static func openForWriting(at path: String, waiting seconds: Int = 60) throws(Problem)
    -> Database
  {
    try requireFile(at: path)
    let database = try Database(path: path, mode: .write, waiting: seconds)
    try check(database)
    try prepareForWriting(database)
    return database
  }

  /// Opens an existing store for reading only; in a read-only folder too.
  package static func openForReading(at path: String, waiting seconds: Int = 5) throws(Problem)
    -> Database
  {
    try requireFile(at: path)
    try recover(path, waiting: seconds)
    // A store in WAL mode wants to make two files beside it even for reading. Where it can't, and
    // nobody writes (no such file is there), the file may be read as it stands.
    let lonely = FileSystem.kind(of: path + "-wal") == .absent
    let frozen = lonely && !FileSystem.isWritableFolder(of: path)
    let database = try Database(
      path: frozen ? "file:\(FileSystem.uriEscaped(path))?immutable=1" : path, mode: .read,
      waiting: seconds)
    try check(database, path: path)
    return database
  }

  /// A writer that was killed may have left a rollback journal, and who only reads can't follow it.
  private static func recover(_ path: String, waiting seconds: Int) throws(Problem) {
    guard FileSystem.kind(of: path + "-journal") == .file, FileSystem.isWritableFolder(of: path)
    else { return }
    let database = try Database(path: path, mode: .write, waiting: seconds)
    _ = try database.integer("PRAGMA schema_version")
  }

  private static func requireFile(at path: String) throws(Problem) {
    switch FileSystem.kind(of: path) {
    case .absent: throw .noStore(path)
    case .file: return
    case .other: throw .notAStore(path)
    }
  }

  private static func check(_ database: Database, path: String? = nil) throws(Problem) {
    let path = path ?? database.path
    guard try database.integer("PRAGMA application_id") == applicationID else {
      throw .notAStore(path)
    }
    let version = try database.integer("PRAGMA user_version") ?? 0
    guard version <= schemaVersion else {
      throw .newerStore(path, version: version, known: schemaVersion)
    }
    try StoreFunctions.register(in: database)
  }

  private static func prepareForWriting(_ database: Database) throws(Problem) {
    try database.execute(
      """
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA cache_size = -\(cacheKiB);
      PRAGMA temp_store = FILE;
      PRAGMA wal_autocheckpoint = 0;
      """)
  }

  /// A load that is large beside the store goes with a rollback journal: new pages are written once,
  /// straight to their place, and not to the write-ahead log first. A store that somebody reads keeps
  /// its log.
  package static func prepareForLoad(_ database: Database, bytes: Int) throws(Problem) {
    let pages = try database.integer("PRAGMA page_count") ?? 0
    let size = try database.integer("PRAGMA page_size") ?? Int64(pageBytes)
    if Int64(bytes) > max(8 << 20, pages * size / 4) {
      _ = try? database.execute("PRAGMA journal_mode = DELETE")
    }
  }

  /// Builds indexes over rows that are there already.
  ///
  /// - Parameter statements: their `CREATE INDEX`.
  static func build(_ statements: [String], in database: Database) throws(Problem) {
    guard !statements.isEmpty else { return }
    try database.execute("PRAGMA cache_size = -\(sortingCacheKiB); PRAGMA threads = 2")
    for sql in statements { try database.execute(sql) }
    try database.execute("PRAGMA cache_size = -\(cacheKiB); PRAGMA threads = 0")
  }

  /// Moves what the write-ahead log holds into the file, so that one file is the store again.
  package static func settle(_ database: Database) throws(Problem) {
    if try database.text("PRAGMA journal_mode") == "wal" {
      try database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    } else {
      try database.execute("PRAGMA journal_mode = WAL")
    }
  }
}
