internal import Bytes
package import Diagnostics
package import PDF
package import Store

/// Which document an invoice is printed as: the one that was issued, to the byte, or another rendering.
package struct InvoicePrinting {
  package let store: Queries
  package let fonts: FontSet
  package var options: BillOptions
  /// The day that the user asks for; nil where none is.
  package let asOf: String?
  package let source: String?
  /// The last day of the ledger: what an invoice that was never issued is printed as of.
  private let last: String

  package init(
    store: Queries, fonts: FontSet, options: BillOptions, asOf: String?, source: String? = nil
  ) throws(Problem) {
    self.store = store
    self.fonts = fonts
    self.options = options
    self.asOf = asOf
    self.source = source
    last = try LedgerCalendar.lastDate(in: store.database) ?? "9999-12-31"
  }

  /// The bytes for a number.
  ///
  /// - Throws: `issued-differs` where the issued document can't be made again.
  package func pdf(_ number: String) throws -> [UInt8] {
    try document(InvoiceFacts(number, asOf: asOf ?? last, source: source, in: store)).pdf
  }

  /// The document of an invoice's row, and its bytes.
  package func document(row: Int64) throws -> (document: InvoiceDocument, pdf: [UInt8]) {
    try document(InvoiceFacts(row: row, asOf: asOf ?? last, in: store))
  }

  private func document(_ facts: InvoiceFacts) throws -> (document: InvoiceDocument, pdf: [UInt8]) {
    guard let issued = try IssuedDocument(of: facts, in: store) else {
      let document = try InvoiceDocument(facts, options: options, in: store)
      return (document, try document.pdf(fonts: fonts))
    }
    // Whoever asks for another day, mode or look gets another rendering, and it says so.
    let isAnother =
      asOf != nil || options.mode != nil || options.itemisation != nil || options.profile != nil
      || options.isCopy
    if isAnother {
      var copy = options
      copy.isCopy = true
      copy.carriesXML = false
      let document = try InvoiceDocument(facts, options: copy, in: store)
      return (document, try document.pdf(fonts: fonts))
    }
    let document = try asIssued(facts, issued)
    if let bytes = try issued.archived(in: store) { return (document, bytes) }
    return (document, try again(issued, document))
  }

  private func asIssued(_ facts: InvoiceFacts, _ issued: IssuedDocument) throws -> InvoiceDocument {
    var options = options
    options.mode = issued.mode
    options.itemisation = issued.itemisation
    options.carriesXML = issued.withXML
    options.theme.profile = issued.profile
    let then =
      facts.isCreditNote
      ? try InvoiceFacts(creditNote: facts.row, asOf: issued.asOf, in: store)
      : try InvoiceFacts(row: facts.row, asOf: issued.asOf, in: store)
    return try InvoiceDocument(then, options: options, in: store)
  }

  /// Whether an issued document can be made again from what the store holds.
  ///
  /// - Throws: `issued-differs` where it can't.
  func isSame(_ facts: InvoiceFacts) throws -> Bool {
    guard let issued = try IssuedDocument(of: facts, in: store) else { return false }
    return !(try again(issued, try asIssued(facts, issued))).isEmpty
  }

  /// Makes an issued document once more, as it was made.
  private func again(_ issued: IssuedDocument, _ document: InvoiceDocument) throws(Problem)
    -> [UInt8]
  {
    let theme = document.theme
    func refuse(_ reason: String) -> Problem {
      Problem(
        "issued-differs", .input,
        "\(issued.number) was issued, and the same bytes can't be made again, since \(reason). "
          + "Another rendering, marked COPY, comes with --as-of DATE.")
    }
    if issued.template != theme.template {
      throw refuse("it has layout \(issued.template), and this command makes \(Theme.layout)")
    }
    let themeHash = theme.sha256.isEmpty ? nil : theme.sha256
    if issued.themeHash != themeHash {
      throw refuse("it has the theme '\(issued.theme)' of another content: give that with --theme")
    }
    if issued.fontsHash != fonts.sha256 { throw refuse("the fonts of this machine are others") }
    let bytes = try document.pdf(fonts: fonts)
    guard SHA256.hex(of: bytes) == issued.sha256 else {
      throw refuse("what it shows was changed in the store since")
    }
    return bytes
  }
}
