package import Diagnostics
internal import Glibc

/// A temporary file that something else writes by its name; only its owner may read it, and it goes when
/// this is let go of.
package final class SpoolFile {
  package let path: String

  package init() throws(Problem) { path = try TemporaryFiles.make("made").path }

  deinit { unsafe unlink(path) }

  /// Passes the content on.
  package func copy(to sink: any ByteSink) throws(Problem) {
    var piece: [UInt8] = []
    do throws(SystemFailure) {
      let file = try Descriptor.open(path, O_RDONLY)
      while try file.read(into: &piece, upTo: 1 << 20) > 0 {
        do throws(Problem) { try sink.write(piece) } catch { throw SystemFailure(number: EIO) }
        piece.removeAll(keepingCapacity: true)
      }
    } catch { throw .cannotWrite(sink.name, error) }
  }
}
