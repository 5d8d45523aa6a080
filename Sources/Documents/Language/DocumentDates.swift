internal import Billing

/// How days and periods are written on paper: with the month's name, so that nobody takes the month for
/// the day; in German with points, as is usual there. A theme may give a pattern of its own.
package struct DocumentDates: Sendable {
  /// Made of `d`, `dd`, `MM`, `MMM`, `yyyy` and what stands between; words in single quotes.
  package let pattern: String
  private let months: [String]

  package init(language: Language, region: String?, pattern: String? = nil) {
    let usual: String
    switch (language, region) {
    case (.english, "US"): usual = "MMM d, yyyy"
    case (.german, _): usual = "dd.MM.yyyy"
    default: usual = "d MMM yyyy"
    }
    self.pattern = pattern ?? usual
    months = Self.names[language] ?? []
  }

  /// A day, given as `2026-11-01`; what is no day stays as it is.
  package func text(_ iso: String) -> String {
    guard let (year, month, day) = CalendarDate(iso)?.components else { return iso }
    var text = ""
    var rest = pattern[...]
    while let letter = rest.first {
      if letter == "'" {
        let word = rest.dropFirst().prefix { $0 != "'" }
        text += word
        rest = rest.dropFirst(word.count + 2)
        continue
      }
      let run = rest.prefix { $0 == letter }
      rest = rest.dropFirst(run.count)
      switch (letter, run.count) {
      case ("d", 1): text += String(day)
      case ("d", 2): text += Self.two(day)
      case ("M", 2): text += Self.two(month)
      case ("M", 3): text += months[month - 1]
      case ("y", 4): text += String(year)
      default: text += run
      }
    }
    return text
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
