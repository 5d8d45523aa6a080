/// Raw records with parts of them made unreadable.
extension RecordBatch {
  /// Where the bytes of a field, or of a part of it, lie in the record's raw text, as ranges of
  /// `bytes`. A field whose escapes were resolved stands elsewhere: then everything that reads like
  /// it, or else the whole record.
  public func places(of part: ArraySlice<UInt8>, in record: Int) -> [Range<Int>] {
    let raw = textRange(record)
    if raw.contains(part.startIndex), part.endIndex <= raw.upperBound {
      return [part.startIndex..<part.endIndex]
    }
    let quote = UInt8(ascii: "\"")
    let doubled = part.flatMap { $0 == quote ? [quote, quote] : [$0] }
    for spelled in [Array(part), doubled] {
      let found = raw.filter { bytes[$0..<raw.upperBound].starts(with: spelled) }
      if !found.isEmpty { return found.map { $0..<$0 + spelled.count } }
    }
    return [raw]
  }

  /// The record as `original` gives it, with the letters and digits of the given ranges of `bytes`
  /// as stars.
  public func original(_ record: Int, hiding ranges: [Range<Int>]) -> ArraySlice<UInt8> {
    var text = bytes[textRange(record)]
    for index in ranges.joined() {
      switch text[index] {
      case 48...57, 65...90, 97...122, 0x80...: text[index] = UInt8(ascii: "*")
      default: break
      }
    }
    return encoding.encode(text)
  }

  private func textRange(_ record: Int) -> Range<Int> {
    Int(textRanges[record].lowerBound)..<Int(textRanges[record].upperBound)
  }
}
