internal import Billing
internal import Store

/// Cells in canonical form, straight from the store into a buffer: what a list of millions of rows is
/// made of costs no string.
final class CellBytes {
  private let zone: TimeZoneRules?
  private var digits: [UInt8] = []
  /// The day of the instant before, as text: rows that follow each other mostly share it.
  private var day: (number: Int32, text: [UInt8]) = (.min, [])

  init(zone: TimeZoneRules?) {
    self.zone = zone
    digits.reserveCapacity(24)
  }

  /// Appends a cell; false when there is nothing.
  func append(
    _ report: ReportRun, _ column: Int, _ kind: ReportColumn.Kind, to bytes: inout [UInt8]
  ) -> Bool {
    switch kind {
    case .text, .id, .date: return report.appendText(column, to: &bytes)
    case .integer, .money, .rate, .quantity, .bytes, .instant, .flag:
      guard let number = report.integer(column) else {
        return report.appendText(column, to: &bytes)
      }
      switch kind {
      case .money: scaled(number, report.digits, isTrimmed: false, to: &bytes)
      case .rate: scaled(number, 8, isTrimmed: true, to: &bytes)
      case .quantity: scaled(number, 6, isTrimmed: true, to: &bytes)
      case .instant:
        if zone == nil {
          instant(number, to: &bytes)
        } else {
          bytes += CellText.instant(number, zone).utf8
        }
      case .flag: bytes += (number == 0 ? "false" : "true").utf8
      default: scaled(number, 0, isTrimmed: false, to: &bytes)
      }
      return true
    }
  }

  /// `-12.50`, as `ScaledDecimal.print` has it.
  func scaled(_ number: Int64, _ scale: Int, isTrimmed: Bool, to bytes: inout [UInt8]) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    digits.removeAll(keepingCapacity: true)
    var rest = number.magnitude
    repeat {
      digits.append(UInt8(48 + rest % 10))
      rest /= 10
    } while rest > 0 || digits.count <= scale
    var last = 0
    if isTrimmed { while last < scale, digits[last] == 48 { last += 1 } }
    var position = digits.count - 1
    while position >= last || position >= scale {
      if position == scale - 1 { bytes.append(UInt8(ascii: ".")) }
      bytes.append(digits[position])
      position -= 1
    }
  }

  private func instant(_ milliseconds: Int64, to bytes: inout [UInt8]) {
    let instant = Instant(milliseconds: milliseconds)
    let date = instant.utcDay
    if date.dayNumber != day.number { day = (date.dayNumber, date.isoBytes) }
    bytes += day.text
    let time = Int(milliseconds - Int64(date.dayNumber) * Instant.millisecondsPerDay)
    func two(_ number: Int) {
      bytes.append(UInt8(48 + number / 10))
      bytes.append(UInt8(48 + number % 10))
    }
    bytes.append(UInt8(ascii: "T"))
    two(time / 3_600_000)
    bytes.append(UInt8(ascii: ":"))
    two(time / 60_000 % 60)
    bytes.append(UInt8(ascii: ":"))
    two(time / 1000 % 60)
    bytes.append(UInt8(ascii: "."))
    bytes.append(UInt8(48 + time % 1000 / 100))
    two(time % 100)
    bytes.append(UInt8(ascii: "Z"))
  }
}
