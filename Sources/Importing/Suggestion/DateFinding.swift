internal import Tabular

/// How a column writes its days and moments, as formats of a profile.
struct DateFinding {
  var formats: [TimeFormat]
  /// Whether every cell has a time of day.
  var hasTime: Bool
  /// The same cells could be days first or months first, and the formats are both.
  var isAmbiguous = false
  /// How many cells the formats read.
  var fitting: Int

  /// Nil when fewer than four of five cells are such.
  init?(_ column: ColumnProfile) {
    let forms = column.dates.sorted {
      ($0.count, $0.shape.order == .yearFirst ? 1 : 0)
        > ($1.count, $1.shape.order == .yearFirst ? 1 : 0)
    }
    let days = forms.map(\.count).reduce(0, +)
    // Only such as can't be taken for each other may stand together.
    let areSure = forms.allSatisfy { $0.shape.order != .yearLast }
    if forms.count > 1, areSure, days == column.filled {
      formats = forms.flatMap { Self.formats($0, $0.patterns) }
      hasTime = forms.allSatisfy { !$0.shape.time.isEmpty }
      fitting = days
      return
    }
    if let form = forms.first, form.count >= column.compactDates {
      let (patterns, count) = form.likeliest
      formats = Self.formats(form, patterns)
      hasTime = !form.shape.time.isEmpty
      isAmbiguous = patterns.count > 1
      fitting = count
    } else {
      formats = [TimeFormat("yyyyMMdd")].compactMap { $0 }
      hasTime = false
      fitting = column.compactDates
    }
    if formats.isEmpty || fitting * 5 < column.filled * 4 { return nil }
  }

  /// Beside a month's name a day of one digit is as good as one of two, which the cells at hand may have
  /// by chance.
  private static func formats(_ form: ColumnProfile.DateForm, _ patterns: [String]) -> [TimeFormat]
  {
    let isNamed = form.shape.order == .named || form.shape.order == .monthNameFirst
    return patterns.compactMap { TimeFormat(isNamed ? $0.replacing("dd", with: "d") : $0) }
  }
}
