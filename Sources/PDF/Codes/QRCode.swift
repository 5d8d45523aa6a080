public import Diagnostics

/// A QR code (ISO 18004): bytes of UTF-8, the smallest version that holds them.
public struct QRCode: Sendable {
  /// How much of the code may be unreadable.
  public enum Correction: Int, Sendable {
    case low, medium, quartile, high

    /// How the format bits write it.
    var bits: Int { [1, 0, 3, 2][rawValue] }
  }

  public let text: String
  public let version: Int
  /// Modules a side, without the quiet zone of four around it.
  public var size: Int { 17 + 4 * version }
  let pattern: BarPattern

  /// - Parameter largest: the largest version that a reader of this kind of code takes.
  /// - Throws: `bad-barcode` when the text is too long.
  public init(_ text: String, _ correction: Correction = .medium, largest: Int = 40)
    throws(Problem)
  {
    let bytes = Array(text.utf8)
    let fitting = (1...largest).first { version in
      let head = 4 + (version < 10 ? 8 : 16)
      return head + 8 * bytes.count <= 8 * QRTables.dataCount(version, correction)
    }
    guard let version = fitting else {
      let most = QRTables.dataCount(largest, correction) - (largest < 10 ? 2 : 3)
      throw .badBarcode("it has \(bytes.count) bytes, and a QR code of this kind holds \(most)")
    }
    self.text = text
    self.version = version
    let data = Self.padded(bytes, version, QRTables.dataCount(version, correction))
    let codewords = QRTables.interleaved(data, version, correction)
    var best: (penalty: Int, pattern: BarPattern)?
    let blank = QRMatrix(version: version, codewords: codewords)
    for mask in 0..<8 {
      let pattern = blank.masked(mask, correction)
      let penalty = QRMatrix.penalty(pattern)
      if penalty < best?.penalty ?? .max { best = (penalty, pattern) }
    }
    pattern = best?.pattern ?? blank.pattern
  }

  /// Mode, count, content, end, padding (7.4).
  private static func padded(_ bytes: [UInt8], _ version: Int, _ capacity: Int) -> [UInt8] {
    var bits = BitBuffer()
    bits.append(0b0100, 4)
    bits.append(bytes.count, version < 10 ? 8 : 16)
    for byte in bytes { bits.append(Int(byte), 8) }
    bits.append(0, min(4, 8 * capacity - bits.count))
    bits.append(0, (8 - bits.count % 8) % 8)
    var data = bits.bytes
    for index in 0..<max(0, capacity - data.count) { data.append(index % 2 == 0 ? 0xEC : 0x11) }
    return data
  }

  private struct BitBuffer {
    var bytes: [UInt8] = []
    var count = 0

    mutating func append(_ value: Int, _ length: Int) {
      for bit in stride(from: length - 1, through: 0, by: -1) {
        if count % 8 == 0 { bytes.append(0) }
        if value >> bit & 1 != 0 { bytes[count / 8] |= 0x80 >> UInt8(count % 8) }
        count += 1
      }
    }
  }
}
