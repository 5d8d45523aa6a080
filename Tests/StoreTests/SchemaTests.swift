import Foundation
import Store
import Support
import Testing

@Suite struct SchemaTests {
  /// The declaration of a kind decides; the table follows.
  @Test(arguments: Kinds.all.map(\.name)) func tableHasTheColumnsOfItsKind(_ name: String) throws {
    let kind = try Kinds.require(name)
    let folder = try TemporaryFolder()
    let database = try StoreFile.create(at: folder.file("a.db"))
    let columns = try database.rows("SELECT name, type FROM pragma_table_info('\(kind.table)')") {
      ($0.text(0) ?? "", $0.text(1) ?? "")
    }
    var expected: [(String, String)] = [("id", "INTEGER"), ("line", "INTEGER")]
    if kind.isSourced { expected.append(("source", "INTEGER")) }
    if !kind.fingerprint.isEmpty { expected.append(("fingerprint", "INTEGER")) }
    if kind.copiesAccount { expected += [("company", "INTEGER"), ("account_type", "TEXT")] }
    for field in kind.fields where kind.isStored(field) {
      expected.append((kind.column(of: field), field.type.isText ? "TEXT" : "INTEGER"))
    }
    #expect(
      columns.map { "\($0.0) \($0.1)" }.sorted() == expected.map { "\($0.0) \($0.1)" }.sorted())
  }

  /// The loader trusts this index to find a row that comes again.
  @Test(arguments: Kinds.all.map(\.name)) func keyIsUniqueInTheTable(_ name: String) throws {
    let kind = try Kinds.require(name)
    let folder = try TemporaryFolder()
    let database = try StoreFile.create(at: folder.file("a.db"))
    var terms = kind.keyExpressions { $0 }.map { "\($0) = ?" }
    if kind.keyIsPerSource { terms.append("source = ?") }
    let plan = try database.rows(
      "EXPLAIN QUERY PLAN SELECT id FROM \(kind.table) WHERE \(terms.joined(separator: " AND "))"
    ) { $0.text(3) ?? "" }.joined()
    #expect(plan.contains("_key (") || plan.contains("sqlite_autoindex"), "\(plan)")
    #expect(plan.components(separatedBy: "=?").count - 1 == terms.count, "\(plan)")
  }
}
