import Glibc

/// An open file descriptor; the system calls on it, repeated when a signal cuts them short.
struct Descriptor: ~Copyable {
  let number: Int32

  /// The three standard descriptors belong to the process and stay open.
  init(_ number: Int32) { self.number = number }

  deinit { if number > STDERR_FILENO { close(number) } }

  static func open(_ path: String, _ flags: Int32, mode: mode_t = 0) throws(SystemFailure)
    -> Descriptor
  {
    while true {
      let number = unsafe Glibc.open(path, flags | O_CLOEXEC, mode)
      if number >= 0 { return Descriptor(number) }
      if errno != EINTR { throw .last }
      if Interrupt.isRequested { throw .last }
    }
  }

  func status() throws(SystemFailure) -> stat {
    var status = stat()
    if unsafe fstat(number, &status) != 0 { throw .last }
    return status
  }

  /// Appends at most `limit` bytes to `buffer`; returns how many, 0 at the end.
  func read(into buffer: inout [UInt8], upTo limit: Int) throws(SystemFailure) -> Int {
    let before = buffer.count
    var failure: SystemFailure?
    buffer.append(addingCapacity: limit) { output in
      unsafe output.withUnsafeMutableBufferPointer { memory, filled in
        while true {
          let count = unsafe Glibc.read(number, memory.baseAddress, limit)
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

  /// Writes all bytes.
  func write(_ bytes: ArraySlice<UInt8>) throws(SystemFailure) {
    var rest = bytes
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.write(number, $0.baseAddress, $0.count)
      }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        throw .last
      }
    }
  }

  /// Asks the system to begin bringing a stretch of the file to the disk, and doesn't wait for it: what
  /// Linux does with written bytes that are declared to be of no more use. A file system that can't is
  /// left alone: `synchronize` does all of it then.
  func beginSynchronizing(from offset: Int, count: Int) {
    Self.beginSynchronizing(number, from: offset, count: count)
  }

  /// The same for a file that something else has open. What is on the disk already leaves the system's
  /// memory.
  static func beginSynchronizing(_ number: Int32, from offset: Int, count: Int) {
    _ = posix_fadvise(number, off_t(offset), off_t(count), POSIX_FADV_DONTNEED)
  }

  /// Returns when the bytes are on the disk.
  func synchronize() throws(SystemFailure) {
    while fsync(number) != 0 {
      // A file system without fsync says EINVAL; there is nothing more to ask of it.
      if errno == EINVAL { return }
      if errno != EINTR { throw .last }
    }
  }

  func setMode(_ mode: mode_t) throws(SystemFailure) {
    if fchmod(number, mode) != 0 { throw .last }
  }
}

/// What kind of thing a file name leads to.
enum FileKind {
  case regular, directory, symbolicLink, pipe, other

  init(_ status: stat) {
    self =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .directory
      case S_IFLNK: .symbolicLink
      case S_IFIFO: .pipe
      default: .other
      }
  }
}
