internal import Billing
internal import Store

/// Cells as text: canonical for machines, grouped for people.
enum CellText {
  /// The form of canonical files; nil when there is nothing. Instants are UTC, or with the offset of a
  /// zone that was asked for.
  static func canonical(
    _ cell: SQLValue, _ kind: ReportColumn.Kind, digits: Int, zone: TimeZoneRules? = nil
  ) -> String? {
    switch (cell, kind) {
    case (.null, _): nil
    case (.integer(let number), .money): ScaledDecimal.print(number, scale: digits)
    case (.integer(let number), .rate): ScaledDecimal.print(number, scale: 8, trimmed: true)
    case (.integer(let number), .quantity): ScaledDecimal.print(number, scale: 6, trimmed: true)
    case (.integer(let number), .instant): instant(number, zone)
    case (.integer(let number), .flag): number == 0 ? "false" : "true"
    case (.integer(let number), _): String(number)
    case (.text(let text), _): text
    }
  }

  /// For the eye: grouped amounts, instants without milliseconds.
  static func readable(
    _ cell: SQLValue, _ kind: ReportColumn.Kind, digits: Int, zone: TimeZoneRules? = nil
  ) -> String {
    switch (cell, kind) {
    case (.integer(let number), .money):
      return MoneyFormat(locale: "en").text(number, digits: digits)
    case (.integer(let number), .bytes): return DataVolume.text(number)
    case (.integer(let number), .instant):
      let instant = Instant(milliseconds: number)
      let text = (zone?.local(instant) ?? instant).description
      let offset = zone.map { " " + Self.offset($0.offset(at: instant), short: true) }
      return text.prefix(10) + " " + text.dropFirst(11).prefix(5) + (offset ?? "Z")
    default: return canonical(cell, kind, digits: digits) ?? ""
    }
  }

  /// `2026-10-20T15:04:00.000Z`, or `2026-10-20T10:04:00.000-05:00` by a zone's clock.
  static func instant(_ milliseconds: Int64, _ zone: TimeZoneRules?) -> String {
    let instant = Instant(milliseconds: milliseconds)
    guard let zone else { return instant.description }
    return zone.local(instant).description.dropLast() + offset(zone.offset(at: instant))
  }

  /// `-05:00`; short, `-05` and `-0330`.
  private static func offset(_ seconds: Int32, short: Bool = false) -> String {
    let minutes = seconds.magnitude / 60
    func two(_ number: UInt32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let rest = short && minutes % 60 == 0 ? "" : (short ? "" : ":") + two(minutes % 60)
    return (seconds < 0 ? "-" : "+") + two(minutes / 60) + rest
  }
}

extension ReportRow {
  /// The cells in the form of canonical files, by the columns that they belong to.
  package func canonical(_ columns: [ReportColumn]) -> [String?] {
    zip(cells, columns).map { CellText.canonical($0, $1.kind, digits: digits) }
  }
}

extension ReportColumn {
  /// What stands over the column where times are shown by a zone's clock.
  func heading(_ zone: TimeZoneRules?) -> String {
    kind == .instant ? "\(heading) (\(zone?.name ?? "UTC"))" : heading
  }
}
