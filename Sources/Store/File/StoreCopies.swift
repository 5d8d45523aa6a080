package import Diagnostics
internal import Glibc

/// Stores as files: named, renamed, removed.
extension StoreFile {
  /// The first of `path`, `path.2`, `path.3` … where nothing is.
  package static func firstFree(_ path: String) -> String {
    var candidate = path
    var number = 1
    while FileSystem.kind(of: candidate) != .absent {
      number += 1
      candidate = "\(path).\(number)"
    }
    return candidate
  }

  /// Gives a store that nobody has open another name; nothing may have it yet.
  package static func move(_ path: String, to target: String) throws(Problem) {
    guard FileSystem.kind(of: target) == .absent else { throw .storeExists(target) }
    guard unsafe rename(path, target) == 0 else {
      throw Problem(
        "no-access", .system, "The store can't be renamed: check the permissions of its folder.",
        at: SourcePosition(file: path), cause: unsafe String(cString: strerror(errno)))
    }
    let folder = target.lastIndex(of: "/").map { String(target[...$0]) } ?? "."
    let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY)
    if descriptor >= 0 {
      fsync(descriptor)
      close(descriptor)
    }
  }

  /// Removes a store that was only for a while, with what SQLite keeps beside it.
  package static func remove(_ path: String) {
    for suffix in ["", "-wal", "-shm", "-journal"] { unsafe unlink(path + suffix) }
  }
}
