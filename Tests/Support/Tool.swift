public import Foundation

/// Runs programs in tests: our own command, and foreign judges.
public struct Tool: Sendable {
  public struct Result: Sendable {
    public var exitCode: Int32
    public var output: String
    public var errors: String
  }

  /// The folder in which the build puts its products.
  public static let products: URL =
    Bundle.allBundles
    .first { $0.bundlePath.hasSuffix(".xctest") }
    .map { $0.bundleURL.deletingLastPathComponent() }
    ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()

  /// The top folder of the package.
  public static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Our command; `CARRYOVER_BINARY` names another build of it.
  public static let command =
    ProcessInfo.processInfo.environment["CARRYOVER_BINARY"]
    ?? products.appending(path: "carryover").path

  public static func carryover(_ arguments: [String], in folder: String) throws -> Result {
    try run(command, arguments, in: folder)
  }

  /// Runs a program, with its output in files so that no pipe fills up.
  public static func run(_ path: String, _ arguments: [String], in folder: String) throws -> Result
  {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    var environment = ProcessInfo.processInfo.environment
    environment["CARRYOVER_STORE"] = nil
    environment["SWIFT_BACKTRACE"] = "enable=no"
    process.environment = environment
    let base = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer {
      try? FileManager.default.removeItem(atPath: base + ".out")
      try? FileManager.default.removeItem(atPath: base + ".err")
    }
    for suffix in [".out", ".err"] {
      _ = FileManager.default.createFile(atPath: base + suffix, contents: nil)
    }
    process.standardOutput = FileHandle(forWritingAtPath: base + ".out")
    process.standardError = FileHandle(forWritingAtPath: base + ".err")
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let output = try Data(contentsOf: URL(fileURLWithPath: base + ".out"))
    let errors = try Data(contentsOf: URL(fileURLWithPath: base + ".err"))
    return Result(
      exitCode: process.terminationStatus, output: String(decoding: output, as: UTF8.self),
      errors: String(decoding: errors, as: UTF8.self))
  }

  /// A foreign judge, of the machine or set up by `.ci`; nil where it is not installed, unless judges
  /// are required: then the test must not pass without it.
  public static func judge(_ name: String) -> String? {
    for folder in ["/usr/bin", "/usr/local/bin", package.path + "/.build/judges"] {
      let path = folder + "/" + name
      if FileManager.default.isExecutableFile(atPath: path) { return path }
    }
    let isRequired = ProcessInfo.processInfo.environment["CARRYOVER_JUDGES"] == "required"
    if !isRequired { print("SKIPPED: the judge '\(name)' is not installed") }
    return isRequired ? "/nonexistent/\(name)" : nil
  }
}
