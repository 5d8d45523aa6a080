package import Diagnostics

/// The sentences of this room. Names of files are not customer data, so they stand in the message.
extension Problem {
  package static func noSuchFile(_ path: String) -> Problem {
    Problem(
      "no-such-file", .input,
      "There is no file '\(path)'. Check the name and the folder.", at: SourcePosition(file: path))
  }

  package static func isDirectory(_ path: String) -> Problem {
    Problem(
      "is-directory", .input,
      "'\(path)' is a folder, and a file is wanted. Name a file in it.",
      at: SourcePosition(file: path))
  }

  package static func noPermission(toRead path: String) -> Problem {
    Problem(
      "no-permission", .input,
      "'\(path)' may not be read by this user. Change its permissions or ask its owner.",
      at: SourcePosition(file: path))
  }

  package static func specialFile(_ path: String) -> Problem {
    Problem(
      "special-file", .input,
      "'\(path)' is a device or a socket, not a file. Use '-' to read standard input.",
      at: SourcePosition(file: path))
  }

  package static func cannotOpen(_ path: String, _ failure: SystemFailure) -> Problem {
    Problem(
      "cannot-open", .system, "'\(path)' cannot be opened.", at: SourcePosition(file: path),
      cause: failure.description)
  }

  package static func cannotRead(_ name: String, byte: Int, _ failure: SystemFailure) -> Problem {
    Problem(
      "read-error", .system,
      "Reading '\(name)' failed at byte \(byte). Check the disk or the connection, then try again.",
      at: SourcePosition(file: name, byte: byte), cause: failure.description)
  }

  package static func truncatedGzip(_ name: String, byte: Int) -> Problem {
    Problem(
      "truncated-gzip", .input,
      "The gzip file '\(name)' ends too early, after \(byte) bytes. Get the whole file again.",
      at: SourcePosition(file: name, byte: byte))
  }

  package static func corruptGzip(_ name: String, byte: Int, reason: String) -> Problem {
    Problem(
      "corrupt-gzip", .input,
      "The gzip file '\(name)' is damaged near byte \(byte). Get the file again.",
      at: SourcePosition(file: name, byte: byte), cause: reason)
  }

  package static func gzipFollowedByGarbage(_ name: String, byte: Int) -> Problem {
    Problem(
      "corrupt-gzip", .input,
      "After the gzip data of '\(name)', at byte \(byte), follows something that is not gzip. "
        + "Get the file again.",
      at: SourcePosition(file: name, byte: byte))
  }

  static func corruptZip(_ name: String, _ reason: String) -> Problem {
    Problem(
      "corrupt-zip", .input,
      "The ZIP file '\(name)' is damaged: \(reason). Get the whole file again.",
      at: SourcePosition(file: name))
  }

  static func tooCompressed(_ name: String) -> Problem {
    Problem(
      "too-compressed", .input,
      "'\(name)' becomes more than \(Growth.most) times as long when it is unpacked: such files are made "
        + "to fill memory or disk. If you trust it, unpack it, and name the file that comes out.",
      at: SourcePosition(file: name))
  }

  static func encryptedZip(_ name: String, member: String) -> Problem {
    Problem(
      "encrypted-zip", .input,
      "'\(member)' in '\(name)' is encrypted. Unpack it with its password, and name the file that "
        + "comes out.", at: SourcePosition(file: name))
  }

  static func zipMethod(_ name: String, member: String, method: Int) -> Problem {
    Problem(
      "zip-method", .input,
      "'\(member)' in '\(name)' is compressed by method \(method), which isn't read here. Unpack it, "
        + "and name the file that comes out.", at: SourcePosition(file: name))
  }

  package static func outOfMemory(_ purpose: String) -> Problem {
    Problem(
      "out-of-memory", .system, "There is no memory for \(purpose). Close other programs and retry."
    )
  }

  static func folderNotEmpty(_ path: String) -> Problem {
    Problem(
      "folder-not-empty", .usage,
      "There is something in this folder already: name a new one, or empty it. Nothing was written.",
      at: SourcePosition(file: path))
  }

  package static func outputName(_ path: String, is what: String) -> Problem {
    Problem(
      "bad-output-name", .usage,
      "'\(path)' is \(what), so nothing is written there. Name a plain file, or '-' for standard output.",
      at: SourcePosition(file: path))
  }

  package static func outputFolderMissing(_ path: String) -> Problem {
    Problem(
      "no-output-folder", .usage,
      "The folder of '\(path)' does not exist. Make it first, or name another file.",
      at: SourcePosition(file: path))
  }

  package static func outputExists(_ path: String) -> Problem {
    Problem(
      "output-exists", .usage,
      "'\(path)' is there already with other content. Use --force to replace it, or name another file.",
      at: SourcePosition(file: path))
  }

  package static func cannotWrite(_ name: String, _ failure: SystemFailure) -> Problem {
    let place = SourcePosition(file: name)
    if failure.meansFull {
      return Problem(
        "disk-full", .system,
        "There is no room left to write '\(name)'. Free some space; nothing was left behind.",
        at: place, cause: failure.description)
    }
    if failure.meansForbidden {
      return Problem(
        "no-permission", .system,
        "'\(name)' may not be written by this user. Choose another folder, or change its permissions.",
        at: place, cause: failure.description)
    }
    return Problem(
      "write-error", .system, "Writing '\(name)' failed.", at: place, cause: failure.description)
  }

  /// Something that was to lie in a temporary file.
  static func cannotKeep(in folder: String, _ failure: SystemFailure) -> Problem {
    let (lack, deed) =
      failure.meansFull
      ? ("There is no room left in", "Free some space there, or let") : ("Can't use", "Let")
    return Problem(
      failure.meansFull ? "disk-full" : failure.meansForbidden ? "no-permission" : "write-error",
      .system,
      "\(lack) the folder of temporary files. \(deed) TMPDIR name another one; nothing was left behind.",
      at: SourcePosition(file: folder), cause: failure.description)
  }

  package static let interrupted = Problem(
    "interrupted", .interrupted, "Interrupted. Nothing more was done.")

  package static func cannotStartThread(_ failure: SystemFailure) -> Problem {
    Problem(
      "no-thread", .system, "The system gives no further thread. Close other programs and retry.",
      cause: failure.description)
  }
}
