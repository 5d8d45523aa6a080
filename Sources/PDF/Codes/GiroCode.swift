public import Diagnostics

/// What a banking app reads from an invoice to make a credit transfer in euros: the QR code of the
/// European Payments Council (EPC069-12, version 2).
public struct GiroCode: Sendable {
  public var name: String
  public var iban: String
  /// Outside the European Economic Area only.
  public var bic: String?
  /// In cents.
  public var amount: Int64
  /// What the payee recognises the payment by.
  public var remittance: String

  public init(name: String, iban: String, bic: String? = nil, amount: Int64, remittance: String) {
    self.name = name
    self.iban = iban
    self.bic = bic
    self.amount = amount
    self.remittance = remittance
  }

  /// The code.
  ///
  /// - Throws: `bad-barcode` for an amount outside 0.01 to 999,999,999.99, or a name, account or text that
  ///   does not fit.
  public func code() throws(Problem) -> QRCode {
    let account = iban.filter { $0 != " " }
    guard (1...99_999_999_999).contains(amount) else {
      throw .badBarcode("a transfer is of 0.01 to 999,999,999.99 euros")
    }
    guard !name.isEmpty, name.count <= 70, !name.contains("\n") else {
      throw .badBarcode("the payee's name wants 1 to 70 characters")
    }
    guard (15...34).contains(account.count), Self.isValid(account) else {
      throw .badBarcode("the IBAN's check digits are wrong")
    }
    guard remittance.count <= 140, !remittance.contains("\n") else {
      throw .badBarcode("the text of the transfer has more than 140 characters")
    }
    let cents = String(amount % 100 + 100).dropFirst()
    let lines = [
      "BCD", "002", "1", "SCT", bic ?? "", name, account, "EUR\(amount / 100).\(cents)", "", "",
      remittance,
    ]
    return try QRCode(lines.joined(separator: "\n"), .medium, largest: 13)
  }

  /// ISO 13616: the first four characters moved to the end, letters as numbers from 10, modulo 97 is 1.
  private static func isValid(_ iban: String) -> Bool {
    var rest = 0
    for character in iban.dropFirst(4) + iban.prefix(4) {
      guard character.isASCII, let value = character.hexDigitValue ?? letter(character) else {
        return false
      }
      rest = (rest * (value > 9 ? 100 : 10) + value) % 97
    }
    return rest == 1
  }

  private static func letter(_ character: Character) -> Int? {
    guard let byte = character.asciiValue, (65...90).contains(byte) else { return nil }
    return Int(byte) - 55
  }
}
