/// The quote rule, written as plainly as it can be: the oracle of the fast reader. Works on the whole
/// text, character by character, and allocates freely.
struct SlowReader {
  let text: [UInt8]
  let delimiter: [UInt8]
  let quote = UInt8(ascii: "\"")

  func records() -> [[String]] {
    var records: [[String]] = []
    var position = 0
    var expected: Int?
    while position < text.count {
      let isBlank = isLineEnd(position)
      let (fields, next) = record(at: position, expected: expected)
      position = next
      if isBlank { continue }
      if expected == nil { expected = fields.count }
      records.append(fields)
    }
    return records
  }

  private func isLineEnd(_ position: Int) -> Bool {
    position >= text.count || text[position] == 10 || text[position] == 13
  }

  private func isDelimiter(_ position: Int) -> Bool {
    position < text.count && text[position...].starts(with: delimiter)
  }

  private func record(at start: Int, expected: Int?) -> (fields: [String], next: Int) {
    var fields: [String] = []
    var position = start
    while true {
      if position < text.count, text[position] == quote,
        let (content, end) = quoted(position, before: fields.count, expected: expected)
      {
        fields.append(content)
        position = end
      } else {
        var end = position
        while !isLineEnd(end), !isDelimiter(end) { end += 1 }
        fields.append(String(decoding: text[position..<end], as: UTF8.self))
        position = end
      }
      if isDelimiter(position) {
        position += delimiter.count
        continue
      }
      if position + 1 < text.count, text[position] == 13, text[position + 1] == 10 { position += 1 }
      return (fields, position + 1)
    }
  }

  /// The content of a quoted field and the place after its quote; nil when the quote is literal.
  private func quoted(_ start: Int, before: Int, expected: Int?) -> (String, Int)? {
    var content: [UInt8] = []
    var position = start + 1
    var hasLineEnd = false
    var hasStray = false
    while position < text.count {
      if text[position] == quote {
        if isLineEnd(position + 1) || isDelimiter(position + 1) {
          let isFaultless = !hasStray && literalColumns(position + 1, before: before) == expected
          if hasLineEnd, !isFaultless, literalColumns(start, before: before) == expected {
            return nil
          }
          return (String(decoding: content, as: UTF8.self), position + 1)
        }
        if text[position + 1] == quote { position += 1 } else { hasStray = true }
      }
      if text[position] == 10 || text[position] == 13 { hasLineEnd = true }
      content.append(text[position])
      position += 1
    }
    return nil
  }

  private func literalColumns(_ start: Int, before: Int) -> Int {
    var columns = before + 1
    var position = start
    var isStart = false
    while !isLineEnd(position) {
      if isStart, text[position] == quote {
        var end = position + 1
        while !isLineEnd(end),
          !(text[end] == quote && (isLineEnd(end + 1) || isDelimiter(end + 1)))
        { end += 1 }
        if !isLineEnd(end) { position = end }
      }
      isStart = isDelimiter(position)
      if isStart { columns += 1 }
      position += isStart ? delimiter.count : 1
    }
    return columns
  }
}
