package import Diagnostics
import Glibc
import Synchronization

/// A file that appears whole under its name or not at all.
///
/// It grows under a hidden name in the same folder, readable by its owner only; `finish` brings it to
/// the disk and renames it. If `finish` is not called or fails, nothing is left behind.
package final class OutputFile: ByteSink {
  package private(set) var name: String
  /// What errors call it, where its folder is a hidden one.
  private let shownName: String?
  private let force: Bool
  private let temporary: TemporaryFile
  private var buffer = WriteBuffer()
  /// Bytes written, and those of them that are on their way to the disk.
  private var written = 0
  private var sent = 0
  /// How much is sent to the disk at a time while the file grows, so that `finish` need not wait for
  /// the disk to take all of it.
  private static let sentAtATime = 8 << 20

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - path: where the file shall appear.
  ///   - shownAs: what the user knows it by, where that is another path.
  ///   - force: whether it may replace a file with other content.
  /// - Throws: `bad-output-name` for a folder, a symbolic link or a special file;
  ///   `no-output-folder`, `no-permission`, `disk-full`, `write-error`.
  package init(path: String, shownAs: String? = nil, force: Bool = false) throws(Problem) {
    name = path
    shownName = shownAs
    self.force = force
    if path.isEmpty || path.utf8.contains(0) { throw .outputName(path, is: "no name") }
    if path.hasSuffix("/") { throw .outputName(path, is: "a folder") }
    _ = try Self.existing(path)
    do throws(SystemFailure) {
      temporary = try TemporaryFile(beside: path)
    } catch {
      if error.number == ENOENT || error.number == ENOTDIR {
        throw .outputFolderMissing(shownAs ?? path)
      }
      throw .cannotWrite(shownAs ?? path, error)
    }
  }

  package func write(_ bytes: ArraySlice<UInt8>) throws(Problem) {
    do throws(SystemFailure) {
      try buffer.write(bytes, to: temporary.descriptor)
    } catch { throw .cannotWrite(shownName ?? name, error) }
    written += bytes.count
    if written - sent > Self.sentAtATime {
      temporary.descriptor.beginSynchronizing(from: sent, count: written - sent)
      sent = written
    }
  }

  /// Where the file grows, for something else that fills it; nothing may be written besides.
  package var temporaryPath: String { temporary.path }

  /// Makes the file appear.
  ///
  /// - Throws: `output-exists` when a file with other content is there and `force` was not given;
  ///   `disk-full`, `write-error`.
  package func finish() throws(Problem) -> OutputOutcome {
    let present = try Self.existing(name)
    do throws(SystemFailure) {
      try buffer.flush(to: temporary.descriptor)
      if present != nil, try temporary.hasSameBytes(as: name) { return .unchanged }
      if present != nil && !force { throw SystemFailure(number: EEXIST) }
      try temporary.descriptor.setMode(present.map { $0.st_mode & 0o777 } ?? Self.ordinaryMode)
      try temporary.descriptor.synchronize()
      try temporary.move(to: name, replacing: force)
      return .written
    } catch {
      if error.number == EEXIST { throw .outputExists(name) }
      throw .cannotWrite(shownName ?? name, error)
    }
  }

  /// Whether what was written so far could appear now.
  ///
  /// - Throws: `output-exists` as `finish` does.
  package func requireFree() throws(Problem) {
    guard try Self.existing(name) != nil, !force else { return }
    do throws(SystemFailure) {
      try buffer.flush(to: temporary.descriptor)
      if try temporary.hasSameBytes(as: name) { return }
    } catch { throw .cannotWrite(shownName ?? name, error) }
    throw .outputExists(name)
  }

  /// Makes the file appear in the same folder under the first of the paths where nothing else is, and
  /// says under which: the place of a file of the same bytes will do.
  package func finish(firstFreeOf paths: some Sequence<String>) throws(Problem) -> String {
    for path in paths {
      do throws(Problem) {
        _ = try finish(as: path)
        return path
      } catch {
        if error.code != "output-exists" { throw error }
      }
    }
    throw .outputExists(name)
  }

  /// Makes the file appear in the same folder under another name than it was begun with.
  package func finish(as path: String) throws(Problem) -> OutputOutcome {
    name = path
    return try finish()
  }

  /// The file that is there; nil when there is none.
  private static func existing(_ path: String) throws(Problem) -> stat? {
    var status = stat()
    // lstat: to write through a symbolic link would change a file that the user did not name.
    if unsafe lstat(path, &status) != 0 { return nil }
    switch FileKind(status) {
    case .regular: return status
    case .directory: throw .outputName(path, is: "a folder")
    case .symbolicLink: throw .outputName(path, is: "a symbolic link")
    case .pipe, .other: throw .outputName(path, is: "a special file")
    }
  }

  /// What the user's umask leaves of `rw-rw-rw-`. The umask can only be read by setting it, so that
  /// happens once.
  private static let ordinaryMode: mode_t = {
    let mask = umask(0o077)
    umask(mask)
    return 0o666 & ~mask
  }()
}

/// A file under a hidden name, removed when it is let go of before it was moved.
private final class TemporaryFile {
  private static let counter = Atomic<Int>(0)

  let descriptor: Descriptor
  let path: String
  private let folder: String
  private var isMoved = false

  init(beside target: String) throws(SystemFailure) {
    let slash = target.utf8.lastIndex(of: UInt8(ascii: "/"))
    folder = slash.map { String(target[...$0]) } ?? "./"
    while true {
      let number = Self.counter.wrappingAdd(1, ordering: .relaxed).newValue
      let candidate = "\(folder).carryover-\(getpid())-\(number).tmp"
      do throws(SystemFailure) {
        descriptor = try Descriptor.open(candidate, O_RDWR | O_CREAT | O_EXCL, mode: 0o600)
        path = candidate
        return
      } catch {
        // An earlier process with this number may have been killed: take the next name.
        if error.number != EEXIST { throw error }
      }
    }
  }

  deinit { if !isMoved { unsafe unlink(path) } }

  /// Renames the file, then brings the folder's entry to the disk.
  func move(to target: String, replacing: Bool) throws(SystemFailure) {
    // A link refuses to replace a file that appeared meanwhile; a rename would not. Where the file
    // system knows no links, a rename must do.
    var linked = false
    if !replacing {
      linked = unsafe link(path, target) == 0
      if !linked && errno == EEXIST { throw .last }
    }
    if linked { unsafe unlink(path) } else if unsafe rename(path, target) != 0 { throw .last }
    isMoved = true
    try? Descriptor.open(folder, O_RDONLY | O_DIRECTORY).synchronize()
  }

  func hasSameBytes(as other: String) throws(SystemFailure) -> Bool {
    let mine = try Descriptor.open(path, O_RDONLY)
    let theirs: Descriptor
    do throws(SystemFailure) { theirs = try Descriptor.open(other, O_RDONLY) } catch {
      // A file that may not be read counts as another one.
      if error.number == EACCES { return false }
      throw error
    }
    if try mine.status().st_size != theirs.status().st_size { return false }
    var a: [UInt8] = []
    var b: [UInt8] = []
    while true {
      a.removeAll(keepingCapacity: true)
      b.removeAll(keepingCapacity: true)
      let count = try mine.read(into: &a, upTo: 64 << 10)
      while b.count < count, try theirs.read(into: &b, upTo: count - b.count) > 0 {}
      if a != b { return false }
      if count == 0 { return true }
    }
  }
}
