/// Finds the bytes that may end a field (delimiter, quote, escape, CR, LF), 64 at a time.
struct Structurals {
  private let text: TextView
  private let delimiter: UInt8
  private let quote: UInt8
  private let escape: UInt8
  /// The same bytes, eight times each.
  private let delimiters: UInt64
  private let quotes: UInt64
  private let escapes: UInt64
  /// The block that `mask` describes begins here.
  private var base = 0
  /// Bit i stands for byte `base + i`; those already given are cleared.
  private var mask: UInt64 = 0

  /// A byte that is not wanted is given as 0, which no text holds.
  init(_ text: TextView, delimiter: UInt8, quote: UInt8, escape: UInt8, from position: Int) {
    self.text = text
    self.delimiter = delimiter
    self.quote = quote
    self.escape = escape
    let ones: UInt64 = 0x0101_0101_0101_0101
    delimiters = UInt64(delimiter) &* ones
    quotes = UInt64(quote) &* ones
    escapes = UInt64(escape) &* ones
    seek(position)
  }

  /// The next of these bytes; the end of the text when there is none.
  @inline(__always)
  mutating func next() -> Int {
    while mask == 0 {
      if base + 64 >= text.count {
        base = text.count
        return text.count
      }
      base += 64
      mask = maskOfBlock(base)
    }
    let position = base + mask.trailingZeroBitCount
    mask &= mask &- 1
    return position
  }

  /// Goes to a place; what `next` gives is there or after it.
  mutating func seek(_ position: Int) {
    base = position
    mask = position < text.count ? maskOfBlock(position) : 0
  }

  @inline(__always)
  private func maskOfBlock(_ start: Int) -> UInt64 {
    if start + 64 > text.count { return maskOfTail(start) }
    var mask: UInt64 = 0
    for i in 0..<8 {
      let word = text.word(start + 8 * i)
      let found =
        Self.zeroBytes(word ^ delimiters) | Self.zeroBytes(word ^ quotes)
        | Self.zeroBytes(word ^ escapes) | Self.zeroBytes(word ^ Self.lineFeeds)
        | Self.zeroBytes(word ^ Self.returns)
      // The highest bits of eight bytes are gathered into one byte by a multiplication that moves
      // each to its place.
      mask |= ((found &* 0x0002_0408_1020_4081) >> 56) << UInt64(8 * i)
    }
    return mask
  }

  /// The highest bit of each byte that is zero; exact, since no carry leaves a byte.
  @inline(__always)
  private static func zeroBytes(_ word: UInt64) -> UInt64 {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    return ~(((word & low) &+ low) | word | low)
  }

  private static let lineFeeds: UInt64 = 0x0A0A_0A0A_0A0A_0A0A
  private static let returns: UInt64 = 0x0D0D_0D0D_0D0D_0D0D

  private func maskOfTail(_ start: Int) -> UInt64 {
    var mask: UInt64 = 0
    for i in start..<text.count {
      let byte = text[i]
      if byte == delimiter || byte == quote || byte == escape || byte == .lf || byte == .cr {
        mask |= 1 << UInt64(i - start)
      }
    }
    return mask
  }
}
