package import Diagnostics

/// Reads a report: its header, word by word, and the query below it. Unknown words are errors with
/// their line and column.
package struct ReportParser {
  private let file: String
  private var definition: ReportDefinition
  private var seen: Set<String> = []

  /// - Parameter mayIgnore: parameters that the query need not use.
  package static func parse(
    _ text: String, name: String, file: String, mayIgnore: [String] = []
  ) throws(Problem) -> ReportDefinition {
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
    parser.definition.sqlLine = first + 1
    try parser.check(line: first + 1)
    try parser.checkQuery(mayIgnore)
    return parser.definition
  }

  private init(name: String, file: String) {
    self.file = file
    definition = ReportDefinition(
      name: name, title: "", about: "", parameters: [], columns: [], hidden: [], order: [],
      sql: "")
    definition.file = file
  }

  private static let words = [
    "title:", "about:", "kind:", "param", "column", "hidden", "order:", "group:", "chart",
    "explain", "sqlite",
  ]

  /// What the command itself takes with every report.
  private static let options = [
    "where", "filter", "columns", "sort", "zone", "me", "format", "for", "amounts", "chain",
    "check", "wide", "explain", "reports", "output", "force", "store", "json", "quiet", "help",
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
      case "pack": definition.packPlace = 99
      case let kind where kind.hasPrefix("pack ") && Int(kind.dropFirst(5)) != nil:
        definition.packPlace = Int(kind.dropFirst(5))
      default:
        throw failure(
          "A report's kind is 'pack' with its place, or it has none.", line: line)
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
    case "sqlite" where tokens.rest == "only": break
    case "chart": definition.chart = try chart(&tokens, line: line)
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
    if Self.options.contains(name.text) {
      throw failure(
        "'--\(name.text)' is an option of every report: give the parameter another name.",
        line: line, column: name.column + 3)
    }
    if definition.parameters.contains(where: { $0.name == name.text }) {
      throw failure(
        "The parameter '\(name.text)' is declared twice.", line: line, column: name.column + 3)
    }
    var parameter = ReportParameter(
      name: name.text, kind: kind, isRequired: false, about: "", line: line)
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
    guard
      name.text.utf8.allSatisfy({
        (48...57).contains($0) || (65...90).contains($0 & 0xDF) || "_.".utf8.contains($0)
      })
    else {
      throw failure(
        "The name of a column has letters, digits, _ and dots only.", line: line,
        column: name.column + 3)
    }
    if !seen.insert(name.text).inserted {
      throw failure(
        "The column '\(name.text)' is declared twice.", line: line, column: name.column + 3)
    }
    let kindToken = try wanted(&tokens, "The type of the column", line: line)
    guard let kind = ReportColumn.Kind(rawValue: kindToken.text) else {
      throw unknownType(kindToken, ReportColumn.Kind.allCases.map(\.rawValue), line: line)
    }
    var column = ReportColumn(name: name.text, kind: kind, heading: isHidden ? name.text : "")
    column.line = line
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
    if column.heading.isEmpty {
      throw failure(
        "The column '\(name.text)' needs a heading in quotes.", line: line,
        column: name.column + 3)
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

  /// `stacked x=start,end y=used,free limit=allowance`.
  private func chart(_ tokens: inout Tokens, line: Int) throws(Problem) -> ReportChart {
    let kindToken = try wanted(&tokens, "The type of the chart", line: line)
    guard let kind = ReportChart.Kind(rawValue: kindToken.text) else {
      throw unknownType(kindToken, ReportChart.Kind.allCases.map(\.rawValue), line: line)
    }
    var chart = ReportChart(kind: kind, labels: [], series: [])
    while let token = tokens.next() {
      let parts = token.text.split(separator: "=", maxSplits: 1).map(String.init)
      let names = Self.names(parts.count > 1 ? parts[1] : "")
      switch parts[0] {
      case "x" where (1...2).contains(names.count): chart.labels = names
      case "y" where !names.isEmpty: chart.series = names
      case "limit" where names.count == 1: chart.limit = names[0]
      default:
        throw failure(
          "A chart has x=COLUMN (or x=FIRST,LAST), y=COLUMN,… and limit=COLUMN, not '\(token.text)'.",
          line: line, column: token.column + 3)
      }
    }
    guard !chart.labels.isEmpty, !chart.series.isEmpty else {
      throw failure("A chart needs x=COLUMN and y=COLUMN,…", line: line)
    }
    for name in chart.series + (chart.limit.map { [$0] } ?? []) {
      if let column = definition.columns.first(where: { $0.name == name }), !column.kind.isNumber {
        throw failure("A chart shows numbers, and '\(name)' is none.", line: line)
      }
    }
    return chart
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
    if let first = definition.group.first, definition.order.first?.column != first {
      throw failure(
        "Rows of a group must follow each other: the report must be ordered by '\(first)' first.",
        line: 1)
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

  /// Every parameter of the query is declared, every declared one is used, and there is one query.
  private func checkQuery(_ mayIgnore: [String]) throws(Problem) {
    let query = QueryText(definition.sql, firstLine: definition.sqlLine)
    let names = definition.parameters.map(\.name)
    for used in query.parameters where !names.contains(used.name) {
      throw failure(
        "The query has a parameter ':\(used.name)' that no line '-- param' declares."
          + NearestName.hint(used.name, among: names), line: used.line, column: used.column)
    }
    for parameter in definition.parameters
    where !mayIgnore.contains(parameter.name)
      && !query.parameters.contains(where: { $0.name == parameter.name })
    {
      throw failure(
        "The query never uses the parameter ':\(parameter.name)': remove this line.",
        line: parameter.line)
    }
    if let second = query.secondStatement {
      throw failure(
        "A report is one query, and a second statement begins here.", line: second.line,
        column: second.column)
    }
    if let place = query.unnamedParameter {
      throw failure(
        "A parameter of a report has a name, such as :from.", line: place.line,
        column: place.column)
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
