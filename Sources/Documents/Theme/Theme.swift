internal import Billing
package import PDF

/// How documents look and what they say besides the ledger's facts: a brand. Read from JSON5 by
/// `ThemeParser`; `plain` is what documents have without one.
package struct Theme: Sendable {
  /// The layout of this version of the command: kept with every issued document, since another layout
  /// would give other bytes.
  package static let template = "2"

  package var name = "plain"
  /// Of the theme's file and of its logo; empty for the plain one.
  package var sha256 = ""
  /// Red, green, blue. Dark enough for text on white: contrast 4.5 : 1 (WCAG 1.4.3).
  var accent: [Int] = [22, 78, 140]
  var logo: Logo?
  package var fonts: Fonts?
  /// PDF/A-3a with PDF/UA-1, unless somebody wants less.
  package var profile = PDFProfile.archiveAndAccess
  var paper: PaperChoice?
  var window: Window?
  var slip: Slip?
  var dates: [Language: String] = [:]
  var numbers: [Language: MoneyFormat] = [:]
  var words: [Language: [Word: String]] = [:]
  var messages: [Language: String] = [:]
  var companies: [String: CompanyTheme] = [:]

  package static let plain = Theme()

  struct Logo: Sendable {
    var path: String
    var bytes: [UInt8]
    /// In points.
    var height: Int
    var alternative: String
  }

  package struct Fonts: Sendable {
    package var regular: String
    package var bold: String
    package var fallback: [String]
  }

  enum PaperChoice: String, CaseIterable { case a4, letter }

  /// A remittance slip at the foot of the first page.
  struct Slip: Sendable {
    var check: CheckDigit
  }

  /// What a company adds to what the ledger knows of it.
  struct CompanyTheme: Sendable {
    var registration: String?
    var iban: String?
    var bic: String?
    var bank: String?
    /// Where cheques go: the lines of an address in the window of the return envelope.
    var remitTo: [String] = []
    var payOnline: String?
    var message: String?
  }

  func company(_ code: String) -> CompanyTheme { companies[code] ?? CompanyTheme() }
}
