/// What the service desk, the network and the old system's own records of its users have of the accounts of
/// the first company, in Carryover's own columns. No figure comes of it.
extension Generator {
  private static let users = ["jsmith", "apatel", "mdyck"]
  private static let troubles = [
    "Slow in the evening", "No signal since the storm", "Question about the bill",
    "Move to another address",
    "Router keeps restarting", "Paper bill, please", "=Upgrade to 300?", "Déménagement prévu",
  ]

  func makeDesk() throws {
    var dice = Dice(seed: seed + 3)
    let served = accounts.filter { $0.company == 0 }
    try makeTickets(served, &dice)
    try makePapers(served, &dice)
    try makeNetwork(served, &dice)
    try makeViews(served, &dice)
  }

  private func write(_ name: String, _ kind: String, _ header: String, _ rows: [[String]]) throws {
    let file = try feed("desk/\(name).csv", profile: kind, source: "tallgrass")
    try file.add(line: header)
    for row in rows { try file.add(row, delimiter: ",") }
    try file.finish()
  }

  /// A moment in office hours of Winnipeg.
  private func moment(_ day: Int, _ dice: inout Dice) -> String {
    let minute = dice.number(14 * 60...22 * 60)
    return "\(Days.text(day))T\(Self.two(minute / 60)):\(Self.two(minute % 60)):00.000Z"
  }

  private static func two(_ number: Int) -> String { DayCount.two(number) }

  private func makeTickets(_ served: [Account], _ dice: inout Dice) throws {
    var tickets: [[String]] = []
    var jobs: [[String]] = []
    var tasks: [[String]] = []
    for account in served where dice.chance(30) {
      let day = dice.number(0...lastDay)
      let id = "T\(501 + tickets.count)"
      let isOpen = dice.chance(35)
      tickets.append([
        id, account.id, dice.pick(Self.troubles),
        isOpen ? dice.pick(["open", "pending"]) : "closed",
        dice.pick(["low", "normal", "normal", "high"]), dice.pick(["support", "billing"]),
        dice.pick(Self.users), dice.chance(80) ? "true" : "false", moment(day, &dice),
        isOpen ? "" : moment(min(day + dice.number(1...6), lastDay + 6), &dice),
      ])
      guard dice.chance(60) else { continue }
      let job = "J\(201 + jobs.count)"
      let visit = day + dice.number(1...5)
      let isDone = !isOpen
      jobs.append([
        job, account.id, id, dice.pick(["repair", "installation", "site survey"]),
        isDone
          ? dice.pick(["completed", "completed", "failed"])
          : dice.pick(["scheduled", "not-scheduled"]),
        moment(visit, &dice), "\(dice.number(1...6) * 30)", isDone ? moment(visit, &dice) : "",
        dice.pick(["Crew North", "Crew South"]),
      ])
      tasks.append([
        "K\(301 + tasks.count)", account.id, id, job,
        dice.pick(["Order a dish", "Call back", "Send a form"]),
        dice.pick(Self.users), Days.text(visit), isDone ? moment(visit, &dice) : "",
      ])
    }
    try write(
      "tickets", "ticket",
      "id,account,subject,status,priority,team,assignee,is_public,created,closed", tickets)
    try write(
      "jobs", "job", "id,account,ticket,type,status,scheduled,minutes,completed,assignee", jobs)
    try write("tasks", "task", "id,account,ticket,job,subject,assignee,due,completed", tasks)
  }

  private func makePapers(_ served: [Account], _ dice: inout Dice) throws {
    var contracts: [[String]] = []
    var files: [[String]] = []
    var events: [[String]] = []
    var messages: [[String]] = []
    for account in served {
      if dice.chance(40) {
        let id = "C\(101 + contracts.count)"
        let isSigned = dice.chance(85)
        contracts.append([
          id, account.id, dice.pick(["Home 24 months", "Business 36 months"]),
          isSigned ? "Holder of \(account.id)" : "",
          isSigned ? moment(dice.number(0...30), &dice) : "",
          isSigned ? "\(id).pdf" : "",
        ])
        if isSigned {
          files.append([
            "F\(401 + files.count)", account.id, "\(id).pdf", "\(dice.number(40...900) * 1_000)",
            "Signed contract",
          ])
        }
      }
      if dice.chance(8) {
        events.append([
          "E\(1 + events.count)", account.id, Days.text(lastDay + dice.number(1...40)),
          dice.pick(["Suspend", "Change of plan", "Close the account"]), dice.pick(Self.users),
        ])
      }
      for _ in 0..<dice.number(0...2) {
        let day = dice.number(0...lastDay)
        let number = "+1204555\(1_000 + account.number)"
        let mail = "customer\(account.number + 1)@example.com"
        switch dice.number(0...2) {
        case 0:
          messages.append([
            "M\(1 + messages.count)", moment(day, &dice), account.id, "call", number,
            dice.pick(Self.troubles), dice.pick(Self.users), "\(dice.number(20...900))", "", "",
          ])
        case 1:
          let isFailed = dice.chance(10)
          messages.append([
            "M\(1 + messages.count)", moment(day, &dice), account.id, "email", mail, "Your bill",
            "", "",
            isFailed ? "failed" : "sent", isFailed ? "550 no such mailbox" : "",
          ])
        default:
          messages.append([
            "M\(1 + messages.count)", moment(day, &dice), account.id, "sms", number,
            "Payment received",
            "", "", dice.pick(["delivered", "delivered", "pending"]), "",
          ])
        }
      }
    }
    try write(
      "contracts", "contract", "id,account,template,signed_by,signed,document", contracts)
    try write("files", "attachment", "id,account,name,bytes,description", files)
    try write("scheduled-events", "scheduled_event", "id,account,date,event,user", events)
    try write(
      "correspondence", "correspondence",
      "id,at,account,channel,address,subject,user,length,status,reject_reason", messages)
  }

  private func makeNetwork(_ served: [Account], _ dice: inout Dice) throws {
    var devices: [[String]] = []
    var logins: [[String]] = []
    var addresses: [[String]] = []
    for (index, account) in served.enumerated() {
      let mac = "02:00:5e:10:\(Self.hex(index / 256)):\(Self.hex(index % 256))"
      devices.append([
        "D\(1_001 + index)", account.id, dice.pick(["Radio R5", "Radio R6", "ONT G2"]), mac,
        "SN\(700_000 + index)", "functional",
      ])
      let address = "198.51.100.\(index + 1)"
      let start = moment(0, &dice)
      let moved = dice.chance(15) ? moment(dice.number(10...60), &dice) : nil
      let hasLogin = dice.chance(30)
      if hasLogin { logins.append(["user\(account.id)", account.id, address]) }
      let (holder, which) = hasLogin ? ("radius", "user\(account.id)") : ("inventory", mac)
      addresses.append([address, account.id, "hard", holder, which, start, moved ?? ""])
      if let moved {
        addresses.append(["203.0.113.\(index + 1)", account.id, "soft", holder, which, moved, ""])
      }
    }
    devices.append(["D9999", "", "Radio R6", "", "SN799999", "in store"])
    try write("devices", "inventory_item", "id,account,model,mac,serial,status", devices)
    try write("radius", "radius_account", "name,account,address", logins)
    try write(
      "addresses", "ip_assignment", "address,account,type,holder,holder_name,since,until", addresses
    )
  }

  private static func hex(_ number: Int) -> String {
    let digits = String(number, radix: 16)
    return digits.count == 1 ? "0" + digits : digits
  }

  /// Who looked at whom, and who was cut off.
  private func makeViews(_ served: [Account], _ dice: inout Dice) throws {
    var views: [[String]] = []
    var cuts: [[String]] = []
    for account in served {
      for _ in 0..<dice.number(1...3) {
        let what = dice.pick(["account", "invoice", "payment_method"])
        views.append([
          "V\(1 + views.count)", moment(dice.number(0...lastDay), &dice), account.id,
          dice.pick(Self.users), what, account.id, "Account \(account.id)",
        ])
      }
      guard dice.chance(8) else { continue }
      let day = dice.number(0...lastDay - 5)
      let street = "\(account.number + 1) Main Street"
      cuts.append([
        "X\(1 + cuts.count)", moment(day, &dice), account.id, "off", "system", street, "Delinquent",
      ])
      if dice.chance(70) {
        cuts.append([
          "X\(1 + cuts.count)", moment(day + dice.number(1...5), &dice), account.id, "on",
          dice.pick(Self.users), street, "Paid",
        ])
      }
    }
    try write("views", "access_log", "id,at,account,user,entity,entity_id,entity_name", views)
    try write("disconnections", "disconnection", "id,at,account,state,user,address,reason", cuts)
  }
}
