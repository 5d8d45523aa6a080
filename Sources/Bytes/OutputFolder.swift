package import Diagnostics
internal import Glibc

/// A folder that appears whole under its name or not at all: its files grow in a hidden one beside it,
/// which `finish` renames. If `finish` is not called or fails, nothing is left behind.
package final class OutputFolder {
  package let path: String
  /// Where files are written meanwhile.
  package let temporary: String
  private var isFinished = false

  /// - Throws: `folder-not-empty`; `no-output-folder` where it can't be made.
  package init(path: String) throws(Problem) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    if path.isEmpty || path.utf8.contains(0) { throw .outputName(path, is: "no name") }
    self.path = path
    if Folder.fileExists(path) {
      guard Folder.isFolder(path) else {
        throw Problem(
          "bad-output-name", .usage,
          "This is a file, and what is written is a folder: name a new one, or an empty one.",
          at: SourcePosition(file: path))
      }
      guard Self.isEmpty(path) else { throw .folderNotEmpty(path) }
    }
    let (parent, name) = Self.split(path)
    try Folder.make(parent.isEmpty ? "." : parent)
    temporary = "\(parent).\(name).\(getpid()).tmp"
    Self.removeDeserted(beside: parent.isEmpty ? "." : parent, name)
    guard unsafe mkdir(temporary, 0o777) == 0 else {
      throw Problem(
        "no-output-folder", .system,
        "The folder can't be made: check its permissions, or name another.",
        at: SourcePosition(file: path), cause: unsafe String(cString: strerror(errno)))
    }
  }

  deinit { if !isFinished { Self.remove(temporary) } }

  /// A file of it, to be filled and finished.
  package func file(_ name: String) throws(Problem) -> OutputFile {
    try OutputFile(path: temporary + "/" + name, shownAs: path + "/" + name)
  }

  /// Writes a file of it.
  package func write(_ name: String, _ bytes: [UInt8]) throws(Problem) {
    let file = try file(name)
    try file.write(bytes[...])
    _ = try file.finish()
  }

  /// Makes the folder appear.
  ///
  /// - Throws: `folder-not-empty` when something came into it meanwhile.
  package func finish() throws(Problem) {
    guard unsafe rename(temporary, path) == 0 else {
      if errno == ENOTEMPTY || errno == EEXIST { throw .folderNotEmpty(path) }
      throw Problem(
        "write-error", .system, "The folder can't get its name: check its permissions.",
        at: SourcePosition(file: path), cause: unsafe String(cString: strerror(errno)))
    }
    isFinished = true
  }

  /// The folder above, with its slash, and the name below it.
  private static func split(_ path: String) -> (parent: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return ("", path) }
    return (String(path[...slash]), String(path[path.index(after: slash)...]))
  }

  private static func isEmpty(_ path: String) -> Bool {
    guard let folder = unsafe opendir(path) else { return false }
    defer { unsafe closedir(folder) }
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { return false }
    }
    return true
  }

  /// Removes what processes left that were killed while they wrote a folder of that name.
  private static func removeDeserted(beside parent: String, _ name: String) {
    guard let folder = unsafe opendir(parent) else { return }
    defer { unsafe closedir(folder) }
    while let entry = unsafe readdir(folder) {
      let found = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      guard found.hasPrefix(".\(name)."), found.hasSuffix(".tmp"),
        let process = Int32(found.dropFirst(name.count + 2).dropLast(4)),
        process == getpid() || (kill(process, 0) != 0 && errno == ESRCH)
      else { continue }
      remove(parent + "/" + found)
    }
  }

  /// Our own temporary folder with the files in it; nothing below these.
  private static func remove(_ path: String) {
    for name in Folder.files(in: path) ?? [] { unsafe unlink(path + "/" + name) }
    unsafe rmdir(path)
  }
}
