package import Diagnostics

/// Reads a report: its header, word by word, and the query below it. Unknown words are errors with
/// their line and column.
package struct ReportParser {
  private let file: String
  private var definition: ReportDefinition
  private var seen: Set<String> = []

  package static func parse(_ text: String, name: String, file: String) throws(Problem)
    -> ReportDefinition
  {
    var parser = ReportParser(name: name, file: file)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var first = lines.count
    for (index, line) in lines.enumerated() {
      guard line.hasPrefix("-- ") else {
        first = index
        break
      }
      try parser.word(String(line.dropFirst(3)), line: index + 1)
    }
    parser.definition.sql = lines[first...].joined(separator: "\n")
    try parser.check(line: first + 1)
    return parser.definition
  }

  private init(name: String, file: String) {
    self.file = file
    definition = ReportDefinition(
      name: name, title: "", about: "", parameters: [], columns: [], hidden: [], order: [],
      sql: "")
  }

  private static let words = [
    "title:", "about:", "kind:", "param", "column", "hidden", "order:", "group:", "chart:",
    "explain",
  ]

  private func failure(_ message: String, line: Int, column: Int = 4) -> Problem {
    Problem(
      "report-header", .input, message,
      at: SourcePosition(file: file, line: line, column: column))
  }

  private mutating func word(_ text: String, line: Int) throws(Problem) {
    var tokens = Tokens(text)
    guard let word = tokens.next() else { return }
    switch word.text {
    case "title:": definition.title = tokens.rest
    case "about:":
      definition.about += (definition.about.isEmpty ? "" : " ") + tokens.rest
    case "kind:":
      switch tokens.rest {
      case "export": definition.isExport = true
      case "pack": definition.packPlace = 99
      case let kind where kind.hasPrefix("pack ") && Int(kind.dropFirst(5)) != nil:
        definition.packPlace = Int(kind.dropFirst(5))
      default:
        throw failure(
          "A report's kind is 'export', or 'pack' with its place, or it has none.", line: line)
      }
    case "param": try parameter(&tokens, line: line)
    case "column": definition.columns.append(try column(&tokens, line: line, isHidden: false))
    case "hidden": definition.hidden.append(try column(&tokens, line: line, isHidden: true))
    case "order:":
      definition.order = tokens.rest.split(separator: ",").map { term in
        let parts = term.split(separator: " ").map(String.init)
        return (parts.first ?? "", parts.last == "desc")
      }
    case "group:": definition.group = Self.names(tokens.rest)
    case "explain": definition.explanations.append(try explanation(&tokens, line: line))
    case "chart:": definition.chart = try chart(Self.names(tokens.rest), line: line)
    default:
      throw failure(
        "A report's header has no word '\(word.text)'."
          + NearestName.hint(word.text, among: Self.words)
          + " The words are \(Self.words.joined(separator: " ")).", line: line,
        column: word.column + 3)
    }
  }

  private func wanted(_ tokens: inout Tokens, _ what: String, line: Int) throws(Problem) -> Token {
    guard let token = tokens.next() else { throw failure("\(what) is missing here.", line: line) }
    return token
  }

  private mutating func parameter(_ tokens: inout Tokens, line: Int) throws(Problem) {
    let name = try wanted(&tokens, "The name of the parameter", line: line)
    let kindToken = try wanted(&tokens, "The type of the parameter", line: line)
    guard let kind = ReportParameter.Kind(rawValue: kindToken.text) else {
      throw unknownType(
        kindToken, ReportParameter.Kind.allCases.map(\.rawValue), line: line)
    }
    var parameter = ReportParameter(name: name.text, kind: kind, isRequired: false, about: "")
    while let token = tokens.next() {
      if token.isQuoted {
        parameter.about = token.text
      } else if token.text == "required" {
        parameter.isRequired = true
      } else if token.text.hasPrefix("default=") {
        parameter.defaultValue = String(token.text.dropFirst(8))
      } else if token.text.hasPrefix("among=") {
        parameter.choices = Self.names(String(token.text.dropFirst(6)))
      } else if token.text != "optional" {
        throw failure(
          "A parameter is required, optional, default=… or among=…, not '\(token.text)'.",
          line: line,
          column: token.column + 3)
      }
    }
    if parameter.about.isEmpty {
      throw failure("The parameter '\(name.text)' needs a description in quotes.", line: line)
    }
    definition.parameters.append(parameter)
  }

  private mutating func column(_ tokens: inout Tokens, line: Int, isHidden: Bool) throws(Problem)
    -> ReportColumn
  {
    let name = try wanted(&tokens, "The name of the column", line: line)
    if !seen.insert(name.text).inserted {
      throw failure(
        "The column '\(name.text)' is declared twice.", line: line, column: name.column + 3)
    }
    let kindToken = try wanted(&tokens, "The type of the column", line: line)
    guard let kind = ReportColumn.Kind(rawValue: kindToken.text) else {
      throw unknownType(kindToken, ReportColumn.Kind.allCases.map(\.rawValue), line: line)
    }
    var column = ReportColumn(name: name.text, kind: kind, heading: name.text)
    while let token = tokens.next() {
      if token.isQuoted {
        column.heading = token.text
      } else if token.text == "total" {
        column.hasTotal = true
      } else if token.text == "detail" {
        column.isDetail = true
      } else if token.text.hasPrefix("width="), let width = Int(token.text.dropFirst(6)) {
        column.width = width
      } else {
        throw failure(
          "A column has a heading in quotes, total, detail and width=N, not '\(token.text)'.",
          line: line,
          column: token.column + 3)
      }
    }
    return column
  }

  /// `amount: REPORT parameter=column parameter='text' …`.
  private mutating func explanation(_ tokens: inout Tokens, line: Int) throws(Problem)
    -> ReportExplanation
  {
    let column = try wanted(&tokens, "The column that is explained", line: line)
    guard column.text.hasSuffix(":") else {
      throw failure(
        "An explanation begins 'column: report'.", line: line, column: column.column + 3)
    }
    let report = try wanted(&tokens, "The report that explains it", line: line)
    var explanation = ReportExplanation(
      column: String(column.text.dropLast()), report: report.text)
    for term in ReportExplanation.terms(tokens.rest) {
      guard let term else {
        throw failure(
          "An explanation passes on 'parameter=column' or 'parameter='text''.", line: line)
      }
      explanation.passed.append(term)
    }
    return explanation
  }

  private static func names(_ list: String) -> [String] {
    list.split(separator: ",").map { String($0).trimmed }
  }

  /// `start, end, part, part, limit NAME`.
  private func chart(_ words: [String], line: Int) throws(Problem) -> ReportChart {
    let limit = words.last.flatMap { $0.hasPrefix("limit ") ? String($0.dropFirst(6)) : nil }
    let parts = words.dropFirst(2).dropLast(limit == nil ? 0 : 1)
    guard words.count > 2, !parts.isEmpty else {
      throw failure(
        "A chart names the columns 'start, end, part, …' and may end with 'limit COLUMN'.",
        line: line)
    }
    return ReportChart(start: words[0], end: words[1], parts: Array(parts), limit: limit)
  }

  private func unknownType(_ token: Token, _ types: [String], line: Int) -> Problem {
    failure(
      "There is no type '\(token.text)'.\(NearestName.hint(token.text, among: types)) The types are "
        + "\(types.joined(separator: ", ")).", line: line, column: token.column + 3)
  }

  private func check(line: Int) throws(Problem) {
    if definition.title.isEmpty { throw failure("The report needs a line '-- title: …'.", line: 1) }
    if definition.about.isEmpty { throw failure("The report needs a line '-- about: …'.", line: 1) }
    if definition.columns.isEmpty {
      throw failure("The report needs at least one line '-- column …'.", line: 1)
    }
    let names = definition.allColumns.map(\.name)
    let named = [
      ("order", definition.order.map(\.column)), ("group", definition.group),
      ("chart", definition.chart?.columns ?? []),
      (
        "explanation",
        definition.explanations.flatMap { [$0.column] + $0.passed.compactMap(\.columnName) }
      ),
    ]
    for (word, columns) in named {
      for column in columns where !names.contains(column) {
        throw failure(
          "The \(word) names a column '\(column)' that is not declared."
            + NearestName.hint(column, among: names), line: 1)
      }
    }
    if definition.allColumns.contains(where: { $0.kind == .money }), !names.contains("currency") {
      throw failure(
        "A report with amounts needs a column 'currency': amounts of two currencies are never added.",
        line: 1)
    }
    if definition.sql.allSatisfy(\.isWhitespace) {
      throw failure("There is no query below the header.", line: line)
    }
  }

  private struct Token {
    var text: String
    var column: Int
    var isQuoted: Bool
  }

  /// Words and quoted texts of a header line.
  private struct Tokens {
    private let characters: [Character]
    private var position = 0

    init(_ text: String) { characters = Array(text) }

    var rest: String {
      String(characters[min(characters.count, position)...]).trimmed
    }

    mutating func next() -> Token? {
      while position < characters.count, characters[position] == " " { position += 1 }
      guard position < characters.count else { return nil }
      let start = position
      if characters[position] == "\"" {
        position += 1
        while position < characters.count, characters[position] != "\"" { position += 1 }
        let text = String(characters[(start + 1)..<position])
        position += 1
        return Token(text: text, column: start + 1, isQuoted: true)
      }
      while position < characters.count, characters[position] != " " { position += 1 }
      return Token(
        text: String(characters[start..<position]), column: start + 1, isQuoted: false)
    }
  }
}

extension String {
  var trimmed: String {
    let characters = drop { $0.isWhitespace }
    guard let last = characters.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(characters[...last])
  }
}
