internal import Billing
internal import Bytes
internal import Diagnostics
internal import Tabular

/// A report as JSON Lines: an object a row, members in the order of the columns.
struct JSONLinesReport {
  private static let piece = 64 << 10

  private let report: ReportRun
  private let options: RenderOptions

  init(_ report: ReportRun, _ options: RenderOptions) {
    self.report = report
    self.options = options
  }

  func render(to sink: any ByteSink) throws(Problem) -> Rendered {
    let columns = report.definition.columns
    let names = columns.map { name($0.name) }
    let formatted = columns.map { name($0.name + (options.amounts == .both ? "_formatted" : "")) }
    let cells = CellBytes(zone: report.choice.zone)
    var chain = options.isChained ? HashChain() : nil
    var bytes: [UInt8] = []
    var text: [UInt8] = []
    var rows = 0
    while try report.advance() {
      let start = bytes.count
      bytes.append(UInt8(ascii: "{"))
      for (index, column) in columns.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        text.removeAll(keepingCapacity: true)
        let isThere = cells.append(report, index, column.kind, to: &text)
        let isMoney = column.kind == .money && report.integer(index) != nil
        if !isMoney || options.amounts != .formatted {
          bytes += names[index]
          if !isThere {
            bytes += "null".utf8
          } else if column.kind.isJSONNumber, report.integer(index) != nil {
            bytes += text
          } else {
            JSONLinesWriter.quote(text[...], into: &bytes)
          }
        }
        if isMoney, options.amounts != .raw, let amount = report.integer(index) {
          if options.amounts == .both { bytes.append(UInt8(ascii: ",")) }
          bytes += formatted[index]
          JSONLinesWriter.quote(
            MoneyFormat(locale: "en").text(amount, digits: report.digits), into: &bytes)
        }
      }
      if chain != nil {
        chain?.link(bytes[start...])
        bytes += ",\"\(HashChain.column)\":\"\(chain?.text ?? "")\"".utf8
      }
      bytes += "}\n".utf8
      rows += 1
      if bytes.count >= Self.piece {
        try Interrupt.check()
        try sink.write(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    try sink.write(bytes)
    return Rendered(rows: rows, chain: chain?.text)
  }

  private func name(_ name: String) -> [UInt8] {
    var bytes: [UInt8] = []
    JSONLinesWriter.quote(name, into: &bytes)
    return bytes + [UInt8(ascii: ":")]
  }
}

extension ReportColumn.Kind {
  /// Whether JSON has it without quotes.
  var isJSONNumber: Bool { isNumber || self == .flag }
}
