internal import Diagnostics
internal import Store

/// A bundle: the whole store as one text file, gzip around it. Every table in turn, all of its columns, so that
/// nothing is lost: rows with their numbers, batches and lineage, images for undo, archived documents.
///
/// ```
/// carryover bundle,2,SCHEMA
/// ==,account
/// id,source,line,external_id,…
/// 1,1,2,000017,…
/// ==,end,COUNT OF ROWS,SHA-256 OF ALL BEFORE
/// ```
///
/// Which tables and columns there are, the store itself says, so that none is forgotten.
/// Cells are CSV. An empty one is NULL; a text that is empty or begins with a backslash has one more in front;
/// bytes are hexadecimal.
enum BundleFormat {
  static let magic = "carryover bundle"
  static let version = "2"
  static let mark = "=="

  struct Column: Equatable {
    var name: String
    var type: String
  }

  struct Table: Equatable {
    var name: String
    var columns: [Column]
    /// The columns of its primary key, by which rows are sorted.
    var key: [String]
  }

  /// What follows from other tables, and is made anew of them.
  private static let derived = "cdr_did"

  /// The tables of a store, by name.
  static func tables(of database: Database) throws -> [Table] {
    let names = try database.rows(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    ) { $0.text(0) ?? "" }.filter { $0 != derived }
    return try names.map { name in
      let columns = try database.rows(
        "SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid", [.text(name)]
      ) { (Column(name: $0.text(0) ?? "", type: $0.text(1) ?? ""), $0.integer(2)) }
      let key = columns.filter { $0.1 > 0 }.sorted { $0.1 < $1.1 }.map(\.0.name)
      return Table(name: name, columns: columns.map(\.0), key: key)
    }
  }

  /// What the schema of this command has no place for.
  static func foreign(_ path: String, line: Int, _ what: String) -> Problem {
    Problem(
      "newer-bundle", .input,
      "The bundle has \(what), and this version has not: import it with the version that made it. Nothing "
        + "was made.", at: SourcePosition(file: path, line: line))
  }

  static func damaged(_ path: String, line: Int?, _ what: String) -> Problem {
    Problem(
      "damaged-bundle", .input,
      "The bundle is damaged: \(what). Get it again; nothing was made.",
      at: SourcePosition(file: path, line: line))
  }
}
