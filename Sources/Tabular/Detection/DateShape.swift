/// How a cell writes a day, perhaps with a time, as far as one cell can tell.
package struct DateShape: Sendable, Equatable, Hashable {
  /// Where the day of the month stands.
  package enum Order: Sendable, Hashable {
    /// `2026-08-31`
    case yearFirst
    /// `31/08/2026` or `08/31/2026`: only the numbers tell.
    case yearLast
    /// `31-Aug-2026`
    case named
    /// `Aug 31, 2026`
    case monthNameFirst
  }

  package var order: Order
  /// Between the first two parts, and between the last two: `-`, or `. ` with its blank.
  private var marks: [String] = []
  /// Whether the year has two digits only.
  package var hasShortYear = false
  /// Whether day and month are written with two digits.
  package var isPadded = true
  /// The time behind it, as a pattern such as ` HH:mm:ss`; empty when there is none.
  package var time = ""
  /// The two numbers beside a year at the end.
  package var first = 0
  package var second = 0

  /// What stays the same in a column whose days differ.
  package var form: DateShape {
    var copy = self
    (copy.first, copy.second, copy.isPadded) = (0, 0, true)
    return copy
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// Nil when the cell is no day that the calendar has.
  init?(_ cell: ArraySlice<UInt8>) {
    var parts: [ArraySlice<UInt8>] = []
    var rest = cell
    while parts.count < 3 {
      let part = rest.prefix { Self.isDigit($0) || Self.isLetter($0) }
      if part.isEmpty { return nil }
      parts.append(part)
      rest = rest.dropFirst(part.count)
      if parts.count == 3 { break }
      guard let mark = rest.popFirst(), "-/., ".utf8.contains(mark) else { return nil }
      marks.append(String(Character(Unicode.Scalar(mark))))
      if mark == UInt8(ascii: ",") || mark == UInt8(ascii: "."), rest.first == 32 {
        rest.removeFirst()
        marks[marks.count - 1] += " "
      }
    }
    // `2026-08-31T12:00:00` has its T where the third part ends.
    if let letter = parts[2].firstIndex(where: { $0 | 0x20 == UInt8(ascii: "t") }),
      parts[2][..<letter].allSatisfy(Self.isDigit), letter > parts[2].startIndex
    {
      rest = cell[letter...]
      parts[2] = parts[2][..<letter]
    }
    let numbers = parts.map { $0.count <= 4 ? Int(String(decoding: $0, as: UTF8.self)) : nil }
    func isYear(_ part: Int) -> Bool {
      guard let number = numbers[part] else { return false }
      return parts[part].count == 4 ? 1900...2199 ~= number : parts[part].count == 2
    }
    if let month = numbers[1], let day = numbers[2], parts[0].count == 4, isYear(0) {
      guard 1...12 ~= month, 1...31 ~= day, marks[0] == marks[1] else { return nil }
      order = .yearFirst
      isPadded = parts[1].count == 2 && parts[2].count == 2
    } else if let one = numbers[0], let two = numbers[1], isYear(2) {
      guard 1...31 ~= one, 1...31 ~= two, one <= 12 || two <= 12, marks[0] == marks[1],
        marks[0] != " "
      else { return nil }
      order = .yearLast
      (first, second) = (one, two)
      isPadded = parts[0].count == 2 && parts[1].count == 2
    } else if let day = numbers[0], Self.isMonth(parts[1]), isYear(2) {
      guard 1...31 ~= day else { return nil }
      order = .named
      isPadded = parts[0].count == 2
    } else if Self.isMonth(parts[0]), let day = numbers[1], isYear(2) {
      guard 1...31 ~= day else { return nil }
      order = .monthNameFirst
      isPadded = parts[1].count == 2
    } else {
      return nil
    }
    hasShortYear = order != .yearFirst && parts[2].count == 2
    if rest.isEmpty { return }
    let leads = [(" ", " "), (", ", ", "), ("T", "'T'")]
    guard let lead = leads.first(where: { rest.starts(with: $0.0.utf8) }),
      let pattern = Self.time(rest.dropFirst(lead.0.utf8.count))
    else { return nil }
    time = lead.1 + pattern
  }

  /// The pattern of a time of day; nil when it is none.
  package static func time(_ text: ArraySlice<UInt8>) -> String? {
    var rest = text
    var parts = 0
    var pattern = ""
    while parts < 3 {
      let digits = rest.prefix(while: isDigit)
      guard let number = Int(String(decoding: digits, as: UTF8.self)), digits.count <= 2,
        number <= (parts == 0 ? 24 : 60), parts == 0 || digits.count == 2
      else { return nil }
      pattern += ["HH", ":mm", ":ss"][parts]
      parts += 1
      rest = rest.dropFirst(digits.count)
      guard rest.first == UInt8(ascii: ":"), parts < 3 else { break }
      rest.removeFirst()
    }
    if parts < 2 { return nil }
    if rest.first == UInt8(ascii: "."), parts == 3 {
      let digits = rest.dropFirst().prefix(while: isDigit)
      if digits.isEmpty { return nil }
      pattern += "." + String(repeating: "S", count: digits.count)
      rest = rest.dropFirst(1 + digits.count)
    }
    let blank = rest.first == 32 ? " " : ""
    while rest.first == 32 { rest.removeFirst() }
    if rest.isEmpty { return pattern }
    let end = String(decoding: rest, as: UTF8.self).uppercased()
    switch end {
    case "Z": return pattern + blank + "XXX"
    case "AM", "PM", "A.M.", "P.M.": return "h" + pattern.dropFirst(2) + blank + "a"
    case "UTC", "GMT": return pattern + " 'UTC'"
    default:
      guard end.first == "+" || end.first == "-",
        end.dropFirst().allSatisfy({ $0.isNumber || $0 == ":" }), 2...6 ~= end.count
      else { return nil }
      return pattern + blank + "XXX"
    }
  }

  private static func isMonth(_ part: ArraySlice<UInt8>) -> Bool {
    part.count >= 3 && part.count <= 9 && part.allSatisfy(isLetter)
      && months.contains(String(decoding: part.prefix(3), as: UTF8.self).lowercased())
  }

  private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }
  private static func isLetter(_ byte: UInt8) -> Bool { 0x61...0x7A ~= byte | 0x20 }

  /// The patterns that the day may have, by how many cells have a number above 12 in the first place and
  /// in the second: two where nothing decides, none where the cells contradict each other.
  package func patterns(daysFirst: Int, monthsFirst: Int) -> [String] {
    let (day, month) = isPadded ? ("dd", "MM") : ("d", "M")
    let year = hasShortYear ? "yy" : "yyyy"
    func joined(_ first: String, _ second: String, _ third: String) -> String {
      first + marks[0] + second + marks[1] + third + time
    }
    switch order {
    case .yearFirst: return [joined("yyyy", month, day)]
    case .named: return [joined(day, "MMM", year)]
    case .monthNameFirst: return [joined("MMM", day, year)]
    case .yearLast:
      var found: [String] = []
      if monthsFirst == 0 { found.append(joined(day, month, year)) }
      if daysFirst == 0 { found.append(joined(month, day, year)) }
      return found
    }
  }
}
