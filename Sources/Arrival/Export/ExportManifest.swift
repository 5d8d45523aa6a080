internal import Store
internal import Tabular

/// The papers that go with the files: which they are, in which order they are loaded, what stays behind.
struct ExportManifest {
  static let names: Set<String> = ["manifest.json", "README.txt", LeftBehind.file]

  let target: Target
  let batch: Int64
  let arguments: [String: String]
  let parameters: [String: String]
  let files: [ExportedFile]
  let left: LeftBehind
  let version: String

  /// The papers besides the list of what stays behind, by name.
  var papers: [(name: String, bytes: [UInt8])] {
    [("manifest.json", json), ("README.txt", readme)]
  }

  /// What an export was told, as JSON, sorted.
  static func arguments(_ arguments: [String: String], _ parameters: [String: String]) -> String {
    let all = arguments.merging(parameters) { first, _ in first }
    var bytes = Array("{".utf8)
    for (index, pair) in all.sorted(by: { $0.key < $1.key }).enumerated() {
      if index > 0 { bytes += Array(", ".utf8) }
      JSONLinesWriter.quote(pair.key, into: &bytes)
      bytes += Array(": ".utf8)
      JSONLinesWriter.quote(pair.value, into: &bytes)
    }
    bytes += Array("}".utf8)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    JSONLinesWriter.quote(text, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private var json: [UInt8] {
    let listed = files.map { file in
      var text = "    {\"file\": \(Self.quoted(file.name)), \"rows\": \(file.rows), "
      text += "\"bytes\": \(file.bytes), \"sha256\": \"\(file.sha256)\""
      if let totals = file.totals { text += ", \"totals\": \(Self.quoted(totals))" }
      return text + "}"
    }
    return Array(
      """
      {
        "carryover": \(Self.quoted(version)),
        "target": \(Self.quoted(target.name)),
        "target_sha256": "\(target.sha256)",
        "batch": \(batch),
        "arguments": \(Self.arguments(arguments, parameters)),
        "left_behind": \(left.count),
        "files": [
      \(listed.joined(separator: ",\n"))
        ]
      }

      """.utf8)
  }

  private var readme: [UInt8] {
    var text = "\(target.about)\n\nExport \(batch), as of \(arguments["as_of"] ?? "")"
    if let company = arguments["company"] { text += ", company \(company)" }
    text += ". Load the files in this order:\n\n"
    for (index, pair) in zip(files, target.written).enumerated() {
      let (file, declared) = pair
      let rows = file.rows == 1 ? "1 row" : "\(file.rows) rows"
      text += "\(index + 1). \(file.name): \(rows)"
      if let totals = file.totals { text += ", \(totals)" }
      text += "\n   \(declared.about)\n"
      if file.rows == 0 { text += "   It is empty: there is nothing to load.\n" }
    }
    if !target.notes.isEmpty {
      text += "\nWhat to know:\n\n" + target.notes.map { "- \($0)\n" }.joined()
    }
    text += "\nWhat stays behind, or does not go as it is"
    text += left.isEmpty ? ": nothing more.\n\n" : " (each of it in \(LeftBehind.file)):\n\n"
    text += left.lines.map { "- \($0)\n" }.joined()
    text += """

      manifest.json has the SHA-256, rows and amounts of each file. The store remembers this export as
      batch \(batch): 'carryover export \(target.name) --again \(batch) -o DIR' writes the same bytes, and
      'carryover export \(target.name) --new -o DIR' what is new or changed since. After the load,
      'carryover parity' compares the target's own export with the store.

      """
    return Array(text.utf8)
  }
}
