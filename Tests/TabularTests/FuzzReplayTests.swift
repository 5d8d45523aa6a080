import Foundation
import FuzzChecks
import Support
import Testing

/// What the fuzzer began with and what it found: all of it goes through.
@Suite struct FuzzReplayTests {
  static let folder = Tool.package.appending(path: "Tests/Fuzz/Corpus")

  @Test func theCorpusPasses() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
      .filter { !$0.hasSuffix(".md") }
    #expect(names.count > 30)
    for name in names {
      FuzzChecks.run(Array(try Data(contentsOf: Self.folder.appending(path: name))))
    }
  }
}
