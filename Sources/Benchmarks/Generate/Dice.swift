/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers for the same seed, everywhere.
struct Dice {
  private var state: UInt64

  init(seed: Int) { state = UInt64(bitPattern: Int64(seed)) }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number of the range, both ends included.
  mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  mutating func pick<Element>(_ list: [Element]) -> Element { list[number(0...list.count - 1)] }

  /// True in so many of a hundred cases.
  mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }
}

/// Days counted from 1 August 2026, with the generator's own calendar: it must not lean on the
/// product's.
enum Days {
  static let first = 0

  static func length(ofMonth index: Int) -> Int {
    let (year, month) = (2026 + (7 + index) / 12, (7 + index) % 12 + 1)
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  /// The day number of a day of month `index` (0 is August 2026, -1 is July); too large days are the
  /// last.
  static func number(month index: Int, day: Int) -> Int {
    if index < 0 { return day - 32 }
    return (0..<index).map { length(ofMonth: $0) }.reduce(0, +) + min(day, length(ofMonth: index))
      - 1
  }

  static func text(_ number: Int) -> String {
    if number < 0 {
      // July 2026 is the only month before: opening balances stand on its last day.
      return "2026-07-" + two(32 + number)
    }
    var (rest, index) = (number, 0)
    while rest >= length(ofMonth: index) {
      rest -= length(ofMonth: index)
      index += 1
    }
    return "\(2026 + (7 + index) / 12)-\(two((7 + index) % 12 + 1))-\(two(rest + 1))"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
