public import Diagnostics

/// A bar code of the symbology Code 128 (ISO 15417): ASCII text, digits in pairs where that is shorter.
public struct Code128: Sendable {
  public let text: String
  /// Dark and light widths in turn, in modules.
  let widths: [Int]

  /// - Throws: `bad-barcode` for what is not printable ASCII, or too long to scan.
  public init(_ text: String) throws(Problem) {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty, bytes.count <= 80, bytes.allSatisfy({ $0 >= 32 && $0 < 127 }) else {
      throw .badBarcode("it wants 1 to 80 characters of ASCII")
    }
    self.text = text
    let symbols = Self.symbols(bytes)
    var sum = symbols[0]
    for (index, symbol) in symbols.enumerated() { sum += index * symbol }
    widths = (symbols + [sum % 103, 106]).flatMap { symbol in
      Self.patterns[symbol].utf8.map { Int($0 - 48) }
    }
  }

  /// Start, content, without check and stop.
  private static func symbols(_ bytes: [UInt8]) -> [Int] {
    func digits(_ start: Int) -> Int {
      bytes[start...].prefix { $0 >= 48 && $0 < 58 }.count
    }
    let (startB, startC, codeC, codeB) = (104, 105, 99, 100)
    var isPairs = digits(0) >= 4 || (digits(0) == bytes.count && bytes.count == 2)
    var symbols = [isPairs ? startC : startB]
    var index = 0
    while index < bytes.count {
      let run = digits(index)
      if isPairs {
        if run >= 2 {
          symbols.append(Int(bytes[index] - 48) * 10 + Int(bytes[index + 1] - 48))
          index += 2
          continue
        }
        symbols.append(codeB)
        isPairs = false
      } else if run >= 6 || (run >= 4 && index + run == bytes.count) {
        // An odd digit stays outside, so that the pairs come out even.
        if run % 2 == 1 {
          symbols.append(Int(bytes[index]) - 32)
          index += 1
        }
        symbols.append(codeC)
        isPairs = true
        continue
      }
      symbols.append(Int(bytes[index]) - 32)
      index += 1
    }
    return symbols
  }

  /// Widths of bars and spaces by symbol; the last is the stop.
  private static let patterns = """
    212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232
    122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122
    321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311
    211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113
    213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422
    121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111
    241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121
    412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412
    211214 211232 2331112
    """.split { $0 == " " || $0 == "\n" }.map(String.init)
}
