package import Billing
package import Bytes
internal import Diagnostics
package import Store

/// A journal on its way to accounting software: a batch that is remembered, so that no month is posted
/// twice (rules §8).
package struct JournalExport {
  package struct Summary: Sendable {
    package var journal: Journal
    package var batch: Int64
    /// Whether the same bytes went before.
    package var isRepeated: Bool
  }

  package let company: JournalCompany
  package let month: Month
  package let format: JournalFormat
  package let mapping: JournalMapping
  package let byDay: Bool
  package let includesLegacy: Bool
  private let version: String

  package init(
    of company: JournalCompany, _ month: Month, format: JournalFormat, mapping: JournalMapping,
    byDay: Bool, includesLegacy: Bool, version: String
  ) {
    self.company = company
    self.month = month
    self.format = format
    self.mapping = mapping
    self.byDay = byDay
    self.includesLegacy = includesLegacy
    self.version = version
  }

  /// As lists of batches show it.
  private var about: String { "journal \(company.code)-\(month.name)" }
  private var target: String { "journal-\(format.rawValue)" }

  /// The journal, if it may leave.
  ///
  /// - Throws: `legacy-period`, `empty-journal`, `unmapped`, `unmapped-closed`.
  package func journal(in database: Database, open: () throws -> Database) throws -> Journal {
    let journal = try Journal(
      of: company, month, byDay: byDay, mapping: mapping,
      receivables: try format.receivables(mapping), includesLegacy: includesLegacy, open: open)
    if journal.entries.isEmpty { throw try whyEmpty(database) }
    if !journal.gaps.isEmpty {
      throw Problem.unmapped(journal, try JournalGaps(journal, in: database).lines)
    }
    if journal.usesUnmapped, try isClosed(database) { throw Problem.unmappedClosed(month.name) }
    return journal
  }

  private func isClosed(_ database: Database) throws(Problem) -> Bool {
    try database.integer(
      "SELECT 1 FROM closed_through WHERE company = ? AND last >= ?",
      [.integer(company.id), .text(month.to)]) != nil
  }

  private func whyEmpty(_ database: Database) throws -> Problem {
    let legacy = try database.text(
      """
      SELECT max(last) FROM legacy_through WHERE company = ? AND last >= ?
      """, [.integer(company.id), .text(month.from)])
    if let legacy, !includesLegacy { return .legacyPeriod(month.name, through: legacy) }
    return .emptyJournal(month.name, company: company.code)
  }

  /// Writes the journal and remembers that it went.
  ///
  /// - Parameter again: the batch whose bytes are wanted once more; nil for a first time.
  /// - Throws: `journal-changed`, `export-changed`, `unknown-batch`, and what `journal` throws.
  package func run(
    again: Int64?, writer: Database, open: () throws -> Database, to sink: any ByteSink
  ) throws -> Summary {
    let journal = try journal(in: writer, open: open)
    let bytes = try format.bytes(journal, mapping)
    let hash = SHA256.hex(of: bytes)
    return try writer.transaction {
      let earlier = try writer.rows(
        """
        SELECT id, file_sha256 FROM batch
        WHERE verb = 'export' AND profile = ? AND file_name = ? ORDER BY id DESC
        """, [.text(target), .text(about)]
      ) { (batch: $0.integer(0), hash: $0.text(1) ?? "") }
      if let again {
        guard let one = earlier.first(where: { $0.batch == again }) else {
          throw Problem.noSuchJournal(again, about, earlier.map(\.batch))
        }
        guard one.hash == hash else { throw Problem.journalChanged(about, batch: again) }
      }
      if let last = earlier.first {
        guard again != nil || last.hash == hash else {
          throw Problem.journalChanged(about, batch: last.batch)
        }
        try sink.write(bytes[...])
        return Summary(journal: journal, batch: again ?? last.batch, isRepeated: true)
      }
      var batch = try MadeBatch(writer, verb: "export", about: about, version: version)
      batch.bytes(of: bytes, profile: target)
      try batch.keep(spans: [])
      try sink.write(bytes[...])
      return Summary(journal: journal, batch: batch.id, isRepeated: false)
    }
  }
}
