internal import Billing
internal import Store

/// The calls that an invoice lists, number by number.
package struct CallList: Sendable {
  struct Call: Sendable {
    var start: Int64
    /// The other side.
    var other: String
    var isInbound: Bool
    var milliseconds: Int64
    var destination: String?
    /// In hundred-millionths of the currency; nil where it was not rated.
    var charge: Int64?
  }

  struct Number: Sendable {
    var number: Int64
    var calls: [Call]
    var milliseconds: Int64 { calls.map(\.milliseconds).reduce(0, +) }
    var charge: Int64? {
      let charges = calls.compactMap(\.charge)
      return charges.isEmpty ? nil : charges.reduce(0, +)
    }
  }

  let itemisation: Itemisation
  let numbers: [Number]
  /// Of the times that are shown.
  let zone: String

  /// nil where an invoice has no calls, or its account wants none listed.
  init?(of invoice: InvoiceFacts, itemisation: Itemisation, in store: Queries) throws {
    if itemisation == .none || invoice.isCreditNote { return nil }
    let voice = invoice.lines.filter { $0.group == .usage && $0.from != nil && $0.to != nil }
    let from = voice.compactMap(\.from).min()
    // What is later than the day at hand does not count.
    let to = voice.compactMap(\.to).max().map { min($0, invoice.asOf) }
    guard let from, let to, from <= to else { return nil }
    try self.init(
      account: invoice.account, from: from, to: to, itemisation: itemisation, in: store)
  }

  init?(
    account: AccountFacts, from: String, to: String, itemisation: Itemisation, in store: Queries
  ) throws {
    self.itemisation = itemisation
    let company = account.company.zone
    zone = account.zone ?? company
    guard let first = CalendarDate(from), let last = CalendarDate(to) else { return nil }
    let rules = try ZoneDatabase.rules(for: company)
    // The company's days: a call belongs to that on which it began.
    let start = rules.startOfDay(first).milliseconds
    let end = rules.startOfDay(last + 1).milliseconds
    let found = try store.rows(
      Self.query, [.integer(account.row), .integer(start), .integer(end)]
    ) { row in
      (
        number: row.integer(0), isInbound: row.integer(1) != 0,
        other: row.optionalInteger(2), dialled: row.text(3),
        call: Call(
          start: row.integer(4), other: "", isInbound: row.integer(1) != 0,
          milliseconds: row.integer(5), destination: row.text(6), charge: nil)
      )
    }
    var numbers: [Number] = []
    for item in found {
      if !item.isInbound, FreeHelpline.contains(number: item.other, dialled: item.dialled) {
        continue
      }
      var call = item.call
      let other = item.other.map { PhoneNumber.display($0) } ?? item.dialled ?? ""
      call.other = itemisation == .full ? other : Self.masked(other)
      if numbers.last?.number == item.number {
        numbers[numbers.count - 1].calls.append(call)
      } else {
        numbers.append(Number(number: item.number, calls: [call]))
      }
    }
    if numbers.isEmpty { return nil }
    self.numbers = numbers
  }

  /// Calls that were answered, of the numbers that the account held: those that it made.
  private static let query = """
    SELECT held.number, 0, cdr.to_number, cdr.to_text, cdr.start, cdr.duration, cdr.destination
    FROM did_assignment AS held
    JOIN cdr ON cdr.from_number = held.number
      AND cdr.start >= max(ifnull(held.since, ?2), ?2) AND cdr.start < min(ifnull(held.until, ?3), ?3)
    JOIN source ON source.id = cdr.source
    WHERE held.account = ?1 AND ifnull(cdr.direction, 'outbound') = 'outbound'
      AND source.role IN ('bill', 'system')
      AND ifnull(cdr.disposition, 'answered') = 'answered' AND cdr.duration > 0
    ORDER BY held.number, cdr.start, cdr.id
    """

  /// The last three digits hidden: enough to see what kind of call it was, and no more.
  static func masked(_ number: String) -> String {
    var left = 3
    return String(
      number.reversed().map { character -> Character in
        guard left > 0, character.isNumber else { return character }
        left -= 1
        return "•"
      }.reversed())
  }
}
