package import Diagnostics

/// Queries of a connection, prepared once and asked again and again: who asks the same of ten thousand
/// invoices would otherwise spend most of the time on preparing.
///
/// A query must have been read to its end before it is asked again: nobody asks one while its own rows
/// are read.
package final class Queries {
  package let database: Database
  private var prepared: [String: Statement] = [:]
  private var ledgerPrefix: String?

  package init(_ database: Database) { self.database = database }

  private func statement(_ sql: String, _ values: [SQLValue]) throws(Problem) -> Statement {
    let statement: Statement
    if let known = prepared[sql] {
      statement = known
      statement.reset()
    } else {
      statement = try database.prepare(sql)
      prepared[sql] = statement
    }
    statement.bind(values)
    return statement
  }

  /// A `WITH` clause after which the ledger views hold what is about the account `?1`.
  package func ledgerOfAccount() throws(Problem) -> String {
    if let ledgerPrefix { return ledgerPrefix }
    let prefix = try NarrowedView.ledger(in: database).prefix
    ledgerPrefix = prefix
    return prefix
  }

  /// One value for every row.
  package func rows<Row>(
    _ sql: String, _ values: [SQLValue] = [], _ make: (Statement) throws -> Row
  ) throws -> [Row] {
    let statement = try statement(sql, values)
    var rows: [Row] = []
    while try statement.step() { rows.append(try make(statement)) }
    return rows
  }

  /// The first column of the first row, or nil when there is no row or it is NULL.
  package func integer(_ sql: String, _ values: [SQLValue] = []) throws(Problem) -> Int64? {
    let statement = try statement(sql, values)
    defer { statement.reset() }
    guard try statement.step(), !statement.isNull(0) else { return nil }
    return statement.integer(0)
  }

  /// The first column of the first row as text, or nil when there is no row or it is NULL.
  package func text(_ sql: String, _ values: [SQLValue] = []) throws(Problem) -> String? {
    let statement = try statement(sql, values)
    defer { statement.reset() }
    guard try statement.step() else { return nil }
    return statement.text(0)
  }
}
