internal import Foundation

/// One run of a whole process: its time, its memory, what it said.
struct Measured {
  var command: String
  var seconds: Double
  /// What the processors worked, in user and system mode: it says more than the time where others work
  /// beside it.
  var processor: Double
  var peakKiB: Int
  var exitCode: Int32
  var output: String

  init(_ tool: String, _ arguments: [String]) throws {
    // Runs take minutes: what is known is seen meanwhile, in a file too.
    fflush(nil)
    command = ([tool] + arguments).joined(separator: " ")
    let process = Process()
    let pipe = Pipe()
    // GNU time tells the peak memory of the process itself.
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let report = NSTemporaryDirectory() + "carryover-bench-time-\(getpid())"
    let hasTime = FileManager.default.isExecutableFile(atPath: "/usr/bin/time")
    process.arguments =
      (hasTime ? ["/usr/bin/time", "-f", "%M %U %S", "-o", report] : []) + [tool] + arguments
    process.standardOutput = pipe
    let start = ContinuousClock.now
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let elapsed = ContinuousClock.now - start
    seconds =
      Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    exitCode = process.terminationStatus
    output = String(decoding: data, as: UTF8.self)
    let text = (try? String(contentsOfFile: report, encoding: .utf8)) ?? ""
    let figures = text.split(separator: "\n").last?.split(separator: " ") ?? []
    peakKiB = figures.first.flatMap { Int($0) } ?? 0
    processor = figures.dropFirst().reduce(0) { $0 + (Double($1) ?? 0) }
  }
}

extension Measured {
  /// Runs `command`, which must end well.
  static func success(_ command: [String]) throws -> Measured {
    let run = try Measured(command[0], Array(command.dropFirst()))
    guard run.exitCode == 0 else {
      throw Options.Wrong(description: "\(run.command) ended with \(run.exitCode)")
    }
    return run
  }

  static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  /// The name, and what several runs of it took.
  static func line(_ name: String, _ rows: Int, _ runs: [Measured]) -> String {
    let times = runs.map(\.seconds).sorted()
    let memory = runs.map(\.peakKiB).max() ?? 0
    return String(
      format: "%@\n  median %.2f s (%.2f to %.2f), processor %.2f s, %.0f rows/s, peak %d MB", name,
      median(times), times.first ?? 0, times.last ?? 0, median(runs.map(\.processor)),
      Double(rows) / median(times), memory / 1024)
  }
}
