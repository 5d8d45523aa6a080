/// What the text of a cell looks like. Nothing is converted by it: it only tells.
package enum CellShape: Sendable, Equatable {
  case empty
  /// Digits, perhaps with a sign.
  case integer(digits: Int, hasLeadingZero: Bool)
  case decimal(NumberShape)
  case date(DateShape)
  /// `12:30`, `12:30:59.5`
  case time
  case flag
  /// What a spreadsheet has spoilt: `1.4E+10`, `########`, `#REF!`.
  case damage
  case text

  /// A number that is more than digits.
  package struct NumberShape: Sendable, Equatable {
    /// The byte before the decimals, where it is certain.
    package var point: UInt8?
    /// The byte between thousands, where it is certain.
    package var group: UInt8?
    /// `1,234`: one separator and three digits behind it, which may be either.
    package var ambiguous: UInt8?
    package var sign = Sign.none
    package var hasCurrency = false
    package var decimals = 0

    package init(
      point: UInt8? = nil, group: UInt8? = nil, ambiguous: UInt8? = nil, sign: Sign = .none,
      hasCurrency: Bool = false, decimals: Int = 0
    ) {
      self.point = point
      self.group = group
      self.ambiguous = ambiguous
      self.sign = sign
      self.hasCurrency = hasCurrency
      self.decimals = decimals
    }
  }

  package enum Sign: String, Sendable {
    case none = ""
    case minus = "minus before"
    case trailingMinus = "minus after"
    case parentheses = "parentheses"
    case debitCredit = "DR or CR"
  }

  /// The shape of a cell, blanks around it apart.
  package init(_ raw: ArraySlice<UInt8>) {
    var cell = raw
    while cell.first == 32 || cell.first == 9 { cell.removeFirst() }
    while cell.last == 32 || cell.last == 9 { cell.removeLast() }
    guard let first = cell.first else {
      self = .empty
      return
    }
    if first == UInt8(ascii: "#"), Self.isError(cell) {
      self = .damage
      return
    }
    let digits = cell.count { 0x30...0x39 ~= $0 }
    if digits == 0 {
      self = Self.isFlag(cell) ? .flag : .text
      return
    }
    if digits == cell.count {
      self = .integer(digits: digits, hasLeadingZero: first == 0x30 && digits > 1)
      return
    }
    // Long texts and those with many letters are none of the rest.
    if cell.count > 40 || digits * 4 < cell.count {
      self = .text
    } else if let date = DateShape(cell) {
      self = .date(date)
    } else if DateShape.time(cell) != nil {
      self = .time
    } else if Self.isScientific(cell) {
      self = .damage
    } else if let number = Self.number(cell) {
      self = number
    } else {
      self = .text
    }
  }

  /// Whether it is more than words: what headers are not.
  package var isValue: Bool {
    switch self {
    case .integer, .decimal, .date, .time, .damage: true
    case .empty, .flag, .text: false
    }
  }

  private static let errors = [
    "#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!",
  ].map { Array($0.utf8) }

  private static func isError(_ cell: ArraySlice<UInt8>) -> Bool {
    cell.count > 3 && cell.allSatisfy { $0 == UInt8(ascii: "#") } || errors.contains(Array(cell))
  }

  private static let flags: Set<String> = ["true", "false", "yes", "no", "y", "n", "t", "f"]

  private static func isFlag(_ cell: ArraySlice<UInt8>) -> Bool {
    cell.count <= 5 && flags.contains(String(decoding: cell, as: UTF8.self).lowercased())
  }

  /// `1.4E+10`, which once was a number or an id of many digits.
  private static func isScientific(_ cell: ArraySlice<UInt8>) -> Bool {
    guard let mark = cell.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }),
      mark > cell.startIndex
    else { return false }
    let exponent = cell[(mark + 1)...]
    guard let sign = exponent.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
      return false
    }
    return exponent.count > 1 && exponent.dropFirst().allSatisfy { 0x30...0x39 ~= $0 }
      && cell[..<mark].allSatisfy {
        0x30...0x39 ~= $0 || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",")
      }
  }

  private static func number(_ cell: ArraySlice<UInt8>) -> CellShape? {
    var shape = NumberShape()
    var rest = unsigned(cell, &shape)
    // One sign of a currency, or three letters of its code, before or after.
    func isCurrency(_ bytes: ArraySlice<UInt8>) -> Bool {
      let text = String(decoding: bytes, as: UTF8.self)
      return ["$", "€", "£", "¥"].contains(text)
        || text.count == 3 && text.allSatisfy { $0.isASCII && $0.isUppercase }
    }
    let head = rest.prefix { !(0x30...0x39 ~= $0) && $0 != UInt8(ascii: ".") }
    let tail = Array(rest.reversed().prefix { !(0x30...0x39 ~= $0) }.reversed())
    for (bytes, isHead) in [(head, true), (tail[...], false)] {
      let trimmed = bytes.filter { $0 != 32 && $0 != UInt8(ascii: "-") }
      if trimmed.isEmpty || isHead == false && bytes.count == rest.count { continue }
      guard isCurrency(trimmed[...]), !shape.hasCurrency else { return nil }
      shape.hasCurrency = true
      rest = isHead ? rest.dropFirst(bytes.count) : rest.dropLast(bytes.count)
      if bytes.contains(UInt8(ascii: "-")) { shape.sign = isHead ? .minus : .trailingMinus }
    }
    while rest.first == 32 { rest.removeFirst() }
    while rest.last == 32 { rest.removeLast() }
    guard rest.contains(where: { 0x30...0x39 ~= $0 }), separators(rest, &shape) else { return nil }
    // `REF123` is a word; `CAD 123` and `CAD12.50` are amounts.
    if shape.hasCurrency, shape.point == nil, !cell.contains(32),
      cell.contains(where: { 0x41...0x5A ~= $0 })
    {
      return nil
    }
    if shape.point == nil, shape.group == nil, shape.ambiguous == nil, !shape.hasCurrency,
      shape.sign == .none || shape.sign == .minus
    {
      return .integer(digits: rest.count, hasLeadingZero: rest.first == 0x30 && rest.count > 1)
    }
    return .decimal(shape)
  }

  /// Takes off what says that a number is negative.
  private static func unsigned(_ cell: ArraySlice<UInt8>, _ shape: inout NumberShape)
    -> ArraySlice<UInt8>
  {
    let (minus, plus) = (UInt8(ascii: "-"), UInt8(ascii: "+"))
    if cell.first == UInt8(ascii: "("), cell.last == UInt8(ascii: ")") {
      shape.sign = .parentheses
      return cell.dropFirst().dropLast()
    }
    if cell.first == minus || cell.first == plus {
      if cell.first == minus { shape.sign = .minus }
      return cell.dropFirst()
    }
    if cell.last == minus {
      shape.sign = .trailingMinus
      return cell.dropLast()
    }
    let end = String(decoding: cell.suffix(2), as: UTF8.self).uppercased()
    if end == "DR" || end == "CR" {
      shape.sign = .debitCredit
      return cell.dropLast(2)
    }
    return cell
  }

  /// Finds out which separators a number has; false when it is none.
  private static func separators(_ digits: ArraySlice<UInt8>, _ shape: inout NumberShape) -> Bool {
    let text = Array(digits)
    let marks = text.indices.filter { !(0x30...0x39 ~= text[$0]) }
    guard let last = marks.last else { return true }
    let kinds = Set(marks.map { text[$0] })
    let known: Set<UInt8> = [
      UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: " "), UInt8(ascii: "'"),
    ]
    guard kinds.isSubset(of: known), kinds.count <= 2, text.last != text[last] || last > 0 else {
      return false
    }
    let after = text.count - last - 1
    let canBePoint = text[last] == UInt8(ascii: ".") || text[last] == UInt8(ascii: ",")
    // Groups have three digits each, but for the first.
    func areGroups(_ marks: ArraySlice<Int>, end: Int) -> Bool {
      guard let first = marks.first, 1...3 ~= first else { return false }
      let ends = marks.dropFirst() + [end]
      return zip(marks, ends).allSatisfy { $1 - $0 == 4 }
    }
    let isOnly = marks.count { text[$0] == text[last] } == 1
    if canBePoint, isOnly {
      if marks.count == 1, after == 3, areGroups(marks[...], end: text.count), text[0] != 0x30 {
        shape.ambiguous = text[last]
        return true
      }
      guard marks.count == 1 || areGroups(marks.dropLast(), end: last) else { return false }
      shape.point = text[last]
      shape.decimals = after
      shape.group = marks.count > 1 ? text[marks[0]] : nil
      return true
    }
    guard kinds.count == 1, areGroups(marks[...], end: text.count) else { return false }
    shape.group = text[last]
    return true
  }
}
