internal import Diagnostics

/// The sentences of this room. They name characters, not the texts that hold them: those are customer
/// data and go into the detail.
extension Problem {
  static func missingFont(_ path: String, cause: Problem) -> Problem {
    Problem(
      "missing-font", path.hasPrefix(FontSet.systemFolder) ? .system : .input,
      path.hasPrefix(FontSet.systemFolder)
        ? "This font is needed for documents: install the package fonts-dejavu-core."
        : "This font can't be read: correct the path that names it.",
      at: SourcePosition(file: path), cause: cause.code.rawValue)
  }

  static func badFont(_ path: String, _ reason: String) -> Problem {
    Problem(
      "bad-font", .input, "This font can't be used: \(reason). Name another.",
      at: SourcePosition(file: path))
  }

  static func missingGlyph(_ scalar: Unicode.Scalar, fonts: [String], in text: String) -> Problem {
    let names = fonts.map { String($0.split(separator: "/").last ?? "") }.joined(separator: ", ")
    return Problem(
      "missing-glyph", .input,
      "No font has the character \(name(scalar)) (asked: \(names)): use a theme with a font that "
        + "has it.", detail: text)
  }

  static func needsShaping(_ scalar: Unicode.Scalar, _ script: String, in text: String) -> Problem {
    Problem(
      "needs-shaping", .input,
      "The character \(name(scalar)) belongs to the \(script) script, whose letters this writer "
        + "can't join. Give the text in another script.", detail: text)
  }

  static func strayMark(_ scalar: Unicode.Scalar, in text: String) -> Problem {
    Problem(
      "needs-shaping", .input,
      "The combining mark \(name(scalar)) stands on a letter with which no single character "
        + "exists, and this writer can't place it. Leave the mark out.", detail: text)
  }

  static func controlCharacter(_ scalar: Unicode.Scalar, in text: String) -> Problem {
    Problem(
      "control-character", .input,
      "The text has the control character \(name(scalar)), which can't be printed. Remove it where "
        + "the text comes from.", detail: text)
  }

  static func wideCell(_ heading: String) -> Problem {
    Problem(
      "wide-cell", .input,
      "A number is wider than the column '\(heading)' can become. Use wider paper, smaller type or "
        + "fewer columns.")
  }

  static func badImage(_ name: String, _ reason: String) -> Problem {
    Problem(
      "bad-image", .input, "This picture can't be used: \(reason).", at: SourcePosition(file: name))
  }

  static func badBarcode(_ reason: String) -> Problem {
    Problem("bad-barcode", .input, "This can't be a barcode: \(reason).")
  }

  static func badLink(_ address: String) -> Problem {
    Problem(
      "bad-link", .input,
      "A link begins with https:, http:, mailto: or tel:, and this one does not. Correct it.",
      detail: address)
  }

  static func attachmentsNotAllowed() -> Problem {
    Problem(
      "no-attachments", .usage,
      "PDF/A-2u allows no attachments, and the document has one. Take profile 3a or 3b.")
  }

  static func tooManyObjects() -> Problem {
    Problem(
      "too-many-objects", .usage,
      "PDF/A allows 8,388,607 objects in a file, and this one needs more. Write several files, or "
        + "take profile 3b, which needs far fewer.")
  }

  /// The problem, with where in the document it arose.
  func `in`(_ place: String) -> Problem {
    var copy = self
    copy.message += " It stands in \(place)."
    return copy
  }

  /// `U+0041`.
  private static func name(_ scalar: Unicode.Scalar) -> String {
    let code = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
  }
}
