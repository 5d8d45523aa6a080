import Foundation
import Support

/// `carryover demo`, run once for all tests: those that only look share its folder, those that write
/// take a copy.
struct SampleDemo: Sendable {
  /// The data that it runs on.
  let samples: String
  private let made: Result<(folder: TemporaryFolder, summary: Tool.Result), any Error>

  /// On the sample data as everybody sees it.
  private static let whole = SampleDemo { _ in Tool.package.appending(path: "SampleData").path }

  /// On 24 accounts of the same ISP, for those that ask many times and need no more.
  static let small = SampleDemo { folder in
    let whole = whole.samples
    let tool = Tool.products.appending(path: "carryover-bench").path
    let samples = folder.file("SampleData")
    let options = ["--accounts", "24", "--months", "4", "--seed", "2026", "-o", samples]
    _ = try Tool.run(tool, ["generate"] + options, in: folder.path)
    _ = try Tool.run("/bin/cp", ["-r", whole + "/profiles", samples], in: folder.path)
    return samples
  }

  private init(on samples: (TemporaryFolder) throws -> String) {
    var place = ""
    made = Result {
      let folder = try TemporaryFolder.shared()
      place = try samples(folder)
      return (folder: folder, summary: try Tool.carryover(["demo", place], in: folder.path))
    }
    self.samples = place
  }

  /// The folder in which it ran: `carryover-demo` is in it.
  var folder: TemporaryFolder { get throws { try made.get().folder } }

  var store: String { get throws { try folder.file("carryover-demo/carryover.db") } }

  /// What it printed, and how it ended.
  var summary: Tool.Result { get throws { try made.get().summary } }
}

/// Of the whole sample data.
extension SampleDemo {
  static var samples: String { whole.samples }
  static var folder: TemporaryFolder { get throws { try whole.folder } }
  static var store: String { get throws { try whole.store } }
  static var summary: Tool.Result { get throws { try whole.summary } }
}
