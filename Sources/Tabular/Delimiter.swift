/// What stands between fields: mostly one byte, in some files several, such as `||` or `~|~`.
public struct Delimiter: Sendable, Hashable {
  public let first: UInt8
  /// The bytes after the first.
  public let rest: [UInt8]

  public static let comma = Delimiter(UInt8(ascii: ","))

  public init(_ byte: UInt8) {
    first = byte
    rest = []
  }

  /// Nil for what can't separate: nothing, more than eight bytes, or a line end in it.
  public init?(_ bytes: some Collection<UInt8>) {
    guard let first = bytes.first, bytes.count <= 8,
      bytes.allSatisfy({ $0 != .lf && $0 != .cr && $0 != 0 })
    else { return nil }
    self.first = first
    rest = Array(bytes.dropFirst())
  }

  public var bytes: [UInt8] { [first] + rest }
  public var text: String { String(decoding: bytes, as: UTF8.self) }
  var last: UInt8 { rest.last ?? first }

  /// Whether it stands somewhere in a text.
  func occurs(in text: [UInt8]) -> Bool {
    if rest.isEmpty { return text.contains(first) }
    var position = 0
    while let next = text[position...].firstIndex(of: first) {
      if text[(next + 1)...].starts(with: rest) { return true }
      position = next + 1
    }
    return false
  }
}
