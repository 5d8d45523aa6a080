/// How people read amounts in a language and region: separators only; the currency's digits decide
/// the decimals.
package struct MoneyFormat: Sendable, Equatable {
  package var decimal: String
  package var group: String

  package init(decimal: String, group: String) {
    self.decimal = decimal
    self.group = group
  }

  /// By a BCP 47 tag such as `en-CA`; unknown ones read as English.
  package init(locale: String?) {
    let parts = (locale ?? "en").split(separator: "-").map(String.init)
    switch (parts.first ?? "en", parts.dropFirst().first ?? "") {
    case ("de", "CH"): (decimal, group) = (".", "\u{2019}")
    case ("de", _), ("es", "ES"), ("it", _), ("nl", _), ("pt", "BR"), ("da", _), ("tr", _):
      (decimal, group) = (",", ".")
    case ("fr", _), ("sv", _), ("nb", _), ("fi", _), ("pl", _), ("cs", _), ("uk", _), ("pt", _):
      (decimal, group) = (",", "\u{00A0}")
    default: (decimal, group) = (".", ",")
    }
  }

  /// An amount in minor units, grouped: 123456 with two digits is `1,234.56`.
  package func text(_ minor: Int64, digits: Int) -> String {
    let plain = ScaledDecimal.print(minor, scale: digits)
    let parts = plain.drop { $0 == "-" }.split(separator: ".")
    var whole = ""
    let integer = parts.first.map(String.init) ?? "0"
    for (index, digit) in integer.enumerated() {
      if index > 0, (integer.count - index) % 3 == 0 { whole += group }
      whole.append(digit)
    }
    let fraction = parts.count > 1 ? decimal + parts[1] : ""
    return (minor < 0 ? "-" : "") + whole + fraction
  }
}
