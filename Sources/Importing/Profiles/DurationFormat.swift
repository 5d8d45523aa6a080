/// How a file writes durations.
enum DurationFormat: Sendable, Equatable {
  /// A number of units; the unit is so many thousandths of a second, over a divisor for small ones.
  case units(milliseconds: Int64, over: Int64)
  /// Parts with colons between them, the first of any size: `75:30`, `01:02:03.5`. The last part is of
  /// so many seconds.
  case clock(parts: Int, last: Int64)
  /// Digits only: hours, mm, ss, and so many digits of a fraction; `length` in all.
  case packed(length: Int, fraction: Int)
  /// ISO 8601: `PT1H2M3.5S`.
  case iso

  static let words: [(name: String, about: String, format: DurationFormat)] = [
    ("s", "seconds", .units(milliseconds: 1000, over: 1)),
    ("ms", "milliseconds", .units(milliseconds: 1, over: 1)),
    ("us", "microseconds", .units(milliseconds: 1, over: 1000)),
    ("ns", "nanoseconds", .units(milliseconds: 1, over: 1_000_000)),
    ("min", "minutes", .units(milliseconds: 60_000, over: 1)),
    ("h", "hours", .units(milliseconds: 3_600_000, over: 1)),
    ("d", "days, as spreadsheets keep durations", .units(milliseconds: 86_400_000, over: 1)),
    ("hh:mm:ss", "hours of any number of digits, decimals allowed", .clock(parts: 3, last: 1)),
    ("mm:ss", "minutes of any number of digits", .clock(parts: 2, last: 1)),
    ("hh:mm", "hours of any number of digits", .clock(parts: 2, last: 60)),
    ("PT", "ISO 8601 such as PT1H2M3S", .iso),
  ]

  /// A word, or a pattern of digits such as `hhmmss`, `hmmsst` (tenths), `hhhhmmssdd` (hundredths).
  init?(_ text: String) {
    if let word = Self.words.first(where: { $0.name == text }) {
      self = word.format
      return
    }
    var rest = text[...]
    func drop(_ letter: Character) -> Int {
      let count = rest.prefix { $0 == letter }.count
      rest = rest.dropFirst(count)
      return count
    }
    let (hours, minutes, seconds) = (drop("h"), drop("m"), drop("s"))
    let fraction = rest.first == "t" ? drop("t") : rest.first == "d" ? drop("d") : drop("f")
    guard rest.isEmpty, minutes == 2, seconds == 2, hours <= 6 else { return nil }
    self = .packed(length: text.count, fraction: fraction)
  }

  static var names: String {
    words.map(\.name).joined(separator: ", ") + ", or digits such as hhmmss and hmmsst (tenths)"
  }

  /// The duration in milliseconds, exactly; nil when the text is none of this form. `style` says how
  /// a number of units is written.
  func read(_ text: ArraySlice<UInt8>) -> Ratio? {
    switch self {
    case .units(let milliseconds, let divisor):
      return Ratio(text)?.times(Ratio(milliseconds, scale: 0))?
        .divided(by: Ratio(divisor, scale: 0))
    case .clock(let count, let last): return clock(text, count, last)
    case .packed(let length, let fraction):
      guard text.count == length, text.allSatisfy({ $0 &- 48 < 10 }) else { return nil }
      var number: Int64 = 0
      for byte in text { number = number * 10 + Int64(byte - 48) }
      var unit: Int64 = 1
      for _ in 0..<fraction { unit *= 10 }
      let whole = number / unit
      guard whole % 100 < 60, whole / 100 % 100 < 60 else { return nil }
      let seconds = whole / 10_000 * 3600 + whole / 100 % 100 * 60 + whole % 100
      return Ratio(seconds * unit + number % unit, scale: fraction)
        .times(Ratio(1000, scale: 0))
    case .iso: return iso(text)
    }
  }

  private func clock(_ text: ArraySlice<UInt8>, _ count: Int, _ last: Int64) -> Ratio? {
    let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == count else { return nil }
    var total = Ratio(0, scale: 0)
    for (index, part) in parts.enumerated() {
      guard let first = part.first, first &- 48 < 10, let number = Ratio(part),
        index == count - 1 || number.isWhole,
        index == 0 || number.compared(to: Ratio(60, scale: 0)) == -1,
        let sum = total.times(Ratio(60, scale: 0))?.plus(number)
      else { return nil }
      total = sum
    }
    return total.times(Ratio(1000 * last, scale: 0))
  }

  private func iso(_ text: ArraySlice<UInt8>) -> Ratio? {
    guard text.first == UInt8(ascii: "P") else { return nil }
    var rest = text.dropFirst()
    var total = Ratio(0, scale: 0)
    var units: [(letter: UInt8, milliseconds: Int64)] = [(UInt8(ascii: "D"), 86_400_000)]
    var isEmpty = true
    while let byte = rest.first {
      if byte == UInt8(ascii: "T") {
        rest.removeFirst()
        units = [
          (UInt8(ascii: "H"), 3_600_000), (UInt8(ascii: "M"), 60_000), (UInt8(ascii: "S"), 1000),
        ]
        continue
      }
      let digits = rest.prefix { $0 &- 48 < 10 || $0 == UInt8(ascii: ".") }
      rest = rest.dropFirst(digits.count)
      guard let letter = rest.popFirst(),
        let index = units.firstIndex(where: { $0.letter == letter }),
        let part = Ratio(digits)?.times(Ratio(units[index].milliseconds, scale: 0)),
        let sum = total.plus(part)
      else { return nil }
      units.removeFirst(index + 1)
      total = sum
      isEmpty = false
    }
    return isEmpty ? nil : total
  }
}

/// What is done with a part of the unit that is kept; without it such a part is refused.
enum Rounding: String, Sendable, CaseIterable {
  case nearest, up, down
}
