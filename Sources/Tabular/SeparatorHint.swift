/// A first line `sep=;`, which spreadsheets write and read.
struct SeparatorHint {
  var delimiter: Delimiter
  /// Where the next line begins.
  var end: Int

  /// Nil when the text does not begin with one.
  init?(_ text: TextView, from start: Int) {
    let prefix = Array("sep=".utf8)
    guard text.count - start > prefix.count + 1,
      prefix.indices.allSatisfy({ text[start + $0] | 0x20 == prefix[$0] | 0x20 })
    else { return nil }
    end = start + prefix.count
    while end < text.count, text[end] != .lf, text[end] != .cr, end < start + 16 { end += 1 }
    guard end < text.count, text[end] == .lf || text[end] == .cr,
      let delimiter = Delimiter((start + prefix.count..<end).map { text[$0] }),
      // Several characters may as well be values.
      delimiter.rest.isEmpty || delimiter.bytes.allSatisfy({ "|~^;:#@$<>[]".utf8.contains($0) })
    else { return nil }
    self.delimiter = delimiter
    if text[end] == .cr, end + 1 < text.count, text[end + 1] == .lf { end += 1 }
    end += 1
  }
}
