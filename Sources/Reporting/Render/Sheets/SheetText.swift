internal import Diagnostics

/// Texts on their way into a workbook: libxlsxwriter takes what it is given, so that every one is looked
/// at before.
enum SheetText {
  /// Characters of a cell, in UTF-16 as Excel counts them.
  static let longest = 32_767

  enum Trouble: Error {
    case tooLong(Int)
  }

  /// Makes a text fit for a cell and ends it with a NUL: what XML can't hold becomes `_x0007_`, as Excel
  /// writes it, and so does a text that only looks like that.
  ///
  /// - Returns: its width in characters.
  static func prepare(_ text: inout [UInt8]) throws(Trouble) -> Int {
    var isPlain = true
    var width = 0
    var previous: UInt8 = 0
    for byte in text {
      if byte >= 0x80 || (byte < 0x20 && byte != 9 && byte != 10)
        || (byte == UInt8(ascii: "x") && previous == UInt8(ascii: "_"))
      {
        isPlain = false
      }
      if byte & 0xC0 != 0x80 { width += 1 }
      previous = byte
    }
    if isPlain, text.count > longest { throw .tooLong(text.count) }
    if !isPlain { text = try escaped(String(decoding: text, as: UTF8.self)) }
    text.append(0)
    return width
  }

  private static func escaped(_ text: String) throws(Trouble) -> [UInt8] {
    let units = text.utf16.count
    if units > longest { throw .tooLong(units) }
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + 8)
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let isForbidden =
        scalar.value < 0x20 && scalar.value != 9 && scalar.value != 10
        || scalar.value == 0xFFFE || scalar.value == 0xFFFF
      let isMistakable = scalar == "_" && looksEscaped(scalars[index...])
      if isForbidden || isMistakable {
        result += code(scalar.value).utf8
      } else {
        result += String(Character(scalar)).utf8
      }
    }
    return result
  }

  /// `_x0041_`, which Excel would read as `A`.
  private static func looksEscaped(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    let part = Array(scalars.prefix(7))
    return part.count == 7 && part[1] == "x" && part[6] == "_"
      && part[2..<6].allSatisfy { $0.properties.isASCIIHexDigit }
  }

  private static func code(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return "_x" + String(repeating: "0", count: 4 - digits.count) + digits + "_"
  }

  // MARK: Names of sheets

  /// A name that Excel takes for a sheet and that no other sheet has: at most 31 UTF-16 units, none of
  /// `[]:*?/\`, no apostrophe at its ends.
  static func sheetName(_ wanted: String, among taken: Set<String>, number: Int = 1) -> String {
    var name = String(wanted.map { "[]:*?/\\".contains($0) || $0.isNewline ? " " : $0 })
    while name.first == "'" || name.first == " " { name.removeFirst() }
    var number = number
    while true {
      let suffix = number > 1 ? " (\(number))" : ""
      var part = name
      while part.utf16.count + suffix.utf16.count > 31 { part.removeLast() }
      while part.last == "'" || part.last == " " { part.removeLast() }
      if part.isEmpty { part = "Sheet" }
      let candidate = part + suffix
      // Excel keeps 'History' for itself.
      if !taken.contains(candidate.lowercased()), candidate.lowercased() != "history" {
        return candidate
      }
      number += 1
    }
  }

  /// A name for formulas: letters, digits and underscores of ASCII, at most 100. It begins with a word and
  /// an underscore, so that it looks like no cell.
  static func definedName(_ wanted: String) -> String {
    String(
      wanted.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }.prefix(100))
  }

  /// `'Open invoices'`, for formulas.
  static func quoted(_ sheet: String) -> String {
    "'" + sheet.map { $0 == "'" ? "''" : String($0) }.joined() + "'"
  }

  /// `AB`, the name of a column from 0.
  static func column(_ index: Int) -> String {
    var name = ""
    var rest = index + 1
    while rest > 0 {
      rest -= 1
      name = String(Character(Unicode.Scalar(UInt8(65 + rest % 26)))) + name
      rest /= 26
    }
    return name
  }

  /// What stands in a header or footer, where `&` begins a code; at most 255 characters.
  static func footer(_ text: String) -> String {
    var result = ""
    for character in text {
      let piece = character == "&" ? "&&" : character.isNewline ? " " : String(character)
      if result.utf16.count + piece.utf16.count > 120 { break }
      result += piece
    }
    return result
  }
}
