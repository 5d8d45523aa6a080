import Bytes
import Diagnostics

/// Streams the rows of a worksheet as CSV: what a cell shows is not known here, so numbers come as they
/// are stored, dates as ISO text, formulas as the value that was last computed.
final class SheetReader {
  private var xml: XMLReader
  private let strings: SharedStrings
  private let formats: [NumberFormat]
  private let dates: SerialDate
  private var writer = DelimitedWriter()
  private var given = 0
  private var isFinished = false
  private var row = 0
  /// The most cells that a row had so far; later rows are filled up to it.
  private var width = 0
  private var cells: [[UInt8]] = []

  private static let mostColumns = 16_384
  private static let mostRows = 1_048_576
  private static let longestCell = 1 << 20

  init(
    _ source: InputSource, strings: SharedStrings, formats: [NumberFormat], dates: SerialDate
  ) {
    xml = XMLReader(source)
    self.strings = strings
    self.formats = formats
    self.dates = dates
  }

  func read(into buffer: inout [UInt8], upTo limit: Int) throws(Problem) -> Int {
    if given == writer.bytes.count {
      _ = writer.take()
      given = 0
      while writer.bytes.count < 64 << 10, !isFinished { try readRow() }
    }
    let count = min(limit, writer.bytes.count - given)
    buffer.append(contentsOf: writer.bytes[given..<given + count])
    given += count
    return count
  }

  private func readRow() throws(Problem) {
    while true {
      switch try xml.next() {
      case .finished:
        isFinished = true
        return
      case .start where xml.isNamed("row"):
        let number = try xml.number("r") ?? row + 1
        guard number > row, number <= Self.mostRows else {
          throw xml.failure("row \(number) follows row \(row)")
        }
        // Rows that the sheet leaves out are blank lines, so that a line's number is its row's.
        for _ in row + 1..<number { writer.blankLine() }
        row = number
        try readCells()
        writeRow()
        return
      default: continue
      }
    }
  }

  private func readCells() throws(Problem) {
    cells.removeAll(keepingCapacity: true)
    while true {
      switch try xml.next() {
      case .finished: throw xml.failure("it ends inside row \(row)")
      case .end where xml.isNamed("row"): return
      case .start where xml.isNamed("c"):
        let column = try xml.attribute("r").map(Self.column) ?? cells.count
        guard let column, column >= cells.count, column < Self.mostColumns else {
          throw xml.failure("a cell of row \(row) is out of order")
        }
        while cells.count < column { cells.append([]) }
        cells.append(try readCell())
      default: continue
      }
    }
  }

  /// The column of a reference such as `AB12`, from 0; nil if it is none.
  private static func column(_ reference: [UInt8]) -> Int? {
    var column = 0
    for byte in reference {
      guard 0x41...0x5A ~= byte & 0xDF, byte >= 0x41 else { break }
      column = column * 26 + Int(byte & 0xDF) - 0x40
      if column > mostColumns { return nil }
    }
    return column == 0 ? nil : column - 1
  }

  private func readCell() throws(Problem) -> [UInt8] {
    let type = try xml.attribute("t").map { String(decoding: $0, as: UTF8.self) } ?? "n"
    let style = try xml.number("s") ?? 0
    var value: [UInt8] = []
    var inline = CellText()
    var isInValue = false
    while true {
      let event = try xml.next()
      switch event {
      case .finished: throw xml.failure("it ends inside row \(row)")
      case .end where xml.isNamed("c"):
        return try text(type, style: style, value, inline: inline.take())
      case .start where xml.isNamed("v"): isInValue = true
      case .end where xml.isNamed("v"): isInValue = false
      case .text where isInValue: value += xml.text
      default: try inline.see(event, xml)
      }
      if value.count > Self.longestCell || inline.count > Self.longestCell {
        throw xml.failure("a cell of row \(row) is longer than 1 MB")
      }
    }
  }

  private func text(_ type: String, style: Int, _ value: [UInt8], inline: [UInt8])
    throws(Problem) -> [UInt8]
  {
    switch type {
    case "s":
      guard let index = Int(String(decoding: value, as: UTF8.self)),
        strings.count > index, index >= 0
      else { throw xml.failure("a cell of row \(row) names a text that isn't there") }
      return Array(strings[index])
    case "inlineStr": return inline
    case "str": return CellText.unescaped(value)
    case "b": return Array((value == [0x31] ? "true" : "false").utf8)
    case "n" where !value.isEmpty:
      guard let number = CellNumber(value) else { return value }
      let format = formats.indices.contains(style) ? formats[style] : .number(digits: 0)
      if case .number(let digits) = format { return number.plain(digits: digits) }
      return dates.text(number, format).map { Array($0.utf8) } ?? number.plain()
    // Errors (`#REF!`) and ISO dates stand as they are.
    default: return value
    }
  }

  private func writeRow() {
    while cells.last?.isEmpty == true { cells.removeLast() }
    if cells.isEmpty {
      writer.blankLine()
      return
    }
    width = max(width, cells.count)
    for cell in cells { writer.text(cell) }
    for _ in cells.count..<width { writer.text([]) }
    writer.endRecord()
  }
}
