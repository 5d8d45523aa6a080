/// A call as the simulation made it; times are seconds of UTC since day 0.
struct Call {
  var carrier: Int
  var start: Int
  var isOutbound: Bool
  var own: Int
  var other: String
  var seconds: Int
  /// `answered`, `busy` or `no-answer`.
  var result: String
  /// What the carrier charges, in hundredths of a cent.
  var cost: Int
  /// Who held the number then.
  var holder: Int?
}

/// The clock of America/Winnipeg, by the generator's own hand: set back on 1 November 2026 at 07:00
/// UTC, and not set again within its months.
enum PrairieClock {
  private static let change = Days.number(month: 3, day: 1) * 86_400 + 7 * 3600

  static func local(_ utc: Int) -> Int { utc - (utc < change ? 5 : 6) * 3600 }
  /// Of local times that occur once.
  static func utc(_ local: Int) -> Int { local + (local + 5 * 3600 < change ? 5 : 6) * 3600 }
}

extension Generator {
  private struct Holding {
    var number: Int
    var account: Int
    /// On the local clock; nil means since ever, or still.
    var since: Int?
    var until: Int?
  }

  private static let carriers = ["Northline", "Bluewater"]

  /// Telephone numbers with their holders, and calls over both carriers.
  func makeCalls() throws {
    var dice = Dice(seed: seed + 1)
    let holdings = try makeNumbers(&dice)
    let numbers = Array(Set(holdings.map(\.number))).sorted()
    guard !numbers.isEmpty else { return }
    for _ in 0..<count * 43 {
      let local = dice.number(0...lastDay) * 86_400 + dice.number(7 * 3600...22 * 3600)
      calls.append(makeCall(dice.pick(numbers), at: PrairieClock.utc(local), &dice))
    }
    // Both sides of the hour that comes twice when the clocks go back; the order tells them apart.
    let fold = Days.number(month: 3, day: 1) * 86_400
    if months > 3, let bluewater = numbers.first(where: { $0 % 2 == 1 }) {
      for minute in [380, 410, 425, 460] {
        calls.append(makeCall(bluewater, at: fold + minute * 60, &dice))
      }
    }
    calls.sort {
      ($0.start, $0.own, $0.other, $0.seconds) < ($1.start, $1.own, $1.other, $1.seconds)
    }
    for index in calls.indices {
      let call = calls[index]
      let local = PrairieClock.local(call.start)
      calls[index].holder =
        holdings.first {
          $0.number == call.own && $0.since ?? local <= local && $0.until ?? local + 1 > local
        }?.account
    }
    try writeNorthline()
    try writeBluewater()
    try writeRates()
  }

  private func makeCall(_ number: Int, at start: Int, _ dice: inout Dice) -> Call {
    let result = dice.pick(["answered", "answered", "answered", "answered", "busy", "no-answer"])
    let isOutbound = dice.chance(70)
    let other = dice.pick([
      "1204\(dice.number(2_000_000...9_999_999))", "1306\(dice.number(2_000_000...9_999_999))",
      "4930\(dice.number(1_000_000...9_999_999))", "18005550\(dice.number(100...199))",
    ])
    let seconds = result == "answered" ? dice.number(2...1_800) : 0
    return Call(
      carrier: number % 2, start: start, isOutbound: isOutbound, own: number, other: other,
      seconds: seconds, result: result,
      cost: isOutbound ? seconds * (other.hasPrefix("49") ? 5 : 2) : 0, holder: nil)
  }

  /// Every second Canadian account has a number; some change hands in the middle of a month, and one
  /// is given back.
  private func makeNumbers(_ dice: inout Dice) throws -> [Holding] {
    var holdings: [Holding] = []
    let holders = accounts.filter { $0.company == 0 && $0.number % 2 == 0 }
    for (index, account) in holders.enumerated() {
      let number = 12_045_550_100 + index
      var holding = Holding(number: number, account: account.number)
      if index % 9 == 4 {
        let moved = Days.number(month: index % 3, day: 9 + index % 15) * 86_400 + 52_200
        holding.until = moved
        if index % 2 == 0, let heir = holders.last(where: { $0.number != account.number }) {
          holdings.append(Holding(number: number, account: heir.number, since: moved))
        }
      }
      holdings.append(holding)
    }
    for holding in holdings.sorted(by: { ($0.number, $0.since ?? -1) < ($1.number, $1.since ?? -1) }
    ) {
      let digits = String(holding.number).dropFirst()
      var values: [String: Cell] = [
        "number": .text(
          "(\(digits.prefix(3))) \(digits.dropFirst(3).prefix(3))-\(digits.suffix(4))"),
        "carrier": .text(Self.carriers[holding.number % 2]), "rate_center": .text("WINNIPEG"),
        "customer": .text(accounts[holding.account].id),
      ]
      if let since = holding.since { values["since"] = .clock(since) }
      if let until = holding.until { values["until"] = .clock(until) }
      try add("number", 0, values)
    }
    return holdings
  }

  private func calls(of carrier: Int, by clock: (Int) -> Int) -> [(month: String, calls: [Call])] {
    let own = calls.filter { $0.carrier == carrier }
    let groups = Dictionary(grouping: own) {
      String(Days.text(clock($0.start) / 86_400).prefix(7))
    }
    return groups.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Delimited, with a header, in UTC.
  private func writeNorthline() throws {
    var id = 70_000_001
    for (month, calls) in calls(of: 0, by: { $0 }) {
      let name = "northline/calls-\(month).csv"
      let file = try feed(name, profile: "northline-calls", source: "northline")
      try file.add(
        line: "Call ID,Direction,Start Time (UTC),Calling Number,Called Number,Duration (s),"
          + "Result,Trunk,Charge (CAD)")
      for call in calls {
        let time = Days.text(call.start / 86_400) + " " + LegacySystem.timeOfDay(call.start)
        let (from, to) =
          call.isOutbound ? ("\(call.own)", call.other) : (call.other, "\(call.own)")
        let result = ["answered": "ANSWERED", "busy": "BUSY"][call.result] ?? "NO ANSWER"
        try file.add(
          line: "NL\(id),\(call.isOutbound ? "OUT" : "IN"),\(time),+\(from),+\(to),\(call.seconds),"
            + "\(result),WPG-\(1 + call.own % 3),\(Self.charge(call.cost))")
        id += 1
      }
      try file.finish()
    }
  }

  /// Header and trailer records, no ids, and the local time of its switch.
  private func writeBluewater() throws {
    var sequence = 314
    for (month, calls) in calls(of: 1, by: PrairieClock.local) {
      let name = "bluewater/BW\(sequence).dat"
      let file = try feed(name, profile: "bluewater-calls", source: "bluewater")
      try file.add(line: "HDR|BLUEWATER TELECOM|\(sequence)|\(month)")
      for call in calls {
        let local = PrairieClock.local(call.start)
        let time =
          Days.text(local / 86_400).filter { $0 != "-" }
          + LegacySystem.timeOfDay(local).filter { $0 != ":" }
        let own = String(String(call.own).dropFirst())
        let other = call.other.hasPrefix("1") ? call.other : "011" + call.other
        let (from, to) = call.isOutbound ? (own, other) : (other, own)
        let cause = ["answered": 16, "busy": 17][call.result] ?? 19
        try file.add(
          line: "CDR|\(time)|\(from)|\(to)|\(call.seconds)|\(call.isOutbound ? "O" : "I")|"
            + "\(cause)|TG\(10 + call.own % 2)|\(Self.charge(call.cost))")
      }
      let seconds = calls.map(\.seconds).reduce(0, +)
      let cost = calls.map(\.cost).reduce(0, +)
      try file.add(line: "TRL|\(calls.count)|\(seconds)|\(Self.charge(cost))")
      try file.finish()
      sequence += 1
    }
  }

  /// What customers pay: dollars a minute, the first interval and the next ones.
  static let rates: [(prefix: String, about: String, price: Int, first: Int, next: Int)] = [
    ("1", "Canada and USA", 300, 30, 6), ("1204", "Manitoba", 200, 30, 6),
    ("1306", "Saskatchewan", 250, 30, 6), ("49", "Germany", 1500, 60, 60),
  ]

  private func writeRates() throws {
    var text = "prefix,deck,since,description,price,first_interval,next_interval\n"
    for rate in Self.rates {
      text +=
        "\(rate.prefix),voice-2026,2026-01-01,\(rate.about),\(Self.charge(rate.price)),"
        + "\(rate.first),\(rate.next)\n"
    }
    try write("tallgrass/voice-2026.csv", text)
  }

  /// Hundredths of a cent as dollars.
  static func charge(_ cost: Int) -> String {
    let part = String(cost % 10_000)
    return "\(cost / 10_000)." + String(repeating: "0", count: 4 - part.count) + part
  }
}
