package import Diagnostics
import Glibc

/// Standard output, buffered.
///
/// A reader that goes away (`| head`) is not an error: what follows is dropped, and `isClosed` tells
/// long loops that nobody listens any more.
package final class StandardOutput: ByteSink {
  package let name = "standard output"
  package private(set) var isClosed = false
  private let descriptor: Descriptor
  private var buffer = WriteBuffer()

  package convenience init() { self.init(Descriptor(STDOUT_FILENO)) }

  init(_ descriptor: consuming Descriptor) {
    // Without this the first write to a closed pipe would end the process.
    signal(SIGPIPE, SIG_IGN)
    self.descriptor = descriptor
  }

  package func write(_ bytes: ArraySlice<UInt8>) throws(Problem) {
    if isClosed { return }
    do throws(SystemFailure) {
      try buffer.write(bytes, to: descriptor)
    } catch { try judge(error) }
  }

  package func finish() throws(Problem) -> OutputOutcome {
    try flush()
    return .written
  }

  /// Passes on what waits in the buffer, for example before a question to the user.
  package func flush() throws(Problem) {
    if isClosed { return }
    do throws(SystemFailure) {
      try buffer.flush(to: descriptor)
    } catch { try judge(error) }
  }

  private func judge(_ failure: SystemFailure) throws(Problem) {
    if failure.number != EPIPE { throw .cannotWrite(name, failure) }
    isClosed = true
  }
}
