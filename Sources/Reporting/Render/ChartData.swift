internal import Billing
internal import PDF
internal import Store

/// What a chart shows: places with their labels, and a number of each series at each place. Every
/// format draws it in its own way.
struct ChartData {
  /// More places can't be read.
  static let mostPlaces = 60
  private static let mostBarsOnPaper = 12

  struct Place {
    var label: String
    var values: [Int64]
    var limit: Int64?
  }

  let chart: ReportChart
  private(set) var places: [Place]
  let series: [String]
  let limitName: String?
  private let kind: ReportColumn.Kind
  private let digits: Int

  init(_ chart: ReportChart, _ rows: [ReportRow], _ columns: [ReportColumn]) {
    self.chart = chart
    func position(_ name: String) -> Int? { columns.firstIndex { $0.name == name } }
    func heading(_ name: String) -> String { position(name).map { columns[$0].heading } ?? name }
    func number(_ row: ReportRow, _ name: String) -> Int64? {
      guard let position = position(name), case .integer(let number) = row.cells[position] else {
        return nil
      }
      return number
    }
    kind = chart.series.first.flatMap(position).map { columns[$0].kind } ?? .integer
    digits = rows.last?.digits ?? 2
    series = chart.series.map(heading)
    limitName = chart.limit.map(heading)
    let labels = chart.labels.compactMap(position)
    places = rows.suffix(Self.mostPlaces).map { row in
      Place(
        label: Self.label(row, labels, columns),
        values: chart.series.map { number(row, $0) ?? 0 },
        limit: chart.limit.flatMap { number(row, $0) })
    }
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `15 Oct – 14 Nov`: a bar that is called a month would lie.
  private static func label(_ row: ReportRow, _ positions: [Int], _ columns: [ReportColumn])
    -> String
  {
    positions.map { position in
      let text = CellText.readable(row.cells[position], columns[position].kind, digits: row.digits)
      guard columns[position].kind == .date, let (_, month, day) = CalendarDate(text)?.components
      else { return text }
      return "\(day) \(months[month - 1])"
    }.joined(separator: " – ")
  }

  func text(_ value: Int64) -> String {
    CellText.readable(.integer(value), kind, digits: digits)
  }

  /// The chart in words, for those who can't see it.
  var alternative: String {
    let what = chart.kind == .line ? "Lines" : "Bars"
    let mark = limitName.map { ", the mark is the \($0.lowercased())" } ?? ""
    let words = places.map { place in
      let details = zip(series, place.values).map { "\($0.lowercased()) \(text($1))" }
      let limit = place.limit.map { ", \((limitName ?? "").lowercased()) \(text($0))" } ?? ""
      return "\(place.label): \(details.joined(separator: ", "))\(limit)"
    }
    return "\(what) by period\(mark). " + words.joined(separator: "; ")
  }

  /// The same for paper.
  var pdf: BarChart {
    let isPiled = chart.kind == .stacked
    return BarChart(
      bars: places.suffix(Self.mostBarsOnPaper).map { place in
        // A correction may leave less than nothing, which no bar can show.
        let parts = place.values.map { max(0, $0) }
        return BarChart.Bar(
          label: place.label, parts: parts, limit: place.limit,
          // Over several bars or lines, what is highest.
          caption: text(isPiled ? parts.reduce(0, +) : parts.max() ?? 0))
      }, legend: series, limitName: limitName, alternative: alternative,
      arrangement: isPiled ? .piled : chart.kind == .bar ? .sideBySide : .lines)
  }
}
