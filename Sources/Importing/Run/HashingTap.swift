internal import Bytes
internal import Diagnostics

/// Hashes what passes by: a small file at once, the rest of a large one on a thread of its own. It takes
/// a fifth of the time of the thread that reads, which is the one that everything waits for.
final class HashingTap {
  /// What is hashed before a thread is worth its start.
  private static let small = 2 << 20
  private static let buffers = 3

  private var hash = SHA256()
  private var length = 0
  private var worker: Worker<SHA256>?
  private let full = BoundedQueue<[UInt8]>(capacity: buffers)
  private let used = BoundedQueue<[UInt8]>(capacity: buffers)

  deinit {
    full.cancel()
    used.cancel()
  }

  func update(_ bytes: ArraySlice<UInt8>) {
    length += bytes.count
    if worker == nil {
      if length > Self.small { start() }
      // Where the system gives no thread, this one does it.
      if worker == nil { return hash.update(bytes) }
    }
    guard var buffer = used.take() else { return }
    buffer.removeAll(keepingCapacity: true)
    buffer.append(contentsOf: bytes)
    full.put(buffer)
  }

  private func start() {
    let (begun, full, used) = (hash, full, used)
    worker = try? Worker<SHA256> { () throws(Problem) in
      var hash = begun
      while let buffer = full.take() {
        hash.update(buffer[...])
        used.put(buffer)
      }
      return hash
    }
    if worker != nil { for _ in 0..<Self.buffers { used.put([]) } }
  }

  func finish() throws(Problem) -> SHA256 {
    full.finish()
    if let worker { hash = try worker.join() }
    return hash
  }
}

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

/// The hash of a whole file, before it is read for good.
enum FileHash {
  static func sha256(of input: InputSource, sheet: String? = nil) throws(Problem) -> String {
    let tap = HashingTap()
    input.onRawBytes = { tap.update($0) }
    try input.readThrough()
    return text(of: try tap.finish(), sheet: sheet)
  }

  /// - Parameter sheet: one that the user named: each sheet of a workbook is imported for itself.
  static func text(of hash: SHA256, sheet: String?) -> String {
    var hash = hash
    if let sheet { hash.update(Array("\0\(sheet)".utf8)[...]) }
    return Hex.encode(hash.finish())
  }
}
