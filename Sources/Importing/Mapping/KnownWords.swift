internal import Store

/// What the short texts of a column came to: one that has few words, such as directions or trunks, has each
/// of them understood once, and kept once in the texts of a batch.
struct KnownWords: Sendable {
  /// A text of up to 15 bytes, with its length.
  struct Key: Equatable, Sendable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    /// Nil for a longer text.
    @inline(__always)
    init?(_ bytes: [UInt8], _ place: Range<Int>) {
      if place.count > 15 { return nil }
      let text = bytes.span
      for index in place.prefix(8) { low = low << 8 | UInt64(text[index]) }
      for index in place.dropFirst(8) { high = high << 8 | UInt64(text[index]) }
      high = high << 8 | UInt64(place.count)
    }
  }

  private struct Word: Sendable {
    var text: [UInt8]
    /// Where it stands among the texts of a batch.
    var batch: Int
    var cell: Int64
  }

  /// A column with more has no few words.
  private static let most = 32

  private var keys: [Key] = []
  private var words: [Word] = []
  /// How often a text was none of the words when there were as many as are kept.
  private var misses = 0

  /// Whether it is worthwhile to look.
  var isOpen: Bool { misses < Self.most }

  /// Adds the cell of a text that is known; false for others.
  ///
  /// - Parameter batch: which batch of rows it is, so that a text of an earlier one is not pointed at.
  mutating func append(_ key: Key, to column: Int, of rows: inout RowBatch, _ batch: Int) -> Bool {
    guard let place = keys.firstIndex(of: key) else {
      if keys.count == Self.most { misses += 1 }
      return false
    }
    if words[place].batch == batch {
      rows.append(words[place].cell, to: column)
    } else {
      rows.append(text: words[place].text[...], to: column)
      words[place].batch = batch
      words[place].cell = rows.columns[column].last ?? RowBatch.null
    }
    return true
  }

  /// Remembers what the newest cell of a column came from.
  mutating func learn(_ key: Key, _ text: ArraySlice<UInt8>, _ cell: Int64?, _ batch: Int) {
    guard let cell, keys.count < Self.most else { return }
    keys.append(key)
    words.append(Word(text: Array(text), batch: batch, cell: cell))
  }
}
