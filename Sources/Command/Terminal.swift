internal import Bytes
internal import Diagnostics
internal import Glibc

/// Where the command's words go: data to standard output, everything else to standard error.
enum Terminal {
  static func print(_ text: String) throws(Problem) {
    let output = StandardOutput()
    try output.write(Array(text.utf8)[...])
    _ = try output.finish()
  }

  /// Says something to the person at the terminal.
  static func say(_ text: String) {
    let line = Array((text + "\n").utf8)
    _ = unsafe line.withUnsafeBytes { unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  /// The user's own terminal may see the value that was at fault.
  static func complain(_ problem: Problem, about what: String? = nil) {
    say("carryover: " + (what.map { $0 + ": " } ?? "") + problem.explicitDescription)
  }

  static var isInteractive: Bool { isatty(STDERR_FILENO) != 0 }
}
