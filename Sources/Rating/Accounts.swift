internal import Billing
internal import Diagnostics
internal import Store

/// What rating must know of the accounts whose calls it charges: calendar, currency, plan. Read when an
/// account's first call comes.
final class Accounts {
  /// How the calls of an account are charged. Accounts that have all of it alike share it: there are many
  /// accounts, and to fetch each one's own from the memory would cost more than to rate its call.
  final class Terms {
    let zone: TimeZoneRules
    /// The calling code of its company's country.
    let countryCode: Int64?
    let currency: String
    let plans: [PlanDays]

    init(zone: TimeZoneRules, countryCode: Int64?, currency: String, plans: [PlanDays]) {
      self.zone = zone
      self.countryCode = countryCode
      self.currency = currency
      self.plans = plans
    }

    /// The plan on a day; nil for none.
    func plan(on day: Int32) -> Plan? {
      plans.first { $0.since <= day && day <= $0.until }?.plan
    }
  }

  struct PlanDays {
    var plan: Plan
    var since: Int32
    var until: Int32
  }

  final class Plan {
    let id: Int64
    let code: String
    let deck: Int64
    let service: Int64?
    let isTaxed: Bool
    var localPrefixes = PrefixTable()
    /// Seconds by class; nil for all of them.
    var allowances: [CallClass: Int64?] = [:]

    init(id: Int64, code: String, deck: Int64, service: Int64?, isTaxed: Bool) {
      self.id = id
      self.code = code
      self.deck = deck
      self.service = service
      self.isTaxed = isTaxed
    }
  }

  private let database: Database
  /// By the account's id: these are given out one after the other.
  private var accounts: [Terms?]
  /// By company and the days of plans.
  private var shared: [[Int64]: Terms] = [:]
  private var plans: [Int64: Plan] = [:]
  /// How many accounts are kept in memory; who comes after them is looked up every time.
  private static let most: Int64 = 10_000_000
  private let find: Statement
  private let findPlans: Statement

  init(_ database: Database) throws(Problem) {
    self.database = database
    let last = try database.integer("SELECT max(id) FROM account") ?? 0
    accounts = Array(repeating: nil, count: Int(min(max(last, 0), Self.most)) + 1)
    find = try database.prepare(
      """
      SELECT company.id, company.zone, company.country, company.currency
      FROM account JOIN company ON company.id = account.company WHERE account.id = ?
      """)
    findPlans = try database.prepare(
      """
      SELECT plan, since, until FROM voice_plan_assignment WHERE account = ?
      ORDER BY ifnull(since, '') DESC
      """)
  }

  func terms(of account: Int64) throws(Problem) -> Terms {
    let place = Int(account)
    let isKept = accounts.indices.contains(place)
    if isKept, let known = accounts[place] { return known }
    find.bind([.integer(account)])
    defer { find.reset() }
    let isThere = try find.step()
    var key = [isThere ? find.integer(0) : 0]
    var plans: [PlanDays] = []
    findPlans.bind([.integer(account)])
    defer { findPlans.reset() }
    while try findPlans.step() {
      let plan = try plan(findPlans.integer(0))
      let since = findPlans.text(1).flatMap { CalendarDate($0)?.dayNumber } ?? Int32.min
      let until = findPlans.text(2).flatMap { CalendarDate($0)?.dayNumber } ?? Int32.max
      plans.append(PlanDays(plan: plan, since: since, until: until))
      key += [plan.id, Int64(since), Int64(until)]
    }
    let terms: Terms
    if let known = shared[key] {
      terms = known
    } else {
      terms = Terms(
        zone: try ZoneDatabase.rules(for: isThere ? find.text(1) ?? "UTC" : "UTC"),
        countryCode: find.text(2).flatMap { PhoneNumber.countryCode(of: $0) },
        currency: find.text(3) ?? "", plans: plans)
      shared[key] = terms
    }
    if isKept { accounts[place] = terms }
    return terms
  }

  private func plan(_ id: Int64) throws(Problem) -> Plan {
    if let known = plans[id] { return known }
    let row = try database.prepare(
      """
      SELECT voice_plan.code, deck, service, ifnull(service.taxable, 1)
      FROM voice_plan LEFT JOIN service ON service.id = voice_plan.service WHERE voice_plan.id = ?
      """)
    row.bind([.integer(id)])
    _ = try row.step()
    let plan = Plan(
      id: id, code: row.text(0) ?? "", deck: row.integer(1), service: row.optionalInteger(2),
      isTaxed: row.integer(3) != 0)
    let local = try database.prepare("SELECT prefix FROM local_prefix WHERE plan = ?")
    local.bind([.integer(id)])
    while try local.step() { plan.localPrefixes[(local.text(0) ?? "").utf8] = 0 }
    let pools = try database.prepare("SELECT class, seconds FROM voice_allowance WHERE plan = ?")
    pools.bind([.integer(id)])
    while try pools.step() {
      guard let kind = CallClass(rawValue: pools.text(0) ?? "") else { continue }
      plan.allowances[kind] = .some(pools.optionalInteger(1))
    }
    plans[id] = plan
    return plan
  }
}

/// Classes of calls: what allowances are of, and debits.
package enum CallClass: String, Sendable, CaseIterable {
  case local
  case longDistance = "long-distance"
  case international
  case tollFree = "toll-free"

  /// Its place among all of them.
  var place: Int {
    switch self {
    case .local: 0
    case .longDistance: 1
    case .international: 2
    case .tollFree: 3
    }
  }
}
