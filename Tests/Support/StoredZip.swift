/// Makes ZIP files without compression, for tests: just what a reader needs to find.
public struct StoredZip {
  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  public init() {}

  /// - Parameters:
  ///   - flags: 1 says that it is encrypted.
  ///   - data: what stands in the archive, if not the content itself.
  ///   - size: what the directory says of its length, if not the content's.
  public mutating func add(
    _ name: String, _ content: [UInt8], method: Int = 0, flags: Int = 0, data: [UInt8]? = nil,
    size: Int? = nil, crc: UInt32? = nil
  ) {
    let stored = data ?? content
    let shared =
      Self.number(20, 2) + Self.number(flags, 2) + Self.number(method, 2) + Self.number(0, 4)
      + Self.number(Int(crc ?? Self.crc32(content)), 4) + Self.number(stored.count, 4)
      + Self.number(size ?? content.count, 4) + Self.number(name.utf8.count, 2) + Self.number(0, 2)
    directory +=
      Self.number(0x0201_4B50, 4) + Self.number(20, 2) + shared + Self.number(0, 10)
      + Self.number(bytes.count, 4) + Array(name.utf8)
    bytes += Self.number(0x0403_4B50, 4) + shared + Array(name.utf8) + stored
    count += 1
  }

  public func finish() -> [UInt8] {
    bytes + directory + Self.number(0x0605_4B50, 4) + Self.number(0, 4) + Self.number(count, 2)
      + Self.number(count, 2) + Self.number(directory.count, 4) + Self.number(bytes.count, 4)
      + Self.number(0, 2)
  }

  private static func number(_ value: Int, _ length: Int) -> [UInt8] {
    (0..<length).map { UInt8(truncatingIfNeeded: $0 < 8 ? value >> (8 * $0) : 0) }
  }

  static func crc32(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }
}
