import Bytes
import Diagnostics

/// The part of the text that is in memory: decoded, checked, and not yet handed over as records.
struct TextWindow {
  let source: InputSource
  /// Text; complete and checked up to `valid`.
  private(set) var bytes: [UInt8] = []
  private(set) var valid = 0
  /// Where the next record begins: in `bytes`, in the file, and its line.
  private(set) var cursor = 0
  private(set) var offset = 0
  private(set) var line = 1
  private(set) var isAtEnd = false
  private(set) var encoding: TextEncoding
  /// The byte order mark, if there was one.
  private(set) var mark: [UInt8] = []

  private let declared: TextEncoding?
  private let pieceSize: Int
  private var decoder: TextDecoder
  private var piece: [UInt8] = []

  init(_ source: InputSource, encoding: TextEncoding?, pieceSize: Int) {
    self.source = source
    self.pieceSize = pieceSize
    declared = encoding
    self.encoding = encoding ?? .utf8
    decoder = TextDecoder(self.encoding)
  }

  var available: Int { valid - cursor }

  /// Reads the first bytes: they tell the encoding, and files that are no text at all.
  mutating func begin() throws(Problem) {
    while piece.count < FileSignature.longest {
      if try source.read(into: &piece, upTo: pieceSize) == 0 {
        isAtEnd = true
        break
      }
    }
    if let format = FileSignature.format(of: piece) { throw .notText(source.name, format: format) }
    if let found = TextEncoding.byteOrderMark(piece) {
      if let declared, declared != found.encoding {
        throw .encodingMismatch(source.name, declared: declared, found: found.encoding)
      }
      encoding = found.encoding
      decoder = TextDecoder(encoding)
      mark = Array(piece.prefix(found.length))
      offset = found.length
      piece.removeFirst(found.length)
    }
    try absorb(piece)
    piece.removeAll(keepingCapacity: true)
  }

  /// Reads until `wanted` bytes of text wait after the cursor, or the file ends.
  mutating func fill(_ wanted: Int) throws(Problem) {
    while available < wanted && !isAtEnd {
      let count: Int
      if decoder.isIdentity {
        count = try source.read(into: &bytes, upTo: pieceSize)
        isAtEnd = count == 0
        try absorb([])
      } else {
        piece.removeAll(keepingCapacity: true)
        count = try source.read(into: &piece, upTo: pieceSize)
        isAtEnd = count == 0
        try absorb(piece)
      }
    }
  }

  /// Moves the cursor over text that has been dealt with.
  mutating func advance(to position: Int, line newLine: Int) {
    let range = cursor..<position
    offset += TextView.with(bytes, count: valid) { encoding.originalLength($0, range) }
    cursor = position
    line = newLine
  }

  /// Gives away the text before the cursor in exchange for memory to go on with.
  mutating func exchange(for buffer: inout [UInt8]) {
    buffer.removeAll(keepingCapacity: true)
    buffer.append(contentsOf: bytes[cursor...])
    bytes.removeSubrange(cursor...)
    swap(&bytes, &buffer)
    valid -= cursor
    cursor = 0
  }

  /// Drops the text before the cursor, when no record of it is wanted.
  mutating func dropBeforeCursor() {
    bytes.removeSubrange(..<cursor)
    valid -= cursor
    cursor = 0
  }

  private mutating func absorb(_ piece: [UInt8]) throws(Problem) {
    do throws(TextDecoder.Failure) {
      if decoder.isIdentity {
        bytes.append(contentsOf: piece)
        let (start, ascii, last) = (valid, encoding == .ascii, isAtEnd)
        valid = try TextView.with(bytes, count: bytes.count) {
          (text) throws(TextDecoder.Failure) -> Int in
          try TextDecoder.check(text, from: start, ascii: ascii, isAtEnd: last)
        }
      } else {
        try decoder.decode(piece, into: &bytes)
        if isAtEnd { try decoder.finish(bytes) }
        valid = bytes.count
      }
    } catch {
      throw .notText(error, encoding: encoding, declared: declared, at: position(error.textLength))
    }
  }

  /// The line, column and byte of a place in the text. Everything before it must be complete.
  func position(_ place: Int) -> SourcePosition {
    TextView.with(bytes, count: bytes.count) { text in
      let range = cursor..<place
      var lineStart = place
      while lineStart > cursor, text[lineStart - 1] != .lf, text[lineStart - 1] != .cr {
        lineStart -= 1
      }
      return SourcePosition(
        file: source.name,
        line: line + text.lineEnds(range),
        column: text.characterCount(lineStart..<place) + 1,
        byte: offset + encoding.originalLength(text, range))
    }
  }
}
