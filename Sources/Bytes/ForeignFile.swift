internal import Glibc

/// A growing file that a library of this process writes, such as SQLite a store: the system is asked to
/// begin bringing it to the disk, so that little is left to wait for at the end; and where it grows by more
/// than a gigabyte, not to keep in memory what was written before that: else it would push out what other
/// programs have there.
///
/// It uses the library's own descriptor. One more would not do: when any descriptor of a file is closed, a
/// process loses all its POSIX locks on it.
package struct ForeignFile {
  private static let piece = 16 << 20

  private let number: Int32
  private let kept: Int
  private var begun: Int
  /// As far as what was written is no longer kept in memory.
  private var forgotten: Int

  /// nil where the system doesn't tell which files are open, or this one isn't.
  ///
  /// - Parameter kept: how many bytes at the end may stay in memory.
  package init?(path: String, keeping kept: Int = 1 << 30) {
    guard let place = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(place) }
    var wanted = stat()
    guard unsafe stat(place, &wanted) == 0, let number = Self.open(like: wanted) else { return nil }
    self.number = number
    self.kept = kept
    begun = Int(wanted.st_size)
    forgotten = begun
  }

  private static func open(like wanted: stat) -> Int32? {
    guard let folder = unsafe opendir("/proc/self/fd") else { return nil }
    defer { unsafe closedir(folder) }
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) {
        unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      var status = stat()
      guard let number = Int32(name), unsafe fstat(number, &status) == 0,
        status.st_dev == wanted.st_dev, status.st_ino == wanted.st_ino
      else { continue }
      return number
    }
    return nil
  }

  /// To be called now and then while the file grows.
  ///
  /// - Parameter isReadAgain: whether the library reads much of what it wrote before.
  package mutating func advance(isReadAgain: Bool = false) {
    var status = stat()
    guard unsafe fstat(number, &status) == 0 else { return }
    let size = Int(status.st_size)
    if size - begun < Self.piece { return }
    Descriptor.beginSynchronizing(number, from: begun, count: size - begun)
    begun = size
    let old = size - kept
    if isReadAgain || old <= forgotten { return }
    // By now it is on the disk: asked for once more, it leaves the memory.
    Descriptor.beginSynchronizing(number, from: forgotten, count: old - forgotten)
    forgotten = old
  }
}
