internal import CSQLite

/// What a restricted connection last refused.
final class DeniedDeed {
  var what: String?
}

extension Database {
  /// Functions that reach beyond the store.
  private static let foreignFunctions: Set<String> = [
    "load_extension", "readfile", "writefile", "edit", "fts3_tokenizer",
  ]

  /// From now on this connection refuses everything but reading the store's own tables: no writes,
  /// no ATTACH, no PRAGMA, no extensions. For SQL that users wrote.
  package func allowOnlyReading() {
    refused.what = nil
    // The tables of JSON functions are made when they are first used, which the authorizer would take
    // for making a table.
    _ = try? integer("SELECT count(*) FROM json_each('[]'), json_tree('[]')")
    unsafe sqlite3_set_authorizer(
      handle,
      { context, action, first, second, _, _ in
        if action == SQLITE_SELECT || action == SQLITE_READ || action == SQLITE_RECURSIVE {
          return SQLITE_OK
        }
        let name = unsafe first.map { unsafe String(cString: $0) } ?? ""
        let other = unsafe second.map { unsafe String(cString: $0) } ?? ""
        if action == SQLITE_FUNCTION, !Database.foreignFunctions.contains(other.lowercased()) {
          return SQLITE_OK
        }
        if let context = unsafe context {
          unsafe Unmanaged<DeniedDeed>.fromOpaque(context).takeUnretainedValue().what =
            Database.deed(action, name, other)
        }
        return SQLITE_DENY
      }, Unmanaged.passUnretained(refused).toOpaque())
  }

  /// What SQL wanted that `allowOnlyReading` refuses, in words such as `deletes from payment`; nil when
  /// nothing was refused.
  package var refusal: String? { refused.what }

  private static func deed(_ action: Int32, _ name: String, _ other: String) -> String {
    switch action {
    case SQLITE_INSERT where name.hasPrefix("sqlite_"): "makes or drops a table"
    case SQLITE_INSERT: "writes into \(name)"
    case SQLITE_UPDATE: "changes \(name)"
    case SQLITE_DELETE where name.hasPrefix("sqlite_"): "makes or drops a table"
    case SQLITE_DELETE: "deletes from \(name)"
    case SQLITE_ATTACH: "attaches another file"
    case SQLITE_DETACH: "detaches a file"
    case SQLITE_PRAGMA: "calls the pragma \(name)"
    case SQLITE_FUNCTION: "calls the function \(other)"
    case SQLITE_TRANSACTION, SQLITE_SAVEPOINT: "begins or ends a transaction"
    default: "changes the store"
    }
  }
}
