/// Numbers as font files write them. What lies beyond the end reads as 0, so that a damaged file can
/// be wrong, but not dangerous.
struct BigEndian: Sendable {
  let bytes: [UInt8]

  func byte(_ offset: Int) -> Int { bytes.indices.contains(offset) ? Int(bytes[offset]) : 0 }
  func short(_ offset: Int) -> Int {
    offset >= 0 && offset + 1 < bytes.count ? Int(bytes[offset]) << 8 | Int(bytes[offset + 1]) : 0
  }
  func signedShort(_ offset: Int) -> Int { Int(Int16(truncatingIfNeeded: short(offset))) }
  func long(_ offset: Int) -> Int { short(offset) << 16 | short(offset + 2) }

  static func short(_ value: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
  }
  static func long(_ value: Int) -> [UInt8] { short(value >> 16) + short(value) }
}
