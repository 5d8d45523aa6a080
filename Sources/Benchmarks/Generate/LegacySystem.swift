/// A value on its way into an export, before a system's habits turn it into text.
enum Cell {
  case text(String)
  case number(Int)
  case cents(Int)
  /// A day of `Days`.
  case day(Int)
  /// Seconds since the midnight that begins day 0, on the clock that the file is written by.
  case clock(Int)
  /// A word that the system has its own for.
  case word(String)
}

/// A billing system that is being left: how its exports look. Everything about it is data; the
/// simulation knows nothing of it.
struct LegacySystem {
  /// How an export writes one kind of record.
  struct Layout {
    /// What the simulation calls the record.
    var record: String
    /// The file's name; one that ends in `.gz` is compressed.
    var file: String
    /// The profile that reads it.
    var profile: String
    /// Headers, each with the value that stands below it.
    var columns: [(header: String, value: String)]
    /// A last line with a word in the first column and the sum of this value.
    var footer: (word: String, sum: String)?

    init(
      _ record: String, _ file: String, _ profile: String,
      footer: (word: String, sum: String)? = nil, _ columns: [(header: String, value: String)]
    ) {
      self.record = record
      self.file = file
      self.profile = profile
      self.columns = columns
      self.footer = footer
    }
  }

  enum Encoding { case utf8, utf8WithMark, windows1252 }

  /// The source that its ids belong to, and the folder of its files.
  var name: String
  var delimiter: Character
  var encoding: Encoding
  /// Between day, month and year, in this order.
  var dateSign: Character
  /// `1.234,56` instead of `1234.56`.
  var hasCommaAmounts: Bool
  /// Its own words for ours.
  var words: [String: String]
  /// In the order in which its files come in: what others refer to comes first.
  var layouts: [Layout]

  func text(of cell: Cell?) -> String {
    switch cell {
    case nil: ""
    case .text(let text): text
    case .number(let number): String(number)
    case .cents(let cents): hasCommaAmounts ? Self.grouped(cents) : decimal(cents)
    case .day(let day): date(day)
    case .clock(let seconds): date(seconds / 86_400) + " " + Self.timeOfDay(seconds)
    case .word(let word): words[word] ?? word
    }
  }

  private func date(_ day: Int) -> String {
    Days.text(day).split(separator: "-").reversed().joined(separator: String(dateSign))
  }

  static func timeOfDay(_ seconds: Int) -> String {
    let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60)
    return [hour, minute, second].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }

  /// `-1.234,56`.
  private static func grouped(_ cents: Int) -> String {
    let plain = decimal(abs(cents))
    var whole = String(plain.dropLast(3))
    var groups: [String] = []
    while whole.count > 3 {
      groups.insert(String(whole.suffix(3)), at: 0)
      whole.removeLast(3)
    }
    groups.insert(whole, at: 0)
    return (cents < 0 ? "-" : "") + groups.joined(separator: ".") + "," + plain.suffix(2)
  }
}

/// Cents as a plain decimal, by the generator's own hand.
func decimal(_ cents: Int) -> String {
  let (whole, part) = (abs(cents) / 100, abs(cents) % 100)
  return (cents < 0 ? "-" : "") + "\(whole)." + (part < 10 ? "0\(part)" : "\(part)")
}
