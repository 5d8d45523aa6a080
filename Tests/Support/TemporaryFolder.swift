public import Foundation
internal import Synchronization

/// A folder of a test's own, gone when the test is.
public final class TemporaryFolder: Sendable {
  public let path: String

  public init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appending(path: "carryover-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  /// A copy of another, to change at will.
  public convenience init(copyOf other: TemporaryFolder) throws {
    try self.init()
    for name in other.names { try Self.copy(other.file(name), to: file(name)) }
  }

  /// SQLite's files beside a store that others read come and go, and so do outputs that are not whole yet:
  /// one that is gone is none.
  private static func copy(_ source: String, to target: String) throws {
    let files = FileManager.default
    guard let names = try? files.contentsOfDirectory(atPath: source) else {
      do { try files.copyItem(atPath: source, toPath: target) } catch {
        let isPassing =
          source.hasSuffix("-shm") || source.hasSuffix("-wal") || source.contains("/.carryover-")
        if !isPassing || files.fileExists(atPath: source) { throw error }
      }
      return
    }
    try files.createDirectory(atPath: target, withIntermediateDirectories: true)
    for name in names { try copy("\(source)/\(name)", to: "\(target)/\(name)") }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// One that many tests look at or copy: a static property holds it, so that the first of them makes
  /// it, and the end of the process removes it.
  public static func shared() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    atEnd.withLock { paths in
      if paths.isEmpty { atexit { TemporaryFolder.removeShared() } }
      paths.append(folder.path)
    }
    return folder
  }

  private static let atEnd = Mutex<[String]>([])

  private static func removeShared() {
    for path in atEnd.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
  }

  public func file(_ name: String) -> String { path + "/" + name }

  /// Writes a file and returns its path.
  public func write(_ name: String, _ text: String) throws -> String {
    try write(name, Data(text.utf8))
  }

  public func write(_ name: String, _ bytes: Data) throws -> String {
    try bytes.write(to: URL(fileURLWithPath: file(name)))
    return file(name)
  }

  public func text(_ name: String) throws -> String {
    try String(contentsOfFile: file(name), encoding: .utf8)
  }

  public var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}
