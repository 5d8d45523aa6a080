import Testing

@testable import Rating

@Suite struct PrefixTableTests {
  @Test func findsEveryPrefixTheShortestFirst() {
    var table = PrefixTable()
    for (value, prefix) in ["1", "1204", "44", "447", "120455"].enumerated() {
      table[prefix.utf8] = Int32(value)
    }
    func found(_ number: Int64) -> [Int32] {
      let found = table.prefixes(of: number)
      return (0..<found.count).map { found.values[$0] }
    }
    #expect(found(12_045_550_001) == [0, 1, 4])
    #expect(found(12_042_550_001) == [0, 1])
    #expect(found(447_700_900_000) == [2, 3])
    #expect(found(4) == [])
    #expect(found(44) == [2])
    #expect(found(0) == [])
    #expect(found(375_291_234_567) == [])
    #expect(found(.max) == [])
    #expect(found(1_204_555_000_123_456_789) == [0, 1, 4])
    #expect(table["447".utf8] == 3)
    #expect(table["4".utf8] == nil)
    #expect(table["12x".utf8] == nil)
    #expect(table["1204550".utf8] == nil)
    // A longer prefix below one, and another meaning of one that has longer ones.
    table["44712".utf8] = 5
    table["44".utf8] = 6
    #expect(found(447_120_000_000) == [6, 3, 5])
    #expect(table["447".utf8] == 3)
    #expect(table["44712".utf8] == 5)
  }

  @Test func rangesAreAllTheirPrefixes() throws {
    #expect(
      try DeckRates.prefixes("201", "204", deck: "d", line: 1) == ["201", "202", "203", "204"])
    #expect(try DeckRates.prefixes("0098", "0101", deck: "d", line: 1).count == 4)
    for (first, last) in [("44.0", "44.0"), ("", ""), ("205", "201"), ("1", "22"), ("1E3", "1E3")] {
      #expect(throws: (any Error).self) {
        try DeckRates.prefixes(first, last, deck: "d", line: 1)
      }
    }
  }
}
