package import Diagnostics

/// Passes bytes on, and knows the hash and the number of what went through.
package final class HashingSink: ByteSink {
  private let sink: any ByteSink
  private var hash = SHA256()
  package private(set) var count = 0
  package var name: String { sink.name }

  package init(_ sink: any ByteSink) { self.sink = sink }

  package func write(_ bytes: ArraySlice<UInt8>) throws(Problem) {
    hash.update(bytes)
    count += bytes.count
    try sink.write(bytes)
  }

  package func finish() throws(Problem) -> OutputOutcome { try sink.finish() }

  /// In hexadecimal, of everything so far.
  package var sha256: String {
    var copy = hash
    return Hex.encode(copy.finish())
  }
}
