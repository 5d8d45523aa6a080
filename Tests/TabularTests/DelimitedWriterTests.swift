import Testing

@testable import Tabular

@Suite struct DelimitedWriterTests {
  /// Fields come as bytes that are added in place, as parts of a larger text, and as strings: the file is
  /// the same, and a text is quoted where it holds what readers take for something else.
  @Test(arguments: [44, 9, 59, 124] as [UInt8])
  func quotesByWhateverWayAFieldComes(_ delimiter: UInt8) {
    let special: Set<UInt8> = [delimiter, 34, 10, 13]
    for byte in UInt8(1)..<128 {
      for text in [[byte], [byte, 97], [97, byte, 98], [97, byte]] {
        var (added, part, whole) = (
          DelimitedWriter(delimiter: delimiter), DelimitedWriter(delimiter: delimiter),
          DelimitedWriter(delimiter: delimiter)
        )
        added.field(isText: true) { $0 += text }
        part.text([120] + text + [121], 1..<1 + text.count)
        whole.text(String(decoding: text, as: UTF8.self))
        let isQuoted = special.contains(byte) || text.first == 32 || text.last == 32
        let content = text.flatMap { $0 == 34 ? [34, 34] : [$0] }
        let expected = isQuoted ? [34] + content + [34] : content
        #expect(added.bytes == expected)
        #expect(part.bytes == expected)
        #expect(whole.bytes == expected)
      }
    }
  }
}
