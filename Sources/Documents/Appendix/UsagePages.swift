internal import Billing
internal import Diagnostics
internal import PDF

/// The usage page: a chart of twelve periods and its table.
struct UsagePages {
  let facts: UsageFacts
  let words: Words

  private func volume(_ bytes: Int64) -> String {
    let hundredths = Rounding.halfAwayFromZero(
      Int128(bytes), dividedBy: Int128(DataVolume.gigabyte / 100))
    return words.amount(Int64(hundredths), digits: 2) + "\u{00A0}GB"
  }

  func draw(on document: inout PDFDocument) throws(Problem) {
    document.newPage()
    try document.heading(words[.usage], level: 2)
    document.space(20_000)
    let largest = facts.periods.map { $0.used + $0.free }.max() ?? 0
    var year = ""
    let bars = facts.periods.map { period in
      // The year stands where it begins.
      var label = words.dates.dayAndMonth(period.start)
      if period.start.prefix(4) != year {
        year = String(period.start.prefix(4))
        label += "\n" + year
      }
      return BarChart.Bar(
        label: label, parts: [max(0, period.used), period.free],
        limit: period.allowance,
        caption: words.amount((period.used + period.free) / DataVolume.gigabyte, digits: 0))
    }
    try document.chart(
      BarChart(
        bars: bars, legend: [words[.used], words[.free]],
        limitName: facts.periods.contains { $0.allowance != nil } ? words[.cap] : nil,
        places: UsageFacts.most,
        alternative: words.text(.usageChart, String(bars.count), volume(largest))))
    document.space(10_000)
    var sheet = Sheet([
      .text(words[.period]), .number(words[.used]), .number(words[.free]),
      .number(words[.allowance]), .number(words[.overage]),
    ])
    for period in facts.periods {
      sheet.add(
        words.dates.range(period.start, period.end), volume(period.used), volume(period.free),
        period.allowance.map { volume($0) } ?? "", period.overage == 0 ? "" : volume(period.overage)
      )
    }
    try sheet.draw(on: &document)
    try document.paragraph(words[.usagePeriods], .small)
  }
}
