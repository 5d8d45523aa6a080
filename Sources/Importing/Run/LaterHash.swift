internal import Bytes
internal import Diagnostics

/// The hash of a large file that is there to be read again: taken by a thread of its own when all records
/// are stored, while the indexes are built. Beside the reading of records it would take a third processor.
final class LaterHash {
  /// Bytes from which a file is large.
  static let least = 32 << 20
  private static let piece = 1 << 20

  private let path: String
  private let before: RandomAccessFile.Stamp
  private var worker: Worker<SHA256>?

  /// Nil for what can't be read twice, and for what is hashed in no time.
  init?(_ path: String) {
    guard path != "-", let stamp = RandomAccessFile.stamp(of: path), stamp.size >= Self.least else {
      return nil
    }
    self.path = path
    before = stamp
  }

  /// Begins, in the background if the system gives a thread.
  ///
  /// - Parameter count: the bytes that were read: what is written behind them meanwhile is not hashed.
  func begin(_ count: Int) {
    let path = path
    let before = before
    worker = try? Worker<SHA256> { () throws(Problem) in
      let hash = try LaterHash.hash(path, count, as: before)
      return hash
    }
  }

  /// - Throws: `file-changed`.
  func finish(_ count: Int) throws(Problem) -> SHA256 {
    guard let worker else { return try Self.hash(path, count, as: before) }
    return try worker.join()
  }

  private static func hash(_ path: String, _ count: Int, as before: RandomAccessFile.Stamp)
    throws(Problem) -> SHA256
  {
    let file = try RandomAccessFile(path: path)
    var hash = SHA256()
    var offset = 0
    while offset < count {
      let bytes = try file.read(at: offset, count: min(piece, count - offset))
      if bytes.isEmpty { throw .fileChanged(path) }
      hash.update(bytes[...])
      offset += bytes.count
    }
    guard let now = RandomAccessFile.stamp(of: path), !before.isOther(now) else {
      throw .fileChanged(path)
    }
    return hash
  }
}
