internal import Bytes
internal import Glibc

/// A line on the terminal that says how far an import is; nothing where nobody looks.
final class Progress {
  private let isShown: Bool
  private let start = WallClock.milliseconds
  private var last: Int64 = 0

  init(isShown: Bool) { self.isShown = isShown && Terminal.isInteractive }

  func show(bytes: Int, of size: Int?, records: Int) {
    let now = WallClock.milliseconds
    guard isShown, now - last > 200 else { return }
    last = now
    write(
      "\r" + Self.line(bytes: bytes, of: size, records: records, after: now - start) + "\u{1B}[K")
  }

  private static let cells = 24

  /// What the line says after so many milliseconds; the bar and the time left follow the bytes, since
  /// nobody knows how many records there will be.
  static func line(bytes: Int, of size: Int?, records: Int, after milliseconds: Int64) -> String {
    let elapsed = Int(max(1, milliseconds))
    let done = "\(Help.grouped(records)) records, \(Help.grouped(records * 1000 / elapsed))/s"
    guard let size, size > 0, bytes > 0 else { return done }
    let share = min(bytes, size)
    let filled = share * cells / size
    let bar =
      String(repeating: "#", count: filled) + String(repeating: ".", count: cells - filled)
    let left = (size - share) / 1000 * elapsed / max(1, share / 1000) / 1000
    return "[\(bar)] \(share * 100 / size) %  \(done), \(clock(left)) left"
  }

  private static func clock(_ seconds: Int) -> String {
    seconds < 60 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s"
  }

  func end() {
    if last > 0 { write("\r\u{1B}[K") }
  }

  private func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
