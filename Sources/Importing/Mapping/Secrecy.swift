internal import Billing
internal import Store

/// What is done about secrets in a column or a field: numbers of payment cards, passwords, CVVs.
/// None of them may enter the store, a message or a reject file (rules §10).
enum Secrecy: Sendable {
  /// An identifier or a number: looks like a card now and then, and is left alone.
  case exempt
  /// Free text whose numbers the profile lets through: counted only.
  case allowed
  /// Free text: card numbers in it are masked to their last four digits, or refused.
  case cards(refuses: Bool)
  /// All of it is secret.
  case secret(refuses: Bool)

  private static let mask = Array("********".utf8)

  /// The text as it may be kept; nil as it is.
  func kept(_ text: ArraySlice<UInt8>) throws(CellFailure) -> (text: [UInt8], warning: String)? {
    switch self {
    case .exempt: return nil
    case .allowed:
      return CardNumber.ranges(in: text).isEmpty ? nil : (Array(text), "card-allowed")
    case .cards(let refuses):
      let found = CardNumber.ranges(in: text)
      if found.isEmpty { return nil }
      if refuses {
        throw CellFailure(
          "card-number",
          "This holds the number of a payment card, which may not be kept. Export the file without "
            + "it; if it is none, say pan: \"allow\" in the profile")
      }
      return (CardNumber.masked(text, found, showing: 4), "card-masked")
    case .secret(let refuses):
      if refuses {
        throw CellFailure(
          "secret",
          "By its name this is a password or a card's security code, which may not be kept. Export "
            + "the file without it")
      }
      return (Self.mask, "secret-masked")
    }
  }

  /// A text as it may be shown.
  func shown(_ text: ArraySlice<UInt8>) -> [UInt8] {
    switch self {
    case .exempt, .allowed: Array(text)
    case .cards: CardNumber.masked(text, CardNumber.ranges(in: text), showing: 0)
    case .secret: Self.mask
    }
  }

  /// Whether something with this name is a password or a security code.
  static func isSecret(_ name: String) -> Bool {
    let name = HeaderName.normalize(name)
    return secretEndings.contains { name.hasSuffix($0) }
  }

  private static let secretEndings = [
    "password", "passwd", "pwd", "passphrase", "passwort", "kennwort", "motdepasse", "contraseña",
    "contrasena", "senha", "wachtwoord", "sharedsecret", "clientsecret", "radiussecret",
    "cvv", "cvv2", "cvc", "cvc2", "cvn", "cardcode", "securitycode", "cardverificationvalue",
  ]
}

extension Kind {
  /// A field that names what the next ones hold: the value of a field called password is one.
  var namingField: (name: String, values: [String])? {
    switch name {
    case "log": ("field", ["previous", "current"])
    case "custom_field": ("name", ["value"])
    default: nil
    }
  }
}
