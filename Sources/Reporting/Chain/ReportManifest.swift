internal import Bytes
package import Diagnostics
internal import Tabular

/// What stands beside an exported list, so that any later change of a byte is found: the hash of the file,
/// the last hash of its chain, and how the list was made. Its last line seals the lines above it.
package struct ReportManifest {
  /// The name of a list's manifest.
  package static func path(of file: String) -> String { file + ".manifest.json" }

  private var lines: [String] = []

  /// - Parameters:
  ///   - file: the list's path; only its name is kept, so that both may move together.
  ///   - format: in which it was written.
  package init(
    _ report: ReportRun, file: String, format: ReportFormat, rendered: Rendered, sha256: String,
    bytes: Int
  ) throws(Problem) {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    text("file", name)
    text("format", format.rawValue)
    number("bytes", bytes)
    text("sha256", sha256)
    number("rows", rendered.rows)
    if let chain = rendered.chain { text("chain", chain) }
    text("report", report.definition.name)
    text("query_sha256", SHA256.hex(of: report.definition.sql.utf8))
    for (name, value) in report.circumstances { text(name, value) }
    text("columns", report.definition.columns.map(\.name).joined(separator: ", "))
    if let last = try report.lastDate { text("ledger_up_to", last) }
  }

  private mutating func number(_ key: String, _ value: Int) { lines.append("\"\(key)\": \(value)") }

  private mutating func text(_ key: String, _ value: String) {
    var bytes: [UInt8] = []
    JSONLinesWriter.quote(key, into: &bytes)
    bytes += ": ".utf8
    JSONLinesWriter.quote(value, into: &bytes)
    lines.append(String(decoding: bytes, as: UTF8.self))
  }

  /// The manifest's text; `seal` is the hash of all before its own line.
  package var content: String {
    let body = "{\n" + lines.map { "  \($0),\n" }.joined()
    return body + "  \"seal\": \"\(SHA256.hex(of: body.utf8))\"\n}\n"
  }

  /// The part of a manifest that its seal is the hash of; nil where there is no seal.
  static func sealed(_ content: String) -> (body: String, seal: String)? {
    let mark = "  \"seal\": \""
    guard let start = content.range(of: mark) else { return nil }
    let rest = content[start.upperBound...]
    guard rest.count == 64 + 4, rest.hasSuffix("\"\n}\n") else { return nil }
    return (String(content[..<start.lowerBound]), String(rest.prefix(64)))
  }
}

extension String {
  /// Where a text stands last within this one.
  fileprivate func range(of text: String) -> Range<String.Index>? {
    let (bytes, wanted) = (Array(utf8), Array(text.utf8))
    guard bytes.count >= wanted.count else { return nil }
    for start in stride(from: bytes.count - wanted.count, through: 0, by: -1)
    where bytes[start..<(start + wanted.count)].elementsEqual(wanted) {
      let lower = utf8.index(utf8.startIndex, offsetBy: start)
      return lower..<utf8.index(lower, offsetBy: wanted.count)
    }
    return nil
  }
}
