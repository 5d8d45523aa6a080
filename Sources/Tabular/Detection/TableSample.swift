package import Bytes
package import Diagnostics

/// The beginning of a file: enough to find out how it is written.
package struct TableSample: Sendable {
  /// As they are in the file, after inflating.
  package let bytes: [UInt8]
  /// Whether that is all of the file.
  package let isWhole: Bool

  package static let size = 1 << 20

  package init(_ source: InputSource, limit: Int = size) throws(Problem) {
    var bytes: [UInt8] = []
    var isWhole = false
    while bytes.count < limit {
      if try source.read(into: &bytes, upTo: limit - bytes.count) == 0 {
        isWhole = true
        break
      }
    }
    self.bytes = bytes
    self.isWhole = isWhole
  }

  /// The source from its beginning on: what was looked at, then the rest.
  package func replayed(before source: InputSource) -> InputSource {
    var rest = bytes[...]
    return InputSource(name: source.name, size: source.size, isPlain: true) {
      (buffer: inout [UInt8], limit: Int) throws(Problem) in
      if rest.isEmpty { return try source.read(into: &buffer, upTo: limit) }
      let piece = rest.prefix(limit)
      buffer.append(contentsOf: piece)
      rest = rest.dropFirst(piece.count)
      return piece.count
    }
  }

  /// The text as far as it can be understood: a sample never fails.
  func text(_ encoding: TextEncoding?) -> [UInt8] {
    let mark = TextEncoding.byteOrderMark(Array(bytes.prefix(3)))?.length ?? 0
    let content = bytes[mark...]
    switch encoding {
    case .utf16LittleEndian, .utf16BigEndian:
      var text: [UInt8] = []
      var decoder = TextDecoder(encoding ?? .utf8)
      // What could be decoded before a failure is enough.
      try? decoder.decode(Array(content), into: &text)
      return text
    case .windows1252:
      var text: [UInt8] = []
      for byte in content where byte != 0 {
        if byte < 0x80 {
          text.append(byte)
          continue
        }
        var packed = Windows1252.utf8[Int(byte) - 0x80]
        if packed == 0 { packed = UInt32(UInt8(ascii: "?")) }
        while packed != 0 {
          text.append(UInt8(truncatingIfNeeded: packed))
          packed >>= 8
        }
      }
      return text
    case .utf8, .ascii, nil:
      return Array(String(decoding: content.filter { $0 != 0 }, as: UTF8.self).utf8)
    }
  }
}
