internal import Billing
internal import Bytes
internal import Diagnostics
package import PDF
package import Store

/// Enters documents in the register, as one batch that can be undone.
package struct IssueRegister {
  private let store: Queries
  private let version: String
  /// What was entered, source by source: its batch is a batch of that source.
  private var parts: [Int64: Part] = [:]

  private struct Part {
    var count = 0
    var first = ""
    var spans: [(kind: String, first: Int64, last: Int64)] = []
    var hash = SHA256()
    var bytes = 0
  }

  package init(_ store: Queries, version: String) {
    self.store = store
    self.version = version
  }

  /// Refuses what can't be issued: what was, and what another system issued.
  package static func check(_ facts: InvoiceFacts, in store: Queries) throws {
    if let issuer = facts.issuer {
      throw Problem(
        "legacy-invoice", .usage,
        "\(facts.number) was issued by \(issuer) before the cut-over: what is printed here is a COPY, "
          + "and can't be issued again.")
    }
    if try IssuedDocument(of: facts, in: store) != nil {
      throw Problem(
        "already-issued", .usage,
        "\(facts.number) was issued already: 'carryover invoice \(facts.number)' gives the same bytes."
      )
    }
    if facts.isVoid {
      throw Problem(
        "void-invoice", .usage, "\(facts.number) is void by \(facts.asOf): it can't be issued.")
    }
  }

  /// Enters one document; inside a transaction that the caller holds.
  package mutating func add(
    _ document: InvoiceDocument, bytes content: [UInt8], fonts: FontSet, archives: Bool
  ) throws {
    let facts = document.facts
    let database = store.database
    let sha256 = SHA256.hex(of: content)
    let id = (try database.integer("SELECT max(id) FROM issue") ?? 0) + 1
    let table = facts.isCreditNote ? "discount" : "invoice"
    try database.run(
      """
      INSERT INTO issue (id, source, line, number, \(table), date, as_of, mode, itemisation, with_xml,
        template, theme, theme_sha256, fonts_sha256, sha256, bytes)
      SELECT ?1, source, line, ?2, id, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13
      FROM \(table) WHERE id = ?14
      """,
      [
        .integer(id), .text(facts.number), .text(facts.date), .text(facts.asOf),
        .text(document.mode.rawValue), .text(document.itemisation.rawValue),
        .integer(document.carriesXML ? 1 : 0), .text(document.theme.template),
        .text(document.theme.name),
        .optional(document.theme.sha256.isEmpty ? nil : document.theme.sha256),
        .text(fonts.sha256), .text(sha256), .integer(Int64(content.count)), .integer(facts.row),
      ])
    if archives {
      let statement = try database.prepare(
        "INSERT INTO issue_document (issue, content) VALUES (?, ?)")
      statement.bind(.integer(id), at: 1)
      statement.bind(blob: content[...], at: 2)
      _ = try statement.step()
    }
    let source = try database.integer("SELECT source FROM issue WHERE id = ?", [.integer(id)]) ?? 0
    var part = parts[source] ?? Part()
    if part.count == 0 { part.first = facts.number }
    part.count += 1
    if let last = part.spans.last, last.last + 1 == id {
      part.spans[part.spans.count - 1].last = id
    } else {
      part.spans.append(("issue", id, id))
    }
    let entry = "\(facts.number);\(sha256)\n"
    part.hash.update(Array(entry.utf8)[...])
    part.bytes += entry.utf8.count
    parts[source] = part
  }

  /// Makes what was entered a batch of its source.
  package mutating func keep() throws {
    for (source, part) in parts.sorted(by: { $0.key < $1.key }) {
      var part = part
      let batches = Batches(store.database)
      let about =
        part.count == 1 ? "issue of \(part.first)" : "issue of \(part.count) documents"
      var batch = Batch(
        source: source, fileName: about, fileSHA256: Hex.encode(part.hash.finish()),
        bytes: part.bytes, profile: "issue", profileSHA256: SHA256.hex(of: Theme.layout.utf8),
        version: version)
      batch.verb = "issue"
      batch.id = try batches.nextID()
      batch.finished = WallClock.milliseconds
      batch.counts[.inserted] = part.count
      try batches.insert(
        batch, spans: part.spans,
        counts: [BatchCount(name: "issue inserted", counted: Int64(part.count))]
          + (try BatchTotals(of: part.spans, in: store.database).counts), rejects: [])
    }
    parts = [:]
  }
}
