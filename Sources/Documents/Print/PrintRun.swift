package import Diagnostics
package import PDF
internal import Store

/// Many invoices in one file for the printer: fonts and logo once, a bookmark each, a blank back where
/// both sides are printed and the last page is a front.
package struct PrintRun {
  private let batch: PDFBatch
  private let isPadded: Bool
  package private(set) var count = 0
  package private(set) var refused: [(number: String, problem: Problem)] = []

  package init(
    fonts: FontSet, date: String, theme: Theme, isDuplex: Bool, path: String, force: Bool
  ) throws(Problem) {
    batch = try PDFBatch(
      fonts: fonts, title: "Invoices of \(date)", author: "Carryover", date: date, language: "en",
      profile: theme.profile, path: path, force: force)
    isPadded = isDuplex
  }

  package mutating func add(_ entry: InvoiceSelection.Entry, _ printing: InvoicePrinting) throws {
    do {
      let document = try printing.document(row: entry.row).document
      try batch.add(
        try document.pages(fonts: printing.fonts),
        bookmark: "\(document.title) · \(document.account.name)", isPadded: isPadded)
      count += 1
    } catch let problem as Problem where problem.kind == .input || problem.kind == .usage {
      refused.append((entry.number, problem))
    }
  }

  /// Makes the file appear.
  package func finish() throws(Problem) { _ = try batch.finish() }
}
