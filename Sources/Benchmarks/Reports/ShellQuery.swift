/// A report's query as the sqlite3 shell can run it: its parameters as literals, our functions as SQLite's
/// own, and so the views that use them.
struct ShellQuery {
  var sql: String

  init(_ sql: String, arguments: [String: String]) {
    var text = sql
    // Longer names first: :from must not eat the head of :from_day.
    for (name, value) in arguments.sorted(by: { $0.key.count > $1.key.count }) {
      text = text.replacing(":" + name, with: value)
    }
    for (name, template) in Self.functions { text = Self.rewrite(text, name, template) }
    self.sql = text
  }

  private static let functions = [
    ("days_between", "CAST(julianday($2) - julianday($1) AS INTEGER)"),
    // Only ever asked for first days of months.
    ("add_months", "date($1, 'start of month', ($2) || ' months')"),
    ("add_days", "date($1, ($2) || ' days')"), ("utc_date", "date($1 / 1000, 'unixepoch')"),
    // The store's company keeps UTC's clock.
    ("local_date", "date($1 / 1000, 'unixepoch')"),
    ("local_time", "time($1 / 1000, 'unixepoch')"), ("midnight_utc", "(unixepoch($1) * 1000)"),
    ("minor_units", "100"),
  ]

  /// Every call of a function in other words.
  private static func rewrite(_ text: String, _ name: String, _ template: String) -> String {
    var result = ""
    var rest = text[...]
    while let call = rest.firstRange(of: name + "(") {
      result += rest[..<call.lowerBound]
      var depth = 1
      var arguments = [""]
      var position = call.upperBound
      while position < rest.endIndex, depth > 0 {
        let character = rest[position]
        if character == "(" { depth += 1 }
        if character == ")" { depth -= 1 }
        if character == ",", depth == 1 {
          arguments.append("")
        } else if depth > 0 {
          arguments[arguments.count - 1].append(character)
        }
        position = rest.index(after: position)
      }
      var words = template
      for (index, argument) in arguments.enumerated() {
        words = words.replacing("$\(index + 1)", with: rewrite(argument, name, template))
      }
      result += words
      rest = rest[position...]
    }
    return result + rest
  }
}
