import Diagnostics

/// The sentences of this room.
extension Problem {
  static func notText(_ name: String, format: String) -> Problem {
    Problem(
      "not-text", .input,
      "'\(name)' is \(format), not a text table. Unpack it, or save the table as CSV, and name that file.",
      at: SourcePosition(file: name, byte: 0))
  }

  static func encodingMismatch(_ name: String, declared: TextEncoding, found: TextEncoding)
    -> Problem
  {
    Problem(
      "encoding-error", .input,
      "'\(name)' begins with the byte order mark of \(found.rawValue), but \(declared.rawValue) is "
        + "declared. Declare \(found.rawValue) or auto.", at: SourcePosition(file: name, byte: 0))
  }

  /// Bytes that are no text of the encoding.
  static func notText(
    _ failure: TextDecoder.Failure, encoding: TextEncoding, declared: TextEncoding?,
    at position: SourcePosition
  ) -> Problem {
    let place = position.byte.map { "At byte \($0)" } ?? "Here"
    switch failure.reason {
    case .nul:
      let hint =
        encoding == .utf8 || encoding == .ascii || encoding == .windows1252
        ? " If the file is UTF-16 without a byte order mark, declare utf-16le; else" : " To go on,"
      return Problem(
        "nul-byte", .input,
        "\(place) is a NUL, which no text holds.\(hint) remove the NUL or get the file again.",
        at: position)
    case .invalidByte(let byte):
      let name = "\(place) is the byte 0x\(hexadecimal(UInt64(byte), digits: 2)), which is not "
      switch encoding {
      case .windows1252:
        return Problem(
          "encoding-error", .input,
          name + "defined in windows-1252. Declare the encoding that the file really has.",
          at: position)
      case .ascii:
        return Problem(
          "encoding-error", .input,
          name + "ASCII. Declare utf-8 or windows-1252.", at: position)
      default:
        let reason = declared == nil ? " (assumed, as none was declared)" : ""
        return Problem(
          "encoding-error", .input,
          name + "valid UTF-8\(reason). If the file comes from Windows, declare windows-1252.",
          at: position)
      }
    case .unpairedSurrogate(let unit):
      return Problem(
        "encoding-error", .input,
        "\(place) is half of a UTF-16 pair (0x\(hexadecimal(UInt64(unit), digits: 4))) without the "
          + "other half. Get the file again, or declare the encoding that it really has.",
        at: position)
    case .cut:
      return Problem(
        "encoding-error", .input,
        "The file ends inside a UTF-16 character. Get the whole file again.", at: position)
    }
  }

  static func emptyTable(_ name: String) -> Problem {
    Problem(
      "empty-file", .input, "The file holds no table. Is it the right one?",
      at: SourcePosition(file: name))
  }

  static func damagedWorkbook(_ name: String, _ reason: String) -> Problem {
    Problem(
      "corrupt-workbook", .input,
      "The workbook '\(name)' can't be read: \(reason). Save it again in a spreadsheet program, or "
        + "save the sheet as CSV.", at: SourcePosition(file: name))
  }

  static func workbookTooLarge(_ name: String) -> Problem {
    Problem(
      "workbook-too-large", .input,
      "'\(name)' holds more text than is kept in memory (64 MB). Save the sheet as CSV, and name that "
        + "file.", at: SourcePosition(file: name))
  }

  static func unknownSheet(_ sheet: String, among sheets: [String], in name: String) -> Problem {
    let list = sheets.prefix(20).map { "'\($0)'" }.joined(separator: ", ")
    return Problem(
      "unknown-sheet", .usage,
      "'\(name)' has no sheet '\(sheet)'.\(NearestName.hint(sheet, among: sheets)) It has \(list).",
      at: SourcePosition(file: name))
  }

  static func noSheets(_ name: String, sheet: String) -> Problem {
    Problem(
      "no-sheets", .usage,
      "'\(name)' is no workbook, so it has no sheet '\(sheet)'. Leave out --sheet.",
      at: SourcePosition(file: name))
  }

  static func notOneFile(_ name: String, _ members: [String]) -> Problem {
    let list = members.prefix(10).map { "'\($0)'" }.joined(separator: ", ")
    let more = members.count > 10 ? " and \(members.count - 10) more" : ""
    return Problem(
      "several-files", .input,
      members.isEmpty
        ? "The ZIP file '\(name)' holds no file."
        : "The ZIP file '\(name)' holds \(members.count) files: \(list)\(more). Unpack it, and name "
          + "the files.", at: SourcePosition(file: name))
  }

  /// - Parameter quoteLine: where a quote was opened that never closed, if that is the reason.
  static func recordTooLong(
    _ name: String, line: Int, quoteLine: Int?, byte: Int, limit: Int
  ) -> Problem {
    let size = "\(limit >> 20) MB"
    let message =
      if let quoteLine {
        "A quote opened on line \(quoteLine) is not closed within \(size). "
          + "Repair that line, or declare that the file has no quotes."
      } else {
        "A record is longer than \(size). Is this a text table, and is its line end CR, LF or CR LF?"
      }
    return Problem(
      "line-too-long", .input, message,
      at: SourcePosition(file: name, line: quoteLine ?? line, byte: byte))
  }

  static func incompleteBlock(_ position: SourcePosition, length: Int, found: Int) -> Problem {
    Problem(
      "truncated-record", .input,
      "The file ends inside a record: \(found) of \(length) characters. "
        + "Check the record length, or get the whole file again.", at: position)
  }

  private static func hexadecimal(_ value: UInt64, digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
