internal import Bytes
internal import Diagnostics
package import PDF
package import Store

/// Whether what the register says was issued can still be made to the byte: what it shows is what the
/// store holds. Archived bytes are not enough: they don't know of a line that was changed since.
package struct IssueCheck {
  private let printing: InvoicePrinting
  private let store: Queries

  package init(_ store: Queries, fonts: FontSet, options: BillOptions) throws {
    self.store = store
    var options = options
    options.isForced = false
    printing = try InvoicePrinting(store: store, fonts: fonts, options: options, asOf: nil)
  }

  /// - Parameters:
  ///   - invoice: the row of an invoice; 0 where it is a credit note.
  ///   - creditNote: the row of the discount that it is.
  package func isSame(invoice: Int64, creditNote: Int64) throws -> Bool {
    let day = "9999-12-31"
    let facts =
      invoice != 0
      ? try InvoiceFacts(row: invoice, asOf: day, in: store)
      : try InvoiceFacts(creditNote: creditNote, asOf: day, in: store)
    do {
      return try printing.isSame(facts)
    } catch let problem as Problem where problem.kind == .input {
      // It can't be made at all, or it would be another: both are not what was issued.
      return false
    }
  }
}
