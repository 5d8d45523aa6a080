import Bytes
import Diagnostics

/// The texts that the cells of a workbook share, in one piece of memory.
struct SharedStrings {
  private var bytes: [UInt8] = []
  private var ends: [Int32] = []

  /// More text than this is not kept in memory.
  static let longest = 64 << 20

  init() {}

  init(_ source: InputSource) throws(Problem) {
    var xml = XMLReader(source)
    var text = CellText()
    while true {
      let event = try xml.next()
      if event == .finished { return }
      if event == .end, xml.isNamed("si") {
        bytes += text.take()
        guard bytes.count <= Self.longest, ends.count < 16 << 20 else {
          throw .workbookTooLarge(source.name)
        }
        ends.append(Int32(bytes.count))
      } else {
        try text.see(event, xml)
        guard text.count <= Self.longest else { throw .workbookTooLarge(source.name) }
      }
    }
  }

  var count: Int { ends.count }

  subscript(_ index: Int) -> ArraySlice<UInt8> {
    bytes[(index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])]
  }
}

/// Gathers the text of a shared or inline string: its runs one after another, without the pronunciation
/// that Japanese texts carry.
struct CellText {
  private var bytes: [UInt8] = []
  private var isInText = false
  private var isInPhonetic = false

  var count: Int { bytes.count }

  mutating func see(_ event: XMLReader.Event, _ xml: XMLReader) throws(Problem) {
    switch event {
    case .start:
      if xml.isNamed("t") { isInText = true }
      if xml.isNamed("rPh") { isInPhonetic = true }
    case .end:
      if xml.isNamed("t") { isInText = false }
      if xml.isNamed("rPh") { isInPhonetic = false }
    case .text: if isInText, !isInPhonetic { bytes += xml.text }
    case .finished: break
    }
  }

  mutating func take() -> [UInt8] {
    defer { bytes.removeAll() }
    return Self.unescaped(bytes)
  }

  /// `_x000D_` stands for a character that XML does not hold (ECMA-376, 22.4.2.4).
  static func unescaped(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(UInt8(ascii: "_")) else { return text }
    var result: [UInt8] = []
    var i = 0
    while i < text.count {
      if text[i] == UInt8(ascii: "_"), i + 6 < text.count, text[i + 1] == UInt8(ascii: "x"),
        text[i + 6] == UInt8(ascii: "_"),
        let code = UInt32(String(decoding: text[i + 2..<i + 6], as: UTF8.self), radix: 16),
        code != 0, let scalar = Unicode.Scalar(code)
      {
        result += Array(String(Character(scalar)).utf8)
        i += 7
      } else {
        result.append(text[i])
        i += 1
      }
    }
    return result
  }
}
