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
    let elapsed = max(1, now - start)
    var text = "\r\(records) records, \(Int64(records) * 1000 / elapsed)/s"
    if let size, size > 0, bytes > 0 {
      let left = Int64(size - bytes) * elapsed / Int64(bytes) / 1000
      text += ", \(bytes * 100 / size) %, \(max(0, left)) s left"
    }
    write(text + "\u{1B}[K")
  }

  func end() {
    if last > 0 { write("\r\u{1B}[K") }
  }

  private func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
