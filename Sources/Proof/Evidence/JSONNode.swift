internal import Tabular

/// A JSON document that people may read: members in the given order, indented, the same bytes each
/// time.
indirect enum JSONNode {
  case object([(String, JSONNode)])
  case array([JSONNode])
  case text(String)
  /// A number, written by us.
  case number(String)
  case null

  static func optional(_ text: String?) -> JSONNode { text.map { .text($0) } ?? .null }
  static func count(_ number: some BinaryInteger) -> JSONNode { .number(String(number)) }

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    write(to: &bytes, indent: 0)
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  /// Whether it fits a line: it holds nothing that holds something.
  private var isFlat: Bool {
    switch self {
    case .object(let members):
      members.allSatisfy { member in
        switch member.1 {
        case .object, .array: false
        default: true
        }
      }
    case .array(let elements): elements.isEmpty
    default: true
    }
  }

  private func write(to bytes: inout [UInt8], indent: Int) {
    func lines(_ count: Int, _ open: String, _ close: String, _ each: (Int) -> Void) {
      let isFlat = isFlat
      bytes += Array(open.utf8)
      for index in 0..<count {
        if index > 0 { bytes += Array((isFlat ? ", " : ",").utf8) }
        if !isFlat { bytes += Array(("\n" + String(repeating: " ", count: indent + 2)).utf8) }
        each(index)
      }
      if !isFlat { bytes += Array(("\n" + String(repeating: " ", count: indent)).utf8) }
      bytes += Array(close.utf8)
    }
    switch self {
    case .object(let members):
      lines(members.count, "{", "}") { index in
        JSONLinesWriter.quote(members[index].0, into: &bytes)
        bytes += Array(": ".utf8)
        members[index].1.write(to: &bytes, indent: indent + 2)
      }
    case .array(let elements):
      lines(elements.count, "[", "]") { elements[$0].write(to: &bytes, indent: indent + 2) }
    case .text(let text): JSONLinesWriter.quote(text, into: &bytes)
    case .number(let text): bytes += Array(text.utf8)
    case .null: bytes += Array("null".utf8)
    }
  }
}
