/// Help, made from the declarations of the verbs.
enum Help {
  static func overview(_ groups: [[Verb]]) -> String {
    var text = """
      Carryover moves billing data in, proves that it arrived, and gets documents out.

      Usage: carryover VERB [OPERANDS] [OPTIONS]


      """
    let width = groups.joined().map { $0.name.count }.max() ?? 0
    for verbs in groups {
      for verb in verbs {
        text += "  " + padded(verb.name, to: width) + "  " + summary(of: verb.about) + "\n"
      }
      text += "\n"
    }
    text += "'carryover VERB --help' says more of a verb. The store is --store FILE, else\n"
    text += "$CARRYOVER_STORE, else ./carryover.db.\n\n"
    text += "Exit codes: 0 done, 1 done with findings, 2 wrong usage, 3 input refused and\n"
    text += "nothing stored, 4 store or system, 130 interrupted.\n"
    return text
  }

  /// What stands before the first colon, semicolon or full stop.
  private static func summary(of about: String) -> String {
    let words = about.split(separator: " ")
    let end = words.firstIndex { ":;.".contains($0.last ?? " ") } ?? words.count - 1
    let text = words[...end].joined(separator: " ")
    return ":;.".contains(text.last ?? " ") ? String(text.dropLast()) : text
  }

  static func page(_ verb: Verb, extra: [Option] = []) -> String {
    var text = "Usage: carryover \(verb.name)"
    if !verb.operands.isEmpty { text += " " + verb.operands }
    text = wrapped(text + " [OPTIONS]", indent: 4) + "\n" + wrapped(verb.about, indent: 0)
    text += options(verb.options + extra, title: "Options")
    text += options(commonOptions, title: "Options of every verb")
    return text
  }

  private static func options(_ options: [Option], title: String) -> String {
    if options.isEmpty { return "" }
    var text = "\n\(title):\n"
    let names = options.map { "--" + $0.name + ($0.value.map { " " + $0 } ?? "") }
    let width = min(28, names.map(\.count).max() ?? 0)
    for (name, option) in zip(names, options) {
      let about = wrapped(option.about, indent: width + 4)
      if name.count > width {
        text += "  \(name)\n" + String(repeating: " ", count: width + 4) + about
      } else {
        text += "  " + padded(name, to: width) + "  " + about
      }
    }
    return text
  }

  /// `1,234,567`.
  static func grouped(_ number: Int) -> String {
    var text = ""
    for (position, digit) in String(number).reversed().enumerated() {
      if position > 0, position % 3 == 0, digit != "-" { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }

  /// The text at the right of a column.
  static func atRight(_ text: String, of width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  /// Breaks a text at 80 columns; lines after the first begin at `indent`.
  static func wrapped(_ text: String, indent: Int, first: String = "") -> String {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, indent + line.count + 1 + word.count > 79 {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    lines.append(line)
    return first + lines.joined(separator: "\n" + String(repeating: " ", count: indent)) + "\n"
  }
}
