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

  /// The calls of an invoice: those whose charges went onto it. nil where it has none, or its account
  /// wants none listed.
  ///
  /// - Parameter period: in statement mode, what the bill shows: calls that were charged in it count,
  ///   too.
  init?(
    of invoice: InvoiceFacts, period: StatementFacts?, itemisation: Itemisation, in store: Queries
  ) throws {
    if itemisation == .none || invoice.isCreditNote { return nil }
    var found = try period.map { try Self.charged($0, in: store) } ?? []
    if found.isEmpty {
      found = try store.rows(
        Self.billed("debit.invoice = ?1"), [.integer(invoice.row)], Self.found)
    }
    if found.isEmpty { found = try Self.made(invoice, in: store) }
    self.init(found, of: invoice.account, itemisation: itemisation)
    if numbers.isEmpty { return nil }
  }

  /// The calls that an account was charged for in the period of a statement.
  init?(of statement: StatementFacts, itemisation: Itemisation, in store: Queries) throws {
    if itemisation == .none { return nil }
    self.init(
      try Self.charged(statement, in: store), of: statement.account, itemisation: itemisation)
    if numbers.isEmpty { return nil }
  }

  private init(_ found: [Found], of account: AccountFacts, itemisation: Itemisation) {
    self.itemisation = itemisation
    zone = account.zone ?? account.company.zone
    numbers = Self.sorted(found, masks: itemisation != .full)
  }

  private static func charged(_ period: StatementFacts, in store: Queries) throws -> [Found] {
    try store.rows(
      billed("debit.account = ?1 AND debit.date >= ?2 AND debit.date <= ?3"),
      [.integer(period.account.row), .text(period.from ?? ""), .text(period.to)], Self.found)
  }

  /// Where another system charged for them: the calls that the account made in the period of the
  /// invoice's voice lines. What we rated them at stands beside them only if it adds up to these lines.
  private static func made(_ invoice: InvoiceFacts, in store: Queries) throws -> [Found] {
    let voice = invoice.lines.filter { $0.isVoice && $0.from != nil && $0.to != nil }
    // What is later than the day at hand does not count.
    let from = voice.compactMap(\.from).min().flatMap { CalendarDate($0) }
    let to = voice.compactMap(\.to).max().flatMap { CalendarDate(min($0, invoice.asOf)) }
    guard let from, let to, from <= to else { return [] }
    let company = invoice.account.company
    // The company's days: a call belongs to that on which it began.
    let rules = try ZoneDatabase.rules(for: company.zone)
    var found = try store.rows(
      Self.made,
      [
        .integer(invoice.account.row), .integer(rules.startOfDay(from).milliseconds),
        .integer(rules.startOfDay(to + 1).milliseconds),
      ], Self.found)
    let unit = Int128(ScaledDecimal.power(8 - company.digits))
    let rated = found.reduce(Int128(0)) { $0 + Int128($1.call.charge ?? 0) }
    if Rounding.halfAwayFromZero(rated, dividedBy: unit)
      != voice.reduce(Int128(0), { $0 + Int128($1.amount) })
    {
      for index in found.indices { found[index].call.charge = nil }
    }
    return found
  }

  /// A call as the store has it.
  private struct Found {
    var number: Int64
    var other: Int64?
    var dialled: String?
    var call: Call
  }

  private static func found(_ row: Statement) -> Found {
    Found(
      number: row.integer(0), other: row.optionalInteger(2), dialled: row.text(3),
      call: Call(
        start: row.integer(4), other: "", isInbound: row.integer(1) != 0,
        milliseconds: row.integer(5), destination: row.text(6), charge: row.optionalInteger(7)))
  }

  private static func sorted(_ found: [Found], masks: Bool) -> [Number] {
    var numbers: [Number] = []
    for item in found {
      let isFree = isNothing(item.call.charge) && !item.call.isInbound
      if isFree, FreeHelpline.contains(number: item.other, dialled: item.dialled) { continue }
      var call = item.call
      let other = item.other.map { PhoneNumber.display($0) } ?? item.dialled ?? ""
      call.other = masks ? masked(other) : other
      if numbers.last?.number == item.number {
        numbers[numbers.count - 1].calls.append(call)
      } else {
        numbers.append(Number(number: item.number, calls: [call]))
      }
    }
    return numbers
  }

  private static func isNothing(_ charge: Int64?) -> Bool { (charge ?? 0) == 0 }

  private static func billed(_ condition: String) -> String {
    """
    SELECT ifnull(CASE cdr.matched_by WHEN 'to' THEN cdr.to_number ELSE cdr.from_number END, 0),
      cdr.matched_by = 'to',
      CASE cdr.matched_by WHEN 'to' THEN cdr.from_number ELSE cdr.to_number END,
      CASE cdr.matched_by WHEN 'to' THEN cdr.from_text ELSE cdr.to_text END,
      cdr.start, call_charge.seconds * 1000, cdr.destination, call_billing.amount
    FROM debit
    JOIN call_billing ON call_billing.debit = debit.id
    JOIN call_charge ON call_charge.id = call_billing.call_charge
    JOIN cdr ON cdr.id = call_charge.call
    WHERE \(condition)
    ORDER BY 1, cdr.start, cdr.id, call_charge.sequence
    """
  }

  /// Calls that were answered, of the numbers that the account held: those that it made.
  private static let made = """
    SELECT held.number, 0, cdr.to_number, cdr.to_text, cdr.start, cdr.duration, cdr.destination,
      ifnull(call_billing.amount, call_charge.amount)
    FROM did_assignment AS held
    JOIN cdr_did AS ours ON ours.did = held.number
      AND ours.start >= max(ifnull(held.since, ?2), ?2) AND ours.start < min(ifnull(held.until, ?3), ?3)
    JOIN cdr ON cdr.id = ours.call
    JOIN source ON source.id = cdr.source
    LEFT JOIN call_charge ON call_charge.call = cdr.id AND call_charge.sequence % 2 = 1
      AND NOT EXISTS (SELECT 1 FROM call_charge AS reversal
        WHERE reversal.call = cdr.id AND reversal.sequence = call_charge.sequence + 1)
    LEFT JOIN call_billing ON call_billing.call_charge = call_charge.id
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
