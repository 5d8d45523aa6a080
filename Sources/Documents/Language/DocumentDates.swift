internal import Billing

/// How days and periods are written on paper: with the month's name, so that nobody takes the month for
/// the day; in German with points, as is usual there. A theme may give a pattern of its own.
package struct DocumentDates: Sendable {
  /// Made of `d`, `dd`, `MM`, `MMM`, `yyyy` and what stands between; words in single quotes.
  package let pattern: String
  private let months: [String]
  private let parts: [Part]

  package init(language: Language, region: String?, pattern: String? = nil) {
    let usual: String
    switch (language, region) {
    case (.english, "US"): usual = "MMM d, yyyy"
    case (.german, _): usual = "dd.MM.yyyy"
    default: usual = "d MMM yyyy"
    }
    self.pattern = pattern ?? usual
    months = Self.names[language] ?? []
    parts = Self.parts(of: self.pattern)
  }

  private enum Part {
    case field(Character, Int)
    case words(String)

    var isYear: Bool {
      if case .field("y", _) = self { return true }
      return false
    }
    var isField: Bool {
      if case .field = self { return true }
      return false
    }
  }

  private static func parts(of pattern: String) -> [Part] {
    var parts: [Part] = []
    var rest = pattern[...]
    while let letter = rest.first {
      if letter == "'" {
        let word = rest.dropFirst().prefix { $0 != "'" }
        parts.append(.words(String(word)))
        rest = rest.dropFirst(word.count + 2)
        continue
      }
      let run = rest.prefix { $0 == letter }
      rest = rest.dropFirst(run.count)
      switch (letter, run.count) {
      case ("d", 1...2), ("M", 2...3), ("y", 4): parts.append(.field(letter, run.count))
      default: parts.append(.words(String(run)))
      }
    }
    return parts
  }

  /// A day, given as `2026-11-01`; what is no day stays as it is.
  package func text(_ iso: String) -> String {
    guard let date = CalendarDate(iso) else { return iso }
    return text(date, parts)
  }

  private func text(_ date: CalendarDate, _ parts: [Part]) -> String {
    let (year, month, day) = date.components
    var text = ""
    for part in parts {
      switch part {
      case .field("d", 1): text += String(day)
      case .field("d", _): text += Self.two(day)
      case .field("M", 2): text += Self.two(month)
      case .field("M", _): text += months[month - 1]
      case .field: text += String(year)
      case .words(let words): text += words
      }
    }
    return text
  }

  /// A day without its year, for where there is little room: `1 Nov`, `Nov 1`, `01.11.`
  package func dayAndMonth(_ iso: String) -> String {
    guard let date = CalendarDate(iso) else { return iso }
    var parts = parts
    if let year = parts.firstIndex(where: \.isYear) {
      // What joins the year to the others goes with it; a point belongs to what is before it.
      let before = parts[..<year].lastIndex(where: \.isField).map { $0 + 1 } ?? 0
      let after = parts[year...].dropFirst().firstIndex(where: \.isField) ?? parts.endIndex
      let hasPoint = before < year && text(date, [parts[before]]).hasPrefix(".")
      parts.replaceSubrange(before..<after, with: hasPoint ? [.words(".")] : [])
    }
    return text(date, parts)
  }

  /// From one day to another, both included: what they share stands once.
  package func range(_ from: String, _ to: String) -> String {
    if from == to { return text(from) }
    if pattern == "d MMM yyyy", let first = CalendarDate(from)?.components,
      let last = CalendarDate(to)?.components, first.year == last.year
    {
      if first.month == last.month { return "\(first.day)–\(text(to))" }
      return "\(first.day) \(months[first.month - 1]) – \(text(to))"
    }
    return "\(text(from)) – \(text(to))"
  }

  private static func two(_ number: Int) -> String {
    number < 10 ? "0\(number)" : String(number)
  }

  private static let names: [Language: [String]] = [
    .english: [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ],
    .french: [
      "janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
      "déc.",
    ],
    .german: [
      "Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.",
      "Dez.",
    ],
    .spanish: [
      "ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic",
    ],
  ]
}
