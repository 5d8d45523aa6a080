internal import Billing

/// A line of an invoice.
package struct ChargeLine: Sendable {
  /// The debit; nil for an invoice that came without lines.
  var debit: Int64?
  var group: ChargeGroup
  var description: String
  var service: Int64?
  var from: String?
  var to: String?
  /// In millionths.
  var quantity: Int64?
  /// In hundred-millionths of the currency.
  var unitPrice: Int64?
  var amount: Int64
  /// Whether it is for calls, which can be listed one by one.
  var isVoice = false

  var isDiscount: Bool { amount < 0 }

  /// Whether its unit price tells what the amount does not.
  func saysMore(inDigits digits: Int) -> Bool {
    guard let unitPrice else { return false }
    return Int128(unitPrice) != Int128(amount) * Int128(ScaledDecimal.power(8 - digits))
  }
}

/// What charges are listed under.
package enum ChargeGroup: CaseIterable, Sendable {
  case services, usage, once, adjustments, fees, other

  /// By the type of a debit.
  init(type: String?) {
    switch type {
    case "recurring", "data", "expiring": self = .services
    case "voice", "overage": self = .usage
    case "one-time": self = .once
    case "adjustment": self = .adjustments
    case "late-fee": self = .fees
    default: self = .other
    }
  }

  var word: Word {
    switch self {
    case .services: .servicesGroup
    case .usage: .usageGroup
    case .once: .onceGroup
    case .adjustments: .adjustmentsGroup
    case .fees: .feesGroup
    case .other: .otherGroup
    }
  }
}

extension ChargeLine {
  /// Lines in the order of their groups, each discount below the line that it belongs to: one of the
  /// same service, else the line before it.
  static func arranged(_ lines: [ChargeLine]) -> [(group: ChargeGroup, lines: [ChargeLine])] {
    ChargeGroup.allCases.compactMap { group in
      let own = lines.filter { $0.group == group }
      if own.isEmpty { return nil }
      var arranged: [ChargeLine] = []
      for line in own {
        guard line.isDiscount, line.service != nil,
          let place = arranged.lastIndex(where: { $0.service == line.service && !$0.isDiscount })
        else {
          arranged.append(line)
          continue
        }
        let end = arranged[(place + 1)...].firstIndex { !$0.isDiscount } ?? arranged.endIndex
        arranged.insert(line, at: end)
      }
      return (group, arranged)
    }
  }
}

/// The days that a line pays for, where they are no whole cycle.
struct Proration: Equatable {
  var days: Int
  /// The days of the whole cycle; nil where the amount doesn't follow from them.
  var cycle: Int?

  /// - Parameters:
  ///   - billDay: the day on which the account's cycle begins.
  ///   - digits: of the currency.
  /// - Returns: nil for whole cycles.
  init?(_ line: ChargeLine, billDay: Int?, digits: Int) {
    guard let from = line.from.flatMap({ CalendarDate($0) }),
      let to = line.to.flatMap({ CalendarDate($0) }), to >= from
    else { return nil }
    let end = to + 1
    let anchors = Set([from.components.day, billDay ?? 1])
    for anchor in anchors where from.adding(months: 0, anchor: anchor) == from {
      if (1...60).contains(where: { from.adding(months: $0, anchor: anchor) == end }) { return nil }
    }
    days = to - from + 1
    let anchor = billDay ?? 1
    var start = from.adding(months: 0, anchor: anchor)
    if start > from { start = from.adding(months: -1, anchor: anchor) }
    let length = start.adding(months: 1, anchor: anchor) - start
    guard days < length, let price = line.unitPrice else { return }
    let divisor = Int128(length) * 1_000_000 * Int128(ScaledDecimal.power(8 - digits))
    let exact = Int128(price) * Int128(line.quantity ?? 1_000_000) * Int128(days)
    if Rounding.halfAwayFromZero(exact, dividedBy: divisor) == Int128(line.amount) {
      cycle = length
    }
  }
}
