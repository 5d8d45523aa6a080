internal import Billing
package import Diagnostics
package import PDF

/// How documents look and what they say besides the ledger's facts: a brand. Read from JSON5 by
/// `ThemeParser`; `plain` is what documents have without one.
package struct Theme: Sendable {
  /// The layout of this version of the command.
  package static let layout = "4"

  /// What is kept of the layout with every issued document, since another one would give other bytes:
  /// its version, and the profile of the file where it is not the usual one.
  package var template: String {
    profile == .archiveAndAccess ? Self.layout : Self.layout + "/" + profile.rawValue
  }

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
  /// Whether bills say what differs from the bill before.
  var comparesBills = true
  var dates: [Language: String] = [:]
  var numbers: [Language: MoneyFormat] = [:]
  var words: [Language: [Word: String]] = [:]
  var messages: [Language: String] = [:]
  var companies: [String: CompanyTheme] = [:]

  package static let plain = Theme()

  struct Logo: Sendable {
    var image: PDFImage
    /// In points.
    var height: Int
    var alternative: String
  }

  package struct Fonts: Sendable {
    package var regular: String
    package var bold: String
    package var fallback: [String]
    /// For the line of a slip that a machine reads.
    package var code: String?
  }

  /// The fonts of the theme, else those of the system.
  ///
  /// - Throws: `missing-font`, `bad-font`.
  package func fontSet() throws(Problem) -> FontSet {
    // Only a slip has a line that machines read.
    let code = slip == nil ? [] : [fonts?.code ?? FontSet.systemCode]
    guard let fonts else { return try FontSet.system(code: code) }
    return try FontSet(
      regular: [fonts.regular] + fonts.fallback, bold: [fonts.bold] + fonts.fallback, code: code)
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
