internal import Billing

/// Which formats of dates and times the cells of a column have.
struct DateEvidence {
  enum Order { case yearFirst, dayFirst, monthFirst, named, epoch }

  struct Candidate {
    var order: Order
    var hasTime: Bool
    var format: TimeFormat
  }

  /// Stricter ones before those that take the same texts and more.
  static let candidates: [Candidate] = {
    let days: [(Order, [String])] = [
      (.yearFirst, ["yyyy-MM-dd", "yyyy/MM/dd", "yyyy.MM.dd", "yyyyMMdd"]),
      (
        .dayFirst,
        ["/", "-", "."].flatMap { sign in
          ["dd", "d"].flatMap { day in
            ["yyyy", "yy"].map { "\(day)\(sign)\(day == "d" ? "M" : "MM")\(sign)\($0)" }
          }
        }
      ),
      (
        .monthFirst,
        ["/", "-", "."].flatMap { sign in
          ["dd", "d"].flatMap { day in
            ["yyyy", "yy"].map { "\(day == "d" ? "M" : "MM")\(sign)\(day)\(sign)\($0)" }
          }
        }
      ),
      (
        .named,
        ["d MMM yyyy", "d-MMM-yyyy", "d-MMM-yy", "MMM d, yyyy", "d. MMM yyyy"]
      ),
    ]
    let times = [
      "", " HH:mm:ss", " HH:mm", "THH:mm:ss", "THH:mm:ssXXX", "THH:mm:ss.SSSXXX", " HH:mm:ss XXX",
      " h:mm:ss a", " h:mm a", ", h:mm:ss a", ", h:mm a", " HH:mm:ss.SSS",
    ]
    return days.flatMap { order, texts in
      texts.flatMap { day in
        times.compactMap { time in
          TimeFormat(day + time).map { Candidate(order: order, hasTime: time != "", format: $0) }
        }
      }
    }
  }()

  /// How many cells each candidate reads.
  private var counts = Array(repeating: 0, count: DateEvidence.candidates.count)
  private var cells = 0
  /// After so many cells only the formats that one of them had are tried.
  private static let trial = 100

  mutating func add(_ text: ArraySlice<UInt8>) {
    cells += 1
    guard let first = text.first, first &- 48 < 10 || first | 0x20 >= 97 else { return }
    for index in counts.indices where cells <= Self.trial || counts[index] > 0 {
      if Self.candidates[index].format.read(text) != nil { counts[index] += 1 }
    }
  }

  struct Finding {
    var formats: [TimeFormat]
    /// Whether every cell has a time of day.
    var hasTime: Bool
    /// The same cells could be days first or months first, and the formats are both.
    var isAmbiguous: Bool
    var fitting: Int
  }

  /// The formats that read most cells; nil when none reads four of five.
  var finding: Finding? {
    guard let most = counts.max(), most > 0 else { return nil }
    if let mixture, mixture.fitting > most { return mixture }
    guard most * 5 >= cells * 4 else { return nil }
    var best: [Order: Candidate] = [:]
    for (index, candidate) in Self.candidates.enumerated()
    where counts[index] == most && best[candidate.order] == nil {
      best[candidate.order] = candidate
    }
    let found = [Order.yearFirst, .named, .dayFirst, .monthFirst].compactMap { best[$0] }
    guard let first = found.first else { return nil }
    // Only these two orders can be taken for each other.
    let isDoubtful = first.order == .dayFirst && best[.monthFirst] != nil
    return Finding(
      formats: isDoubtful ? found.map(\.format) : [first.format], hasTime: first.hasTime,
      isAmbiguous: isDoubtful, fitting: most)
  }

  /// Formats that together read every cell: only such as can't be taken for each other, with the year
  /// in front or the month by its name.
  private var mixture: Finding? {
    var rest = cells
    var formats: [TimeFormat] = []
    var hasTime = true
    let sure = Self.candidates.indices.filter {
      counts[$0] > 0 && [.yearFirst, .named].contains(Self.candidates[$0].order)
    }
    for index in sure.sorted(by: { (-counts[$0], $0) < (-counts[$1], $1) })
    where counts[index] <= rest {
      rest -= counts[index]
      formats.append(Self.candidates[index].format)
      hasTime = hasTime && Self.candidates[index].hasTime
    }
    guard rest == 0, formats.count > 1 else { return nil }
    return Finding(formats: formats, hasTime: hasTime, isAmbiguous: false, fitting: cells)
  }
}
