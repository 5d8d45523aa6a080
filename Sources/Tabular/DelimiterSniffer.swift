/// Finds out which byte separates the fields, from the first lines of a file.
enum DelimiterSniffer {
  static let sampleSize = 64 << 10
  private static let candidates: [UInt8] = [
    UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|"),
  ]

  /// A first line `sep=;`, which spreadsheets write and read.
  static func separatorHint(_ text: TextView, from start: Int) -> (delimiter: UInt8, end: Int)? {
    let prefix = Array("sep=".utf8)
    guard text.count - start > prefix.count + 1,
      prefix.indices.allSatisfy({ text[start + $0] | 0x20 == prefix[$0] | 0x20 })
    else { return nil }
    let delimiter = text[start + 4]
    var end = start + 5
    guard end < text.count, text[end] == .lf || text[end] == .cr else { return nil }
    if text[end] == .cr, end + 1 < text.count, text[end + 1] == .lf { end += 1 }
    return (delimiter, end + 1)
  }

  /// The candidate that most lines have as often as the first line, outside quotes; of equals the
  /// one that the first line has more of, then the first candidate. A file of one column gets `,`.
  static func delimiter(_ text: TextView, from start: Int, quote: UInt8?) -> UInt8 {
    var best = (delimiter: candidates[0], lines: 0, fields: 0)
    for candidate in candidates {
      let counts = counts(of: candidate, text, from: start, quote: quote)
      guard let first = counts.first, first > 0 else { continue }
      let agreeing = counts.prefix(50).count { $0 == first }
      if agreeing > best.lines || (agreeing == best.lines && first > best.fields) {
        best = (candidate, agreeing, first)
      }
    }
    return best.delimiter
  }

  /// How often a byte stands in each line, outside quoted fields.
  private static func counts(
    of candidate: UInt8, _ text: TextView, from start: Int, quote: UInt8?
  ) -> [Int] {
    var counts: [Int] = []
    var count = 0
    var isQuoted = false
    var isFieldStart = true
    for position in start..<min(text.count, start + sampleSize) {
      let byte = text[position]
      if isQuoted {
        if byte == quote { isQuoted = false }
        continue
      }
      if byte == quote, isFieldStart {
        isQuoted = true
      } else if byte == candidate {
        count += 1
      } else if byte == .lf {
        counts.append(count)
        count = 0
      }
      isFieldStart = byte == candidate || byte == .lf
    }
    if count > 0 { counts.append(count) }
    return counts
  }
}
