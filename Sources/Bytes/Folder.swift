package import Diagnostics
internal import Glibc

/// Folders for output.
package enum Folder {
  /// Makes a folder with those above it, unless it is there.
  ///
  /// - Throws: `no-permission` and the like, with the path.
  package static func make(_ path: String) throws(Problem) {
    var partial = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      partial += (partial.isEmpty || partial.hasSuffix("/") ? "" : "/") + part
      if unsafe mkdir(partial, 0o777) == 0 || errno == EEXIST { continue }
      throw Problem(
        "no-output-folder", .system,
        "The folder can't be made: check its permissions, or name another.",
        at: SourcePosition(file: partial), cause: unsafe String(cString: strerror(errno)))
    }
    var status = stat()
    guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw Problem(
        "no-output-folder", .system, "There is a file of that name: name another folder.",
        at: SourcePosition(file: path))
    }
  }

  /// The names of the files in a folder, sorted; nil when it is no folder.
  package static func files(in path: String) -> [String]? {
    guard let folder = unsafe opendir(path) else { return nil }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      var status = stat()
      if unsafe stat(path + "/" + name, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
        names.append(name)
      }
    }
    return names.sorted()
  }

  package static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}

/// The clock, for lineage and progress only: no report and no document reads it.
package enum WallClock {
  /// Milliseconds since 1970, UTC.
  package static var milliseconds: Int64 {
    var now = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &now)
    return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
  }

  /// Waits, to see what others do meanwhile.
  package static func pause(milliseconds: UInt32) { usleep(milliseconds * 1000) }
}

extension Folder {
  /// Gives a file another folder, under its name. One of that name is replaced if it has the same bytes.
  ///
  /// - Throws: `no-output-folder`, `output-exists`, `write-error`.
  package static func moveFile(_ path: String, to folder: String) throws(Problem) {
    try make(folder)
    let target = folder + "/" + (path.split(separator: "/").last.map(String.init) ?? path)
    if fileExists(target), try !areAlike(path, target) {
      throw Problem(
        "output-exists", .system,
        "There is another file of that name in the folder already: this one stays where it is.",
        at: SourcePosition(file: target))
    }
    guard unsafe rename(path, target) == 0 else {
      throw Problem(
        "write-error", .system,
        errno == EXDEV
          ? "The file can't be moved to another file system: name a folder on the same one."
          : "The file can't be moved: check the permissions of both folders.",
        at: SourcePosition(file: path), cause: unsafe String(cString: strerror(errno)))
    }
  }

  private static func areAlike(_ path: String, _ other: String) throws(Problem) -> Bool {
    let (one, two) = (try RandomAccessFile(path: path), try RandomAccessFile(path: other))
    guard one.size == two.size else { return false }
    for offset in stride(from: 0, to: one.size, by: 1 << 20)
    where try one.read(at: offset, count: 1 << 20) != two.read(at: offset, count: 1 << 20) {
      return false
    }
    return true
  }

  /// When a file was last written, in milliseconds since 1970; nil where it is gone.
  package static func modified(_ path: String) -> Int64? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    return Int64(status.st_mtim.tv_sec) * 1000 + Int64(status.st_mtim.tv_nsec) / 1_000_000
  }

  /// Whether anything is there under that name.
  package static func fileExists(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0
  }
}
