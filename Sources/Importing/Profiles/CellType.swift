internal import Billing
internal import Store

/// What the text of a cell is, and how it is written in this file. Indirect: it is passed along for
/// every cell, and a box is passed more quickly than formats and zones.
indirect enum CellType: Sendable {
  case text
  case code([String])
  case integer(NumberStyle)
  case flag(yes: Set<[UInt8]>, no: Set<[UInt8]>)
  /// Digits by the row's currency.
  case money(NumberStyle)
  /// A decimal in 10^-scale.
  case scaled(Int, NumberStyle)
  /// Whole bytes, from units of so many bytes; 0: the unit is written after the number.
  case bytes(unit: Int64, NumberStyle)
  case duration(DurationFormat, NumberStyle, inSeconds: Bool, Rounding?)
  case date([TimeFormat])
  /// Empty formats: ISO 8601 with its offset. Local times are of that zone, else of the source's.
  case instant([TimeFormat], zone: TimeZoneRules?)
  /// Seen from that country and area, else from the source's.
  case phone(country: String?, area: String?)
  case currency
  case country

  /// How canonical files write a field.
  static func canonical(_ type: FieldType) -> CellType {
    switch type {
    case .text, .identifier, .zone, .reference: .text
    case .code(let words): .code(words)
    case .integer: .integer(.canonical)
    case .seconds: .duration(.units(milliseconds: 1000, over: 1), .canonical, inSeconds: true, nil)
    case .milliseconds:
      .duration(.units(milliseconds: 1, over: 1), .canonical, inSeconds: false, nil)
    case .flag: .flag(yes: words("true 1 yes y"), no: words("false 0 no n"))
    case .money: .money(.canonical)
    case .rate, .fraction: .scaled(8, .canonical)
    case .quantity: .scaled(6, .canonical)
    case .bytes: .bytes(unit: 1, .canonical)
    case .date: .date([])
    case .instant: .instant([], zone: nil)
    case .phone: .phone(country: nil, area: nil)
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
      (.bytes, .bytes), (.scaled(8, _), .rate), (.scaled(8, _), .fraction),
      (.scaled(6, _), .quantity), (.duration(_, _, false, _), .milliseconds),
      (.duration(_, _, true, _), .seconds):
      true
    default: false
    }
  }

  /// How many decimals the numbers of it are kept with; for arithmetic and for people.
  func decimals(currencyDigits: Int?) -> Int {
    switch self {
    case .money: currencyDigits ?? 2
    case .scaled(let scale, _): scale
    default: 0
    }
  }

  /// The formats of a day or moment.
  var formats: [TimeFormat] {
    get {
      switch self {
      case .date(let formats), .instant(let formats, _): formats
      default: []
      }
    }
    set {
      switch self {
      case .date: self = .date(newValue)
      case .instant(_, let zone): self = .instant(newValue, zone: zone)
      default: break
      }
    }
  }
}
