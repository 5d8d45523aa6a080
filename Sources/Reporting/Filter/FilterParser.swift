internal import Diagnostics

/// Reads a filter such as `status = 'open' and (amount > 100 or account.group = 'VIP')`.
///
/// Operators: `= != < <= > >=`, `matches`, `in (…)`, `between … and …`, `is set`, `is unset`; the
/// words may have `not` before them. `and` binds before `or`. Also the fourteen operators as the account
/// view words them: `matches`, `does not match`, `is set`, `unset`, `equals true`, `equals false`,
/// `equals me`, `greater than`, `greater than or equal to`, `less than`, `less than or equal to`,
/// `is within range … to …`, `is one of (…)`, `is not one of (…)`.
struct FilterParser {
  private struct Token: Equatable {
    enum Kind { case word, text, symbol }
    var kind: Kind
    var text: String
    var column: Int
  }

  private var tokens: [Token] = []
  private var position = 0
  private let columns: [String]
  private let length: Int

  static func parse(_ text: String, columns: [String]) throws(Problem) -> Filter {
    var parser = try FilterParser(text, columns: columns)
    let filter = try parser.alternatives()
    if let extra = parser.peek {
      throw parser.failure("'\(extra.text)' is one too many here: join conditions by and, or.")
    }
    return filter
  }

  private init(_ text: String, columns: [String]) throws(Problem) {
    self.columns = columns
    let characters = Array(text)
    length = characters.count
    var index = 0
    while index < characters.count {
      let character = characters[index]
      let column = index + 1
      if character.isWhitespace {
        index += 1
      } else if character == "'" || character == "\"" {
        // A quote within a text is written twice.
        var content = ""
        index += 1
        while true {
          guard index < characters.count else {
            throw Problem(
              "bad-filter", .usage,
              "The filter opens a quote in column \(column) and does not close it.")
          }
          if characters[index] == character {
            guard index + 1 < characters.count, characters[index + 1] == character else { break }
            index += 1
          }
          content.append(characters[index])
          index += 1
        }
        index += 1
        tokens.append(Token(kind: .text, text: content, column: column))
      } else if "=!<>(),".contains(character) {
        var symbol = String(character)
        index += 1
        if index < characters.count,
          characters[index] == "=" || symbol + "\(characters[index])" == "<>",
          "!<>".contains(character)
        {
          symbol.append(characters[index])
          index += 1
        }
        tokens.append(Token(kind: .symbol, text: symbol == "<>" ? "!=" : symbol, column: column))
      } else {
        var word = ""
        while index < characters.count, !characters[index].isWhitespace,
          !"=!<>(),'\"".contains(characters[index])
        {
          word.append(characters[index])
          index += 1
        }
        tokens.append(Token(kind: .word, text: word, column: column))
      }
    }
  }

  private var peek: Token? { position < tokens.count ? tokens[position] : nil }

  private func failure(_ message: String) -> Problem {
    let column = peek?.column ?? length + 1
    return Problem("bad-filter", .usage, "In the filter, column \(column): \(message)")
  }

  private mutating func take(word: String) -> Bool {
    guard let token = peek, token.kind == .word, token.text.lowercased() == word else {
      return false
    }
    position += 1
    return true
  }

  /// All of the words, or none.
  private mutating func take(words: [String]) -> Bool {
    let start = position
    for word in words where !take(word: word) {
      position = start
      return false
    }
    return true
  }

  private mutating func take(symbol: String) -> Bool {
    guard let token = peek, token.kind == .symbol, token.text == symbol else { return false }
    position += 1
    return true
  }

  private mutating func alternatives() throws(Problem) -> Filter {
    var parts = [try conjunction()]
    while take(word: "or") { parts.append(try conjunction()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func conjunction() throws(Problem) -> Filter {
    var parts = [try negation()]
    while take(word: "and") { parts.append(try negation()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func negation() throws(Problem) -> Filter {
    if take(word: "not") { return .not(try negation()) }
    if take(symbol: "(") {
      let inner = try alternatives()
      guard take(symbol: ")") else { throw failure("a closing parenthesis is missing.") }
      return inner
    }
    return try comparison()
  }

  private mutating func comparison() throws(Problem) -> Filter {
    guard let name = peek, name.kind == .word else {
      throw failure("the name of a column must stand here.")
    }
    guard columns.contains(name.text) else {
      throw failure(
        "there is no column '\(name.text)'.\(NearestName.hint(name.text, among: columns)) There are: "
          + columns.joined(separator: ", ") + ".")
    }
    position += 1
    if take(words: ["does", "not", "match"]) {
      return .not(.matches(column: name.text, pattern: try value()))
    }
    let isVerbal = take(word: "is")
    let isNegated = take(word: "not")
    let filter = try condition(on: name.text, isVerbal: isVerbal, isNegated: isNegated)
    return isNegated ? .not(filter) : filter
  }

  /// - Parameter isVerbal: whether `is` stands before it.
  private mutating func condition(on column: String, isVerbal: Bool, isNegated: Bool)
    throws(Problem)
    -> Filter
  {
    if take(word: "matches") { return .matches(column: column, pattern: try value()) }
    if take(word: "in") || take(words: ["one", "of"]) {
      guard take(symbol: "(") else { throw failure("a list in parentheses must follow here.") }
      var values = [try value()]
      while take(symbol: ",") { values.append(try value()) }
      guard take(symbol: ")") else { throw failure("a closing parenthesis is missing.") }
      return .isIn(column: column, values: values)
    }
    if take(word: "between") || take(words: ["within", "range"]) || take(word: "within") {
      let low = try value()
      guard take(word: "and") || take(word: "to") else {
        throw failure("'and' must follow the lower bound.")
      }
      return .isBetween(column: column, low: low, high: try value())
    }
    if take(word: "set") { return .isSet(column: column) }
    if take(word: "unset") { return .not(.isSet(column: column)) }
    let isEqual = take(word: "equals")
    if isVerbal || isEqual {
      if take(word: "me") { return .isMe(column: column) }
      for flag in ["true", "false"] where take(word: flag) {
        return .compare(column: column, operator: "=", value: flag)
      }
    }
    if isEqual { return .compare(column: column, operator: "=", value: try value()) }
    for (word, symbol) in [("greater", ">"), ("less", "<")] where take(words: [word, "than"]) {
      let reaches = take(words: ["or", "equal", "to"])
      return .compare(column: column, operator: reaches ? symbol + "=" : symbol, value: try value())
    }
    if !isNegated, !isVerbal {
      for symbol in ["=", "!=", "<=", ">=", "<", ">"] where take(symbol: symbol) {
        return .compare(column: column, operator: symbol, value: try value())
      }
    }
    throw failure(
      isVerbal
        ? "'is' is followed by set, unset, true, false, me, one of (…), or within range … to …."
        : "a comparison must follow '\(column)': = != < <= > >=, matches, in, between, is set.")
  }

  private mutating func value() throws(Problem) -> String {
    guard let token = peek, token.kind != .symbol else {
      throw failure("a value must stand here; put text in quotes.")
    }
    position += 1
    return token.text
  }
}
