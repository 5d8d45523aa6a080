internal import Glibc

/// The few questions that this room asks of the file system.
enum FileSystem {
  enum Kind { case absent, file, other }

  static func kind(of path: String) -> Kind {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return .absent }
    return status.st_mode & S_IFMT == S_IFREG ? .file : .other
  }

  static func isWritableFolder(of path: String) -> Bool {
    let folder =
      path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    return unsafe access(folder, W_OK) == 0
  }

  /// A path as SQLite's `file:` URI wants it.
  static func uriEscaped(_ path: String) -> String {
    var escaped = ""
    for scalar in path.unicodeScalars {
      switch scalar {
      case "%": escaped += "%25"
      case "?": escaped += "%3f"
      case "#": escaped += "%23"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
