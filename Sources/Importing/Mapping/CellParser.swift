internal import Billing
internal import Store

/// Understands the text of cells. Remembers what a file's order tells about local times.
struct CellParser {
  let context: MappingContext
  /// How telephone numbers were read last: mostly all of a file's are of one place.
  private var lastPlan: (country: String?, area: String?, plan: DiallingPlan)?
  var localTimes = LocalTimes()
  var warnings: [String: Int] = [:]

  init(context: MappingContext) { self.context = context }

  /// The number that a text means as a cell of that type. Not for types whose cells are texts.
  ///
  /// - Parameters:
  ///   - digits: of the row's currency, for money.
  ///   - column: which column it is, for the order of local times.
  mutating func number(
    _ text: ArraySlice<UInt8>, as type: CellType, digits: Int?, column: Int
  ) throws(CellFailure) -> Int64 {
    switch type {
    case .integer(let style): return try decimal(text, scale: 0, style)
    case .flag(let yes, let no):
      let word = text.map { (65...90).contains($0) ? $0 | 0x20 : $0 }
      if yes.contains(word) { return 1 }
      if no.contains(word) { return 0 }
      throw CellFailure("type-error", "This is neither yes nor no in this file")
    case .money(let style):
      guard let digits else {
        throw CellFailure(
          "no-currency", "Neither the row nor the source says which currency this amount is in")
      }
      return try decimal(text, scale: digits, style)
    case .scaled(let scale, let style): return try decimal(text, scale: scale, style)
    case .bytes(let unit, let style): return try bytes(text, unit: unit, style)
    case .duration(let format, let style, let inSeconds, let rounding):
      return try duration(text, format, style, inSeconds: inSeconds, rounding)
    case .date(let formats): return try date(text, formats)
    case .instant(let formats, let zone):
      return try instant(text, formats, zone ?? context.zone, column: column)
    case .phone(let country, let area):
      guard
        let number = plan(country ?? context.country, area ?? context.area).number(text.span)
      else { throw .noPhone }
      return number
    case .text, .code, .currency, .country:
      throw CellFailure("type-error", "This is a text")
    }
  }

  /// What `number` does for one type, with what a type says looked up once for a whole column.
  func columnReader(of type: CellType, digits: Int?, column: Int) -> (
    inout CellParser, ArraySlice<UInt8>
  ) throws(CellFailure) -> Int64 {
    switch type {
    case .phone(let country, let area):
      let plan = DiallingPlan(country: country ?? context.country, area: area ?? context.area)
      return { _, text throws(CellFailure) in
        guard let number = plan.number(text.span) else { throw .noPhone }
        return number
      }
    case .instant(let formats, let zone):
      let zone = zone ?? context.zone
      return { parser, text throws(CellFailure) in
        try parser.instant(text, formats, zone, column: column)
      }
    case .duration(let format, let style, let inSeconds, let rounding):
      return { parser, text throws(CellFailure) in
        try parser.duration(text, format, style, inSeconds: inSeconds, rounding)
      }
    case .scaled(let scale, let style):
      return { parser, text throws(CellFailure) in try parser.decimal(text, scale: scale, style) }
    default:
      return { parser, text throws(CellFailure) in
        try parser.number(text, as: type, digits: digits, column: column)
      }
    }
  }

  private mutating func plan(_ country: String?, _ area: String?) -> DiallingPlan {
    if let last = lastPlan, last.country == country, last.area == area { return last.plan }
    let plan = DiallingPlan(country: country, area: area)
    lastPlan = (country, area, plan)
    return plan
  }

  /// Checks a text that stays one.
  func check(_ text: ArraySlice<UInt8>, as type: CellType) throws(CellFailure) {
    switch type {
    case .code(let words):
      if words.contains(where: { $0.utf8.count == text.count && $0.utf8.elementsEqual(text) }) {
        return
      }
      throw CellFailure("enum-error", "This is not one of \(words.joined(separator: ", "))")
    case .currency:
      if Currency.digits(text) == nil {
        throw CellFailure("type-error", "This is no currency code of ISO 4217, such as CAD")
      }
    case .country:
      if text.count != 2 || !text.allSatisfy({ (65...90).contains($0) }) {
        throw CellFailure("type-error", "This is no country code of two capitals, such as CA")
      }
    default: return
    }
  }

  private func decimal(
    _ text: ArraySlice<UInt8>, scale: Int, _ style: NumberStyle
  ) throws(CellFailure) -> Int64 {
    do throws(DecimalError) {
      let value =
        style.isPlain
        ? try ScaledDecimal.parse(text, scale: scale)
        : try Self.styled(text, scale: scale, style)
      // The one number that means NULL.
      if value == RowBatch.null { throw DecimalError.overflow }
      return value
    } catch {
      switch error {
      case .empty, .malformed:
        throw CellFailure("type-error", "This is no number as the file writes them")
      case .tooManyDecimals:
        throw CellFailure("too-many-decimals", "This has more than \(scale) decimals")
      case .overflow: throw CellFailure("overflow", "This number is too large to be kept")
      }
    }
  }

  private static func styled(
    _ text: ArraySlice<UInt8>, scale: Int, _ style: NumberStyle
  ) throws(DecimalError) -> Int64 {
    var text = text
    if let sign = style.sign {
      guard let plain = sign.plain(text) else { throw DecimalError.malformed }
      text = plain[...]
    }
    if style.isImplied, text.contains(style.decimal.decimal) { throw DecimalError.malformed }
    if scale >= style.shift {
      return try ScaledDecimal.parse(text, scale: scale - style.shift, style: style.decimal)
    }
    // The file counts in smaller units than are kept: what is left over must be zero.
    let small = try ScaledDecimal.parse(text, scale: 0, style: style.decimal)
    let unit = (scale..<style.shift).reduce(Int64(1)) { product, _ in product * 10 }
    if small % unit != 0 { throw DecimalError.tooManyDecimals }
    return small / unit
  }

  private func bytes(_ text: ArraySlice<UInt8>, unit: Int64, _ style: NumberStyle)
    throws(CellFailure) -> Int64
  {
    if unit == 1 { return try decimal(text, scale: 0, style) }
    if unit == 0 {
      for (name, size) in TypeWord.byteUnits
      where text.suffix(name.utf8.count).elementsEqual(name.utf8) {
        var number = text.dropLast(name.utf8.count)
        while number.last == 32 { number.removeLast() }
        return try bytes(number, unit: size, style)
      }
      throw CellFailure("type-error", "This volume has no unit such as GB or MiB after it")
    }
    // A volume in larger units may have decimals; a part of a byte may not.
    let millionths = Int128(try decimal(text, scale: 6, style)) * Int128(unit)
    if millionths % 1_000_000 != 0 {
      throw CellFailure("too-many-decimals", "This volume ends in a part of a byte")
    }
    return try Self.kept(millionths / 1_000_000)
  }

  private func duration(
    _ text: ArraySlice<UInt8>, _ format: DurationFormat, _ style: NumberStyle, inSeconds: Bool,
    _ rounding: Rounding?
  ) throws(CellFailure) -> Int64 {
    // Whole seconds and milliseconds are what most files have.
    if case .units(let milliseconds, over: 1) = format, style.isPlain, rounding == nil {
      if milliseconds == 1000, inSeconds { return try wholeSeconds(text) }
      if milliseconds == 1000 { return try decimal(text, scale: 3, style) }
      if milliseconds == 1, !inSeconds { return try decimal(text, scale: 0, style) }
    }
    var plain = text
    if !style.isPlain {
      let nanos = try decimal(text, scale: 9, style)
      plain = Array(ScaledDecimal.print(nanos, scale: 9).utf8)[...]
    }
    guard let exact = format.read(plain)?.divided(by: Ratio(inSeconds ? 1000 : 1, scale: 0)) else {
      throw CellFailure("type-error", "This is no duration as the profile describes it")
    }
    guard exact.isWhole || rounding != nil else {
      throw CellFailure(
        "too-many-decimals",
        "This is a part of a \(inSeconds ? "second" : "millisecond"), and whole ones are kept; "
          + "'round' in the profile says what becomes of it")
    }
    guard let value = exact.rounded(rounding ?? .nearest), value != RowBatch.null else {
      throw CellFailure("overflow", "This number is too large to be kept")
    }
    return value
  }

  private func wholeSeconds(_ text: ArraySlice<UInt8>) throws(CellFailure) -> Int64 {
    do throws(CellFailure) { return try decimal(text, scale: 0, .canonical) } catch {
      guard error.code == "too-many-decimals" else { throw error }
      throw CellFailure(
        error.code,
        "This is a part of a second, and whole ones are kept; 'round' in the profile says what "
          + "becomes of it")
    }
  }

  /// A product as a cell keeps it. `Int64.min` is no number but NULL.
  private static func kept(_ number: Int128) throws(CellFailure) -> Int64 {
    guard let value = Int64(exactly: number), value != RowBatch.null else {
      throw CellFailure("overflow", "This number is too large to be kept")
    }
    return value
  }

  private func date(_ text: ArraySlice<UInt8>, _ formats: [TimeFormat]) throws(CellFailure) -> Int64
  {
    if formats.isEmpty {
      guard let date = CalendarDate(iso: text) else {
        throw CellFailure("bad-date", "This is no day such as 2026-08-31")
      }
      return Int64(date.dayNumber)
    }
    let reading = try read(text, formats, what: "day")
    return Int64(reading.local.utcDay.dayNumber)
  }

  /// The one meaning that the formats give a text: two with different results is a doubt that nobody
  /// but the profile's author can settle.
  private func read(
    _ text: ArraySlice<UInt8>, _ formats: [TimeFormat], what: String
  ) throws(CellFailure) -> TimeFormat.Reading {
    var found: TimeFormat.Reading?
    for format in formats {
      guard let reading = format.read(text) else { continue }
      if let found, found != reading {
        throw CellFailure(
          "ambiguous-date", "Two formats of the profile read this \(what) differently; leave one")
      }
      found = reading
    }
    guard let found else {
      let names = formats.map(\.text).joined(separator: " or ")
      throw CellFailure("bad-date", "This is no \(what) as the profile writes it, \(names)")
    }
    return found
  }

  private mutating func instant(
    _ text: ArraySlice<UInt8>, _ formats: [TimeFormat], _ zone: TimeZoneRules, column: Int
  ) throws(CellFailure) -> Int64 {
    if formats.isEmpty {
      guard let instant = Instant(iso: text) else {
        throw CellFailure("bad-date", "This is no instant such as 2026-08-01T00:00:00.000Z")
      }
      return instant.milliseconds
    }
    let reading = try read(text, formats, what: "time")
    if let offset = reading.offset {
      return reading.local.milliseconds - Int64(offset) * 60_000
    }
    guard let instant = localTimes.instant(of: reading.local, in: zone, column: column) else {
      throw CellFailure(
        "time-in-gap", "Clocks in \(zone.name) were set forward over this time")
    }
    return instant.milliseconds
  }

  /// The instants that a text may mean; none where it is no time.
  func instants(_ text: ArraySlice<UInt8>, as type: CellType) -> [Instant] {
    guard case .instant(let formats, let zone) = type else { return [] }
    if formats.isEmpty { return Instant(iso: text).map { [$0] } ?? [] }
    guard let reading = formats.lazy.compactMap({ $0.read(text) }).first else { return [] }
    if let offset = reading.offset {
      return [Instant(milliseconds: reading.local.milliseconds - Int64(offset) * 60_000)]
    }
    return (zone ?? context.zone).instants(ofLocal: reading.local)
  }
}

extension CellFailure {
  fileprivate static var noPhone: CellFailure {
    CellFailure("type-error", "This is no telephone number of the source's country")
  }
}
