/// Writes records as JSON Lines into a buffer: one object a line, members in the given order.
public struct JSONLinesWriter: Sendable {
  public private(set) var bytes: [UInt8] = []
  private var isFirst = true

  public init() {}

  public mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  public mutating func text(_ name: String, _ value: String?) {
    member(name)
    if let value { Self.quote(value, into: &bytes) } else { bytes += Array("null".utf8) }
  }

  /// A number, as a plain decimal that we wrote ourselves.
  public mutating func number(_ name: String, _ value: String?) {
    member(name)
    bytes += Array((value ?? "null").utf8)
  }

  public mutating func flag(_ name: String, _ value: Bool?) {
    number(name, value.map { $0 ? "true" : "false" })
  }

  public mutating func endRecord() {
    if isFirst { bytes.append(UInt8(ascii: "{")) }
    bytes += Array("}\n".utf8)
    isFirst = true
  }

  private mutating func member(_ name: String) {
    bytes.append(UInt8(ascii: isFirst ? "{" : ","))
    isFirst = false
    Self.quote(name, into: &bytes)
    bytes.append(UInt8(ascii: ":"))
  }

  /// A JSON string (RFC 8259 §7): what must be escaped is, and nothing else.
  public static func quote(_ text: String, into bytes: inout [UInt8]) {
    quote(Array(text.utf8)[...], into: &bytes)
  }

  /// The same of UTF-8 text.
  public static func quote(_ text: ArraySlice<UInt8>, into bytes: inout [UInt8]) {
    bytes.append(.quote)
    var rest = text
    while let special = rest.firstIndex(where: { $0 < 32 || $0 == .quote || $0 == .backslash }) {
      bytes.append(contentsOf: rest[..<special])
      switch rest[special] {
      case .lf: bytes += Array("\\n".utf8)
      case .cr: bytes += Array("\\r".utf8)
      case 9: bytes += Array("\\t".utf8)
      case 0..<32:
        let digits = Array("0123456789abcdef".utf8)
        let byte = rest[special]
        bytes += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: bytes += [.backslash, rest[special]]
      }
      rest = rest[(special + 1)...]
    }
    bytes.append(contentsOf: rest)
    bytes.append(.quote)
  }
}
