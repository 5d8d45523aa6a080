import Bytes
import Diagnostics

/// What a reader puts up with in a file that nobody has declared anything about.
package struct Tolerance: Sendable {
  /// NUL bytes are left out and counted, as they are no text.
  package var leavesOutNULs = false
  /// When nothing is declared, and the first bytes beyond ASCII are no UTF-8, the file is Windows-1252.
  package var recognisesWindows1252 = false

  package init(leavesOutNULs: Bool = false, recognisesWindows1252: Bool = false) {
    self.leavesOutNULs = leavesOutNULs
    self.recognisesWindows1252 = recognisesWindows1252
  }
}

/// NUL bytes that were left out.
package struct LeftOutNULs: Sendable {
  package var count = 0
  package var firstLine = 0
}

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
  private(set) var leftOut = LeftOutNULs()

  private let declared: TextEncoding?
  private let tolerance: Tolerance
  /// Whether a character beyond ASCII has been accepted as UTF-8.
  private var sawUTF8 = false
  private let pieceSize: Int
  private var decoder: TextDecoder
  private var piece: [UInt8] = []

  init(
    _ source: InputSource, encoding: TextEncoding?, pieceSize: Int, tolerance: Tolerance
  ) {
    self.source = source
    self.tolerance = tolerance
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
    var piece = piece
    if !decoder.isIdentity { piece = withoutNULs(piece, at: bytes.count) }
    while true {
      do throws(TextDecoder.Failure) {
        try take(piece)
        return
      } catch {
        piece = []
        guard decoder.isIdentity else { throw problem(error) }
        switch error.reason {
        case .nul where tolerance.leavesOutNULs:
          let rest = Array(bytes[error.textLength...])
          bytes.replaceSubrange(
            error.textLength..., with: withoutNULs(rest, at: error.textLength))
        case .invalidByte where becomesWindows1252(at: error.textLength):
          let rest = Array(bytes[error.textLength...])
          bytes.removeSubrange(error.textLength...)
          encoding = .windows1252
          decoder = TextDecoder(encoding)
          piece = withoutNULs(rest, at: bytes.count)
        default: throw problem(error)
        }
      }
    }
  }

  private mutating func take(_ piece: [UInt8]) throws(TextDecoder.Failure) {
    if decoder.isIdentity {
      bytes.append(contentsOf: piece)
      let (start, ascii, last) = (valid, encoding == .ascii, isAtEnd)
      let (end, beyond) = try TextView.with(bytes, count: bytes.count) {
        (text) throws(TextDecoder.Failure) -> (Int, Bool) in
        try TextDecoder.check(text, from: start, ascii: ascii, isAtEnd: last)
      }
      valid = end
      sawUTF8 = sawUTF8 || beyond
    } else {
      try decoder.decode(piece, into: &bytes)
      if isAtEnd { try decoder.finish(bytes) }
      valid = bytes.count
    }
  }

  private func problem(_ failure: TextDecoder.Failure) -> Problem {
    .notText(
      failure, encoding: encoding, declared: declared ?? (sawUTF8 ? .utf8 : nil),
      at: position(failure.textLength))
  }

  /// Takes the NULs out of bytes that stand, or will stand, at a place of the text.
  private mutating func withoutNULs(_ raw: [UInt8], at place: Int) -> [UInt8] {
    guard tolerance.leavesOutNULs, encoding != .utf16LittleEndian, encoding != .utf16BigEndian,
      raw.contains(0)
    else { return raw }
    // Of a piece that is not decoded yet, the line on which it begins is told.
    if leftOut.count == 0 { leftOut.firstLine = position(place).line ?? line }
    let kept = raw.filter { $0 != 0 }
    leftOut.count += raw.count - kept.count
    return kept
  }

  /// Bytes that are no UTF-8 mean the Windows code page if nothing has spoken for UTF-8 so far, and
  /// what is in memory speaks against it.
  private func becomesWindows1252(at place: Int) -> Bool {
    guard tolerance.recognisesWindows1252, declared == nil, encoding == .utf8, mark.isEmpty,
      !sawUTF8
    else { return false }
    let evidence = EncodingEvidence(bytes[valid...])
    return evidence.invalid > evidence.characters && evidence.undefined1252 == 0
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
