import Diagnostics
import Foundation
import Store
import Support
import Testing

@Suite struct StoreFileTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var code: Problem.Code
    var prepare: @Sendable (TemporaryFolder) throws -> String
  }

  static let refused: [Case] = [
    Case(testDescription: "nothing there", code: "no-store") { $0.file("none.db") },
    Case(testDescription: "a folder", code: "not-a-store") { $0.path },
    Case(testDescription: "a text", code: "not-a-store") {
      try $0.write("a.db", String(repeating: "no database ", count: 100))
    },
    Case(testDescription: "an empty file", code: "not-a-store") { try $0.write("a.db", "") },
    Case(testDescription: "another database", code: "not-a-store") { folder in
      let other = try Database(path: folder.file("a.db"), mode: .create)
      try other.execute("CREATE TABLE t (x)")
      return folder.file("a.db")
    },
    Case(testDescription: "a newer store", code: "newer-store") { folder in
      let store = try StoreFile.create(at: folder.file("a.db"))
      try store.execute("PRAGMA user_version = 99")
      return folder.file("a.db")
    },
  ]

  @Test(arguments: refused) func saysWhyItCannotBeOpened(_ example: Case) throws {
    let folder = try TemporaryFolder()
    let path = try example.prepare(folder)
    for isReading in [true, false] {
      let problem = #expect(throws: Problem.self) {
        _ =
          try isReading
          ? StoreFile.openForReading(at: path) : StoreFile.openForWriting(at: path)
      }
      #expect(problem?.code == example.code)
      #expect(problem?.kind == .system)
      #expect(problem?.position?.file == path)
    }
  }

  @Test func isNotMadeOverAFile() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.db", "precious")
    let problem = #expect(throws: Problem.self) { _ = try StoreFile.create(at: path) }
    #expect(problem?.code == "store-exists")
    #expect(try folder.text("a.db") == "precious")
  }

  @Test func secondWriterIsToldWhoHoldsTheStore() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("a.db")
    do {
      let first = try StoreLock(storePath: path, verb: "import")
      let problem = #expect(throws: Problem.self) {
        _ = try StoreLock(storePath: path, verb: "rate")
      }
      #expect(problem?.code == "store-held")
      #expect(problem?.message.contains("import") == true)
      withExtendedLifetime(first) {}
    }
    _ = try StoreLock(storePath: path, verb: "rate")
    #expect(folder.names == [])
  }
}
