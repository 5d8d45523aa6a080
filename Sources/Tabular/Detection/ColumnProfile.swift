/// What the cells of a column look like, counted over a whole file. It tells; nothing is converted by it.
package struct ColumnProfile: Sendable {
  package enum ColumnType: Sendable, Equatable {
    case empty
    case integer
    /// The bytes before decimals and between thousands, where they occur.
    case decimal(point: UInt8?, group: UInt8?)
    /// The patterns that fit all cells: more than one where nothing decides between them, or where the
    /// column has several.
    case date(patterns: [String])
    case time
    case flag
    case text
  }

  package var name: String
  package private(set) var cells = 0
  package private(set) var empty = 0
  package private(set) var integers = 0
  package private(set) var decimals = 0
  package private(set) var times = 0
  package private(set) var flags = 0
  package private(set) var texts = 0
  /// Cells that a spreadsheet has spoilt, and the first of them.
  package private(set) var damaged = 0
  package private(set) var firstDamage: (text: String, line: Int)?
  /// Whole numbers with a zero in front: ids, not amounts.
  package private(set) var leadingZeros = 0
  /// Whole numbers of 10 or 13 digits that could be seconds or milliseconds since 1970.
  package private(set) var epochs = 0
  /// Whole numbers of 8 digits that could be `20260831`.
  package private(set) var compactDates = 0
  /// `1,234`: thousands or decimals.
  package private(set) var ambiguousNumbers = 0
  package private(set) var signs: Set<CellShape.Sign> = []
  package private(set) var hasCurrency = false
  package private(set) var longest = 0
  package private(set) var dates: [DateForm] = []
  private var points: [UInt8: Int] = [:]
  private var groups: [UInt8: Int] = [:]
  /// The first line of each shape, for exceptions.
  private var firstLines: [String: Int] = [:]

  /// Days written in one way, and what tells day from month.
  package struct DateForm: Sendable {
    package fileprivate(set) var shape: DateShape
    package fileprivate(set) var count = 0
    /// Cells in which only the first of two numbers can be the day, or only the second.
    package fileprivate(set) var daysFirst = 0
    package fileprivate(set) var monthsFirst = 0
    /// The line on which a number is no month.
    package fileprivate(set) var decidingLine: Int?

    package var patterns: [String] {
      shape.patterns(daysFirst: daysFirst, monthsFirst: monthsFirst)
    }

    /// What most of its cells are, and how many these are.
    package var likeliest: (patterns: [String], count: Int) {
      if daysFirst == 0 || monthsFirst == 0 { return (patterns, count) }
      return daysFirst >= monthsFirst
        ? (shape.patterns(daysFirst: 1, monthsFirst: 0), count - monthsFirst)
        : (shape.patterns(daysFirst: 0, monthsFirst: 1), count - daysFirst)
    }
  }

  package init(name: String) { self.name = name }

  package mutating func add(_ cell: ArraySlice<UInt8>, line: Int) {
    cells += 1
    longest = max(longest, cell.count)
    let shape = CellShape(cell)
    switch shape {
    case .empty: empty += 1
    case .integer(let digits, let hasLeadingZero):
      note("number", line)
      integers += 1
      if hasLeadingZero { leadingZeros += 1 }
      guard digits == 8 || digits == 10 || digits == 13, let first = cell.first else { break }
      if digits == 8, first == 0x31 || first == 0x32, Self.isCompactDate(cell) { compactDates += 1 }
      if digits != 8, first == 0x31 { epochs += 1 }
    case .decimal(let number):
      note("number", line)
      decimals += 1
      if let point = number.point { points[point, default: 0] += 1 }
      if let group = number.group { groups[group, default: 0] += 1 }
      if number.ambiguous != nil { ambiguousNumbers += 1 }
      if number.sign != .none { signs.insert(number.sign) }
      if number.hasCurrency { hasCurrency = true }
    case .date(let date):
      note("date", line)
      add(date, line: line)
    case .time:
      note("time", line)
      times += 1
    case .flag:
      note("flag", line)
      flags += 1
    case .damage:
      if damaged == 0 { firstDamage = (String(decoding: cell, as: UTF8.self), line) }
      damaged += 1
    case .text:
      note("text", line)
      texts += 1
    }
  }

  private mutating func note(_ shape: String, _ line: Int) {
    if firstLines[shape] == nil { firstLines[shape] = line }
  }

  private mutating func add(_ date: DateShape, line: Int) {
    let form = date.form
    var index = dates.firstIndex { $0.shape.form == form }
    if index == nil {
      // A column of more ways than this is none of dates.
      if dates.count == 8 { return }
      dates.append(DateForm(shape: date))
      index = dates.count - 1
    }
    guard let index else { return }
    dates[index].count += 1
    dates[index].shape.isPadded = dates[index].shape.isPadded && date.isPadded
    guard date.order == .yearLast, max(date.first, date.second) > 12 else { return }
    if dates[index].decidingLine == nil { dates[index].decidingLine = line }
    if date.first > 12 { dates[index].daysFirst += 1 } else { dates[index].monthsFirst += 1 }
  }

  private static func isCompactDate(_ cell: ArraySlice<UInt8>) -> Bool {
    guard let number = Int(String(decoding: cell, as: UTF8.self)) else { return false }
    return 1900...2199 ~= number / 10_000 && 1...12 ~= number / 100 % 100 && 1...31 ~= number % 100
  }

  /// Cells that say something.
  package var filled: Int { cells - empty }

  private var dateCount: Int { dates.map(\.count).reduce(0, +) }

  /// What nearly all cells are; at most one in twenty is otherwise.
  package var type: ColumnType {
    if filled == 0 { return .empty }
    func isMost(_ count: Int) -> Bool { count * 20 >= filled * 19 }
    if isMost(dateCount) { return .date(patterns: dates.flatMap(\.patterns)) }
    // Ids with zeros in front are no numbers to reckon with, yet made of digits.
    if isMost(integers) { return .integer }
    if isMost(integers + decimals) {
      return .decimal(
        point: points.max { $0.value < $1.value }?.key,
        group: groups.max { $0.value < $1.value }?.key)
    }
    if isMost(times) { return .time }
    if isMost(flags) { return .flag }
    return .text
  }

  /// How many cells are not of the type, and the first line on which one is.
  package var exceptions: (count: Int, line: Int)? {
    let kind: String
    let count: Int
    switch type {
    case .empty, .text: return nil
    case .integer: (kind, count) = ("number", integers)
    case .decimal: (kind, count) = ("number", integers + decimals)
    case .date: (kind, count) = ("date", dateCount)
    case .time: (kind, count) = ("time", times)
    case .flag: (kind, count) = ("flag", flags)
    }
    if count == filled { return nil }
    let others = firstLines.filter { $0.key != kind }.map(\.value)
    let line = (others + (firstDamage.map { [$0.line] } ?? [])).min() ?? 0
    return (filled - count, line)
  }

  /// Whether day and month of a date can't be told from each other.
  package var isAmbiguousDate: Bool {
    dates.contains { $0.patterns.count == 2 }
  }
}
