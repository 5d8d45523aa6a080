/// A file that went to another system, as its batch remembers it.
package struct ExportedFile: Sendable, Equatable {
  package var name: String
  package var sha256: String
  package var bytes: Int
  package var rows: Int
  /// What its rows come to, by currency: `1234.56 CAD`; nil where they come to nothing.
  package var totals: String?

  package init(name: String, sha256: String, bytes: Int, rows: Int, totals: String? = nil) {
    self.name = name
    self.sha256 = sha256
    self.bytes = bytes
    self.rows = rows
    self.totals = totals
  }
}
