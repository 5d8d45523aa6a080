/// How many codewords a QR code has, and the words that correct errors (ISO 18004, tables 7 and 9, 7.5).
enum QRTables {
  private static func row(_ text: String) -> [Int] {
    text.split(separator: " ").compactMap { Int($0) }
  }

  /// Error correction codewords a block, by correction and version.
  private static let correctionCounts: [[Int]] = [
    row(
      "7 10 15 20 26 18 20 24 30 18 20 24 26 30 22 24 28 30 28 28 28 28 30 30 26 28 30 30 30 30 30 30 "
        + "30 30 30 30 30 30 30 30"),
    row(
      "10 16 26 18 24 16 18 22 22 26 30 22 22 24 24 28 28 26 26 26 26 28 28 28 28 28 28 28 28 28 28 28 "
        + "28 28 28 28 28 28 28 28"),
    row(
      "13 22 18 26 18 24 18 22 20 24 28 26 24 20 30 24 28 28 26 30 28 30 30 30 30 28 30 30 30 30 30 30 "
        + "30 30 30 30 30 30 30 30"),
    row(
      "17 28 22 16 22 28 26 26 24 28 24 28 22 24 24 30 28 28 26 28 30 24 30 30 30 30 30 30 30 30 30 30 "
        + "30 30 30 30 30 30 30 30"),
  ]

  /// Blocks, by correction and version.
  private static let blockCounts: [[Int]] = [
    row(
      "1 1 1 1 1 2 2 2 2 4 4 4 4 4 6 6 6 6 7 8 8 9 9 10 12 12 12 13 14 15 16 17 18 19 19 20 21 22 24 25"
    ),
    row(
      "1 1 1 2 2 4 4 4 5 5 5 8 9 9 10 10 11 13 14 16 17 17 18 20 21 23 25 26 28 29 31 33 35 37 38 40 43 "
        + "45 47 49"),
    row(
      "1 1 2 2 4 4 6 6 8 8 8 10 12 16 12 17 16 18 21 20 23 23 25 27 29 34 34 35 38 40 43 45 48 51 53 56 "
        + "59 62 65 68"),
    row(
      "1 1 2 4 4 4 5 6 8 8 11 11 16 16 18 16 19 21 25 25 25 34 30 32 35 37 40 42 45 48 51 54 57 60 63 66 "
        + "70 74 77 81"),
  ]

  /// Modules that hold data, of which eight make a codeword.
  static func moduleCount(_ version: Int) -> Int {
    var count = (16 * version + 128) * version + 64
    if version >= 2 {
      let alignments = version / 7 + 2
      count -= (25 * alignments - 10) * alignments - 55
      if version >= 7 { count -= 36 }
    }
    return count
  }

  /// Codewords of data.
  static func dataCount(_ version: Int, _ correction: QRCode.Correction) -> Int {
    let row = correction.rawValue
    return moduleCount(version) / 8
      - correctionCounts[row][version - 1] * blockCounts[row][version - 1]
  }

  /// Data and correction of all blocks, a word of each in turn.
  static func interleaved(_ data: [UInt8], _ version: Int, _ correction: QRCode.Correction)
    -> [UInt8]
  {
    let blockCount = blockCounts[correction.rawValue][version - 1]
    let extra = correctionCounts[correction.rawValue][version - 1]
    let shortLength = data.count / blockCount
    let longCount = data.count % blockCount
    let divisor = GaloisField.divisor(degree: extra)
    var blocks: [ArraySlice<UInt8>] = []
    var corrections: [[UInt8]] = []
    var start = 0
    for index in 0..<blockCount {
      // The shorter blocks come first.
      let length = shortLength + (index >= blockCount - longCount ? 1 : 0)
      let block = data[start..<start + length]
      blocks.append(block)
      corrections.append(GaloisField.remainder(block, divisor))
      start += length
    }
    var result: [UInt8] = []
    for place in 0...shortLength {
      for block in blocks where place < block.count {
        result.append(block[block.startIndex + place])
      }
    }
    for place in 0..<extra { for words in corrections { result.append(words[place]) } }
    return result
  }
}

/// Arithmetic of the Reed-Solomon code: bytes as polynomials modulo x⁸ + x⁴ + x³ + x² + 1.
enum GaloisField {
  static func product(_ a: UInt8, _ b: UInt8) -> UInt8 {
    var result = 0
    for bit in stride(from: 7, through: 0, by: -1) {
      result = result << 1 ^ (result >> 7) * 0x11D
      result ^= Int(b >> UInt8(bit) & 1) * Int(a)
    }
    return UInt8(result)
  }

  /// (x − 1)(x − 2)(x − 4)…, without the leading 1.
  static func divisor(degree: Int) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: degree)
    result[degree - 1] = 1
    var root: UInt8 = 1
    for _ in 0..<degree {
      for index in 0..<degree {
        result[index] = product(result[index], root)
        if index + 1 < degree { result[index] ^= result[index + 1] }
      }
      root = product(root, 2)
    }
    return result
  }

  static func remainder(_ data: ArraySlice<UInt8>, _ divisor: [UInt8]) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: divisor.count)
    for byte in data {
      let factor = byte ^ result.removeFirst()
      result.append(0)
      for index in divisor.indices { result[index] ^= product(divisor[index], factor) }
    }
    return result
  }
}
