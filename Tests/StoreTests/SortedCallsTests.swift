import Store
import Testing

/// Calls come back in the order of number and time, whether memory held them or a file.
@Suite struct SortedCallsTests {
  /// Numbers that repeat, begins that repeat, ids in the order of coming.
  private static func calls(_ count: Int) -> [NumberedCall] {
    (0..<Int64(count)).map { call -> NumberedCall in
      NumberedCall(did: call * 7 % 5, start: call * 13 % 11, call: call)
    }
  }

  private static func drained(_ sorted: SortedCalls) throws -> [NumberedCall] {
    var result: [NumberedCall] = []
    try sorted.drain { result += $0 }
    return result
  }

  @Test(arguments: [0, 1, 2, 3, 6, 100, 20_000], [1, 3, 16, 5000, 50_000])
  func runsAreMerged(_ count: Int, _ most: Int) throws {
    let sorted = SortedCalls(most: most)
    for call in Self.calls(count) {
      sorted.add(call)
      if call.call % 4 == 0 { try sorted.layAside() }
    }
    #expect(try Self.drained(sorted) == Self.calls(count).sorted())
    #expect(try Self.drained(sorted) == [])
  }

  /// What was rolled back is not among them; what was laid aside before it stays.
  @Test func theLastOnesCanBeForgotten() throws {
    let sorted = SortedCalls(most: 8)
    for call in Self.calls(10) { sorted.add(call) }
    try sorted.layAside()
    for call in Self.calls(14)[10...] { sorted.add(call) }
    sorted.rewind(to: 12)
    #expect(try Self.drained(sorted) == Self.calls(12).sorted())
  }

  /// They can be used again after they were drained.
  @Test func moreCanCome() throws {
    let sorted = SortedCalls(most: 4)
    for _ in 0..<2 {
      for call in Self.calls(9) {
        sorted.add(call)
        try sorted.layAside()
      }
      #expect(try Self.drained(sorted) == Self.calls(9).sorted())
    }
  }
}
