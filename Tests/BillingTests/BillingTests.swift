import Billing
import Foundation
import Testing

@Suite struct BillingTests {
  struct Number: Sendable, CustomTestStringConvertible {
    var text: String
    var scale: Int
    var style = DecimalStyle.canonical
    var value: Int64?
    var error: DecimalError?
    var testDescription: String { "\(text) \(scale)" }
  }

  private static let german = DecimalStyle(
    decimal: UInt8(ascii: ","), group: UInt8(ascii: "."))

  static let numbers: [Number] = [
    Number(text: "12.5", scale: 2, value: 1250), Number(text: "-0.01", scale: 2, value: -1),
    Number(text: " 7 ", scale: 2, value: 700), Number(text: "1.2300", scale: 2, value: 123),
    Number(text: ".5", scale: 2, value: 50), Number(text: "5.", scale: 2, value: 500),
    Number(text: "1.234", scale: 2, error: .tooManyDecimals),
    Number(text: "", scale: 2, error: .empty), Number(text: "-", scale: 2, error: .malformed),
    Number(text: "1,5", scale: 2, error: .malformed),
    Number(text: "1e3", scale: 2, error: .malformed),
    Number(text: "9223372036854775807", scale: 0, value: .max),
    Number(text: "-9223372036854775808", scale: 0, value: .min),
    Number(text: "9223372036854775808", scale: 0, error: .overflow),
    Number(text: "9223372036854775809", scale: 0, error: .overflow),
    Number(text: "-9223372036854775809", scale: 0, error: .overflow),
    Number(text: "10000000000000000000", scale: 0, error: .overflow),
    Number(text: "92233720368547758.08", scale: 2, error: .overflow),
    Number(text: "1.234,56", scale: 2, style: german, value: 123_456),
    Number(text: "1234,56", scale: 2, style: german, value: 123_456),
    Number(text: "123.456,78", scale: 2, style: german, value: 12_345_678),
    Number(text: "12.34,56", scale: 2, style: german, error: .malformed),
    Number(text: "CR", scale: 2, style: DecimalStyle(sign: .debitCredit), error: .malformed),
    Number(text: "1234.567,00", scale: 2, style: german, error: .malformed),
    Number(text: "1.234.567,00", scale: 2, style: german, value: 123_456_700),
    Number(text: ".123,45", scale: 2, style: german, error: .malformed),
    Number(text: "   ", scale: 2, error: .empty), Number(text: "+5", scale: 0, value: 5),
    Number(text: "1:5", scale: 2, error: .malformed),
    Number(text: "1.:", scale: 2, error: .malformed),
    Number(text: "12.50", scale: 2, style: DecimalStyle(sign: .trailingMinus), value: 1250),
    Number(text: "(", scale: 2, style: DecimalStyle(sign: .parentheses), error: .malformed),
    Number(text: "12.50 DX", scale: 2, style: DecimalStyle(sign: .debitCredit), error: .malformed),
    Number(text: "12.50-", scale: 2, style: DecimalStyle(sign: .trailingMinus), value: -1250),
    Number(text: "(12.50)", scale: 2, style: DecimalStyle(sign: .parentheses), value: -1250),
    Number(text: "12.50 CR", scale: 2, style: DecimalStyle(sign: .debitCredit), value: -1250),
    Number(text: "12.50DR", scale: 2, style: DecimalStyle(sign: .debitCredit), value: 1250),
  ]

  @Test(arguments: numbers) func decimalsAreExactOrRefused(_ example: Number) {
    do throws(DecimalError) {
      let value = try ScaledDecimal.parse(
        Array(example.text.utf8)[...], scale: example.scale, style: example.style)
      #expect(value == example.value)
    } catch { #expect(error == example.error) }
  }

  @Test(arguments: [
    (Int64(1250), 2, "12.50"), (-1, 2, "-0.01"), (0, 2, "0.00"), (7, 0, "7"), (12, 2, "0.12"),
    (.min, 2, "-92233720368547758.08"),
  ]) func decimalsPrintBack(_ value: Int64, _ scale: Int, _ text: String) {
    #expect(ScaledDecimal.print(value, scale: scale) == text)
  }

  @Test(arguments: [
    (Int64(1250), "12.5"), (1200, "12"), (1201, "12.01"), (0, "0"), (-50, "-0.5"),
  ]) func zerosAtTheEndMayBeLeftOut(_ value: Int64, _ text: String) {
    #expect(ScaledDecimal.print(value, scale: 2, trimmed: true) == text)
  }

  @Test(arguments: [
    (Int128(5), Int128(2), Int128(3)), (-5, 2, -3), (4, 3, 1), (-4, 3, -1), (7, 2, 4),
    (0, 100, 0), (49, 100, 0), (50, 100, 1), (-50, 100, -1), (-49, 100, 0), (149, 100, 1),
    (10_000, 100, 100), (10_049, 100, 100), (-10_000, 100, -100), (1, 1, 1), (32_125, 100, 321),
  ]) func roundsHalfAwayFromZero(_ value: Int128, _ divisor: Int128, _ result: Int128) {
    #expect(Rounding.halfAwayFromZero(value, dividedBy: divisor) == result)
  }

  @Test func partsAlwaysAddUp() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<500 {
      let total = Int64.random(in: -10_000...10_000, using: &generator)
      let weights = (0..<Int.random(in: 1...7)).map { _ in Int64.random(in: 0...900) }
      let parts = LargestRemainder.split(total, by: weights)
      if parts.reduce(0, +) != total || parts.count != weights.count {
        Issue.record("\(total) by \(weights) gave \(parts)")
      }
    }
  }

  /// What is left over goes to the largest remainders, the first of equals first.
  @Test(
    arguments: [
      (100, [1, 1, 1], [34, 33, 33]), (100, [1, 2, 4], [14, 29, 57]),
      (-100, [1, 2, 4], [-14, -29, -57]),
      (2, [1, 1, 1, 1], [1, 1, 0, 0]), (7, [0, 0], [7, 0]), (7, [], []), (0, [1, 2], [0, 0]),
      (1, [0, 5], [0, 1]),
    ] as [(Int64, [Int64], [Int64])]) func leftOverUnitsHaveAnOrder(
      _ total: Int64, _ weights: [Int64], _ parts: [Int64]
    )
  {
    #expect(LargestRemainder.split(total, by: weights) == parts)
  }

  /// Against Foundation's calendar, every day from 1970 to 2100.
  @Test func daysAreThoseOfTheCalendar() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    var wrong = 0
    for number in Int32(0)..<47_500 {
      let date = Date(timeIntervalSince1970: Double(number) * 86_400)
      let parts = calendar.dateComponents([.year, .month, .day], from: date)
      let day = CalendarDate(dayNumber: number)
      if day.components.year != parts.year || day.components.month != parts.month
        || day.components.day != parts.day || CalendarDate(day.description) != day
      {
        wrong += 1
      }
    }
    #expect(wrong == 0)
  }

  @Test(arguments: [
    "1900-02-29", "2100-02-29", "0000-12-31", "2026-10-00", "2026-0:-01", "2026-02-29",
    "2026-13-01", "2026-1-01", "2026-00-10", "20260101", "2026-04-31",
  ])
  func noSuchDay(_ text: String) { #expect(CalendarDate(text) == nil) }

  @Test func monthsKeepTheirAnchor() throws {
    let start = try #require(CalendarDate("2026-08-31"))
    let days = (1...6).map { start.adding(months: $0, anchor: 31).description }
    #expect(
      days == [
        "2026-09-30", "2026-10-31", "2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28",
      ])
  }

  /// Against Foundation, at every half hour around the changes of a year beyond the zone files' tables.
  @Test(arguments: ["America/Winnipeg", "Europe/Berlin", "America/Regina", "Australia/Sydney"])
  func offsetsAreThoseOfTheZone(_ name: String) throws {
    let rules = try ZoneDatabase.rules(for: name)
    let zone = try #require(TimeZone(identifier: name))
    var wrong = 0
    for half in 0..<(3 * 365 * 48) {
      for base in [1_767_225_600, 2_840_140_800] {
        let seconds = base + half * 1800
        let expected = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
        let found = rules.offset(at: Instant(milliseconds: Int64(seconds) * 1000))
        if Int(found) != expected { wrong += 1 }
      }
    }
    #expect(wrong == 0)
  }

  @Test func clocksSetBackShowATimeTwiceAndForwardNever() throws {
    let rules = try ZoneDatabase.rules(for: "America/Winnipeg")
    let fold = try #require(Instant(iso: Array("2026-11-01T01:30:00Z".utf8)[...]))
    #expect(
      rules.instants(ofLocal: fold).map(\.description)
        == ["2026-11-01T06:30:00.000Z", "2026-11-01T07:30:00.000Z"])
    let gap = try #require(Instant(iso: Array("2026-03-08T02:30:00Z".utf8)[...]))
    #expect(rules.instants(ofLocal: gap).isEmpty)
  }

  @Test(
    arguments: [
      ("204-555-0001", "CA", nil, Int64(12_045_550_001)),
      ("1 (204) 555 0001", "CA", nil, 12_045_550_001),
      ("5550001", "CA", "204", 12_045_550_001), ("+49 30 1234567", "CA", nil, 49_301_234_567),
      ("011 49 30 1234567", "US", nil, 49_301_234_567), ("030 1234567", "DE", nil, 49_301_234_567),
      ("911", "CA", nil, nil), ("anonymous", "CA", nil, nil), ("1234567890", "CA", nil, nil),
      ("", "CA", nil, nil), ("204-255-0001", "CA", nil, 12_042_550_001),
      ("5550001", "CA", "20:", nil), ("2+04 555 0001", "CA", nil, nil),
      ("++12045550001", "CA", nil, nil),
      ("331234567", "FR", nil, 33_331_234_567), ("33123456789", "FR", nil, 33_123_456_789),
      ("0123456789", "FR", nil, 33_123_456_789), ("01234567890", "FR", nil, nil),
      ("0123456", "DE", nil, 49_123_456), ("012345", "DE", nil, nil),
      ("+123456789012345", "CA", nil, 123_456_789_012_345), ("+1234567890123456", "CA", nil, nil),
      ("+1234567", "CA", nil, 1_234_567), ("+123456", "CA", nil, nil),
      ("+0123456789", "CA", nil, nil),
    ] as [(String, String, String?, Int64?)]) func telephoneNumbers(
      _ text: String, _ country: String, _ area: String?, _ number: Int64?
    )
  {
    #expect(PhoneNumber.parse(Array(text.utf8), country: country, area: area) == number)
  }

  @Test(arguments: [
    ("en-CA", Int64(123_456_789), 2, "1,234,567.89"), ("de-DE", -123_456, 2, "-1.234,56"),
    ("fr-CA", 123_456, 2, "1\u{A0}234,56"), ("ja-JP", 1_234, 0, "1,234"),
    ("en", 12_345_678, 2, "123,456.78"), ("en", 0, 2, "0.00"), ("en", 99_999, 2, "999.99"),
  ]) func moneyForPeople(_ locale: String, _ amount: Int64, _ digits: Int, _ text: String) {
    #expect(MoneyFormat(locale: locale).text(amount, digits: digits) == text)
  }

  /// Against Foundation, over the years that zone files have tables for.
  @Test(arguments: [
    "America/Winnipeg", "America/Regina", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu",
    "Australia/Lord_Howe", "America/Sao_Paulo",
  ]) func offsetsOfThePastAreThoseOfTheZone(_ name: String) throws {
    let rules = try ZoneDatabase.rules(for: name)
    let zone = try #require(TimeZone(identifier: name))
    // Every 37 hours from 1985 to 2030.
    for seconds in stride(from: Int64(473_385_600), to: 1_893_456_000, by: 37 * 3600) {
      let expected = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
      let found = rules.offset(at: Instant(milliseconds: seconds * 1000))
      #expect(Int(found) == expected, "\(name) \(seconds)")
    }
  }

  @Test func partsOfASecondAndTimesBefore1970AreKept() throws {
    let instant = try #require(Instant(iso: Array("2026-08-01T00:00:00.250Z".utf8)[...]))
    #expect(instant.milliseconds == 1_785_542_400_250)
    let early = try #require(Instant(iso: Array("1969-12-31T23:59:59.500Z".utf8)[...]))
    #expect(early.milliseconds == -500)
    #expect(early.utcDay.description == "1969-12-31")
    #expect(early.description == "1969-12-31T23:59:59.500Z")
  }

  @Test func instantsAreOrdered() {
    let (early, late) = (Instant(milliseconds: 1), Instant(milliseconds: 2))
    #expect(early < late && !(late < early) && !(early < early))
    #expect([late, early].sorted() == [early, late])
  }

  @Test(arguments: [
    ("2026-08-01T23:59:59.000Z", true), ("2026-08-01T24:00:00.000Z", false),
    ("2026-08-01T00:60:00.000Z", false), ("2026-08-01T00:00:61.000Z", false),
    ("2026-08-01T00:00:60.000Z", true), ("2026-08-01T00:00:00+05:30", true),
    ("2026-08-01T00:00:00", false), ("2026-02-29T00:00:00Z", false),
    ("2026-08-01 00:00:00Z", true), ("2026-08-01X00:00:00Z", false),
    ("2026-08-01T09:09:09Z", true), ("2026-08-01T0::00:00Z", false), ("2026-08-01T00:00:0", false),
    ("2026-08-01T00:00:00.25", false), ("2026-08-01T00:00:00.Z", false),
    ("2026-08-01T00:00:00.123456789Z", true), ("2026-08-01T00:00:00.1234567890Z", false),
    ("2026-08-01T00:00:00*0530", false), ("2026-08-01T00:00:00+05:60", false),
    ("2026-08-01T00:00:00+05:3", false), ("2026-08-01T00:00:00ZZ", false),
  ]) func instantsHaveTimesOfDay(_ text: String, _ isRead: Bool) {
    #expect((Instant(iso: Array(text.utf8)[...]) != nil) == isRead)
  }

  @Test(
    arguments: [
      ("06:30", 390), ("6:30", 390), ("00:00", 0), ("23:59", 1439), ("24:00", 1440), ("24:01", nil),
      ("06:60", nil), ("6:3", nil), ("6:300", nil), ("630", nil), (":30", nil), ("6:", nil),
      ("", nil), ("6:3O", nil), ("06:30:00", nil), ("006:30", nil), ("-6:30", nil),
    ] as [(String, Int64?)]) func minutesOfADay(_ text: String, _ minutes: Int64?)
  {
    #expect(TimeOfDay.minutes(text.utf8) == minutes)
  }

  @Test(arguments: [
    (Int64(12_045_550_001), "+1 204-555-0001"), (49_301_234_567, "+49301234567"),
    (19_012_345_678_901, "+19012345678901"),
  ]) func numbersAreShownReadably(_ number: Int64, _ text: String) {
    #expect(PhoneNumber.display(number) == text)
  }

  /// A zone file of version 2 (RFC 8536) that has one type, no changes, and a rule at its end.
  private static func zoneFile(rule: String) -> [UInt8] {
    func number(_ value: UInt8) -> [UInt8] { [0, 0, 0, value] }
    let header =
      Array("TZif2".utf8) + Array(repeating: 0, count: 15) + number(0) + number(0) + number(0)
      + number(0) + number(1) + number(4)
    // West of Greenwich by five hours: -18000.
    let body: [UInt8] = [0xFF, 0xFF, 0xB9, 0xB0, 0, 0] + Array("XST".utf8) + [0]
    return header + body + header + body + Array("\n\(rule)\n".utf8)
  }

  /// `J60` is 1 March in every year; `59` is 29 February in a leap year.
  @Test(arguments: [
    ("XST5XDT,J60/2,J300/2", "2027-03-01T07:00:00Z"),
    ("XST5XDT,J60/2,J300/2", "2028-03-01T07:00:00Z"),
    ("XST5XDT,59/2,J300/2", "2027-03-01T07:00:00Z"),
    ("XST5XDT,59/2,J300/2", "2028-02-29T07:00:00Z"),
    ("XST5XDT,M3.2.0,M11.1.0", "2027-03-14T07:00:00Z"),
    ("XST5XDT,M3.5.0/3,M11.1.0", "2027-03-28T08:00:00Z"),
    ("XST5XDT,M3.5.0/3,M11.1.0", "2030-03-31T08:00:00Z"),
    ("XST5XDT,M3.2.6,M11.1.0", "2027-03-13T07:00:00Z"),
    ("XST5XDT4,M12.1.0,M3.2.0", "2027-12-05T07:00:00Z"),
    ("<-05>5<-04>,M3.2.0/1:30,M11.1.0", "2027-03-14T06:30:00Z"),
    ("<xst-5>5<xdt-4>,J99/0,J300/2", "2027-04-09T05:00:00Z"),
  ]) func rulesAtTheEndOfZoneFilesSayWhenSummerBegins(_ rule: String, _ begin: String) throws {
    let rules = try #require(TimeZoneRules(name: "X", tzif: Self.zoneFile(rule: rule)))
    let start = try #require(Instant(iso: Array(begin.utf8)[...]))
    let before = Instant(milliseconds: start.milliseconds - 1000)
    #expect(rules.offset(at: before) == -18_000)
    #expect(rules.offset(at: start) == -14_400)
  }

  /// The end is in summer time; a rule may end in the last hours of its year.
  @Test(arguments: [
    ("XST5XDT,M3.2.0,M11.1.0", "2027-11-07T06:00:00Z"),
    ("XST5XDT,J100/2,J365/20", "2028-01-01T00:00:00Z"),
    ("XST5XDT,M10.1.0,M3.2.0", "2027-03-14T06:00:00Z"),
  ]) func rulesAtTheEndOfZoneFilesSayWhenSummerEnds(_ rule: String, _ end: String) throws {
    let rules = try #require(TimeZoneRules(name: "X", tzif: Self.zoneFile(rule: rule)))
    let end = try #require(Instant(iso: Array(end.utf8)[...])).milliseconds
    for (milliseconds, offset) in [
      (end - 7_200_000, -14_400), (end - 1000, -14_400), (end, -18_000),
    ] {
      #expect(Int(rules.offset(at: Instant(milliseconds: milliseconds))) == offset)
    }
  }

  /// A whole rule decides, with minutes and seconds if it has them; a damaged one is left out, and
  /// the file's own offset of five hours stays.
  @Test(arguments: [
    ("XST6", -21_600), ("XST+6", -21_600), ("XST6:30:15", -23_415), ("<+0330>-3:30", 12_600),
    ("XYZ6", -21_600), ("XST00006", -18_000), ("XST6XDT,0/0,J365/25", -18_000), ("XST", -18_000),
    ("XST6XDT", -18_000), ("6", -18_000),
    ("XST6XDT,M7.1.0", -18_000), ("XST6XDT,M13.2.0,M11.1.0", -18_000),
    ("XST6XDT,M7.6.0,M7.1.0", -18_000), ("XST6XDT,M7.2.7,M7.1.0", -18_000),
    ("XST6;", -18_000), ("XST6:", -18_000), ("", -18_000),
  ]) func damagedRulesAreLeftOut(_ rule: String, _ offset: Int) throws {
    let rules = try #require(TimeZoneRules(name: "X", tzif: Self.zoneFile(rule: rule)))
    for iso in ["2027-01-15T00:00:00Z", "2027-07-01T00:00:00Z"] {
      let instant = try #require(Instant(iso: Array(iso.utf8)[...]))
      #expect(Int(rules.offset(at: instant)) == offset)
    }
  }

  @Test func zoneFileThatWasCutOffIsRefused() {
    let file = Self.zoneFile(rule: "XST5")
    // The rule may be missing; anything before it may not.
    for length in 0..<(file.count - 6) {
      #expect(TimeZoneRules(name: "X", tzif: Array(file.prefix(length))) == nil, "\(length)")
    }
    for length in [file.count - 6, file.count - 5, file.count] {
      #expect(TimeZoneRules(name: "X", tzif: Array(file.prefix(length))) != nil, "\(length)")
    }
  }
}
