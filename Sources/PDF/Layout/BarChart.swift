public import Diagnostics

/// Bars side by side, each a pile of parts, with a mark for a limit; or a bar or a line for each part.
public struct BarChart: Sendable {
  public struct Bar: Sendable {
    /// What stands below it, in one line or two.
    public var label: String
    /// From the bottom up.
    public var parts: [Int64]
    public var limit: Int64?
    /// What stands over it.
    public var caption: String

    public init(label: String, parts: [Int64], limit: Int64?, caption: String) {
      self.label = label
      self.parts = parts
      self.limit = limit
      self.caption = caption
    }
  }

  public enum Arrangement: Sendable {
    case piled
    case sideBySide
    case lines
  }

  public var bars: [Bar]
  public var arrangement: Arrangement
  /// What the parts are, in the order of the parts.
  public var legend: [String]
  /// What the mark of a limit is; nil where no bar has one.
  public var limitName: String?
  /// How many bars there is room for, so that charts of one kind compare; the last bar stands in the last
  /// place. nil: as many as there are.
  public var places: Int?
  /// The chart in words, for those who can't see it.
  public var alternative: String

  public init(
    bars: [Bar], legend: [String], limitName: String? = nil, places: Int? = nil,
    alternative: String, arrangement: Arrangement = .piled
  ) {
    self.bars = bars
    self.arrangement = arrangement
    self.legend = legend
    self.limitName = limitName
    self.places = places
    self.alternative = alternative
  }
}

extension PDFDocument {
  public mutating func chart(_ chart: BarChart) throws(Problem) {
    let height = 150_000
    let labelLines = chart.bars.map { $0.label.split(separator: "\n").count }.max() ?? 1
    let footing = 18_000 + 8_000 * labelLines
    need(height + footing + 30_000)
    let top = y
    let base = y - height
    let isPiled = chart.arrangement == .piled
    let heights = chart.bars.flatMap { bar in
      (isPiled ? [bar.parts.reduce(0, +)] : bar.parts) + [bar.limit ?? 0]
    }
    let largest = heights.max() ?? 0
    func scaled(_ value: Int64) -> Int {
      largest > 0 ? Int(Int128(value) * Int128(height - 16_000) / Int128(largest)) : 0
    }
    let colours = [palette.accent, palette.pale, palette.hairline]
    let (muted, black) = (palette.muted, palette.text)
    let element = element(
      .figure,
      StructureElements.Attributes(
        alternative: chart.alternative, box: [frame.left, base - footing, right, top]))
    let places = max(1, chart.bars.count, chart.places ?? 0)
    let empty = places - chart.bars.count
    let step = width / places
    let thickness = min(34_000, step * 6 / 10)
    let (left, width) = (frame.left, width)
    try canvas.draw(element) { (canvas: inout Canvas) throws(Problem) in
      canvas.rectangle(x: left, y: base, width: width, height: 500, muted)
      for (index, bar) in chart.bars.enumerated() {
        let x = left + (empty + index) * step + (step - thickness) / 2
        var foot = base
        let middle = x + thickness / 2
        for (part, value) in bar.parts.enumerated() {
          let length = scaled(value)
          let colour = colours[part % colours.count]
          switch chart.arrangement {
          case .piled:
            canvas.rectangle(x: x, y: foot, width: thickness, height: length, colour)
            foot += length
          case .sideBySide:
            let share = thickness / max(1, bar.parts.count)
            canvas.rectangle(
              x: x + part * share, y: base, width: share - 300, height: length, colour)
            foot = max(foot, base + length)
          case .lines:
            if index > 0, chart.bars[index - 1].parts.indices.contains(part) {
              canvas.line(
                from: (middle - step, base + scaled(chart.bars[index - 1].parts[part])),
                to: (middle, base + length), width: 1_500, colour)
            }
            foot = max(foot, base + length)
          }
        }
        if let limit = bar.limit {
          canvas.rectangle(
            x: x - 4_000, y: base + scaled(limit), width: thickness + 8_000, height: 900, black)
        }
        try Self.centred(bar.caption, x + thickness / 2, foot + 3_000, muted, on: &canvas)
        for (line, text) in bar.label.split(separator: "\n").enumerated() {
          try Self.centred(
            String(text), x + thickness / 2, base - 11_000 - 8_000 * line, muted, on: &canvas)
        }
      }
      var x = left
      for (part, name) in chart.legend.enumerated() {
        canvas.rectangle(
          x: x, y: base - footing, width: 7_000, height: 7_000,
          colours[part % colours.count])
        try canvas.text(
          name, x: x + 10_000, y: base - footing + 500, size: Style.small.size, .regular, muted)
        x += 24_000 + canvas.fonts.width(name, .regular, size: Style.small.size)
      }
      if let name = chart.limitName {
        canvas.rectangle(x: x, y: base - footing + 3_000, width: 12_000, height: 900, black)
        try canvas.text(
          name, x: x + 15_000, y: base - footing + 500, size: Style.small.size, .regular, muted)
      }
    }
    y = base - footing - 10_000
  }

  private static func centred(
    _ text: String, _ x: Int, _ y: Int, _ colour: Colour, on canvas: inout Canvas
  ) throws(Problem) {
    let width = canvas.fonts.width(text, .regular, size: 6_500)
    try canvas.text(text, x: x - width / 2, y: y, size: 6_500, .regular, colour)
  }
}
