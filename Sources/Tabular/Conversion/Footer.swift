/// A record kept back until it is known whether the file ends with it.
struct HeldRecord {
  var fields: [[UInt8]]
  var line: Int
  /// The line behind it.
  var nextLine: Int
  /// Whether blank lines stand before it.
  var followsGap: Bool
  var isHeader: Bool
  /// The record as it stands, if that is clean.
  var clean: [UInt8]?
}

/// Tells lines at the end of a table that are none of its records: totals, counts, who printed it.
enum Footer {
  /// The most records that a footer has.
  static let longest = 12

  private static let words = [
    "total", "totals", "grand total", "sum", "subtotal", "summe", "gesamt", "gesamtsumme", "count",
    "records", "rows", "number of", "anzahl", "end of", "generated", "printed", "exported", "page",
    "report", "---", "===", "***", "(c)", "©", "trailer",
  ]

  /// How many of the records at the end are a footer.
  static func length(_ records: [HeldRecord], width: Int) -> Int {
    var length = 0
    var isFooter = false
    for record in records.reversed() {
      let filled = record.fields.count { !$0.isEmpty }
      let isShort = record.fields.count != width && filled * 2 <= max(2, width)
      let isTotal = beginsWithWord(record) && (filled * 2 <= width + 1 || isShort)
      guard filled == 0 || isTotal || isShort else { break }
      length += 1
      if isTotal || isShort && record.followsGap { isFooter = true }
      // What stands above the gap belongs to the table.
      if record.followsGap { break }
    }
    return isFooter ? length : 0
  }

  private static func beginsWithWord(_ record: HeldRecord) -> Bool {
    guard let cell = record.fields.first(where: { !$0.isEmpty }) else { return false }
    let text = String(decoding: cell, as: UTF8.self).lowercased().drop { $0 == " " }
    return words.contains { word in
      guard text.hasPrefix(word) else { return false }
      let next = text.dropFirst(word.count).first
      return next.map { !$0.isLetter } ?? true
    }
  }
}
