internal import PDF

extension Theme {
  /// The theme's sheet, else the usual one where the company is.
  func sheet(_ company: CompanyFacts) -> PDFDocument.Paper {
    switch paper {
    case .a4: .a4
    case .letter: .letter
    case nil: Self.isNorthAmerican(company) ? .letter : .a4
    }
  }

  /// The theme's envelope, else the usual one where the company is.
  func envelope(_ company: CompanyFacts) -> Window {
    window ?? (Self.isNorthAmerican(company) ? .us10 : .din5008b)
  }

  private static func isNorthAmerican(_ company: CompanyFacts) -> Bool {
    ["US", "CA", "MX"].contains(company.country ?? "")
  }

  /// What stands under every document: the theme's message and the company's, in the reader's language.
  func notes(_ company: CompanyFacts, _ words: Words) -> [String] {
    [messages[words.language] ?? messages[.english], self.company(company.code).message]
      .compactMap { $0 }
  }
}
