package import Diagnostics
internal import Glibc
internal import Synchronization

/// The time zones of the machine: the one place in this room that reads files.
package enum ZoneDatabase {
  private static let folder = "/usr/share/zoneinfo"
  private static let cache = Mutex<[String: TimeZoneRules]>([:])

  /// The rules of a zone by its IANA name, such as `America/Winnipeg`.
  ///
  /// - Throws: `unknown-zone`.
  package static func rules(for name: String) throws(Problem) -> TimeZoneRules {
    if name == "UTC" { return .utc }
    if let known = cache.withLock({ $0[name] }) { return known }
    guard isPlausible(name), let bytes = read("\(folder)/\(name)"),
      let rules = TimeZoneRules(name: name, tzif: bytes)
    else {
      throw Problem(
        "unknown-zone", .input,
        "There is no time zone '\(name)' on this machine: zones are named like America/Winnipeg "
          + "(package tzdata).")
    }
    cache.withLock { $0[name] = rules }
    return rules
  }

  /// Only names that stay inside the folder.
  private static func isPlausible(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count < 64 && !name.hasPrefix("/") && !name.contains("..")
      && name.utf8.allSatisfy {
        (48...57).contains($0) || (65...90).contains($0 & 0xDF) || "/_+-".utf8.contains($0)
      }
  }

  private static func read(_ path: String) -> [UInt8]? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    // The largest zone has about 4 kB.
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    let count = unsafe buffer.withUnsafeMutableBytes {
      unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
    }
    return count > 0 ? Array(buffer.prefix(count)) : nil
  }
}
