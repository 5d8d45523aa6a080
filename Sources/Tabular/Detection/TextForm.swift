/// What kind of text a file begins like.
package enum TextForm: Sendable, Equatable {
  /// Records of columns, or nothing that is known.
  case table
  /// A JSON object a line.
  case jsonLines
  /// One JSON array of everything, which no profile reads.
  case jsonArray
  /// Elements within the named one.
  case xml(root: String)

  /// - Parameter beginning: the first bytes of the text, without a byte order mark.
  package init(_ beginning: some Collection<UInt8>) {
    let text = beginning.drop { [9, 10, 13, 32].contains($0) }
    let next = text.dropFirst().first { ![9, 10, 13, 32].contains($0) }
    switch text.first {
    case UInt8(ascii: "{") where next == UInt8(ascii: "\"") || next == UInt8(ascii: "}"):
      self = .jsonLines
    case UInt8(ascii: "[") where next == UInt8(ascii: "{"): self = .jsonArray
    case UInt8(ascii: "<"): self = Self.root(text).map { .xml(root: $0) } ?? .table
    default: self = .table
    }
  }

  /// The name of the first element, behind declarations and comments.
  private static func root(_ text: some Collection<UInt8>) -> String? {
    for piece in text.split(separator: UInt8(ascii: "<")) {
      guard let first = piece.first else { continue }
      if first == UInt8(ascii: "?") || first == UInt8(ascii: "!") { continue }
      let name = piece.prefix {
        ![9, 10, 13, 32, UInt8(ascii: ">"), UInt8(ascii: "/")].contains($0)
      }
      let isName = name.allSatisfy {
        $0 > 127 || $0 &- 48 < 10 || ($0 | 32) &- 97 < 26 || [45, 46, 58, 95].contains($0)
      }
      return isName && !name.isEmpty && first &- 48 > 9
        ? String(decoding: Array(name), as: UTF8.self) : nil
    }
    return nil
  }
}
