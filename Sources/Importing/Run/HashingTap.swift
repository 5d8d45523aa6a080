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
