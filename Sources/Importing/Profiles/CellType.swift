internal import Billing
internal import Store

/// What the text of a cell is, and how it is written in this file. Indirect: it is passed along for
/// every cell, and a box is passed more quickly than formats and zones.
indirect enum CellType: Sendable {
  case text
  case code([String])
  case integer
  case flag(yes: Set<[UInt8]>, no: Set<[UInt8]>)
  /// Digits by the row's currency; `implied` decimals are written without a point.
  case money(DecimalStyle, implied: Int?)
  /// A decimal in 10^-scale.
  case scaled(Int, DecimalStyle, implied: Int?)
  /// Whole bytes, from units of so many bytes.
  case bytes(unit: Int64)
  case duration(DurationUnit, inSeconds: Bool)
  case date([TimeFormat])
  /// Empty formats: ISO 8601 with its offset. Local times are of that zone, else of the source's.
  case instant([TimeFormat], zone: TimeZoneRules?)
  case phone
  case currency
  case country

  enum DurationUnit: String, Sendable, CaseIterable {
    case seconds = "s"
    case milliseconds = "ms"
    case minutes = "min"
    case clock = "hh:mm:ss"
    case shortClock = "mm:ss"
    case packedClock = "hhmmss"
  }

  /// How canonical files write a field.
  static func canonical(_ type: FieldType) -> CellType {
    switch type {
    case .text, .identifier, .zone, .reference: .text
    case .code(let words): .code(words)
    case .integer: .integer
    case .seconds: .duration(.seconds, inSeconds: true)
    case .milliseconds: .duration(.milliseconds, inSeconds: false)
    case .flag: .flag(yes: words("true 1 yes y"), no: words("false 0 no n"))
    case .money: .money(.canonical, implied: nil)
    case .rate, .fraction: .scaled(8, .canonical, implied: nil)
    case .quantity: .scaled(6, .canonical, implied: nil)
    case .bytes: .bytes(unit: 1)
    case .date: .date([])
    case .instant: .instant([], zone: nil)
    case .phone: .phone
    case .currency: .currency
    case .country: .country
    }
  }

  var isText: Bool {
    switch self {
    case .text, .code, .currency, .country: true
    default: false
    }
  }

  static func words(_ text: String) -> Set<[UInt8]> {
    Set(text.split(separator: " ").map { Array($0.utf8) })
  }

  /// Whether a cell of this type may fill that field.
  func fits(_ field: FieldType) -> Bool {
    switch (self, field) {
    case (.text, _): field.isArenaText
    case (.code, .code), (.integer, .integer), (.flag, .flag), (.money, .money), (.date, .date),
      (.instant, .instant), (.phone, .phone), (.currency, .currency), (.country, .country),
      (.bytes, .bytes), (.scaled(8, _, _), .rate), (.scaled(8, _, _), .fraction),
      (.scaled(6, _, _), .quantity), (.duration(_, false), .milliseconds),
      (.duration(_, true), .seconds):
      true
    default: false
    }
  }
}
