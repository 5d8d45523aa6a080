internal import Bytes
package import Diagnostics
package import Store

/// A migration as data: who it is for, which files come through which profiles, what they must come
/// to, and how payments are applied. A JSON5 file; paths in it are relative to its folder.
///
///     {
///       company: { code: "PN", name: "Prairie Net", currency: "CAD", zone: "America/Regina" },
///       sources: [{ name: "acme", company: "PN", role: "system", feed: "snapshot", … }],
///       cutOver: "2026-10-31",
///       stated: { balance: "account balance", sign: "debit" },
///       apply: "oldest",
///       tolerance: { accounts: 0, amount: "0.00" },
///       files: [
///         { file: "payments.csv", profile: "acme-payments.json5", source: "acme",
///           control: { records: 7, sums: { "payment.amount": "392.45" } } },
///       ],
///     }
package struct Manifest: Sendable {
  package struct Entry: Sendable {
    package var path: String
    package var profile: String
    package var source: String?
    /// The sheet of a workbook; nil for the first.
    package var sheet: String?
    package var declared: [DeclaredTotal] = []
    package var rejectLimit: RejectLimit?
  }

  /// By how much balances may differ from the stated ones, and the migration still be accepted.
  package struct Tolerance: Sendable, Equatable {
    package var accounts: Int
    /// As it is written, in the units of the company's currency; it is compared with the sum of the
    /// absolute differences.
    package var amount: String
  }

  package let path: String
  package let sha256: String
  package let bytes: Int
  package private(set) var entries: [Entry] = []
  /// Companies and sources that the manifest itself declares.
  package private(set) var rows: [ManifestRow] = []
  package private(set) var apply: ApplyMode?
  /// Which of the four numbers the sources' stated balances are.
  package private(set) var statedBalance: String?
  package private(set) var tolerance: Tolerance?

  private static let keys = [
    "company", "companies", "sources", "cutOver", "stated", "apply", "tolerance", "files",
  ]
  private static let balances = [
    "account balance", "balance due", "available credits", "total balance",
  ]

  /// Reads the manifest at `path`; of a folder, the `manifest.json5` in it.
  ///
  /// - Throws: `json-syntax`, `bad-manifest`, `unknown-key`, with line and column.
  package init(_ path: String) throws(Problem) {
    self.path = Folder.isFolder(path) ? path + "/manifest.json5" : path
    let text = try TextFile.read(self.path)
    sha256 = SHA256.hex(of: text.utf8)
    bytes = text.utf8.count
    let document = try JSON5Parser.parse(text, file: self.path)
    let reader = ManifestReader(
      folder: self.path.lastIndex(of: "/").map { String(self.path[...$0]) } ?? "")
    for member in document.members ?? [] where !Self.keys.contains(member.key) {
      throw .manifestKey(member, among: Self.keys)
    }
    if let company = document.member("company") { rows.append(try reader.row(company, "company")) }
    for company in try reader.list(document, "companies") {
      rows.append(try reader.row(company, "company"))
    }
    for source in try reader.list(document, "sources") {
      rows.append(try reader.row(source, "source"))
    }
    if let value = document.member("cutOver") { try set("cut_over", to: value) }
    if let stated = document.member("stated") { try readStated(stated, reader) }
    if let value = document.member("apply") {
      let word = try reader.word(value, "apply", among: ApplyMode.allCases.map(\.rawValue))
      apply = ApplyMode(rawValue: word)
    }
    if let value = document.member("tolerance") { tolerance = try reader.tolerance(value) }
    for element in try reader.list(document, "files") {
      entries.append(try reader.entry(element))
    }
    if entries.isEmpty {
      throw .manifest("The manifest names no files: add files: [ … ].", at: document.position)
    }
  }

  private mutating func readStated(_ stated: JSONValue, _ reader: ManifestReader) throws(Problem) {
    for member in stated.members ?? [] {
      switch member.key {
      case "balance":
        statedBalance = try reader.word(member.value, "stated balance", among: Self.balances)
      case "sign":
        _ = try reader.word(member.value, "sign", among: ["debit", "credit"])
        try set("stated_sign", to: member.value)
      default: throw .manifestKey(member, among: ["balance", "sign"])
      }
    }
  }

  /// Sets a field of every source that the manifest declares and that does not say otherwise.
  private mutating func set(_ field: String, to value: JSONValue) throws(Problem) {
    guard rows.contains(where: { $0.kind.name == "source" }) else {
      throw .manifest(
        "This speaks of the sources, and the manifest declares none: add sources: [ … ], or give "
          + "the column '\(field)' to the file of sources.", at: value.position)
    }
    for index in rows.indices where rows[index].kind.name == "source" {
      rows[index].addUnlessThere(field, value)
    }
  }

  /// How payments are applied: a migration must be told.
  package func requireApply() throws(Problem) -> ApplyMode {
    if let apply { return apply }
    throw .manifest(
      "Say how payments are applied that no file applies: apply: \"given\" (only to the invoices that "
        + "they name), \"stated\" (as far as the source states that invoices are paid) or "
        + "\"oldest\" (the oldest due first).", at: SourcePosition(file: path))
  }
}

/// A company or source as a manifest declares it: texts as canonical CSV has them, by field.
package struct ManifestRow: Sendable {
  var kind: Kind
  var position: SourcePosition
  var fields: [(name: String, text: String, position: SourcePosition)] = []

  mutating func addUnlessThere(_ name: String, _ value: JSONValue) {
    if fields.contains(where: { $0.name == name }) { return }
    fields.append((name, value.string ?? "", value.position))
  }
}
