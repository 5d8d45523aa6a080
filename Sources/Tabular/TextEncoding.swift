/// How the bytes of a text file stand for characters. Inside, all text is UTF-8.
public enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  /// The Western European code page of Windows. Its five undefined bytes are errors.
  case windows1252 = "windows-1252"
  case ascii = "ascii"

  /// By the names that profiles and programs use, in any case.
  ///
  /// `iso-8859-1` means Windows-1252, as it does on the web: files that claim the first hold the
  /// second, and the difference is control characters that no billing export contains.
  public init?(name: String) {
    switch name.lowercased() {
    case "utf-8", "utf8": self = .utf8
    case "utf-16", "utf-16le", "utf16", "utf16le": self = .utf16LittleEndian
    case "utf-16be", "utf16be": self = .utf16BigEndian
    case "windows-1252", "cp1252", "iso-8859-1", "latin-1", "latin1": self = .windows1252
    case "ascii", "us-ascii": self = .ascii
    default: return nil
    }
  }

  /// The encoding that a byte order mark announces, and the length of the mark.
  static func byteOrderMark(_ bytes: [UInt8]) -> (encoding: TextEncoding, length: Int)? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    return nil
  }

  /// How many bytes of the file the text (complete characters, UTF-8) came from.
  func originalLength(_ text: TextView, _ range: Range<Int>) -> Int {
    switch self {
    case .utf8, .ascii: return range.count
    case .windows1252: return text.characterCount(range)
    case .utf16LittleEndian, .utf16BigEndian:
      var units = 0
      // One unit per character, two for those that take four bytes in UTF-8.
      for i in range {
        if text[i] & 0xC0 != 0x80 { units += 1 }
        if text[i] >= 0xF0 { units += 1 }
      }
      return units * 2
    }
  }

  /// The bytes of the file that the text came from. Exact, because every decoder here accepts only
  /// what has one meaning.
  func encode(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    switch self {
    case .utf8, .ascii: return text
    case .windows1252:
      var bytes: [UInt8] = []
      for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
        bytes.append(Windows1252.byte(of: scalar))
      }
      return bytes[...]
    case .utf16LittleEndian, .utf16BigEndian:
      var bytes: [UInt8] = []
      for unit in String(decoding: text, as: UTF8.self).utf16 {
        let ordered = self == .utf16LittleEndian ? unit.littleEndian : unit.bigEndian
        bytes.append(UInt8(truncatingIfNeeded: ordered))
        bytes.append(UInt8(truncatingIfNeeded: ordered >> 8))
      }
      return bytes[...]
    }
  }
}
