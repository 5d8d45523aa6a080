internal import Billing

/// The words, dates and numbers of one document: those of its reader's language, as far as documents
/// speak it, with the separators of the reader's region.
package struct Words: Sendable {
  package let language: Language
  /// For `/Lang`: what screen readers must know to pronounce the words.
  package let tag: String
  package let dates: DocumentDates
  private let money: MoneyFormat
  private let others: [Word: String]

  /// - Parameters:
  ///   - tag: a BCP 47 tag such as `fr-CA`. The words are English where documents don't speak the
  ///     language; separators are the region's all the same.
  ///   - theme: words and patterns in place of the usual ones.
  package init(_ tag: String?, theme: Theme = .plain) {
    let known = Language(tag: tag)
    language = known ?? .english
    self.tag = known == nil ? "en" : tag ?? "en"
    let region = tag?.split(separator: "-").dropFirst().first.map(String.init)
    dates = DocumentDates(language: language, region: region, pattern: theme.dates[language])
    money = theme.numbers[language] ?? MoneyFormat(locale: tag)
    others = theme.words[language] ?? [:]
  }

  package static let english = Words("en")

  package subscript(_ word: Word) -> String {
    others[word] ?? WordTable.words[word]?[language] ?? word.rawValue
  }

  /// A sentence with its places filled in.
  package func text(_ word: Word, _ values: String...) -> String {
    var result = ""
    var rest = self[word][...]
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      rest = rest[open...].dropFirst()
      guard let close = rest.firstIndex(of: "}"), let number = Int(rest[..<close]),
        values.indices.contains(number - 1)
      else {
        result += "{"
        continue
      }
      result += values[number - 1]
      rest = rest[close...].dropFirst()
    }
    return result + rest
  }

  package func date(_ iso: String) -> String { dates.text(iso) }

  /// An amount without its currency.
  package func amount(_ minor: Int64, digits: Int) -> String { money.text(minor, digits: digits) }

  /// A price in hundred-millionths of a currency: with the currency's own digits at least, and as many more
  /// as it has.
  package func price(_ value: Int64, digits: Int) -> String {
    let (minor, rest) = value.quotientAndRemainder(dividingBy: ScaledDecimal.power(8 - digits))
    return rest == 0 ? amount(minor, digits: digits) : decimal(value, scale: 8)
  }

  /// A decimal that is no money: `0.5`, `1,234.25`.
  package func decimal(_ value: Int64, scale: Int) -> String {
    let plain = ScaledDecimal.print(value, scale: scale, trimmed: true)
    return String(plain.map { $0 == "." ? Character(money.decimal) : $0 })
  }

  /// From hundred-millionths of one: 5000000 is `5 %`.
  package func percent(_ fraction: Int64) -> String {
    decimal(fraction, scale: 6) + "\u{00A0}%"
  }

  /// How a payment was made, in words.
  package func method(_ code: String?) -> String? {
    code.map { code in Word(rawValue: code).map { self[$0] } ?? code }
  }
}
