/// What a number format of a workbook makes of a number: all that this room wants to know of it.
enum NumberFormat: Equatable {
  /// A plain number; at least so many digits before the point, because its zeros belong to it.
  case number(digits: Int)
  case date
  case time
  case dateTime
  /// A length of time, which may be more than a day: `[h]:mm`.
  case elapsed

  /// A format of those that have a number and no code (ECMA-376, 18.8.30, and the East Asian ones).
  init(builtIn id: Int) {
    switch id {
    case 14...17, 27...31, 36, 50...54, 57, 58: self = .date
    case 18...21, 32...35, 45, 47, 55, 56: self = .time
    case 22: self = .dateTime
    case 46: self = .elapsed
    default: self = .number(digits: 0)
    }
  }

  /// By its code, such as `dd/mm/yyyy` or `00000`.
  init(code: String) {
    let bare = Self.bare(code)
    if bare.isElapsed {
      self = .elapsed
      return
    }
    let text = bare.text
    if text == "general" || text == "@" {
      self = .number(digits: 0)
      return
    }
    let hasTime = text.contains { "hs".contains($0) }
    let hasDay = text.contains { "yd".contains($0) } || !hasTime && text.contains("m")
    switch (hasDay, hasTime) {
    case (true, true): self = .dateTime
    case (true, false): self = .date
    case (false, true): self = .time
    case (false, false):
      self = .number(digits: text.count > 1 && text.allSatisfy { $0 == "0" } ? text.count : 0)
    }
  }

  /// The first section of a code in small letters, without what is only decoration.
  private static func bare(_ code: String) -> (text: String, isElapsed: Bool) {
    var text = ""
    var isElapsed = false
    var characters = Array(code.lowercased())[...]
    while let character = characters.popFirst() {
      switch character {
      case ";": return (text, isElapsed)
      case "\"":
        while let next = characters.popFirst(), next != "\"" {}
      case "\\", "_", "*": _ = characters.popFirst()
      case "[":
        var content = ""
        while let next = characters.popFirst(), next != "]" { content.append(next) }
        if !content.isEmpty, content.allSatisfy({ "hms".contains($0) }) { isElapsed = true }
      case "e":
        // Powers of ten: `0.00E+00`.
        if characters.first == "+" || characters.first == "-" { characters.removeFirst() }
        text.append("e")
      default: text.append(character)
      }
    }
    return (text, isElapsed)
  }
}
