internal import Foundation

/// A file of the generator, written as it grows; compressed where its name ends in `.gz`.
final class ExportFile {
  private let handle: FileHandle
  private let encoding: LegacySystem.Encoding
  private let path: String
  private let isCompressed: Bool
  private var buffer = ""

  init(_ name: String, encoding: LegacySystem.Encoding) throws {
    isCompressed = name.hasSuffix(".gz")
    path = isCompressed ? String(name.dropLast(3)) : name
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    guard let handle = FileHandle(forWritingAtPath: path) else {
      throw Options.Wrong(description: "can't write \(path)")
    }
    self.handle = handle
    self.encoding = encoding
    if encoding == .utf8WithMark { buffer = "\u{FEFF}" }
  }

  /// Adds a record, quoted where it must be.
  func add(_ cells: [String], delimiter: Character) throws {
    let quoted = cells.map { text -> String in
      let isPlain = !text.contains { $0 == delimiter || $0 == "\"" || $0.isNewline }
      return isPlain ? text : "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
    try add(line: quoted.joined(separator: String(delimiter)))
  }

  func add(line: String) throws {
    buffer += line + "\n"
    if buffer.utf8.count > 1 << 20 { try write() }
  }

  func finish() throws {
    try write()
    try handle.close()
    if !isCompressed { return }
    // Without a name and a time in it, so that the same data is the same file.
    let gzip = try Process.run(
      URL(fileURLWithPath: "/usr/bin/env"), arguments: ["gzip", "-9", "-n", "-f", path])
    gzip.waitUntilExit()
    if gzip.terminationStatus != 0 {
      throw Options.Wrong(description: "gzip can't compress \(path)")
    }
  }

  private func write() throws {
    let coder: String.Encoding = encoding == .windows1252 ? .windowsCP1252 : .utf8
    guard let data = buffer.data(using: coder) else {
      throw Options.Wrong(description: "a name has a character that the encoding lacks")
    }
    try handle.write(contentsOf: data)
    buffer = ""
  }
}
