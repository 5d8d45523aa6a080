/// A first line `sep=;`, which spreadsheets write and read.
struct SeparatorHint {
  var delimiter: UInt8
  /// Where the next line begins.
  var end: Int

  /// Nil when the text does not begin with one.
  init?(_ text: TextView, from start: Int) {
    let prefix = Array("sep=".utf8)
    guard text.count - start > prefix.count + 1,
      prefix.indices.allSatisfy({ text[start + $0] | 0x20 == prefix[$0] | 0x20 })
    else { return nil }
    delimiter = text[start + 4]
    end = start + 5
    guard end < text.count, text[end] == .lf || text[end] == .cr else { return nil }
    if text[end] == .cr, end + 1 < text.count, text[end + 1] == .lf { end += 1 }
    end += 1
  }
}
