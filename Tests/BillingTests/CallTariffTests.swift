import Billing
import Testing

@Suite struct CallTariffTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var tariff: CallTariff
    var milliseconds: Int64
    var billed: Int64
    /// 10⁻⁸ of the currency.
    var amount: Int64
    var testDescription: String {
      "\(tariff.first)/\(tariff.next), \(milliseconds) ms at \(tariff.price) a \(tariff.unit)"
    }
  }

  static let cases: [Case] = [
    // Sonar's own example: 30/6.
    Case(
      tariff: .init(price: 2_000_000, first: 30, next: 6), milliseconds: 31_000, billed: 36,
      amount: 1_200_000),
    Case(
      tariff: .init(price: 2_000_000, first: 30, next: 6), milliseconds: 37_000, billed: 42,
      amount: 1_400_000),
    Case(
      tariff: .init(price: 2_000_000, first: 30, next: 6), milliseconds: 36_000, billed: 36,
      amount: 1_200_000),
    Case(
      tariff: .init(price: 2_000_000, first: 30, next: 6), milliseconds: 1, billed: 30,
      amount: 1_000_000),
    Case(
      tariff: .init(price: 2_000_000, first: 30, next: 6), milliseconds: 30_001, billed: 36,
      amount: 1_200_000),
    Case(
      tariff: .init(price: 2_000_000, first: 30, next: 6), milliseconds: 0, billed: 0, amount: 0),
    Case(
      tariff: .init(price: 2_000_000, first: 30, next: 6, connectionFee: 5), milliseconds: 0,
      billed: 0, amount: 0),
    // 60/60, 6/6, 1/1, 12/6 (17 s are 18 s), 30/60 (an initial interval shorter than the increment).
    Case(
      tariff: .init(price: 5_000_000, first: 60, next: 60), milliseconds: 61_000, billed: 120,
      amount: 10_000_000),
    Case(
      tariff: .init(price: 3_000_000, first: 6, next: 6), milliseconds: 42_000, billed: 42,
      amount: 2_100_000),
    Case(
      tariff: .init(price: 250_000, first: 6, next: 6), milliseconds: 6_000, billed: 6,
      amount: 25_000),
    Case(tariff: .init(price: 6_000_000), milliseconds: 61_500, billed: 62, amount: 6_200_000),
    Case(
      tariff: .init(price: 6_000_000, first: 12, next: 6), milliseconds: 17_000, billed: 18,
      amount: 1_800_000),
    Case(
      tariff: .init(price: 6_000_000, first: 30, next: 60), milliseconds: 31_000, billed: 90,
      amount: 9_000_000),
    Case(
      tariff: .init(price: 6_000_000, first: 0, next: 60), milliseconds: 61_000, billed: 120,
      amount: 12_000_000),
    // A price for an increment: 35 increments at 0.00137 are 0.04795.
    Case(
      tariff: .init(price: 137_000, unit: .increment, first: 6, next: 6), milliseconds: 210_000,
      billed: 210, amount: 4_795_000),
    Case(
      tariff: .init(price: 137_000, unit: .increment, first: 30, next: 6), milliseconds: 29_000,
      billed: 30, amount: 137_000),
    Case(
      tariff: .init(price: 25_000_000, unit: .call, first: 60, next: 60), milliseconds: 600_000,
      billed: 600, amount: 25_000_000),
    // Connection fee and minimum.
    Case(
      tariff: .init(price: 6_000_000, connectionFee: 1_000_000), milliseconds: 10_000, billed: 10,
      amount: 2_000_000),
    Case(
      tariff: .init(price: 6_000_000, minimum: 3_000_000), milliseconds: 10_000, billed: 10,
      amount: 3_000_000),
    Case(
      tariff: .init(price: 6_000_000, connectionFee: 1_000_000, minimum: 3_000_000),
      milliseconds: 30_000, billed: 30, amount: 4_000_000),
    // One rounding: half away from zero, at the eighth decimal or where the deck says.
    Case(tariff: .init(price: 1, first: 1, next: 1), milliseconds: 30_000, billed: 30, amount: 1),
    Case(tariff: .init(price: 1, first: 1, next: 1), milliseconds: 29_000, billed: 29, amount: 0),
    Case(
      tariff: .init(price: 500_000, first: 1, next: 1, decimals: 4), milliseconds: 3_000, billed: 3,
      amount: 30_000),
    Case(
      tariff: .init(price: 700_000, first: 1, next: 1, decimals: 2), milliseconds: 43_000,
      billed: 43, amount: 1_000_000),
    Case(
      tariff: .init(price: 700_000, first: 1, next: 1, decimals: 2), milliseconds: 42_000,
      billed: 42, amount: 0),
  ]

  @Test(arguments: cases) func chargesToTheLastDecimal(_ it: Case) {
    let charge = it.tariff.charge(milliseconds: it.milliseconds)
    #expect(charge.billed == it.billed)
    #expect(charge.amount == it.amount)
  }

  @Test func markupRaisesEveryPrice() {
    let tariff = CallTariff(price: 2_000_001, connectionFee: 100, minimum: 10).marked(
      up: 25_000_000)
    #expect(tariff.price == 2_500_001)
    #expect(tariff.connectionFee == 125)
    #expect(tariff.minimum == 13)
  }

  @Test func freeSecondsTakeTheirShareOff() {
    #expect(CallTariff.remainder(of: 1_200_000, seconds: 36, free: 0) == 1_200_000)
    #expect(CallTariff.remainder(of: 1_200_000, seconds: 36, free: 12) == 800_000)
    #expect(CallTariff.remainder(of: 1_200_000, seconds: 36, free: 36) == 0)
    #expect(CallTariff.remainder(of: 1_200_000, seconds: 36, free: 99) == 0)
    #expect(CallTariff.remainder(of: 100, seconds: 3, free: 1) == 67)
  }
}

@Suite struct CallRuleTests {
  struct Case: Sendable {
    var rule: CallRule?
    var role = "bill"
    var direction = "outbound"
    var disposition: String? = "answered"
    var milliseconds: Int64 = 1000
    var text = "x"
    var number: Int64? = 12_045_550_001
    var country = "CA"
  }

  @Test(arguments: [
    Case(rule: nil),
    Case(rule: nil, disposition: nil),
    Case(rule: nil, direction: "inbound", number: 18_005_550_001),
    Case(rule: .inbound, direction: "inbound"),
    Case(rule: .internal, direction: "internal"),
    Case(rule: .unanswered, disposition: "busy"),
    // A record says "no answer" and has billable seconds all the same: the word decides.
    Case(rule: .unanswered, disposition: "no-answer", milliseconds: 15_000),
    Case(rule: .unanswered, milliseconds: 0),
    Case(rule: .notForBilling, role: "cost"),
    Case(rule: .notForBilling, role: "reference"),
    Case(rule: .tollFree, number: 18_885_550_001),
    Case(rule: nil, number: 18_225_550_001),
    Case(rule: nil, number: 188_855_500_012),
    Case(rule: .freeService, text: "911", number: nil),
    Case(rule: nil, text: "411", number: nil),
    Case(rule: .freeService, text: "112", number: nil, country: "DE"),
    Case(rule: nil, text: "911", number: nil, country: "DE"),
  ]) func firstRuleThatHolds(_ it: Case) {
    #expect(
      CallRule(
        sourceRole: it.role, direction: it.direction, disposition: it.disposition,
        milliseconds: it.milliseconds, calledText: it.text, calledNumber: it.number,
        country: it.country) == it.rule)
  }
}
