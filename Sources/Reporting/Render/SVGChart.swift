/// A chart drawn as SVG within a page: bars, piled bars or lines, with a scale, labels and a legend. The
/// words for those who can't see it are in it.
struct SVGChart {
  private static let width = 860
  private static let height = 260
  private static let left = 84
  private static let top = 14
  private static let plot = 190

  private let data: ChartData
  private let number: Int
  private let low: Int64
  private let high: Int64

  /// - Parameter number: of the section, for ids.
  init(_ data: ChartData, number: Int) {
    self.data = data
    self.number = number
    var highs: [Int64] = [0]
    var lows: [Int64] = [0]
    for place in data.places {
      if data.chart.kind == .stacked {
        highs.append(place.values.filter { $0 > 0 }.reduce(0, +))
        lows.append(place.values.filter { $0 < 0 }.reduce(0, +))
      } else {
        highs += place.values
        lows += place.values
      }
      if let limit = place.limit { highs.append(limit) }
    }
    high = Self.round(highs.max() ?? 0)
    low = -Self.round(-(lows.min() ?? 0))
  }

  /// The next number that begins with 1, 2, 2.5 or 5 and then has noughts.
  private static func round(_ value: Int64) -> Int64 {
    guard value > 0 else { return 0 }
    var unit: Int64 = 1
    while unit <= value / 10 { unit *= 10 }
    for tenths: Int64 in [10, 12, 15, 20, 25, 30, 40, 50, 60, 80] where unit * tenths / 10 >= value
    {
      return unit * tenths / 10
    }
    return unit <= Int64.max / 10 ? unit * 10 : value
  }

  private func y(_ value: Int64) -> Int {
    let span = Int128(high) - Int128(low)
    guard span > 0 else { return Self.top + Self.plot }
    return Self.top + Int((Int128(high) - Int128(value)) * Int128(Self.plot) / span)
  }

  func write(to out: inout MarkupBuffer) {
    out.raw(
      "<figure><svg viewBox=\"0 0 \(Self.width) \(Self.height)\" role=\"img\" aria-labelledby=\"c\(number)\">"
        + "<title id=\"c\(number)\">")
    out.text(data.alternative)
    out.raw("</title>\n")
    grid(&out)
    let count = max(1, data.places.count)
    let step = (Self.width - Self.left - 10) / count
    for (index, place) in data.places.enumerated() {
      let x = Self.left + index * step
      switch data.chart.kind {
      case .bar: bars(place, x, step, &out)
      case .stacked: pile(place, x, step, &out)
      case .line: break
      }
      if let limit = place.limit {
        out.raw(
          "<line class=\"k\" x1=\"\(x + step / 10)\" x2=\"\(x + step - step / 10)\" y1=\"\(y(limit))\" "
            + "y2=\"\(y(limit))\"/>\n")
      }
      // Labels that would run into each other are left out.
      let every = (data.places.map(\.label.count).max() ?? 1) * 7 / max(1, step) + 1
      if index % every == 0 {
        out.raw(
          "<text x=\"\(x + step / 2)\" y=\"\(Self.top + Self.plot + 16)\" text-anchor=\"middle\">")
        out.text(place.label)
        out.raw("</text>\n")
      }
    }
    if data.chart.kind == .line { lines(step, &out) }
    legend(&out)
    out.raw("</svg></figure>\n")
  }

  private func grid(_ out: inout MarkupBuffer) {
    for part: Int64 in 0...4 {
      let value = Int64(Int128(low) + (Int128(high) - Int128(low)) * Int128(part) / 4)
      let y = y(value)
      out.raw(
        "<line class=\"g\" x1=\"\(Self.left)\" x2=\"\(Self.width - 10)\" y1=\"\(y)\" y2=\"\(y)\"/>")
      out.raw("<text x=\"\(Self.left - 6)\" y=\"\(y + 4)\" text-anchor=\"end\">")
      out.text(data.text(value))
      out.raw("</text>\n")
    }
  }

  private func bar(
    _ series: Int, _ x: Int, _ width: Int, from: Int64, to: Int64, _ out: inout MarkupBuffer
  ) {
    let (a, b) = (y(from), y(to))
    out.raw(
      "<rect class=\"s\(series % 4)\" x=\"\(x)\" y=\"\(min(a, b))\" width=\"\(max(1, width))\" "
        + "height=\"\(max(a, b) - min(a, b))\"/>\n")
  }

  private func bars(_ place: ChartData.Place, _ x: Int, _ step: Int, _ out: inout MarkupBuffer) {
    let width = min(34, step * 8 / 10 / max(1, place.values.count))
    let begin = x + (step - width * place.values.count) / 2
    for (series, value) in place.values.enumerated() {
      bar(series, begin + series * width, width - 1, from: 0, to: value, &out)
    }
  }

  private func pile(_ place: ChartData.Place, _ x: Int, _ step: Int, _ out: inout MarkupBuffer) {
    let width = min(48, step * 7 / 10)
    var above: Int64 = 0
    var below: Int64 = 0
    for (series, value) in place.values.enumerated() {
      let from = value < 0 ? below : above
      bar(series, x + (step - width) / 2, width, from: from, to: from + value, &out)
      if value < 0 { below += value } else { above += value }
    }
  }

  private func lines(_ step: Int, _ out: inout MarkupBuffer) {
    for series in data.series.indices {
      let points = data.places.enumerated().map { index, place in
        "\(Self.left + index * step + step / 2),\(y(place.values[series]))"
      }
      out.raw("<polyline class=\"l\(series % 4)\" points=\"\(points.joined(separator: " "))\"/>\n")
    }
  }

  private func legend(_ out: inout MarkupBuffer) {
    var x = Self.left
    let y = Self.height - 12
    let isLine = data.chart.kind == .line
    for (series, name) in data.series.enumerated() {
      if isLine {
        out.raw(
          "<line class=\"l\(series % 4)\" x1=\"\(x)\" x2=\"\(x + 14)\" y1=\"\(y - 4)\" y2=\"\(y - 4)\"/>"
        )
      } else {
        out.raw(
          "<rect class=\"s\(series % 4)\" x=\"\(x)\" y=\"\(y - 9)\" width=\"10\" height=\"10\"/>")
      }
      entry(name, &x, y, &out)
    }
    if let name = data.limitName {
      out.raw("<line class=\"k\" x1=\"\(x)\" x2=\"\(x + 14)\" y1=\"\(y - 4)\" y2=\"\(y - 4)\"/>")
      entry(name, &x, y, &out)
    }
  }

  private func entry(_ name: String, _ x: inout Int, _ y: Int, _ out: inout MarkupBuffer) {
    out.raw("<text x=\"\(x + 18)\" y=\"\(y)\">")
    out.text(name)
    out.raw("</text>\n")
    x += 34 + name.count * 7
  }
}
