package import Diagnostics
internal import Glibc

/// A hidden folder for work that is thrown away; it is removed with what lies in it when it is let go of.
package final class ScratchFolder {
  package let path: String

  /// - Parameter file: it lies in the same folder, so that there is room where that one has room.
  package init(beside file: String) throws(Problem) {
    let parent = file.lastIndex(of: "/").map { String(file[...$0]) } ?? "./"
    path = "\(parent).carryover-\(getpid())-\(WallClock.milliseconds).scratch"
    guard unsafe mkdir(path, 0o700) == 0 else {
      throw Problem(
        "no-output-folder", .system,
        "The folder can't be made: check the permissions of the one above.",
        at: SourcePosition(file: path), cause: unsafe String(cString: strerror(errno)))
    }
  }

  deinit { Self.remove(path) }

  /// Gives a file another name here, without copying it.
  ///
  /// - Returns: its path here; the file's own where links can't be made.
  package func link(_ file: String, as name: String) throws(Problem) -> String {
    // What is not there shall be told by its own name.
    _ = try InputSource(path: file)
    guard let absolute = unsafe realpath(file, nil) else { return file }
    defer { unsafe free(absolute) }
    let here = path + "/" + name
    unsafe unlink(here)
    return unsafe symlink(absolute, here) == 0 ? here : file
  }

  private static func remove(_ path: String) {
    guard let folder = unsafe opendir(path) else { return }
    defer {
      unsafe closedir(folder)
      unsafe rmdir(path)
    }
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      if unsafe unlink(path + "/" + name) != 0 { remove(path + "/" + name) }
    }
  }
}
