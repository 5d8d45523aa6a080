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
    say("carryover: " + (what.map { $0 + ": " } ?? "") + printable(problem.explicitDescription))
  }

  /// What a file holds must not command the terminal: control characters come out as `\u{1B}`.
  private static func printable(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      let isControl = scalar.value < 32 || (0x7F...0x9F).contains(scalar.value)
      if isControl, scalar != "\n", scalar != "\t" {
        result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }

  static var isInteractive: Bool { isatty(STDERR_FILENO) != 0 }
}
