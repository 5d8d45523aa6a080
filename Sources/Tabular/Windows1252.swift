/// The code page Windows-1252: like Unicode but for the bytes 80 to 9F.
package enum Windows1252 {
  /// What 80 to 9F mean; 0 where the code page defines nothing (81, 8D, 8F, 90, 9D).
  /// Source: the Unicode consortium's mapping table CP1252.TXT.
  private static let upper: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]

  /// The UTF-8 bytes of each byte from 80 on, in a `UInt32`: lowest byte first; 0 where undefined.
  static let utf8: [UInt32] = (0x80...0xFF).map { byte in
    let scalar = byte < 0xA0 ? UInt32(upper[byte - 0x80]) : UInt32(byte)
    if scalar == 0 { return 0 }
    if scalar < 0x800 { return (0xC0 | scalar >> 6) | (0x80 | scalar & 0x3F) << 8 }
    return (0xE0 | scalar >> 12) | (0x80 | scalar >> 6 & 0x3F) << 8 | (0x80 | scalar & 0x3F) << 16
  }

  /// The byte of a character that came from this code page.
  static func byte(of scalar: Unicode.Scalar) -> UInt8 {
    exactByte(of: scalar) ?? UInt8(truncatingIfNeeded: scalar.value)
  }

  /// The byte of a character; nil where the code page does not have it.
  package static func exactByte(of scalar: Unicode.Scalar) -> UInt8? {
    if scalar.isASCII || (0xA0...0xFF).contains(scalar.value) { return UInt8(scalar.value) }
    let index = upper.firstIndex { UInt32($0) == scalar.value && $0 != 0 }
    return index.map { UInt8(0x80 + $0) }
  }
}
