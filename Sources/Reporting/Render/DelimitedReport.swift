internal import Billing
internal import Bytes
internal import Diagnostics
internal import Tabular

/// A report as CSV or TSV: from the store's bytes to the file's, row by row.
struct DelimitedReport {
  /// What is collected before it goes out.
  private static let piece = 64 << 10

  private let report: ReportRun
  private let options: RenderOptions
  private var writer: DelimitedWriter
  private let cells: CellBytes
  private var chain: HashChain?
  private var rows = 0
  /// Texts that lost a comma or the like to QuickBooks.
  private var changed = 0
  /// Where in the writer's buffer the record at hand begins.
  private var recordStart = 0

  init(_ report: ReportRun, delimiter: UInt8, _ options: RenderOptions) {
    self.report = report
    self.options = options
    let isQBO = options.reader == .qbo
    writer = DelimitedWriter(
      delimiter: delimiter, purpose: options.reader == .spreadsheet ? .spreadsheet : .data,
      lineEnd: isQBO ? "\r\n" : "\n")
    cells = CellBytes(zone: report.choice.zone)
    if options.isChained { chain = HashChain() }
  }

  func render(to sink: any ByteSink) throws(Problem) -> Rendered {
    var copy = self
    return try copy.run(sink)
  }

  private mutating func run(_ sink: any ByteSink) throws(Problem) -> Rendered {
    if options.reader == .spreadsheet { try sink.write([0xEF, 0xBB, 0xBF]) }
    head()
    try endRecord(sink)
    let columns = report.definition.columns
    if options.reader != .qbo, options.amounts == .raw {
      try plainRows(columns.map(\.kind), sink)
    } else {
      while try report.advance() {
        for index in columns.indices { cell(index, columns[index]) }
        try endRecord(sink)
        rows += 1
      }
    }
    try sink.write(writer.take())
    var rendered = Rendered(rows: rows, chain: chain?.text)
    if changed > 0 {
      rendered.notices.append(
        "\(changed) \(changed == 1 ? "text" : "texts") lost commas, quotes or line ends, which "
          + "QuickBooks can't read in a field.")
    }
    if options.reader == .spreadsheet {
      rendered.notices.append(
        "A spreadsheet that opens this file drops leading zeros and long numbers' digits: "
          + "'-o FILE.xlsx' keeps them.")
    }
    return rendered
  }

  private mutating func head() {
    for column in report.definition.columns {
      let name = options.reader == .qbo ? column.heading : column.name
      if options.amounts != .formatted || column.kind != .money { writer.text(name) }
      if options.amounts != .raw, column.kind == .money {
        writer.text(options.amounts == .both ? name + "_formatted" : name)
      }
    }
  }

  /// Rows of cells that are written as they are, which a list of millions consists of.
  private mutating func plainRows(_ kinds: [ReportColumn.Kind], _ sink: any ByteSink)
    throws(Problem)
  {
    let (report, cells) = (report, cells)
    while try report.advance() {
      for index in kinds.indices {
        let kind = kinds[index]
        writer.field(isText: kind.isText) { _ = cells.append(report, index, kind, to: &$0) }
      }
      try endRecord(sink)
      rows += 1
    }
  }

  private mutating func cell(_ index: Int, _ column: ReportColumn) {
    let isText = column.kind.isText
    if options.reader == .qbo, isText || column.kind == .date {
      writer.plain(forQuickBooks(index, column))
    } else if column.kind == .money, options.amounts != .raw {
      if options.amounts == .both { plain(index, column.kind, isText: false) }
      writer.text(
        report.integer(index).map {
          MoneyFormat(locale: "en").text($0, digits: report.digits)
        } ?? "")
    } else {
      plain(index, column.kind, isText: isText)
    }
  }

  private mutating func plain(_ index: Int, _ kind: ReportColumn.Kind, isText: Bool) {
    let (cells, report) = (cells, report)
    writer.field(isText: isText) { _ = cells.append(report, index, kind, to: &$0) }
  }

  private mutating func forQuickBooks(_ index: Int, _ column: ReportColumn) -> String {
    var bytes: [UInt8] = []
    guard report.appendText(index, to: &bytes) else { return "" }
    if column.kind == .date, let (year, month, day) = CalendarDate(iso: bytes[...])?.components {
      func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
      return "\(two(month))/\(two(day))/\(year)"
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let clean = String(
      text.map { ",\"\t".contains($0) || $0.isNewline ? " " : $0 })
    if clean != text { changed += 1 }
    return clean
  }

  private mutating func endRecord(_ sink: any ByteSink) throws(Problem) {
    if let isHead = chain?.isEmpty {
      chain?.link(writer.bytes[recordStart...])
      writer.plain(isHead ? HashChain.column : chain?.text ?? "")
    }
    writer.endRecord()
    if writer.bytes.count >= Self.piece {
      try Interrupt.check()
      try sink.write(writer.take())
    }
    recordStart = writer.bytes.count
  }
}

extension ReportColumn.Kind {
  /// Whether a cell may need quotes.
  fileprivate var isText: Bool { self == .text || self == .id }
}
