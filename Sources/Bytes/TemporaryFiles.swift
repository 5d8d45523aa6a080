internal import Diagnostics
internal import Glibc

/// Files for what is more than memory shall hold; only their owner may read them.
enum TemporaryFiles {
  /// What TMPDIR names (POSIX, XBD 8.3), else /tmp.
  static var folder: String {
    guard let named = unsafe getenv("TMPDIR").map({ unsafe String(cString: $0) }), !named.isEmpty
    else { return "/tmp" }
    return named
  }

  struct Made: ~Copyable {
    let descriptor: Descriptor
    let path: String
  }

  /// A new file with a name that no other one has.
  static func make(_ ending: String) throws(Problem) -> Made {
    var attempt = 0
    while true {
      attempt += 1
      let path = "\(folder)/.carryover-\(getpid())-\(attempt).\(ending)"
      do throws(SystemFailure) {
        return Made(
          descriptor: try Descriptor.open(path, O_RDWR | O_CREAT | O_EXCL, mode: 0o600), path: path)
      } catch {
        if error.number != EEXIST || attempt > 1000 { throw .cannotKeep(in: folder, error) }
      }
    }
  }

  /// A file without a name, gone when it is closed.
  static func makeNameless() throws(Problem) -> Descriptor {
    let made = try make("spool")
    unsafe unlink(made.path)
    return made.descriptor
  }
}
