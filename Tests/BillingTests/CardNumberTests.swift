import Billing
import Testing

/// Card numbers in free text: test numbers that the issuers publish, and what only looks like one.
@Suite struct CardNumberTests {
  @Test(arguments: [
    ("4111111111111111", "************1111"),
    ("paid with 4111 1111 1111 1111 exp 12/27", "paid with **** **** **** 1111 exp 12/27"),
    ("5555-5555-5555-4444", "****-****-****-4444"),
    ("amex 378282246310005.", "amex ***********0005."),
    ("2223003122003222", "************3222"),
    ("6011111111111117 and 3530111333300000", "************1117 and ************0000"),
    // The card is one run of groups with what stands before and after it.
    ("room 12 4111 1111 1111 1111 27", "room 12 **** **** **** 1111 27"),
    ("ref 36227206271667", "ref **********1667"),
    // The shortest and the longest, and nines, whose double is cast out.
    ("4222222222222", "*********2222"), ("4000000000000000006", "***************0006"),
    ("4999999999999996", "************9996"), ("4111111111111111:", "************1111:"),
    ("4111 1111 1111 1111 ", "**** **** **** 1111 "),
  ]) func isMaskedToItsLastFour(_ text: String, _ masked: String) {
    let bytes = Array(text.utf8)[...]
    let found = CardNumber.ranges(in: bytes)
    #expect(
      String(decoding: CardNumber.masked(bytes, found, showing: 4), as: UTF8.self) == masked)
  }

  @Test(arguments: [
    "", "41111111111114", "4111", "4111111111111112", "call +49 151 12345678", "1234567812345670",
    "14111111111111111", "4111  1111  1111  1111", "4111111111111111000000", "9111111111111111",
    "550e8400-e29b-41d4-a716-446655440000",
  ]) func isNotSeenWhereThereIsNone(_ text: String) {
    #expect(CardNumber.ranges(in: Array(text.utf8)[...]) == [])
  }

  /// A text of nothing but groups of digits is read in a time that grows with its length only.
  @Test func longRunsOfGroupsAreReadOnce() {
    let text = Array(String(repeating: "4 ", count: 5_000).utf8)
    #expect(CardNumber.ranges(in: text[...]).count <= 1)
  }
}
