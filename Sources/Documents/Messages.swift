internal import Diagnostics

// The sentences of this room.

extension Problem {
  static func damagedDocument(_ row: Int64) -> Problem {
    Problem(
      "no-such-row", .system,
      "Row \(row) is no longer there: the store was changed meanwhile. Run the command again.")
  }

  /// Both numbers, so that who reads it can tell which is right.
  static func invoiceDiffers(_ facts: InvoiceFacts) -> Problem {
    let words = Words.english
    let digits = facts.account.company.digits
    return Problem(
      "invoice-differs", .input,
      "The lines and taxes of invoice \(facts.number) come to "
        + "\(words.amount(facts.total, digits: digits)), and its total is stated as "
        + "\(words.amount(facts.stated ?? 0, digits: digits)). Correct the source, or write it with "
        + "--force: the document says so then, and carries no electronic invoice.")
  }

  static func amountsTooLarge(of name: String) -> Problem {
    Problem(
      "amounts-too-large", .input,
      "The amounts of \(name) add up to more than can be counted: one of them must be wrong. Correct "
        + "it in the source.")
  }

  static func noEInvoice(_ facts: InvoiceFacts, _ reason: String) -> Problem {
    Problem(
      "no-einvoice", .input,
      "\(facts.number) can't be an electronic invoice, since \(reason).")
  }

  static func vatNotStated(_ facts: InvoiceFacts, line: Int?) -> Problem {
    let place = line.map { "Line \($0)" } ?? "A line"
    return Problem(
      "vat-not-stated", .input,
      "\(place) of \(facts.number) states no VAT: an electronic invoice needs a tax line for each, with "
        + "the rate 0 and its category where none is due.")
  }

  /// Both numbers (rules §11).
  static func vatDiffers(
    _ facts: InvoiceFacts, rate: Int64, base: Int64, stated: Int64, exact: Int64
  ) -> Problem {
    let words = Words.english
    let digits = facts.account.company.digits
    func money(_ amount: Int64) -> String { words.amount(amount, digits: digits) }
    return Problem(
      "vat-differs", .input,
      "The VAT of \(facts.number) is \(money(stated)) by its lines, and \(words.percent(rate)) of "
        + "\(money(base)) is \(money(exact)): correct the lines in the source.")
  }

  static func controlCharacter(_ scalar: Unicode.Scalar, in name: String) -> Problem {
    Problem(
      "control-character", .input,
      "The text of \(name) has the character U+\(String(scalar.value, radix: 16, uppercase: true)), "
        + "which XML can't hold: remove it in the source.")
  }
}
