internal import Bytes
package import Diagnostics
internal import Glibc

/// One writer at a time: a lock on the file `STORE.lock`, which names its holder. The kernel lets go
/// of it when the holder ends, however it ends, so no lock is ever stale; the file of a holder that was
/// killed stays, and the next one reads in it what happened.
@safe package final class StoreLock {
  /// Who holds a lock, as its file says.
  package struct Holder: Sendable, Equatable {
    package var process: Int32
    package var verb: String
    /// Milliseconds since 1970, UTC.
    package var since: Int64
    /// The newest batch of the store when it began.
    package var newestBatch: Int64?

    package init(process: Int32, verb: String, since: Int64, newestBatch: Int64? = nil) {
      self.process = process
      self.verb = verb
      self.since = since
      self.newestBatch = newestBatch
    }

    fileprivate init?(_ text: String) {
      let words = text.split(whereSeparator: \.isWhitespace)
      guard words.count >= 3, let process = Int32(words[0]), let since = Int64(words[2]) else {
        return nil
      }
      self.init(
        process: process, verb: String(words[1]), since: since,
        newestBatch: words.count > 3 ? Int64(words[3]) : nil)
    }

    fileprivate var text: String {
      "\(process) \(verb) \(since)\(newestBatch.map { " \($0)" } ?? "")\n"
    }
  }

  /// A holder before this one that was killed; nil when the last one came to its end.
  package let killed: Holder?
  private let descriptor: Int32
  private let path: String
  private var holder: Holder

  /// Takes the lock for `verb`, waiting up to `seconds` for another holder.
  package init(storePath: String, verb: String, waiting seconds: Int = 0) throws(Problem) {
    path = storePath + ".lock"
    holder = Holder(process: getpid(), verb: verb, since: WallClock.milliseconds)
    let deadline = holder.since + Int64(seconds) * 1000
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
      let other = Self.read(descriptor)
      close(descriptor)
      // Its waiting is cut short by Ctrl-C, like everything else.
      try Interrupt.check()
      guard WallClock.milliseconds < deadline else { throw .storeHeld(storePath, by: other) }
      usleep(100_000)
    }
    killed = Self.read(descriptor)
    write()
  }

  /// Notes how far the store was, for the one after, should this one be killed.
  package func note(newestBatch: Int64) {
    holder.newestBatch = newestBatch
    write()
  }

  deinit {
    unsafe unlink(path)
    close(descriptor)
  }

  private func write() {
    ftruncate(descriptor, 0)
    _ = unsafe holder.text.withCString { unsafe pwrite(descriptor, $0, strlen($0), 0) }
  }

  /// Whether the file that was locked is the one under the name: the last holder takes it away when
  /// it ends, perhaps between our opening and our locking.
  private static func isStill(_ path: String, _ descriptor: Int32) -> Bool {
    var named = stat()
    var held = stat()
    return unsafe stat(path, &named) == 0 && fstat(descriptor, &held) == 0
      && named.st_ino == held.st_ino
  }

  private static func read(_ descriptor: Int32) -> Holder? {
    var buffer = [UInt8](repeating: 0, count: 200)
    let count = unsafe buffer.withUnsafeMutableBytes {
      unsafe pread(descriptor, $0.baseAddress, $0.count, 0)
    }
    return Holder(String(decoding: buffer.prefix(max(0, count)), as: UTF8.self))
  }
}
