package import Diagnostics
internal import Glibc

/// One writer at a time: a lock on the file `STORE.lock`, which names its holder. The kernel lets go
/// of it when the holder ends, however it ends, so no lock is ever stale.
@safe package final class StoreLock {
  private let descriptor: Int32
  private let path: String

  /// Takes the lock for `verb`, waiting up to `seconds` for another holder.
  package init(storePath: String, verb: String, waiting seconds: Int = 0) throws(Problem) {
    path = storePath + ".lock"
    var attempts = seconds * 10
    while true {
      let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else {
        throw Problem(
          "no-access", .system,
          "The lock file beside the store can't be made: check the permissions of the folder.",
          at: SourcePosition(file: path), cause: unsafe String(cString: strerror(errno)))
      }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0, Self.isStill(path, descriptor) {
        self.descriptor = descriptor
        break
      }
      let holder = Self.read(descriptor)
      close(descriptor)
      guard attempts > 0 else {
        throw .storeHeld(storePath, by: holder.isEmpty ? "unknown" : holder)
      }
      attempts -= 1
      usleep(100_000)
    }
    let text = "process \(getpid()), \(verb)\n"
    ftruncate(descriptor, 0)
    _ = unsafe text.withCString { unsafe pwrite(descriptor, $0, strlen($0), 0) }
  }

  deinit {
    unsafe unlink(path)
    close(descriptor)
  }

  /// Whether the file that was locked is the one under the name: the last holder takes it away when
  /// it ends, perhaps between our opening and our locking.
  private static func isStill(_ path: String, _ descriptor: Int32) -> Bool {
    var named = stat()
    var held = stat()
    return unsafe stat(path, &named) == 0 && fstat(descriptor, &held) == 0
      && named.st_ino == held.st_ino
  }

  private static func read(_ descriptor: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 200)
    let count = unsafe buffer.withUnsafeMutableBytes {
      unsafe pread(descriptor, $0.baseAddress, $0.count, 0)
    }
    let text = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    return text.split(separator: "\n").first.map(String.init) ?? ""
  }
}
