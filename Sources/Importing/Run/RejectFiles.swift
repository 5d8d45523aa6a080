internal import Bytes
internal import Diagnostics
internal import Tabular

/// The records that an import refused, as two files: the raw lines under the file's header, which
/// import again once repaired, and a table that says what is wrong with each.
final class RejectFiles {
  private let folder: String
  private let name: String
  private let header: [UInt8]
  private var lines: OutputFile?
  private var reasons: OutputFile?

  /// Where they are, once finished.
  private(set) var linesPath = ""
  private(set) var reasonsPath = ""
  private(set) var isEmpty = true

  /// - Parameters:
  ///   - folder: where to put them; made when the first reject comes.
  ///   - file: the path of the file that is imported.
  ///   - header: its first lines, byte for byte, repeated before the raw lines.
  init(folder: String, file: String, header: [UInt8]) {
    self.folder = folder
    name = file == "-" ? "standard-input" : Continuation.stem(file)
    self.header = header
  }

  /// Adds a record, and everything that is wrong with it.
  func add(_ raw: ArraySlice<UInt8>, reasons found: [RejectedRecord]) throws(Problem) {
    try begin()
    try lines?.write(raw)
    if raw.last != UInt8(ascii: "\n") { try lines?.write([UInt8(ascii: "\n")][...]) }
    var table = DelimitedWriter()
    for reason in found {
      table.record([
        String(reason.line), String(reason.byte), reason.column ?? "", reason.code, reason.message,
        reason.value ?? "", String(reason.occurrence),
      ])
    }
    try reasons?.write(table.bytes[...])
  }

  private func begin() throws(Problem) {
    if !isEmpty { return }
    isEmpty = false
    try Folder.make(folder)
    let lines = try OutputFile(path: path(1))
    try lines.write(header[...])
    self.lines = lines
    let reasons = try OutputFile(path: path(1) + Continuation.reasonsSuffix, force: true)
    var table = DelimitedWriter()
    table.record(["line", "byte", "column", "code", "message", "value", "occurrence"])
    try reasons.write(table.bytes[...])
    self.reasons = reasons
  }

  private func path(_ number: Int) -> String {
    "\(folder)/\(name)\(number == 1 ? "" : ".\(number)")" + Continuation.suffix
  }

  /// Makes the files appear; nothing when there are no rejects. A file of an earlier try stays as it
  /// is: somebody may be repairing it.
  func finish() throws(Problem) {
    guard let lines, let reasons else { return }
    linesPath = try lines.finish(firstFreeOf: (1...10_000).lazy.map { self.path($0) })
    reasonsPath = linesPath + Continuation.reasonsSuffix
    _ = try reasons.finish(as: reasonsPath)
  }
}
