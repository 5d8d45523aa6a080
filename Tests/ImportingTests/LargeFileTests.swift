import Diagnostics
import Foundation
import Importing
import Store
import Support
import Testing

/// Files that are so large that their hash is taken when all else is read.
@Suite struct LargeFileTests {
  /// 66 payments with half a megabyte of text each.
  private static func shop() throws -> (shop: Shop, path: String) {
    let shop = try Shop()
    try shop.bring("company", "code,name,currency,zone\nPN,Prairie Net,CAD,America/Regina\n")
    try shop.bring(
      "source",
      "name,company,role,feed,zone,country,currency\nacme,PN,system,snapshot,UTC,CA,CAD\n")
    try shop.bring("account", "id,company,name\nA1,PN,One\n")
    let text = String(repeating: "more than fits a line. ", count: 23_000)
    let rows = (1...66).map { "P\($0),A1,2026-10-09,\($0).00,\(text)\n" }.joined()
    return (
      shop, try shop.folder.write("large.csv", "id,account,date,amount,description\n" + rows)
    )
  }

  private static func run(_ shop: Shop, _ path: String, _ meanwhile: @escaping () -> Void) throws
    -> ImportSummary
  {
    var run = ImportRun(
      database: shop.database,
      request: ImportRequest(
        path: path, profile: try ProfileDirectory.profile("payment"),
        source: try shop.database.source(named: "acme"), version: "test"))
    run.onProgress = { _, _, _ in meanwhile() }
    return try run.run()
  }

  @Test func hashIsThatOfTheFile() throws {
    let (shop, path) = try Self.shop()
    #expect(try Self.run(shop, path) {}.counts[.inserted] == 66)
    let hash = try shop.database.text("SELECT file_sha256 FROM batch ORDER BY id DESC LIMIT 1")
    let told = try Tool.run("/usr/bin/sha256sum", [path], in: shop.folder.path).output
    #expect(told.hasPrefix(try #require(hash) + " "))
    let again = try Self.run(shop, path) {}
    guard case .alreadyImported = again.outcome else {
      Issue.record("the same file came in twice: \(again.outcome)")
      return
    }
  }

  /// What is written behind the records meanwhile belongs to the next import.
  @Test func fileThatGrowsIsWhatWasReadOfIt() throws {
    let (shop, path) = try Self.shop()
    let told = try Tool.run("/usr/bin/sha256sum", [path], in: shop.folder.path).output
    var hasGrown = false
    let summary = try Self.run(shop, path) {
      guard !hasGrown, let file = FileHandle(forWritingAtPath: path) else { return }
      hasGrown = true
      _ = try? file.seekToEnd()
      try? file.write(contentsOf: Data("P99,A1,2026-10-09,1.00,\n".utf8))
    }
    let inserted = summary.counts[.inserted]
    let hash = try #require(
      try shop.database.text("SELECT file_sha256 FROM batch ORDER BY id DESC LIMIT 1"))
    #expect(hasGrown && (inserted == 66 || inserted == 67))
    if inserted == 66 { #expect(told.hasPrefix(hash + " ")) }
  }

  @Test func fileThatIsChangedMeanwhileIsRefused() throws {
    let (shop, path) = try Self.shop()
    let before = try shop.dump()
    let problem = #expect(throws: Problem.self) {
      _ = try Self.run(shop, path) {
        try? FileManager.default.setAttributes(
          [.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: path)
      }
    }
    #expect(problem?.code == "file-changed")
    #expect(try shop.dump() == before)
  }
}
