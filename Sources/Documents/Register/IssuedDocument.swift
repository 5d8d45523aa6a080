package import PDF
package import Store

/// An entry of the issue register: what was issued, and how it was made.
package struct IssuedDocument: Sendable {
  package var row: Int64
  package var number: String
  package var asOf: String
  package var mode: BillMode
  package var itemisation: Itemisation
  package var withXML: Bool
  package var template: String
  /// What its file promises.
  package var profile: PDFProfile {
    let name = template.split(separator: "/").dropFirst().first.map(String.init)
    return name.flatMap { PDFProfile(rawValue: $0) } ?? .archiveAndAccess
  }
  package var theme: String
  package var themeHash: String?
  package var fontsHash: String
  package var sha256: String

  /// The entry of an invoice or credit note; nil where it was not issued.
  package init?(of facts: InvoiceFacts, in store: Queries) throws {
    let found = try store.rows(
      """
      SELECT id, number, as_of, mode, itemisation, with_xml, template, theme, theme_sha256,
        fonts_sha256, sha256
      FROM issue WHERE \(facts.isCreditNote ? "discount" : "invoice") = ?
      """, [.integer(facts.row)]
    ) { row in
      (
        id: row.integer(0), xml: row.integer(5) != 0,
        texts: (0..<11).map { row.text($0) }
      )
    }
    guard let entry = found.first else { return nil }
    let texts = entry.texts
    row = entry.id
    number = texts[1] ?? ""
    asOf = texts[2] ?? ""
    mode = texts[3].flatMap { BillMode(rawValue: $0) } ?? .invoice
    itemisation = texts[4].flatMap { Itemisation(rawValue: $0) } ?? .masked
    withXML = entry.xml
    template = texts[6] ?? ""
    theme = texts[7] ?? ""
    themeHash = texts[8]
    fontsHash = texts[9] ?? ""
    sha256 = texts[10] ?? ""
  }

  /// The bytes as they were issued; nil where they were not archived.
  package func archived(in store: Queries) throws -> [UInt8]? {
    try store.rows("SELECT content FROM issue_document WHERE issue = ?", [.integer(row)]) {
      $0.blob(0)
    }.first
  }
}
