internal import Billing
package import Diagnostics

/// What accounting software reads a journal.
package enum JournalFormat: String, Sendable, CaseIterable {
  /// Any that takes a table.
  case csv
  /// QuickBooks Online, journal entries.
  case qbo
  /// QuickBooks Desktop.
  case iif
  /// Xero, manual journals.
  case xero
  case sage

  package var title: String {
    switch self {
    case .csv: "CSV"
    case .qbo: "QuickBooks Online"
    case .iif: "QuickBooks IIF"
    case .xero: "Xero manual journal"
    case .sage: "Sage 50"
    }
  }

  /// What its files' names end in.
  var suffix: String { self == .iif ? ".iif" : ".csv" }

  /// The account that faces the customers, where the software wants one of its own: Xero lets nobody post
  /// to its receivables.
  package func receivables(_ mapping: JournalMapping) throws(Problem) -> String? {
    if self != .xero { return nil }
    guard let clearing = mapping.xero["clearing"] else {
      throw .mappingLacks(
        "xero: { clearing: \"…\" }", "Xero lets no journal post to its receivables")
    }
    return clearing
  }

  /// The whole file.
  ///
  /// - Throws: `bad-mapping` for what the mapping lacks, `journal-field` for what the software can't read.
  package func bytes(_ journal: Journal, _ mapping: JournalMapping) throws(Problem) -> [UInt8] {
    switch self {
    case .csv: Self.table(journal)
    case .qbo: try Self.quickBooksOnline(journal, mapping)
    case .iif: try Self.quickBooksDesktop(journal, mapping)
    case .xero: Self.xero(journal, mapping)
    case .sage: try Self.sage(journal, mapping)
    }
  }

  // MARK: Parts

  /// A plain number, and nothing where there is none: never 0.
  static func amount(_ value: Int64, _ journal: Journal) -> String {
    value == 0
      ? "" : ScaledDecimal.print(value, scale: journal.company.digits, trimmed: false)
  }

  private static func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// A day as the software expects it; where nobody says how, as the company's country writes it.
  static func date(_ day: CalendarDate, _ journal: Journal, _ mapping: JournalMapping) -> String {
    let (year, month, date) = day.components
    switch mapping.dateOrder ?? (journal.company.country == "US" ? "mdy" : "dmy") {
    case "mdy": return "\(pad(month))/\(pad(date))/\(year)"
    case "ymd": return day.description
    default: return "\(pad(date))/\(pad(month))/\(year)"
    }
  }

  /// Rows of a software that cuts at every delimiter, quoted or not.
  struct BareRows {
    var bytes: [UInt8] = []
    let delimiter: Character
    let software: String

    mutating func add(_ fields: [String]) throws(Problem) {
      for field in fields
      where field.contains(where: { $0 == delimiter || $0 == "\"" || $0.isNewline }) {
        throw .journalField(field, software: software, delimiter: delimiter)
      }
      bytes += Array((fields.joined(separator: String(delimiter)) + "\r\n").utf8)
    }
  }
}
