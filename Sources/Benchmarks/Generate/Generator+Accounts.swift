internal import Foundation

extension Generator {
  private static let given = [
    [
      "Anaïs", "Chloé", "Dmitri", "Élodie", "Frank", "Grace", "Håkon", "José", "Katarzyna", "Liam",
      "Maëlle", "Noël", "Olga", "Přemysl", "Quinn", "René",
    ],
    ["Björn", "Ingrid", "Jürgen", "Søren", "Zoë", "Günter", "Françoise", "Ida"],
  ]
  private static let family = [
    [
      "O’Brien", "Gagné", "Nowak", "García", "Lévesque", "Smith", "Wójcik", "Tremblay", "Bœuf",
      "Castañeda", "Okafor", "Żak", "Friesen", "Penner", "Dyck", "Sinclair",
    ],
    ["Müller", "Sørensen", "Weiß", "Žák", "D’Angelo", "Größl", "Núñez", "Šmid"],
  ]
  private static let firms = [
    [
      "=SUM Analytics Ltd.", "Prairie Grain Co-op", "\"Big Sky\" Motors, Inc.",
      "Northern Lights School Division", "Red River Dental",
    ],
    ["Bäckerei Öztürk", "Café L’Été", "Weiß & Söhne", "Nord; Süd Spedition"],
  ]
  static let products: [(code: String, name: String, type: String, price: Int)] = [
    ("NET50", "Internet 50", "data", 5_995), ("NET300", "Internet 300", "data", 8_495),
    ("NET1G", "Internet Gigabit", "data", 11_995), ("VOICE", "Home phone", "voice", 2_450),
    ("IP", "Static IP address", "recurring", 1_000), ("INST", "Installation", "one-time", 9_900),
    ("CALLS", "Calls", "voice", 0),
  ]

  func makeCatalogue() throws {
    for company in Self.companies.indices {
      for product in Self.products {
        let isVoice = product.type == "voice"
        try add(
          "product", company,
          [
            "code": .text(product.code), "name": .text(product.name), "type": .word(product.type),
            "price": .cents(product.price), "gl": .text(isVoice ? "4200" : "4100"),
          ])
      }
    }
    for plan in UsagePlan.all {
      try add(
        "usage plan", 0,
        [
          "code": .text(plan.code), "name": .text(plan.name),
          "cap": .text(plan.capInGigabytes.map(String.init) ?? ""),
          "rollover": .word(plan.rollsOver ? "yes" : "no"),
          "free_from": .text(plan.freeHours.map { "0\($0.lowerBound):00" } ?? ""),
          "free_to": .text(plan.freeHours.map { "0\($0.upperBound):00" } ?? ""),
          "unit": .text(plan.capInGigabytes == nil ? "" : "\(UsagePlan.unitInGigabytes)"),
          "price": plan.capInGigabytes == nil ? .text("") : .cents(UsagePlan.unitPrice),
          "top_off": .word(plan.allowsTopOff ? "yes" : "no"),
        ])
    }
  }

  func makeAccount(_ number: Int) throws {
    let company = number % 5 == 4 ? 1 : 0
    let isFirm = dice.chance(20)
    let name =
      isFirm
      ? dice.pick(Self.firms[company])
      : "\(dice.pick(Self.given[company])) \(dice.pick(Self.family[company]))"
    let isManitoba = dice.chance(60)
    let plan = dice.number(0...2)
    let taxes: [(String, Int)] =
      company == 1 ? [("USt", 1_900)] : [("GST", 500), isManitoba ? ("RST", 700) : ("PST", 600)]
    // Every seventh account of a company is the child of the newest without a parent; it is billed
    // on its parent's day, so that its invoices are on its parent's bill.
    let parent = number % 7 == 6 ? newestParents[company] : nil
    if parent == nil { newestParents[company] = number }
    let pickedDay = dice.pick([1, 1, 5, 10, 15, 15, 28, 30, 31])
    let ownDay = billDay ?? pickedDay
    var account = Account(
      number: number, id: String(format: "%06d", number + 1), company: company,
      billDay: parent.map { accounts[$0].billDay } ?? ownDay, price: Self.products[plan].price,
      taxes: taxes.map { (name: $0.0, rate: $0.1) }, parent: parent)
    account.usagePlan = usagePlan(for: number, company: company)
    accounts.append(account)
    var values: [String: Cell] = [
      "id": .text(account.id), "name": .text(name),
      "status": .word(dice.chance(92) ? "active" : "suspended"),
      "class": .word(isFirm ? "commercial" : "residential"),
      "zone": .word(isManitoba ? "America/Winnipeg" : "America/Regina"),
      "tax_area": .text(isManitoba ? "MB" : "SK"),
      "created": .day(-dice.number(1...30)),
      "bill_style": .word(dice.chance(50) ? "invoice" : "statement"),
      // Every fourth gets its bill by post; half of these, and one more, have no e-mail.
      "bill_by": .word(number % 4 == 1 ? "paper" : "e-mail"),
      "cycle": .number(account.billDay), "terms": .number(21), "grace": .number(10),
      "contact": .text(isFirm ? "\(dice.pick(Self.given[company])) (Office)" : name),
      "email": .text(
        number % 8 == 1 || number == 22 ? "" : "customer\(number + 1)@example.com"),
      "street": .text(company == 1 ? "Hauptstraße \(number + 1)" : "\(number + 1) Main Street"),
      "city": .text(company == 1 ? "Berlin" : isManitoba ? "Winnipeg" : "Regina"),
      "region": .text(isManitoba ? "MB" : "SK"),
      "postcode": .text(
        company == 1
          ? "1011\(5 + number % 5)"
          : isManitoba ? "R3C 1A\(1 + number * 7 % 9)" : "S4P 3Y\(1 + number * 5 % 9)"),
      "phone": .text(
        company == 1
          ? "030 55501\(10 + number % 90)"
          : "(204) 555-\(String(format: "%04d", 1_000 + number))"),
    ]
    if let parent {
      values["parent"] = .text(accounts[parent].id)
      values["parent_since"] = .day(-1)
    }
    if let usagePlan = account.usagePlan {
      values["usage_plan"] = .text(usagePlan.code)
      values["plan_start"] = .day(-1)
    }
    try add("customer", company, values)
    try add(
      "subscription", company,
      [
        "id": .text("\(account.id)-1"), "customer": .text(account.id),
        "product": .text(Self.products[plan].code), "quantity": .number(1), "since": .day(-1),
      ])
    try makeLog(account)
    if dice.chance(30) {
      let amount = dice.chance(80) ? dice.number(500...9_000) : -dice.number(500...3_000)
      try add(
        "forward", company,
        ["customer": .text(account.id), "date": .day(-1), "amount": .cents(amount)])
      books.enter(number, company, -1, "opening", amount)
      if amount > 0 {
        books.items.append(
          .init(account: number, company: company, due: -1, changes: [(-1, amount)]))
      } else {
        books.credit(number, company, -1, -amount)
      }
    }
  }

  /// Changes by office hours: no clock is set then.
  private func makeLog(_ account: Account) throws {
    for _ in 0..<max(1, min(22, 3_000 / max(1, count))) {
      let isChange = dice.chance(60)
      let at = dice.number(0...lastDay) * 86_400 + dice.number(21_600...82_799)
      let kind = isChange ? "updated" : dice.pick(Self.otherActions)
      var values: [String: Cell] = [
        "id": .text("L\(nextLog)"), "at": .clock(at), "customer": .text(account.id),
        "level": .word(dice.chance(95) ? "info" : "error"), "action": .word(kind),
        "object": .text(isChange ? "account_service" : "ticket"),
        "object_id": .text(isChange ? "\(account.id)-1" : "T\(dice.number(1...999))"),
        "user": .text(dice.pick(["apatel", "jsmith", "mdupont", "system"])),
        "text": .text(isChange ? "Price changed" : "Ticket, \"as requested\""),
      ]
      if isChange {
        values["field"] = .text("price")
        values["before"] = .cents(dice.number(4_000...9_000))
        values["after"] = .cents(dice.number(4_000...9_000))
      }
      try add("change", account.company, values)
      nextLog += 1
    }
  }

  private static let otherActions = [
    "created", "deleted", "attached", "detached", "other-change",
  ]
}
