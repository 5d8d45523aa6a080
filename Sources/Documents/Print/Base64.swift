/// Base64 (RFC 4648).
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// - Parameter width: characters to a line; 0 for one line.
  static func encode(_ bytes: [UInt8], width: Int = 0) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count * 4 / 3 + bytes.count / 28 + 8)
    var column = 0
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - start)
      var group = UInt32(bytes[start]) << 16
      if count > 1 { group |= UInt32(bytes[start + 1]) << 8 }
      if count > 2 { group |= UInt32(bytes[start + 2]) }
      for place in 0..<4 {
        let index = Int(group >> UInt32(18 - 6 * place)) & 63
        out.append(place <= count ? alphabet[index] : UInt8(ascii: "="))
      }
      column += 4
      if width > 0, column >= width {
        out += [13, 10]
        column = 0
      }
    }
    return out
  }
}
