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
    let forms = column.dates.sorted { $0.count > $1.count }
    let days = forms.map(\.count).reduce(0, +)
    // Only such as can't be taken for each other may stand together.
    let areSure = forms.allSatisfy { $0.shape.order != .yearLast }
    if forms.count > 1, areSure, days == column.filled {
      formats = forms.flatMap(\.patterns).compactMap { TimeFormat($0) }
      hasTime = forms.allSatisfy { !$0.shape.time.isEmpty }
      fitting = days
      return
    }
    if let form = forms.first, form.count >= column.compactDates {
      let (patterns, count) = form.likeliest
      formats = patterns.compactMap { TimeFormat($0) }
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
}
