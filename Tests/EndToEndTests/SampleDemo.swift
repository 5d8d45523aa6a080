import Foundation
import Support

/// `carryover demo` on the sample data, run once for all tests: those that only look share its folder,
/// those that write take a copy.
enum SampleDemo {
  static let samples = Tool.package.appending(path: "SampleData").path

  private static let made = Result {
    let folder = try TemporaryFolder.shared()
    return (folder: folder, summary: try Tool.carryover(["demo", samples], in: folder.path))
  }

  /// The folder in which it ran: `carryover-demo` is in it.
  static var folder: TemporaryFolder { get throws { try made.get().folder } }

  static var store: String { get throws { try folder.file("carryover-demo/carryover.db") } }

  /// What it printed, and how it ended.
  static var summary: Tool.Result { get throws { try made.get().summary } }
}
