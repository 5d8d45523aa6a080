/// What bytes say about how they stand for characters.
package struct EncodingEvidence: Sendable, Equatable {
  /// Bytes looked at.
  package var bytes = 0
  /// Characters beyond ASCII that are valid UTF-8.
  package var characters = 0
  /// Bytes that are no part of valid UTF-8.
  package var invalid = 0
  /// Of those, bytes that Windows-1252 defines nothing for.
  package var undefined1252 = 0
  /// NUL bytes at even and at odd places: ASCII text in UTF-16 has one in every second byte.
  package var evenNULs = 0
  package var oddNULs = 0
  package var mark: TextEncoding?

  package init(_ text: ArraySlice<UInt8>) {
    mark = TextEncoding.byteOrderMark(Array(text.prefix(3)))?.encoding
    bytes = text.count
    var i = text.startIndex
    while i < text.endIndex {
      let byte = text[i]
      if byte == 0 {
        if (i - text.startIndex).isMultiple(of: 2) { evenNULs += 1 } else { oddNULs += 1 }
      }
      if byte < 0x80 {
        i += 1
        continue
      }
      let length = Self.characterLength(text[i...])
      if length == nil, text.endIndex - i < 4, Self.mayContinue(text[i...]) { break }
      if let length {
        characters += 1
        i += length
      } else {
        invalid += 1
        if Windows1252.utf8[Int(byte) - 0x80] == 0 { undefined1252 += 1 }
        i += 1
      }
    }
  }

  /// The encoding that the bytes speak for; nil when they are ASCII and may go on as anything.
  package var encoding: TextEncoding? {
    if let mark { return mark }
    // Latin text in UTF-16: nearly every second byte is NUL, and the others are not.
    if oddNULs * 10 > bytes * 3, evenNULs * 20 < bytes { return .utf16LittleEndian }
    if evenNULs * 10 > bytes * 3, oddNULs * 20 < bytes { return .utf16BigEndian }
    if characters == 0, invalid == 0 { return nil }
    if invalid == 0 { return .utf8 }
    return invalid > characters && undefined1252 == 0 ? .windows1252 : .utf8
  }

  /// How many bytes the character at the start has in UTF-8; nil when it has no valid one.
  private static func characterLength(_ text: ArraySlice<UInt8>) -> Int? {
    let length =
      switch text.first ?? 0 {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 0
      }
    guard length > 0, text.count >= length else { return nil }
    return String(validating: text.prefix(length), as: UTF8.self) == nil ? nil : length
  }

  /// Whether the last bytes of a sample could be the beginning of a character.
  private static func mayContinue(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first, 0xC2...0xF4 ~= first else { return false }
    return text.dropFirst().allSatisfy { 0x80...0xBF ~= $0 }
  }
}
