package import PDF

/// How a bill is to be written, besides what the ledger says.
package struct BillOptions: Sendable {
  package var mode: BillMode?
  package var itemisation: Itemisation?
  /// What the file shall promise, where the user says so.
  package var profile: PDFProfile?
  /// Whether it is a copy of what was issued, and says so.
  package var isCopy = false
  package var carriesXML = true
  /// Whether an invoice is written though its lines don't come to its total; it says so then.
  package var isForced = false
  package var theme = Theme.plain

  package init() {}
}

/// What a bill shows: one invoice, or the account with its prior balances.
package enum BillMode: String, CaseIterable, Sendable {
  case invoice, statement
}
