internal import Billing
internal import Diagnostics
internal import PDF

/// The calls of an invoice: a summary by number, then each number's calls.
struct CallPages {
  let list: CallList
  let account: AccountFacts
  let words: Words

  func draw(on document: inout PDFDocument) throws(Problem) {
    document.newPage()
    try document.heading(words[.calls], level: 2)
    let isRated = list.numbers.contains { $0.charge != nil }
    var sheet = Sheet(
      [.text(words[.numberHeading]), .number(words[.callCount]), .number(words[.duration])]
        + (isRated ? [.number(words[.price])] : []))
    for number in list.numbers {
      sheet.rows.append(
        .init(
          [
            PhoneNumber.display(number.number), String(number.calls.count),
            duration(number.milliseconds),
          ] + (isRated ? [price(number.charge)] : [])))
    }
    if list.numbers.count > 1 {
      let charges = list.numbers.compactMap(\.charge).reduce(0, +)
      sheet.rows.append(
        .init(
          [
            words[.total], String(list.numbers.map(\.calls.count).reduce(0, +)),
            duration(list.numbers.map(\.milliseconds).reduce(0, +)),
          ] + (isRated ? [price(charges)] : []), isStrong: true))
    }
    try sheet.draw(on: &document)
    if list.itemisation == .summary { return }
    try document.paragraph(words.text(.allTimes, list.zone), .small)
    if list.itemisation == .masked { try document.paragraph(words[.masked], .small) }
    document.space(10_000)
    let rules = try ZoneDatabase.rules(for: list.zone)
    try document.columns(2) { (document: inout PDFDocument) throws(Problem) in
      for number in list.numbers { try draw(number, rules, isRated, on: &document) }
    }
  }

  private func draw(
    _ number: CallList.Number, _ rules: TimeZoneRules, _ isRated: Bool,
    on document: inout PDFDocument
  ) throws(Problem) {
    try document.heading(
      words.text(.callsOf, PhoneNumber.display(number.number)), level: 3)
    var sheet = Sheet(
      [
        .fit(words[.date]), .fit(words[.time]), .text(words[.called]), .number(words[.duration]),
      ] + (isRated ? [.number(words[.price])] : []), isFine: true)
    for call in number.calls {
      let local = rules.local(Instant(milliseconds: call.start))
      // A number is one word: it is not broken.
      let other = call.other.replacing(" ", with: "\u{00A0}")
      let name = [
        call.isInbound ? words.text(.inbound, other) : other, call.destination,
      ].compactMap { $0 }.joined(separator: ", ")
      sheet.rows.append(
        .init(
          [
            words.dates.dayAndMonth(local.utcDay.description), Self.time(local), name,
            duration(call.milliseconds),
          ] + (isRated ? [price(call.charge)] : [])))
    }
    sheet.rows.append(
      .init(
        ["", "", "\(words[.total]) (\(number.calls.count))", duration(number.milliseconds)]
          + (isRated ? [price(number.charge)] : []), isStrong: true))
    try sheet.draw(on: &document)
  }

  private static func time(_ local: Instant) -> String {
    let seconds = local.millisecondOfDay / 1000
    return [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
      .joined(separator: ":")
  }

  /// Minutes and seconds, begun seconds counted; hours where there are any.
  private func duration(_ milliseconds: Int64) -> String {
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }
    let seconds = (milliseconds + 999) / 1000
    let (minutes, rest) = (seconds / 60, two(seconds % 60))
    return minutes < 60
      ? "\(minutes):\(rest)" : "\(minutes / 60):\(two(minutes % 60)):\(rest)"
  }

  private func price(_ charge: Int64?) -> String {
    guard let charge else { return "" }
    // Four decimals, as rates have them: rounded once it is on the invoice's line.
    let tenThousandths = Rounding.halfAwayFromZero(Int128(charge), dividedBy: 10_000)
    return words.amount(Int64(tenThousandths), digits: 4)
  }
}
