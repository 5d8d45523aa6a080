import Arrival
import Bytes
import Diagnostics
import Foundation
import Store
import Support
import Testing

/// A bundle has every table and column of a store, whichever these are.
@Suite struct BundleTests {
  private static func tables(of database: Database) throws -> [String] {
    try database.rows(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1"
    ) { $0.text(0) ?? "" }
  }

  /// Puts a row into a table: every column has something, but for those that a check wants empty.
  private static func fill(_ table: String, in database: Database) throws {
    let columns = try database.rows(
      "SELECT name, type, \"notnull\", pk FROM pragma_table_info(?) ORDER BY cid", [.text(table)]
    ) {
      (
        name: $0.text(0) ?? "", type: $0.text(1) ?? "", needed: $0.integer(2) + $0.integer(3) > 0
      )
    }
    let optional = Set(columns.filter { !$0.needed }.map(\.name))
    // A check may want one of two to be empty, or numbers that add up.
    let pairs = optional.sorted().flatMap { one in optional.sorted().map { [one, $0] } }
    let choices = [optional] + pairs.map { optional.subtracting($0) }
    for (index, choice) in (choices + [optional]).enumerated() {
      let isLast = index == choices.count
      let filled = columns.filter { $0.needed || choice.contains($0.name) }
      let values = filled.enumerated().map { place, column in
        switch column.type {
        case "INTEGER": isLast ? "0" : "\(place + 1)"
        case "BLOB": "x'00\(place % 10)0ff'"
        default: "'\\\(place), \"ü\"\n'"
        }
      }
      let names = filled.map { "\"\($0.name)\"" }.joined(separator: ", ")
      do throws(Problem) {
        try database.execute(
          "INSERT INTO \"\(table)\" (\(names)) VALUES (\(values.joined(separator: ", ")))")
        return
      } catch {
        if isLast || !"\(error)".contains("constraint") { throw error }
      }
    }
  }

  @Test func aBundleHasEveryTable() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("a.db")
    let store = try StoreFile.create(at: path)
    try store.execute("PRAGMA foreign_keys = OFF")
    // What follows from the calls is made anew of them.
    let derived = "cdr_did"
    let tables = try Self.tables(of: store).filter { $0 != derived }
    for table in tables { try Self.fill(table, in: store) }
    try StoreFile.settle(store)
    let written = try BundleWriter(StoreFile.openForReading(at: path))
      .write(to: folder.file("b"), force: false)
    #expect(written.tables == tables.count && written.rows == tables.count)
    // What was wrong with the store comes along, and is told.
    let read = try BundleReader(folder.file("b")).restore(to: folder.file("c.db"))
    #expect(read.rows == written.rows && !read.faults.isEmpty)
    let copy = try StoreFile.openForReading(at: folder.file("c.db"))
    func rows(_ table: String, _ database: Database) throws -> [String] {
      let columns = try database.rows("SELECT name FROM pragma_table_info(?)", [.text(table)]) {
        "quote(\"\($0.text(0) ?? "")\")"
      }
      return try database.rows(
        "SELECT \(columns.joined(separator: " || ',' || ")) FROM \"\(table)\""
      ) { $0.text(0) ?? "" }
    }
    for table in tables + [derived] {
      let here = try rows(table, store)
      #expect(here.count == 1, "\(table)")
      #expect(try rows(table, copy) == here, "\(table)")
    }
    // One digit more, and it is not what was written.
    let input = try InputSource(path: folder.file("b"))
    var bytes: [UInt8] = []
    while try input.read(into: &bytes) > 0 {}
    let text = String(decoding: bytes, as: UTF8.self)
    _ = try folder.write("d", text.replacingOccurrences(of: "\n1,", with: "\n2,"))
    #expect { try BundleReader(folder.file("d")).restore(to: folder.file("e.db")) } throws: {
      ($0 as? Problem)?.code == "damaged-bundle"
    }
    #expect(!folder.names.contains { $0.hasPrefix("e.db") })
  }
}
