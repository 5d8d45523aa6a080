package import Diagnostics
import Glibc

/// The bytes of an input, in pieces: a file, standard input (`-`), or pieces that the caller makes.
/// Gzip is recognised by its first two bytes and inflated on the way.
///
/// Not for two threads at once; it may be handed from one thread to another.
package final class InputSource {
  /// The longest piece that one `read` delivers: 4 MB.
  package static let longestPiece = 4 << 20

  /// Appends at most so many bytes to the buffer; returns how many, 0 at the end.
  package typealias Pull = (inout [UInt8], Int) throws(Problem) -> Int

  /// The name for messages: the path, or `standard input`.
  package let name: String
  /// Bytes of the file as the system states it, for progress; nil where nobody knows (a pipe).
  package let size: Int?
  /// Raw bytes read so far, before inflating.
  package private(set) var rawOffset = 0
  /// Bytes delivered so far, after inflating.
  package private(set) var offset = 0
  package var isCompressed: Bool { inflater != nil }
  /// Sees every raw byte once, in order, before it is inflated: the place to take a hash.
  package var onRawBytes: ((ArraySlice<UInt8>) -> Void)?

  private let pull: Pull
  private var begun = false
  /// Raw bytes that are read and not yet delivered.
  private var pending: [UInt8] = []
  private var pendingStart = 0
  private var inflater: Inflater?

  /// Pieces that the caller makes, for example a member of an archive.
  ///
  /// - Parameter isPlain: whether they are taken as they are, even if they look like gzip.
  package init(name: String, size: Int? = nil, isPlain: Bool = false, pull: @escaping Pull) {
    self.name = name
    self.size = size
    self.pull = pull
    begun = isPlain
  }

  /// Bytes in memory, taken as they are.
  package convenience init(name: String, bytes: ArraySlice<UInt8>) {
    var rest = bytes
    self.init(name: name, size: bytes.count, isPlain: true) {
      (buffer: inout [UInt8], limit: Int) in
      let piece = rest.prefix(limit)
      buffer.append(contentsOf: piece)
      rest = rest.dropFirst(piece.count)
      return piece.count
    }
  }

  /// The first bytes, as they are in the file, at most so many; what was looked at is still delivered.
  package func peek(_ count: Int) throws(Problem) -> [UInt8] {
    precondition(!begun, "a source is looked at before it is read")
    while pending.count < count {
      if try pullRaw(into: &pending, upTo: count - pending.count) == 0 { break }
    }
    return Array(pending.prefix(count))
  }

  /// A file by its path, or standard input by `-`.
  ///
  /// Named pipes are read too (a shell's process substitution is one); other special files are not.
  /// - Throws: `no-such-file`, `is-directory`, `no-permission`, `special-file`, `cannot-open`.
  package convenience init(path: String) throws(Problem) {
    if path == "-" {
      let input = File(Descriptor(STDIN_FILENO), name: "standard input")
      // A shell may connect a file to standard input (`< file`), even a folder.
      let kind = (try? input.descriptor.status()).map(FileKind.init)
      if kind == .directory { throw .isDirectory("standard input") }
      self.init(name: input.name, pull: input.read)
      return
    }
    do throws(SystemFailure) {
      // Asked before opening: to open a device may already do something.
      var status = stat()
      if unsafe stat(path, &status) != 0 { throw .last }
      let kind = FileKind(status)
      if kind == .regular || kind == .pipe {
        let file = File(try Descriptor.open(path, O_RDONLY), name: path)
        let size = kind == .regular ? Int(try file.descriptor.status().st_size) : nil
        self.init(name: path, size: size, pull: file.read)
        return
      }
      throw SystemFailure(number: kind == .directory ? EISDIR : ENOTSUP)
    } catch {
      switch error.number {
      case ENOENT, ENOTDIR: throw .noSuchFile(path)
      case EISDIR: throw .isDirectory(path)
      case EACCES, EPERM: throw .noPermission(toRead: path)
      case ENOTSUP, ENXIO: throw .specialFile(path)
      case EINTR: throw .interrupted
      default: throw .cannotOpen(path, error)
      }
    }
  }

  /// Appends the next piece to `buffer`, at most `limit` bytes.
  ///
  /// - Returns: how many bytes; 0 at the end and only there.
  /// - Throws: `read-error`, `truncated-gzip`, `corrupt-gzip`, `interrupted`.
  package func read(into buffer: inout [UInt8], upTo limit: Int = longestPiece) throws(Problem)
    -> Int
  {
    try Interrupt.check()
    let limit = min(limit, Self.longestPiece)
    if !begun { try begin() }
    let count: Int
    if let inflater {
      count = try inflate(inflater, into: &buffer, upTo: limit)
    } else if pendingStart < pending.count {
      count = min(limit, pending.count - pendingStart)
      buffer.append(contentsOf: pending[pendingStart..<pendingStart + count])
      pendingStart += count
    } else {
      count = try pullRaw(into: &buffer, upTo: limit)
    }
    offset += count
    return count
  }

  /// Reads to the end, for what passes by.
  package func readThrough() throws(Problem) {
    var buffer: [UInt8] = []
    while try read(into: &buffer) > 0 { buffer.removeAll(keepingCapacity: true) }
  }

  /// Reads the two bytes that tell gzip from everything else.
  private func begin() throws(Problem) {
    while pending.count < Inflater.magic.count {
      if try pullRaw(into: &pending, upTo: Inflater.magic.count - pending.count) == 0 { break }
    }
    begun = true
    if pending.starts(with: Inflater.magic) { inflater = try Inflater() }
  }

  private func pullRaw(into buffer: inout [UInt8], upTo limit: Int) throws(Problem) -> Int {
    let start = buffer.count
    let count = try pull(&buffer, limit)
    rawOffset += count
    if count > 0, let onRawBytes { onRawBytes(buffer[start...]) }
    return count
  }

  private func inflate(_ inflater: Inflater, into buffer: inout [UInt8], upTo limit: Int)
    throws(Problem) -> Int
  {
    var inflated = 0
    while true {
      if pendingStart == pending.count {
        pending.removeAll(keepingCapacity: true)
        pendingStart = 0
        if try pullRaw(into: &pending, upTo: 256 << 10) == 0 {
          if inflater.isBetweenMembers { return 0 }
          throw .truncatedGzip(name, byte: rawOffset)
        }
      }
      do throws(Inflater.Failure) {
        let count = try inflater.inflate(pending, from: &pendingStart, into: &buffer, upTo: limit)
        if count > 0 {
          inflated = count
          break
        }
      } catch {
        let byte = rawOffset - (pending.count - pendingStart)
        switch error {
        case .damaged(let reason): throw .corruptGzip(name, byte: byte, reason: reason)
        case .garbage: throw .gzipFollowedByGarbage(name, byte: byte)
        case .noMemory: throw .outOfMemory("inflating '\(name)'")
        }
      }
    }
    try Growth.check(
      offset + inflated, from: rawOffset - (pending.count - pendingStart), name)
    return inflated
  }
}

/// A descriptor with the name and the place that its errors tell.
private final class File {
  let descriptor: Descriptor
  let name: String
  private var offset = 0

  init(_ descriptor: consuming Descriptor, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  func read(into buffer: inout [UInt8], upTo limit: Int) throws(Problem) -> Int {
    do throws(SystemFailure) {
      let count = try descriptor.read(into: &buffer, upTo: limit)
      offset += count
      return count
    } catch {
      if error.number == EINTR { throw .interrupted }
      throw .cannotRead(name, byte: offset, error)
    }
  }
}
