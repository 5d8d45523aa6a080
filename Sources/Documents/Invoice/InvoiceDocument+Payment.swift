internal import Diagnostics
internal import PDF

extension InvoiceDocument {
  /// How to pay: account and code to scan, and the page to pay at.
  func drawPayment(_ company: Theme.CompanyTheme, on document: inout PDFDocument) throws(Problem) {
    if toPay <= 0 || facts.isCreditNote || account.isPaidAutomatically { return }
    if let iban = company.iban {
      let target = [company.bank, "IBAN \(iban)", company.bic.map { "BIC \($0)" }]
        .compactMap { $0 }.joined(separator: ", ")
      let text =
        words.text(.payTo, target) + ", \(words[.reference]): \(facts.number)"
      try document.together { (document: inout PDFDocument) throws(Problem) in
        try document.paragraph(text)
        if let code = try giroCode(iban, company) {
          document.space(4_000)
          let about = words.text(.scanToPay, currencyAmount(toPay))
          try document.code(code, side: 85_000, alternative: about)
          try document.paragraph(about, .small)
        }
        document.space(6_000)
      }
    }
    if let address = company.payOnline {
      try document.link(words[.payOnline], to: address, about: words[.payOnline])
      document.space(6_000)
    }
  }

  /// Only euro can be paid by this code (EPC069-12), up to 999,999,999.99; what doesn't fit into one is
  /// paid by the text beside it.
  private func giroCode(_ iban: String, _ company: Theme.CompanyTheme) throws(Problem) -> QRCode? {
    let name = account.company.name
    guard account.company.currency == "EUR", toPay <= 99_999_999_999, name.count <= 70 else {
      return nil
    }
    return try GiroCode(
      name: name, iban: iban, bic: company.bic, amount: toPay, remittance: facts.number
    ).code()
  }
}
