internal import Foundation

/// A data allowance of the fictional ISP.
struct UsagePlan {
  var code: String
  var name: String
  var capInGigabytes: Int?
  var rollsOver: Bool
  var allowsTopOff: Bool
  /// Hours of the local day that count nothing.
  var freeHours: Range<Int>?

  static let unitInGigabytes = 5
  /// Cents for a begun unit over the allowance.
  static let unitPrice = 1_000

  static let all = [
    UsagePlan(
      code: "U300", name: "300 GB", capInGigabytes: 300, rollsOver: true, allowsTopOff: true,
      freeHours: 2..<6),
    UsagePlan(
      code: "U500", name: "500 GB", capInGigabytes: 500, rollsOver: true, allowsTopOff: true),
    UsagePlan(
      code: "U900", name: "900 GB, nights free", capInGigabytes: 900, rollsOver: false,
      allowsTopOff: false, freeHours: 0..<5),
    UsagePlan(
      code: "UNL", name: "Unlimited", capInGigabytes: nil, rollsOver: false, allowsTopOff: false),
  ]
}

/// What an account used, in bytes, and what was done about it.
struct MeteredUsage {
  struct Amount {
    var day: Int
    var billableIn = 0
    var billableOut = 0
    var freeIn = 0
    var freeOut = 0
    var adjustment = 0
    var topOff = 0
  }
  var amounts: [Amount] = []
}

extension Generator {
  private static let gigabyte = 1_000_000_000
  private static let megabyte = 1_000_000

  private var hourlyCount: Int { max(1, count / 14) }

  /// In a sample of 140 accounts, 10 are read by the hour and 70 come by the day, classified.
  func usagePlan(for number: Int, company: Int) -> UsagePlan? {
    guard company == 0 else { return nil }
    let rank = number - number / 5
    return rank < hourlyCount + count / 2 ? UsagePlan.all[rank % UsagePlan.all.count] : nil
  }

  func makeUsage() throws {
    var dice = Dice(seed: seed + 2)
    let metered = accounts.filter { $0.usagePlan != nil }
    let counters = try feed(
      "probe/port-counters.csv.gz", profile: "probe-counters", source: "tallgrass")
    try counters.add(line: "customer,port,read_at,octets_in,octets_out")
    for account in metered.prefix(hourlyCount) { try count(account, into: counters, &dice) }
    try counters.finish()
    let days = try feed("probe/daily-usage.csv", profile: "probe-daily-usage", source: "tallgrass")
    try days.add(line: "customer,day,down_mb,up_mb,free_down_mb,free_up_mb")
    for account in metered.dropFirst(hourlyCount) { try classify(account, into: days, &dice) }
    try days.finish()
    try makeEvents(metered, &dice)
  }

  /// A port's counters, read every hour; now and then the device starts again at nothing.
  private func count(_ account: Account, into file: ExportFile, _ dice: inout Dice) throws {
    var usage = MeteredUsage()
    let port = "ge-0/0/\(account.number)"
    let epoch = 1_785_542_400
    let most = (account.usagePlan?.capInGigabytes ?? 600) * 1_000 / 420
    var (input, output) = (
      dice.number(1...900) * Self.gigabyte, dice.number(1...90) * Self.gigabyte
    )
    for hour in 0...((lastDay + 1) * 24) {
      if hour > 0 {
        let amounts = (
          dice.number(0...most) * Self.megabyte + dice.number(0...999_999),
          dice.number(0...most / 10) * Self.megabyte + dice.number(0...999_999)
        )
        if dice.number(1...1_200) == 1 { (input, output) = (0, 0) }
        input += amounts.0
        output += amounts.1
        // The hour that ended with this reading is classified by the clock at its begin.
        let start = (hour - 1) * 3600
        let localHour = (PrairieClock.local(start) + 86_400) / 3600 % 24
        var amount = MeteredUsage.Amount(day: start / 86_400)
        if account.usagePlan?.freeHours?.contains(localHour) == true {
          (amount.freeIn, amount.freeOut) = amounts
        } else {
          (amount.billableIn, amount.billableOut) = amounts
        }
        usage.amounts.append(amount)
      }
      try file.add(line: "\(account.id),\(port),\(epoch + hour * 3600),\(input),\(output)")
    }
    meters[account.number] = usage
  }

  private func classify(_ account: Account, into file: ExportFile, _ dice: inout Dice) throws {
    var usage = MeteredUsage()
    let most = (account.usagePlan?.capInGigabytes ?? 700) * 1_000 / 14
    for day in 0...lastDay {
      let (down, up) = (dice.number(0...most), dice.number(0...most / 12))
      let isFree = account.usagePlan?.freeHours != nil
      let (freeDown, freeUp) = isFree ? (dice.number(0...most / 5), dice.number(0...40)) : (0, 0)
      try file.add(
        line: "\(account.id),\(Days.text(day)),\(down),\(up),\(freeDown),\(freeUp)")
      usage.amounts.append(
        .init(
          day: day, billableIn: down * Self.megabyte, billableOut: up * Self.megabyte,
          freeIn: freeDown * Self.megabyte, freeOut: freeUp * Self.megabyte))
    }
    meters[account.number] = usage
  }

  /// Top-offs, and corrections by hand.
  private func makeEvents(_ metered: [Account], _ dice: inout Dice) throws {
    for (index, account) in metered.enumerated() where index % 7 == 3 {
      let isTopOff = index % 2 == 0
      if isTopOff, account.usagePlan?.allowsTopOff != true { continue }
      let at = dice.number(0...lastDay) * 86_400 + dice.number(0...86_399)
      let gigabytes = isTopOff ? 50 : -dice.number(1...20)
      try add(
        "usage event", 0,
        [
          "customer": .text(account.id), "at": .clock(at),
          "type": .word(isTopOff ? "top-off" : "usage-adjustment"), "gigabytes": .number(gigabytes),
          "user": .text("jsmith"), "reason": .text(isTopOff ? "Portal" : "Probe was down"),
        ])
      var amount = MeteredUsage.Amount(day: at / 86_400)
      if isTopOff {
        amount.topOff = gigabytes * Self.gigabyte
      } else {
        amount.adjustment = gigabytes * Self.gigabyte
      }
      meters[account.number]?.amounts.append(amount)
    }
  }

  /// A file that is no export of a billing system.
  func feed(_ name: String, profile: String, source: String) throws -> ExportFile {
    let folderName = name.split(separator: "/").dropLast().joined(separator: "/")
    try FileManager.default.createDirectory(
      atPath: "\(folder)/\(folderName)", withIntermediateDirectories: true)
    feeds.append((name, profile, source))
    return try ExportFile("\(folder)/\(name)", encoding: .utf8)
  }
}
