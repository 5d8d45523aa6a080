package import Diagnostics

/// Where output goes: a file that appears whole, or standard output.
package protocol ByteSink: AnyObject {
  /// The name for messages.
  var name: String { get }
  /// Takes the bytes; they may wait in a buffer until `finish`.
  func write(_ bytes: ArraySlice<UInt8>) throws(Problem)
  /// Everything has been written. Without it a file does not appear.
  func finish() throws(Problem) -> OutputOutcome
}

package enum OutputOutcome: Sendable {
  case written
  /// The file was there already with the same bytes, and was left alone.
  case unchanged
}

extension ByteSink {
  package func write(_ bytes: [UInt8]) throws(Problem) { try write(bytes[...]) }
  package func write(_ text: String) throws(Problem) { try write(Array(text.utf8)) }
}

/// Collects small pieces into writes of 64 kB.
struct WriteBuffer {
  private static let size = 64 << 10
  private var bytes: [UInt8] = []

  mutating func write(_ piece: ArraySlice<UInt8>, to descriptor: borrowing Descriptor)
    throws(SystemFailure)
  {
    if bytes.count + piece.count > Self.size { try flush(to: descriptor) }
    if piece.count >= Self.size {
      try descriptor.write(piece)
    } else {
      bytes.append(contentsOf: piece)
    }
  }

  mutating func flush(to descriptor: borrowing Descriptor) throws(SystemFailure) {
    if bytes.isEmpty { return }
    try descriptor.write(bytes[...])
    bytes.removeAll(keepingCapacity: true)
  }
}
