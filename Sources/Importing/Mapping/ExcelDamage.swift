/// What a spreadsheet did to a cell before the file was saved: it can't be undone, only named.
enum ExcelDamage: String, CaseIterable {
  /// `1.4E+10`: digits that are gone.
  case number = "excel-number"
  /// `1-Feb`, `Mar-01`: an id that was taken for a day.
  case date = "excel-date"
  /// `########`: a column that was too narrow when the text was copied.
  case hashes = "excel-hashes"
  /// `#REF!`, `#N/A`: a formula that failed.
  case formula = "excel-error"
  /// `="00123"`: quotes that kept the spreadsheet off, and are part of the text now.
  case quotes = "excel-text"

  /// - Parameter isIdentifier: only in what names a thing may digits and days not look so.
  static func find(_ text: ArraySlice<UInt8>, isIdentifier: Bool) -> ExcelDamage? {
    guard let first = text.first else { return nil }
    if first == UInt8(ascii: "#") { return hashed(text) }
    guard isIdentifier, text.count >= 4 else { return nil }
    if first &- 48 < 10 { return ofDigits(text) }
    if first == UInt8(ascii: "=") {
      return text.dropFirst().first == UInt8(ascii: "\"") && text.last == UInt8(ascii: "\"")
        ? .quotes : nil
    }
    // Mar-01
    let start = text.startIndex
    if text.count == 6, text[start + 3] == UInt8(ascii: "-"), isMonth(text.prefix(3)),
      text.suffix(2).allSatisfy({ $0 &- 48 < 10 })
    {
      return .date
    }
    return nil
  }

  private static func hashed(_ text: ArraySlice<UInt8>) -> ExcelDamage? {
    if text.count >= 4, text.allSatisfy({ $0 == UInt8(ascii: "#") }) { return .hashes }
    return errors.contains(Array(text)) ? .formula : nil
  }

  private static let errors = Set(
    ["#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"]
      .map { Array($0.utf8) })

  /// `1.4E+10`, `5E+15`, `1-Feb`, `01-Feb-26`.
  private static func ofDigits(_ text: ArraySlice<UInt8>) -> ExcelDamage? {
    let start = text.startIndex
    let second = text[start + 1]
    if second == UInt8(ascii: ".") || second & 0xDF == UInt8(ascii: "E") {
      guard let exponent = text.firstIndex(where: { $0 & 0xDF == UInt8(ascii: "E") }),
        exponent + 2 < text.endIndex, text[exponent + 1] == UInt8(ascii: "+"),
        text[(exponent + 2)...].allSatisfy({ $0 &- 48 < 10 }),
        text[(start + 1)..<exponent].dropFirst().allSatisfy({ $0 &- 48 < 10 })
      else { return nil }
      return .number
    }
    let dash = second == UInt8(ascii: "-") ? start + 1 : start + 2
    guard text[dash] == UInt8(ascii: "-"), dash + 3 < text.endIndex,
      dash == start + 1 || second &- 48 < 10, isMonth(text[(dash + 1)...(dash + 3)])
    else { return nil }
    let rest = text[(dash + 4)...]
    if rest.isEmpty { return .date }
    return rest.first == UInt8(ascii: "-") && rest.dropFirst().allSatisfy({ $0 &- 48 < 10 })
      ? .date : nil
  }

  private static func isMonth(_ text: ArraySlice<UInt8>) -> Bool {
    let lower = text.map { $0 | 0x20 }
    return months.contains(lower)
  }

  private static let months = Set(
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
      .map { Array($0.utf8) })

  var failure: CellFailure {
    CellFailure(
      rawValue, "\(what). Get the file again from its system, not by way of a spreadsheet")
  }

  private var what: String {
    switch self {
    case .number: "A spreadsheet made this of a long number, and its last digits are lost"
    case .date: "A spreadsheet took this id for a day"
    case .hashes: "A spreadsheet's column was too narrow for what stood here"
    case .formula: "A spreadsheet's formula failed here"
    case .quotes:
      "This has a spreadsheet's quotes around it: the step unwrapExcelText takes them off"
    }
  }
}

/// Spreadsheets keep fifteen digits; later ones become 0. One such id may be chance: the column tells.
struct LongDigits: Sendable {
  private var long = 0
  private var zeros = 0
  private var isIntact = false

  @inline(__always) mutating func look(at text: ArraySlice<UInt8>) {
    if text.count >= 16 { count(text) }
  }

  private mutating func count(_ text: ArraySlice<UInt8>) {
    guard !isIntact, text.allSatisfy({ $0 &- 48 < 10 }) else { return }
    long += 1
    let lost = text.dropFirst(15)
    if lost.allSatisfy({ $0 == 48 }) { zeros += lost.count } else { isIntact = true }
  }

  /// How many cells have lost digits, if that is what happened: three zeros by chance are one in a
  /// thousand.
  var damaged: Int { !isIntact && zeros >= 3 ? long : 0 }
}
