internal import Bytes
internal import Diagnostics

/// The hash of a large file that is there to be read again: taken piece by piece where the thread that reads
/// would have to wait for the one that stores, and what is left then, by a thread of its own, while what
/// belongs to the rows is built. Beside the reading of records it would take a third processor.
final class LaterHash {
  /// Bytes from which a file is large.
  static let least = 32 << 20
  private static let piece = 256 << 10

  private let path: String
  private let before: RandomAccessFile.Stamp
  private var state = State()
  private var file: RandomAccessFile?
  private var worker: Worker<SHA256>?

  /// Nil for what can't be read twice, and for what is hashed in no time.
  init?(_ path: String) {
    guard path != "-", let stamp = RandomAccessFile.stamp(of: path), stamp.size >= Self.least else {
      return nil
    }
    self.path = path
    before = stamp
  }

  /// What was hashed so far.
  private struct State: Sendable {
    var hash = SHA256()
    var offset = 0

    /// - Returns: Whether something was left.
    mutating func advance(to count: Int, in file: RandomAccessFile, _ path: String) throws(Problem)
      -> Bool
    {
      if offset >= count { return false }
      let bytes = try file.read(at: offset, count: min(piece, count - offset))
      if bytes.isEmpty { throw .fileChanged(path) }
      hash.update(bytes[...])
      offset += bytes.count
      return true
    }
  }

  /// Hashes a piece of what was read already; false where all of that is hashed.
  func advance(to count: Int) -> Bool {
    if file == nil { file = try? RandomAccessFile(path: path) }
    guard let file else { return false }
    // What can't be read is told at the end.
    return (try? state.advance(to: count, in: file, path)) ?? false
  }

  /// Begins with the rest, in the background if the system gives a thread.
  ///
  /// - Parameter count: the bytes that were read: what is written behind them meanwhile is not hashed.
  func begin(_ count: Int) {
    let (path, before, state) = (path, before, state)
    worker = try? Worker<SHA256> { () throws(Problem) in
      try LaterHash.rest(of: path, count, as: before, behind: state)
    }
  }

  /// - Throws: `file-changed`.
  func finish(_ count: Int) throws(Problem) -> SHA256 {
    guard let worker else { return try Self.rest(of: path, count, as: before, behind: state) }
    return try worker.join()
  }

  private static func rest(
    of path: String, _ count: Int, as before: RandomAccessFile.Stamp, behind state: State
  ) throws(Problem) -> SHA256 {
    var state = state
    let file = try RandomAccessFile(path: path)
    while try state.advance(to: count, in: file, path) {}
    guard let now = RandomAccessFile.stamp(of: path), !before.isOther(now) else {
      throw .fileChanged(path)
    }
    return state.hash
  }
}
