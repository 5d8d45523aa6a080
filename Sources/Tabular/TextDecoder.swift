/// Turns pieces of a file into UTF-8 text. A character that a piece cuts in two waits for the rest.
struct TextDecoder {
  /// Where and why bytes are no text.
  struct Failure: Error {
    enum Reason {
      case nul
      case invalidByte(UInt8)
      case unpairedSurrogate(UInt16)
      /// The file ends inside a character.
      case cut
    }
    var reason: Reason
    /// The text before the failure, as a length of the text buffer.
    var textLength: Int
  }

  let encoding: TextEncoding
  /// Bytes that wait for the rest of their character (UTF-16 only: UTF-8 stays in the text buffer).
  private var waiting: [UInt8] = []

  init(_ encoding: TextEncoding) { self.encoding = encoding }

  /// Whether the bytes of the file are the bytes of the text, so that they can be read in place.
  var isIdentity: Bool { encoding == .utf8 || encoding == .ascii }

  /// Decodes a piece and appends the text. For encodings that are not the identity.
  mutating func decode(_ piece: [UInt8], into text: inout [UInt8]) throws(Failure) {
    if encoding == .windows1252 {
      try decodeWindows1252(piece, into: &text)
    } else {
      waiting.append(contentsOf: piece)
      try decodeUTF16(into: &text)
    }
  }

  /// To be called after the last piece.
  func finish(_ text: [UInt8]) throws(Failure) {
    if !waiting.isEmpty { throw Failure(reason: .cut, textLength: text.count) }
  }

  private func decodeWindows1252(_ piece: [UInt8], into text: inout [UInt8]) throws(Failure) {
    let table = Windows1252.utf8
    text.reserveCapacity(text.count + piece.count + piece.count / 8)
    for byte in piece {
      if byte == 0 { throw Failure(reason: .nul, textLength: text.count) }
      if byte < 0x80 {
        text.append(byte)
        continue
      }
      var packed = table[Int(byte) - 0x80]
      if packed == 0 { throw Failure(reason: .invalidByte(byte), textLength: text.count) }
      while packed != 0 {
        text.append(UInt8(truncatingIfNeeded: packed))
        packed >>= 8
      }
    }
  }

  private mutating func decodeUTF16(into text: inout [UInt8]) throws(Failure) {
    let bytes = waiting
    let low = encoding == .utf16LittleEndian ? 0 : 1
    func unit(_ at: Int) -> UInt32 { UInt32(bytes[at + low]) | UInt32(bytes[at + 1 - low]) << 8 }
    text.reserveCapacity(text.count + bytes.count)
    var i = 0
    while i + 2 <= bytes.count {
      var scalar = unit(i)
      var length = 2
      if scalar & 0xF800 == 0xD800 {
        if i + 4 > bytes.count && scalar < 0xDC00 { break }
        let second = scalar < 0xDC00 ? unit(i + 2) : 0
        if second & 0xFC00 != 0xDC00 {
          throw Failure(reason: .unpairedSurrogate(UInt16(scalar)), textLength: text.count)
        }
        scalar = 0x10000 + (scalar & 0x3FF) << 10 + second & 0x3FF
        length = 4
      }
      if scalar == 0 { throw Failure(reason: .nul, textLength: text.count) }
      if scalar < 0x80 {
        text.append(UInt8(scalar))
      } else if let scalar = Unicode.Scalar(scalar) {
        text.append(contentsOf: Unicode.UTF8.encode(scalar).map { Array($0) } ?? [])
      }
      i += length
    }
    waiting.removeFirst(i)
  }
}

extension TextDecoder {
  /// Checks that the text from `start` on is valid UTF-8 (or ASCII) without NUL.
  ///
  /// - Returns: how far the text is complete: at most three bytes short of the end while more may
  ///   follow; and whether any character is beyond ASCII.
  static func check(_ text: TextView, from start: Int, ascii: Bool, isAtEnd: Bool) throws(Failure)
    -> (end: Int, isBeyondASCII: Bool)
  {
    var isBeyondASCII = false
    let highs: UInt64 = 0x8080_8080_8080_8080
    let ones: UInt64 = 0x0101_0101_0101_0101
    var i = start
    while i < text.count {
      if i + 8 <= text.count {
        let word = text.word(i)
        // No high bit, and no byte that borrows when one is taken from it: no zero byte.
        if (word | (word &- ones) & ~word) & highs == 0 {
          i += 8
          continue
        }
      }
      let byte = text[i]
      if byte == 0 { throw Failure(reason: .nul, textLength: i) }
      if byte < 0x80 {
        i += 1
        continue
      }
      // The second byte's range depends on the first (Unicode standard, table 3-7).
      let (length, second): (Int, ClosedRange<UInt8>) =
        switch ascii ? 0xFF : byte {
        case 0xC2...0xDF: (2, 0x80...0xBF)
        case 0xE0: (3, 0xA0...0xBF)
        case 0xED: (3, 0x80...0x9F)
        case 0xE1...0xEF: (3, 0x80...0xBF)
        case 0xF0: (4, 0x90...0xBF)
        case 0xF1...0xF3: (4, 0x80...0xBF)
        case 0xF4: (4, 0x80...0x8F)
        default: (0, 0x80...0xBF)
        }
      if length == 0 { throw Failure(reason: .invalidByte(byte), textLength: i) }
      for k in 1..<length {
        if i + k == text.count {
          if !isAtEnd { return (i, isBeyondASCII) }
          throw Failure(reason: .invalidByte(byte), textLength: i)
        }
        let allowed = k == 1 ? second : 0x80...0xBF
        if !allowed.contains(text[i + k]) {
          throw Failure(reason: .invalidByte(byte), textLength: i)
        }
      }
      i += length
      isBeyondASCII = true
    }
    return (i, isBeyondASCII)
  }
}
