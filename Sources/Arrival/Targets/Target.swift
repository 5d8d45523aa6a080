internal import Diagnostics
internal import Importing
internal import Store
internal import Tabular

/// A system that an ISP moves to, as far as its import goes: which files it takes, in which order and
/// within which limits. A declaration, read by `TargetParser`; no target has code of its own.
package struct Target: Sendable {
  package var name: String
  package var about: String
  var dialect: TargetDialect
  /// What the user must say, by name: an id of the target's own that no source has.
  package var parameters: [TargetParameter]
  /// Whether its files have no column for a currency, so that one export has amounts of one only.
  var hasOneCurrency = false
  /// Whether its only file is written as it is, without a folder and papers.
  package var isOneFile = false
  /// Whether a date may be before the day of the load nowhere at all.
  package var needsLoadDay = false
  var lists: [CodeList]
  /// How the target's own export names an account, over the row set `accounts`.
  var account: RowValue
  /// How it names a service and an invoice, over `services` and `open-invoices`; nil where it does not.
  var service: RowValue?
  var serviceList: String?
  var invoice: RowValue?
  /// Why rows of a kind stay behind, by kind.
  var leaves: [(kind: String, why: String)]
  var files: [TargetFile]
  /// The files that are written, in the order in which they are loaded.
  package var written: [TargetFile] { files.filter { $0.stays == nil } }
  /// Whether calls are all that goes; what else there is hangs on accounts.
  package var isOfCalls: Bool { written.allSatisfy { $0.kind == "cdr" } }
  /// What the user has to know, for the README of the folder.
  package var notes: [String]
  /// Of the text that it was read from.
  package var sha256 = ""
}

package struct TargetParameter: Sendable {
  package var name: String
  package var about: String
  package var isRequired: Bool

  /// As an option of the command: `provider_id` is `--provider-id`.
  package var option: String { String(name.map { $0 == "_" ? "-" : $0 }) }
}

/// A file of a target, filled from a row set.
package struct TargetFile: Sendable {
  /// When a row goes that went before.
  enum Sending: String, Sendable, CaseIterable {
    /// When its cells are others than those that went.
    case changed
    /// Never: the target would add it a second time.
    case once
  }

  package var name: String
  package var about: String
  var rows: RowSet
  /// The kind that its rows are of; nil where they are sums.
  var kind: String?
  /// Kinds whose rows go along with them, with the columns that have their numbers.
  var carries: [(kind: String, columns: [String])] = []
  /// What parity compares of it: what stays behind of it explains a difference there.
  var aspect: ParityAspect?
  var order: [(column: String, descending: Bool)]
  var lets: [RowValue]
  var when: RowCondition?
  /// What a row is about: the same comes again when it changed.
  var key: RowValue
  var sending: Sending
  /// Whether its rows wait until the crosswalk knows the account's id in the target.
  var waitsForCrosswalk: Bool
  /// The column of amounts that the manifest adds up.
  var sum: String?
  /// Why its rows stay behind altogether: then no file is written, and each row is listed.
  var stays: String?
  /// The profile that reads the file back.
  package var profile: String?
  package var columns: [TargetColumn]
}

package struct TargetColumn: Sendable {
  package var heading: String
  var value: RowValue
  var limits: TargetLimits
}

/// How the target's files are written.
struct TargetDialect: Sendable, Equatable {
  enum Quoting: String, Sendable, CaseIterable { case needed, always }
  enum LineEnd: String, Sendable, CaseIterable { case lf, crlf }

  var delimiter = UInt8(ascii: ",")
  var quoting = Quoting.needed
  /// Whether a quote in a cell is escaped by a backslash, and so is a backslash; else it is doubled.
  var escapesWithBackslash = false
  var hasHeader = true
  var lineEnd = LineEnd.lf
  var encoding = TextEncoding.utf8
  /// Characters that no cell may have; a blank stands for them.
  var without: Set<Character> = []
}

/// What the target takes in a column.
struct TargetLimits: Sendable {
  /// What becomes of what does not fit.
  enum Otherwise: String, Sendable, CaseIterable {
    /// The whole export is refused.
    case refuse
    /// The row is not sent.
    case skip
    /// The cell is left empty.
    case empty
  }

  var isRequired = false
  var longest: Int?
  var digits: Int?
  /// The largest number; a larger one becomes it.
  var most: Int?
  var isNotPast = false
  var isNotZero = false
  var fits: RowCondition?
  var list: String?
  /// Where the cell holds several codes: what parts them here, and there.
  var parts: (here: Character, there: String)?
  var otherwise: Otherwise?
}

/// Codes of ours and what the target calls them.
struct CodeList: Sendable {
  var name: String
  var about: String
  /// What the target knows; empty where every instance has its own.
  var words: Set<String> = []
  var map: [String: String] = [:]
  /// What stands in for a code without a counterpart; nil: there must be one.
  var otherwise: String?
  /// Whether the target takes our codes as they are.
  var keepsOurs = false
}

/// What parity compares.
package enum ParityAspect: String, Sendable, CaseIterable {
  case accounts
  case balances
  case services
  case openInvoices = "open invoices"
  case nextBillDates = "next bill dates"
}
