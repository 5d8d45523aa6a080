package import Diagnostics
import Glibc

/// A file that can be read at any place, as archives want it.
///
/// Not for two threads at once; it may be handed from one thread to another.
package final class RandomAccessFile {
  /// The name for messages: the path, or `standard input`.
  package let name: String
  package let size: Int
  private let descriptor: Descriptor

  /// - Throws: what `InputSource` throws for a path that can't be read.
  package init(path: String) throws(Problem) {
    do throws(SystemFailure) {
      descriptor = try Descriptor.open(path, O_RDONLY)
      size = Int(try descriptor.status().st_size)
    } catch {
      switch error.number {
      case ENOENT, ENOTDIR: throw .noSuchFile(path)
      case EACCES, EPERM: throw .noPermission(toRead: path)
      default: throw .cannotOpen(path, error)
      }
    }
    name = path
  }

  /// Takes what comes from a pipe into a temporary file, which only its owner may read and which has
  /// no name any more.
  package init(spooling source: InputSource) throws(Problem) {
    name = source.name
    descriptor = try TemporaryFiles.makeNameless()
    var piece: [UInt8] = []
    while try source.read(into: &piece) > 0 {
      do throws(SystemFailure) {
        try descriptor.write(piece[...])
      } catch { throw .cannotKeep(in: TemporaryFiles.folder, error) }
      piece.removeAll(keepingCapacity: true)
    }
    size = source.offset
  }

  /// What tells whether a file is still the one that it was.
  package struct Stamp: Sendable, Equatable {
    private let device: UInt64
    private let number: UInt64
    /// Bytes.
    package let size: Int
    private let changed: [Int]

    fileprivate init(_ status: stat) {
      device = UInt64(status.st_dev)
      number = UInt64(status.st_ino)
      size = Int(status.st_size)
      changed = [Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec)]
    }

    /// Whether it is another file now, or this one was changed otherwise than by adding to its end.
    package func isOther(_ now: Stamp) -> Bool {
      device != now.device || number != now.number || now.size < size
        || now.size == size && changed != now.changed
    }
  }

  /// How a file stands now; nil where none is of that name, or it can't be read twice.
  package static func stamp(of path: String) -> Stamp? {
    var status = stat()
    guard unsafe stat(path, &status) == 0, FileKind(status) == .regular else { return nil }
    return Stamp(status)
  }

  /// The bytes from a place on, fewer at the end of the file.
  package func read(at offset: Int, count: Int) throws(Problem) -> [UInt8] {
    var bytes: [UInt8] = []
    do throws(SystemFailure) {
      while bytes.count < count,
        try descriptor.read(
          into: &bytes, upTo: count - bytes.count, at: offset + bytes.count) > 0
      {}
    } catch { throw .cannotRead(name, byte: offset, error) }
    return bytes
  }
}

extension Descriptor {
  /// Appends at most `limit` bytes from a place of the file; returns how many, 0 at the end.
  func read(into buffer: inout [UInt8], upTo limit: Int, at offset: Int) throws(SystemFailure)
    -> Int
  {
    let before = buffer.count
    var failure: SystemFailure?
    buffer.append(addingCapacity: limit) { output in
      unsafe output.withUnsafeMutableBufferPointer { memory, filled in
        while true {
          let count = unsafe pread(number, memory.baseAddress, limit, off_t(offset))
          if count >= 0 {
            filled = count
            return
          }
          if errno != EINTR || Interrupt.isRequested {
            failure = .last
            return
          }
        }
      }
    }
    if let failure { throw failure }
    return buffer.count - before
  }
}
