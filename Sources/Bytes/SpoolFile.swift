package import Diagnostics
internal import Glibc

/// A temporary file that something else writes by its name; only its owner may read it, and it goes when
/// this is let go of.
package final class SpoolFile {
  package let path: String

  package init() throws(Problem) {
    let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var attempt = 0
    while true {
      attempt += 1
      let candidate = "\(folder)/.carryover-\(getpid())-\(attempt).made"
      do throws(SystemFailure) {
        _ = try Descriptor.open(candidate, O_RDWR | O_CREAT | O_EXCL, mode: 0o600)
        path = candidate
        return
      } catch {
        if error.number != EEXIST { throw .cannotWrite("a temporary file", error) }
      }
    }
  }

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
