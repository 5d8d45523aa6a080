package import Billing
package import Bytes
internal import Diagnostics
package import Store

/// A journal on its way to accounting software: a batch that is remembered, so that no month is posted
/// twice (rules §8).
package struct JournalExport {
  package struct Summary: Sendable {
    /// `PN-2026-10`.
    package var number: String
    package var format: JournalFormat
    package var lines: Int
    /// What the debits come to, and the credits as well, in minor units.
    package var total: Int64
    package var currency: String
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

  private var number: String { "\(company.code)-\(month.name)" }
  private var target: String { Self.target(format, number) }

  private static func target(_ format: JournalFormat, _ number: String) -> String {
    "journal-\(format.rawValue) \(number)"
  }

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
  /// - Throws: `journal-changed`, and what `journal` throws.
  package func run(writer: Database, open: () throws -> Database, to sink: any ByteSink) throws
    -> Summary
  {
    let journal = try journal(in: writer, open: open)
    let bytes = try format.bytes(journal, mapping)
    let file = ExportedFile(
      name: number + format.suffix, sha256: SHA256.hex(of: bytes), bytes: bytes.count,
      rows: journal.lineCount,
      totals: ScaledDecimal.print(journal.debits, scale: company.digits, trimmed: false)
        + " " + company.currency)
    return try writer.transaction {
      let earlier = ExportBatches(writer)
      let same = try earlier.find(ExportBatch.hash(of: [file]), target: target)
      if same == nil, let other = try earlier.newest(target: target) {
        throw Problem.journalChanged(number, batch: other)
      }
      var summary = Summary(
        number: number, format: format, lines: file.rows, total: journal.debits,
        currency: company.currency, batch: same ?? 0, isRepeated: same != nil)
      if same == nil {
        var batch = try ExportBatch(
          writer, target: target, about: "journal \(number)", version: version)
        try batch.add(file.name, bytes, rows: file.rows, totals: file.totals)
        try batch.keep()
        summary.batch = batch.id
      }
      try sink.write(bytes[...])
      return summary
    }
  }

  /// Writes a journal that went once more, as it went.
  ///
  /// - Throws: `unknown-batch` where the batch is no journal.
  package static func again(_ batch: Int64, in database: Database, to sink: any ByteSink) throws
    -> Summary
  {
    let exports = ExportBatches(database)
    let target = try exports.target(of: batch) ?? ""
    let words = target.split(separator: " ").map(String.init)
    guard target.hasPrefix("journal-"), words.count == 2,
      let format = JournalFormat(rawValue: String(words[0].dropFirst(8))),
      let file = try exports.files(of: batch).first
    else { throw Problem.noJournal(batch) }
    try exports.content(of: file.name, in: batch) { try sink.write($0[...]) }
    let totals = file.totals?.split(separator: " ").map(String.init) ?? []
    return Summary(
      number: words[1], format: format, lines: file.rows,
      total: Int64((totals.first ?? "").filter(\.isNumber)) ?? 0, currency: totals.last ?? "",
      batch: batch, isRepeated: true)
  }
}
