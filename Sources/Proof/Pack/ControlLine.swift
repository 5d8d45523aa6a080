internal import Billing
internal import Tabular

/// A control and a company: what a line of the control page says.
struct ControlLine {
  var number: Int
  var title: String
  var leftName: String
  var rightName: String
  var company: String
  var currency: String
  var left: String
  var right: String
  var verdict: String
  var reason: String

  static let header = [
    "number", "control", "company", "currency", "left_of", "left", "right_of", "right", "verdict",
    "reason",
  ]
  var cells: [String] {
    [
      String(number), title, company, currency, leftName, left, rightName, right, verdict, reason,
    ]
  }
}

extension PackControls {
  /// Both sides of every control, in the words and units that machines read.
  var lines: [ControlLine] {
    controls.enumerated().flatMap { index, control -> [ControlLine] in
      func line(_ segment: Equation.Segment?) -> ControlLine {
        func side(_ value: Int64?) -> String {
          guard let value, control.verdict != .noData else { return "" }
          guard control.unit == .money,
            let digits = segment?.currency.flatMap({ Currency.digits($0) })
          else { return String(value) }
          return ScaledDecimal.print(value, scale: digits, trimmed: false)
        }
        return ControlLine(
          number: index + 1, title: control.title, leftName: control.leftName,
          rightName: control.rightName, company: segment?.company ?? "",
          currency: control.unit == .money ? segment?.currency ?? "" : "",
          left: side(segment?.left), right: side(segment?.right),
          verdict: control.verdict == .noData
            ? control.verdict.rawValue : segment?.ties == false ? "FAIL" : "PASS",
          reason: control.reason ?? "")
      }
      if control.verdict == .noData { return [line(nil)] }
      return control.whole.map(line)
    }
  }

  /// The same as CSV.
  var table: [UInt8] {
    var writer = DelimitedWriter()
    writer.record(ControlLine.header)
    for line in lines { writer.record(line.cells) }
    return writer.take()
  }
}
