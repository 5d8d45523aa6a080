internal import Bytes
package import Diagnostics

/// Whether an exported list is still what was written: its manifest by its seal, its bytes by their hash,
/// and, where its records are chained, the first one that is not what it was.
package struct ReportVerification {
  package private(set) var rows = 0
  /// What does not hold, in sentences; empty: nothing has changed.
  package private(set) var findings: [String] = []

  /// - Throws: `no-manifest`, `no-such-file` and the like.
  package init(file: String) throws(Problem) {
    let path = ReportManifest.path(of: file)
    let content: String
    do throws(Problem) { content = try TextFile.read(path) } catch {
      if error.code != "no-such-file" { throw error }
      throw Problem(
        "no-manifest", .input,
        "There is no manifest beside the file: 'report NAME --chain -o FILE' writes one.",
        at: SourcePosition(file: path))
    }
    if let (body, seal) = ReportManifest.sealed(content) {
      if SHA256.hex(of: body.utf8) != seal {
        findings.append("\(path) was changed: its seal is broken.")
      }
    } else {
      findings.append("\(path) was changed: it has no seal.")
    }
    guard let manifest = try? JSON5Parser.parse(content, file: path) else {
      findings.append("\(path) can't be read any more: nothing is known of the file.")
      return
    }
    let format = manifest.member("format")?.string.flatMap { ReportFormat(rawValue: $0) } ?? .text
    let last = manifest.member("chain")?.string
    var reader = ChainReader(format: format)
    var hash = SHA256()
    var bytes = 0
    let source = try InputSource(path: file)
    source.onRawBytes = { hash.update($0) }
    var piece: [UInt8] = []
    while try source.read(into: &piece) > 0 {
      bytes += piece.count
      if last != nil { reader.take(piece) }
      piece.removeAll(keepingCapacity: true)
      try Interrupt.check()
    }
    if last != nil { reader.finish() }
    if Hex.encode(hash.finish()) != manifest.member("sha256")?.string {
      findings.append("\(file) was changed: its bytes have another SHA-256 than the manifest says.")
    }
    rows = manifest.member("rows")?.integer ?? 0
    guard let last else { return }
    if let line = reader.firstBroken {
      findings.append(
        "\(file):\(line): here the chain breaks: this record, or one before it, was changed, added, "
          + "moved or taken out.")
    } else if reader.rows != rows || reader.last != last {
      findings.append(
        "\(file) has \(reader.rows) \(reader.rows == 1 ? "record" : "records") and not \(rows): some "
          + "are missing at the end, or were added.")
    }
  }
}

/// Cuts a list into records and follows their chain.
private struct ChainReader {
  private let isJSON: Bool
  private var record: [UInt8] = []
  private var isQuoted = false
  private var line = 1
  private var recordLine = 1
  private var chain = HashChain()
  private var isAtHeader: Bool
  private(set) var rows = 0
  private(set) var firstBroken: Int?
  var last: String { chain.text }

  init(format: ReportFormat) {
    isJSON = format == .jsonl
    isAtHeader = !isJSON
  }

  mutating func take(_ piece: [UInt8]) {
    for byte in piece {
      if byte == UInt8(ascii: "\n"), isJSON || !isQuoted {
        end()
        line += 1
        recordLine = line
        continue
      }
      if byte == UInt8(ascii: "\n") { line += 1 }
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      record.append(byte)
    }
  }

  mutating func finish() { if !record.isEmpty { end() } }

  private mutating func end() {
    defer { record.removeAll(keepingCapacity: true) }
    if firstBroken != nil { return }
    if record.last == UInt8(ascii: "\r") { record.removeLast() }
    if isAtHeader, record.starts(with: [0xEF, 0xBB, 0xBF]) { record.removeFirst(3) }
    // What follows the part that was hashed: `,HASH`, or `,"chain":"HASH"}`.
    let name = isAtHeader ? HashChain.column : ""
    let head = isJSON ? ",\"\(HashChain.column)\":\"" : ","
    let tail = isJSON ? "\"}" : ""
    let length = (isAtHeader ? name.utf8.count : HashChain.length) + tail.utf8.count
    guard record.count >= length + head.utf8.count else {
      firstBroken = recordLine
      return
    }
    let split = record.count - length - head.utf8.count
    chain.link(record[..<split])
    let stated = record[(record.count - length)...].dropLast(tail.utf8.count)
    if stated != ArraySlice((isAtHeader ? name : chain.text).utf8) { firstBroken = recordLine }
    if isAtHeader { isAtHeader = false } else { rows += 1 }
  }
}
