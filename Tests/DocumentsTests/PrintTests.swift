import Testing

@testable import Documents

@Suite struct PrintTests {
  @Test(arguments: [
    // ISO/IEC 7812-1: 7992739871 has the check digit 3.
    (CheckDigit.mod10, "7992739871", "3"), (.mod10, "0", "0"), (.mod10, "", "0"),
    // ISO/IEC 7064, MOD 97-10: 794 has 44.
    (.mod97, "794", "44"), (.mod97, "7 9-4", "44"),
    // Letters: ISIN US0378331005, IBAN GB82 WEST 1234 5698 7654 32 with its country at the end.
    (.mod10, "US037833100", "5"), (.mod97, "WEST12345698765432GB", "82"),
  ]) func checkDigitsAreThoseOfTheStandards(_ check: CheckDigit, _ text: String, _ digits: String) {
    #expect(check.digits(for: text) == digits)
  }

  @Test func checkDigitsNoticeOneWrongDigitAndASwap() {
    for check in CheckDigit.allCases {
      let right = check.digits(for: "0001000010946")
      #expect(check.digits(for: "0001000010846") != right)
      #expect(check.digits(for: "0001000010496") != right)
    }
  }

  @Test func windowsLieWhereTheStandardsSay() {
    // DIN 5008: 45 mm and 20 mm, the address 17.7 mm into the field of 85 by 45 mm.
    let field = Window.millimetres(45)..<Window.millimetres(90)
    #expect(field.contains(Window.din5008b.top))
    #expect(field.contains(Window.din5008b.top + Window.din5008b.lines * 12_800))
    #expect(Window.din5008b.left >= Window.millimetres(20))
    // #10 with two windows: 2.5 to 3.5 inches from its upper edge, and the sheet lies half an inch lower
    // at most.
    let last = Window.us10.top + Window.us10.lines * 12_800
    #expect(last <= Window.inches(hundredths: 304))
  }

  @Test(arguments: [
    ("+1 204-555-0123", "+1 204-555-0•••"), ("+4930123456", "+4930123•••"), ("112", "•••"),
    ("", ""),
  ]) func lastDigitsOfOtherNumbersAreHidden(_ number: String, _ masked: String) {
    #expect(CallList.masked(number) == masked)
  }

  @Test(arguments: [
    (18005550100 as Int64?, nil as String?, true), (12045550100, nil, false),
    (498001110111, nil, true), (49116111, nil, true), (nil, "116111", true), (nil, "911", true),
    (12045550911, "911", true), (49301234567, nil, false), (nil, nil, false),
  ]) func freeHelplinesAreKnown(_ number: Int64?, _ dialled: String?, _ isFree: Bool) {
    #expect(FreeHelpline.contains(number: number, dialled: dialled) == isFree)
  }

  @Test func addressesFollowTheirCountry() {
    var address = PostalAddress(
      street: "12 Main St", second: "Suite 4", city: "Regina", region: "SK", postcode: "S4P 3Y2",
      country: "CA")
    #expect(address.lines(from: "CA") == ["12 Main St Suite 4", "Regina SK S4P 3Y2"])
    address = PostalAddress(
      street: "Hauptstraße 5", second: "Hinterhaus", city: "Berlin", postcode: "10115",
      country: "DE")
    #expect(address.lines(from: "DE") == ["Hauptstraße 5", "Hinterhaus", "10115 Berlin"])
    #expect(address.lines(from: "CA").last == "DE")
    #expect(PostalAddress().lines(from: "CA").isEmpty)
  }
}
