import Bytes
import Foundation
import FuzzChecks
import Support
import Testing

/// What the fuzzer began with and what it found: all of it goes through.
@Suite struct FuzzReplayTests {
  static let folder = Tool.package.appending(path: "Tests/Fuzz/Corpus")

  @Test func theCorpusPasses() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
      .filter { !$0.hasSuffix(".gz") }
    #expect(names.count > 30)
    for name in names {
      FuzzChecks.run(Array(try Data(contentsOf: Self.folder.appending(path: name))))
    }
  }

  /// Each unit of the pack stands after its length, in four bytes, the lowest first.
  @Test func whatTheFuzzerFoundPasses() throws {
    let input = try InputSource(path: Self.folder.appending(path: "found.pack.gz").path)
    var pack: [UInt8] = []
    while try input.read(into: &pack) > 0 {}
    var units = 0
    var at = 0
    while at + 4 <= pack.count {
      let length = (0..<4).reduce(0) { $0 | Int(pack[at + $1]) << (8 * $1) }
      FuzzChecks.run(Array(pack[at + 4..<at + 4 + length]))
      at += 4 + length
      units += 1
    }
    #expect(at == pack.count)
    #expect(units > 2000)
  }
}
