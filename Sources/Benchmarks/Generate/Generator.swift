internal import Foundation

/// A fictional ISP: two companies, accounts with parents and children, months of invoices, and
/// everything that happens to money on the way. Writes canonical CSV and what it must come to.
final class Generator {
  static let companies = ["PFL", "PFE"]
  private static let currencies = ["CAD", "EUR"]
  private static let sources = ["tallgrass", "tallgrass-eu"]

  private struct Account {
    var number: Int
    var id: String
    var company: Int
    var billDay: Int
    var price: Int
    var taxes: [(name: String, authority: String, rate: Int)]
    var parent: Int?
  }

  private var dice: Dice
  private var books = GeneratedBooks()
  private let months: Int
  private let count: Int
  private let folder: String
  private var accounts: [Account] = []
  private var files: [String: CSVFile] = [:]
  private var nextDebit = 1
  private var nextTax = 1
  private var nextInvoice = 100_001
  private var nextPayment = 1
  private var nextDiscount = 1

  /// The last day of the data: the 20th of the open month.
  private var lastDay: Int { Days.number(month: months - 1, day: 20) }

  init(accounts: Int, months: Int, seed: Int, folder: String) {
    count = accounts
    self.months = months
    self.folder = folder
    dice = Dice(seed: seed)
  }

  func run() throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    try writeCompanies()
    for (name, header) in Self.headers {
      for source in Self.sources {
        let file = "\(source)/\(name).csv"
        try FileManager.default.createDirectory(
          atPath: folder + "/" + source, withIntermediateDirectories: true)
        files[file] = try CSVFile(folder, file, header: header)
      }
    }
    for number in 0..<count { try makeAccount(number) }
    for month in 0..<months {
      for index in accounts.indices { try bill(index, month: month) }
    }
    for file in files.values { try file.flush() }
    try writeManifest()
    try writeExpected()
  }

  private static let headers: [(String, String)] = [
    (
      "account",
      "id,company,name,status,type,zone,tax_zone,created,bill_mode,bill_day,due_days,grace_days"
    ),
    ("account_link", "account,parent,since"),
    ("contact", "account,role,name,email,phone,phone_number,is_primary"),
    ("address", "account,kind,line1,city,region,postcode,country"),
    ("service", "code,name,type,price,gl_code,taxable"),
    ("account_service", "id,account,service,quantity,since"),
    ("opening_balance", "account,date,amount"),
    ("invoice", "number,account,date,due,coverage_from,coverage_to,recurring,total,frozen,message"),
    ("debit", "id,account,invoice,date,type,service,description,amount,pays_from,pays_to,gl_code"),
    ("discount", "id,account,date,reason,amount,debit,description,user"),
    ("tax_line", "id,debit,discount,name,jurisdiction,rate,base,amount"),
    ("payment", "id,account,date,amount,method,status,reference"),
    ("application", "payment,discount,invoice,opening_balance,date,amount"),
    ("invoice_void", "invoice,date,user"),
    ("payment_reversal", "id,payment,date,amount,description"),
    ("refund", "id,account,payment,date,amount,method,description"),
    ("stated", "account,measure,as_of,amount"),
    ("log", "id,at,account,level,type,entity,entity_id,field,user,message,previous,current"),
  ]

  private func add(_ kind: String, _ company: Int, _ fields: [String?]) throws {
    try files["\(Self.sources[company])/\(kind).csv"]?.add(fields)
  }

  private func writeCompanies() throws {
    let company = try CSVFile(
      folder, "company.csv",
      header:
        "code,name,currency,zone,locale,country,street,city,region,postcode,tax_id,email,phone,web")
    try company.add([
      "PFL", "Prairie Fibre Ltd.", "CAD", "America/Winnipeg", "en-CA", "CA", "200 Portage Avenue",
      "Winnipeg", "MB", "R3C 3X2", "123456789 RT0001", "billing@prairiefibre.example",
      "+1 204-555-0100", "prairiefibre.example",
    ])
    try company.add([
      "PFE", "Prairie Fibre Europe GmbH", "EUR", "Europe/Berlin", "de-DE", "DE",
      "Lindenstraße 8", "Berlin", "", "10969", "DE123456789", "rechnung@prairiefibre.example",
      "+49 30 5550100", "prairiefibre.example",
    ])
    try company.flush()
    let source = try CSVFile(
      folder, "source.csv", header: "name,company,role,feed,zone,country,currency,area,cadence")
    try source.add([
      "tallgrass", "PFL", "system", "snapshot", "America/Winnipeg", "CA", "CAD", "204", "once",
    ])
    try source.add([
      "tallgrass-eu", "PFE", "system", "snapshot", "Europe/Berlin", "DE", "EUR", "", "once",
    ])
    try source.flush()
  }

  // MARK: Accounts

  private static let given = [
    "Anaïs", "Björn", "Chloé", "Dmitri", "Élodie", "Frank", "Grace", "Håkon", "Ingrid", "José",
    "Katarzyna", "Liam", "Maëlle", "Noël", "Olga", "Přemysl", "Quinn", "René", "Søren", "Zoë",
  ]
  private static let family = [
    "Müller", "O’Brien", "Gagné", "Sørensen", "Nowak", "García", "Lévesque", "Smith", "Wójcik",
    "Tremblay", "Bœuf", "Castañeda", "Okafor", "Żak", "Friesen", "Penner", "Dyck", "Sinclair",
  ]
  private static let firms = [
    "=SUM Analytics Ltd.", "Prairie Grain Co-op", "Bäckerei Öztürk", "\"Big Sky\" Motors, Inc.",
    "Northern Lights School Division", "Café L’Été", "Weiß & Söhne", "Red River Dental",
  ]
  private static let services: [(code: String, name: String, type: String, price: Int)] = [
    ("NET50", "Internet 50", "data", 5_995), ("NET300", "Internet 300", "data", 8_495),
    ("NET1G", "Internet Gigabit", "data", 11_995), ("VOICE", "Home phone", "voice", 2_450),
    ("IP", "Static IP address", "recurring", 1_000), ("INST", "Installation", "one-time", 9_900),
    ("CALLS", "Calls", "voice", 0),
  ]

  private func makeAccount(_ number: Int) throws {
    let company = number % 5 == 4 ? 1 : 0
    if number < 2 || number == 4 {
      let owner = number == 4 ? 1 : 0
      if number != 1 {
        for service in Self.services {
          try add(
            "service", owner,
            [
              service.code, service.name, service.type, decimal(service.price),
              "4\(service.code == "VOICE" || service.code == "CALLS" ? "200" : "100")", "true",
            ])
        }
      }
    }
    let isFirm = dice.chance(20)
    let name = isFirm ? dice.pick(Self.firms) : "\(dice.pick(Self.given)) \(dice.pick(Self.family))"
    let isManitoba = dice.chance(60)
    let plan = dice.number(0...2)
    let taxes: [(String, String, Int)] =
      company == 1
      ? [("USt", "Bundesrepublik Deutschland", 1_900)]
      : [
        ("GST", "Canada", 500),
        isManitoba ? ("RST", "Manitoba", 700) : ("PST", "Saskatchewan", 600),
      ]
    // Every seventh account of a company is the child of the one two before it in that company.
    let siblings = accounts.filter { $0.company == company && $0.parent == nil }
    let parent = number % 7 == 6 ? siblings.last?.number : nil
    let account = Account(
      number: number, id: String(format: "%06d", number + 1), company: company,
      billDay: dice.pick([1, 1, 5, 10, 15, 15, 28, 30, 31]), price: Self.services[plan].price,
      taxes: taxes.map { (name: $0.0, authority: $0.1, rate: $0.2) }, parent: parent)
    accounts.append(account)
    let zone = company == 1 ? "Europe/Berlin" : isManitoba ? "America/Winnipeg" : "America/Regina"
    try add(
      "account", company,
      [
        account.id, Self.companies[company], name, dice.chance(92) ? "active" : "suspended",
        isFirm ? "commercial" : "residential", zone,
        company == 1 ? "DE" : isManitoba ? "MB" : "SK", "2024-0\(dice.number(1...9))-15",
        dice.chance(50) ? "invoice" : "statement", String(account.billDay), "21", "10",
      ])
    if let parent {
      try add("account_link", company, [account.id, accounts[parent].id, "2026-08-01"])
    }
    let local = String(format: "%04d", number % 10_000)
    let phone = company == 1 ? "030 555 \(local)" : "(204) 555-\(local)"
    let e164 = company == 1 ? "+49 30 555\(local)" : "+1204555\(local)"
    try add(
      "contact", company,
      [account.id, "billing", name, "account\(number + 1)@example.net", phone, e164, "true"])
    try add(
      "address", company,
      company == 1
        ? [account.id, "service", "Hauptstraße \(number + 1)", "Berlin", "", "10115", "DE"]
        : [
          account.id, "service", "\(number + 1) Main Street", isManitoba ? "Winnipeg" : "Regina",
          isManitoba ? "MB" : "SK", isManitoba ? "R3C 1A1" : "S4P 3Y2", "CA",
        ])
    try add(
      "account_service", company,
      ["\(account.id)-1", account.id, Self.services[plan].code, "1", "2024-09-01"])
    try logCreation(account, plan: plan)
    if dice.chance(30) {
      let amount = dice.chance(80) ? dice.number(500...9_000) : -dice.number(500...3_000)
      try add("opening_balance", company, [account.id, Days.text(-1), decimal(amount)])
      books.enter(number, company, -1, "opening", amount)
      if amount > 0 {
        books.items.append(
          .init(account: number, company: company, due: -1, changes: [(-1, amount)]))
      } else {
        books.credit(number, company, -1, -amount)
      }
    }
  }

  private var nextLog = 1

  private func logCreation(_ account: Account, plan: Int) throws {
    let users = ["apatel", "jsmith", "mdupont", "system"]
    for _ in 0..<max(1, min(22, 3_000 / max(1, count))) {
      let day = dice.number(0...lastDay)
      let clock = String(
        format: "%02d:%02d:%02d", dice.number(0...23), dice.number(0...59), dice.number(0...59))
      let (before, after) = (dice.number(4_000...9_000), dice.number(4_000...9_000))
      let isChange = dice.chance(60)
      try add(
        "log", account.company,
        [
          "L\(nextLog)", "\(Days.text(day))T\(clock).000Z", account.id,
          dice.chance(95) ? "info" : "error",
          isChange
            ? "updated" : dice.pick(["created", "deleted", "attached", "detached", "other"]),
          isChange ? "account_service" : "ticket",
          isChange ? "\(account.id)-1" : "T\(dice.number(1...999))", isChange ? "price" : nil,
          dice.pick(users), isChange ? "Price changed" : "Ticket, \"as requested\"",
          isChange ? decimal(before) : nil, isChange ? decimal(after) : nil,
        ])
      nextLog += 1
    }
  }

  // MARK: Money

  /// Half away from zero; rates are hundredths of a percent.
  private func tax(_ base: Int, _ rate: Int) -> Int {
    base >= 0 ? (base * rate + 5_000) / 10_000 : -((-base * rate + 5_000) / 10_000)
  }

  private func bill(_ index: Int, month: Int) throws {
    let account = accounts[index]
    let day = Days.number(month: month, day: account.billDay)
    if day > lastDay { return }
    let number = String(nextInvoice)
    nextInvoice += 1
    var lines: [(id: String, type: String, service: String, text: String, amount: Int)] = [
      (
        "", "data", Self.services.first { $0.price == account.price }?.code ?? "NET50",
        "Internet service", account.price
      )
    ]
    if dice.chance(25) { lines.append(("", "recurring", "IP", "Static IP address", 1_000)) }
    if dice.chance(30) { lines.append(("", "voice", "CALLS", "Calls", dice.number(10...2_500))) }
    if dice.chance(5) { lines.append(("", "one-time", "INST", "Installation, once", 9_900)) }
    if dice.chance(8) { lines.append(("", "data", "NET50", "Loyalty discount", -500)) }
    var total = 0
    for line in lines.indices {
      lines[line].id = "D\(nextDebit)"
      nextDebit += 1
      total += lines[line].amount
      let movement = lines[line].amount < 0 ? "discount" : "charge"
      books.enter(index, account.company, day, movement, lines[line].amount)
      for rate in account.taxes {
        let amount = tax(lines[line].amount, rate.rate)
        total += amount
        books.enter(index, account.company, day, "tax", amount)
        try add(
          "tax_line", account.company,
          [
            "T\(nextTax)", lines[line].id, nil, rate.name, rate.authority,
            "0.\(String(format: "%04d", rate.rate))", decimal(lines[line].amount), decimal(amount),
          ])
        nextTax += 1
      }
      try add(
        "debit", account.company,
        [
          lines[line].id, account.id, number, Days.text(day), lines[line].type,
          lines[line].service, lines[line].text, decimal(lines[line].amount), Days.text(day),
          Days.text(Days.number(month: month + 1, day: account.billDay) - 1), "4100",
        ])
    }
    let isFrozen = dice.chance(1)
    try add(
      "invoice", account.company,
      [
        number, account.id, Days.text(day), Days.text(day + 21), Days.text(day),
        Days.text(Days.number(month: month + 1, day: account.billDay) - 1), "true",
        decimal(total), isFrozen ? Days.text(day + 1) : nil,
        dice.chance(10) ? "Thank you for choosing Prairie Fibre." : nil,
      ])
    books.items.append(
      .init(account: index, company: account.company, due: day + 21, changes: [(day, total)]))
    let item = books.items.count - 1
    if isFrozen { return }
    if dice.chance(2) {
      try void(number, item, account, day: day, total: total)
    } else if dice.chance(3), lines.allSatisfy({ $0.amount > 0 }) {
      // With a negative line left, the invoice would owe the customer.
      try reverse(lines[0].id, lines[0].amount, item, account, day: day)
    } else {
      try pay(number, item, account, day: day, total: total)
    }
    if dice.chance(4) { try leaveUninvoiced(account, day: day + 3) }
  }

  private func void(_ number: String, _ item: Int, _ account: Account, day: Int, total: Int) throws
  {
    let voided = day + 4
    if voided > lastDay { return }
    let paid = dice.chance(50) ? try payment(account, day: day + 2, amount: 1_000) : nil
    if let paid {
      try add(
        "application", account.company, [paid, nil, number, nil, Days.text(day + 2), "10.00"])
      // On the invoice and off again: in the end only the credit is left.
      books.items[item].changes += [(day + 2, -1_000), (voided, 1_000)]
      books.credit(account.number, account.company, day + 2, -1_000)
      books.credit(account.number, account.company, voided, 1_000)
    }
    try add("invoice_void", account.company, [number, Days.text(voided), "jsmith"])
    books.enter(account.number, account.company, voided, "discount", -total)
    books.items[item].changes.append((voided, -total))
  }

  /// A reversed debit: its tax goes back line by line, onto the same invoice.
  private func reverse(_ debit: String, _ amount: Int, _ item: Int, _ account: Account, day: Int)
    throws
  {
    let reversed = day + 5
    if reversed > lastDay { return }
    let id = "C\(nextDiscount)"
    nextDiscount += 1
    try add(
      "discount", account.company,
      [
        id, account.id, Days.text(reversed), "reversal", decimal(amount), debit, "Reversed",
        "apatel",
      ])
    var total = amount
    for rate in account.taxes {
      let back = tax(amount, rate.rate)
      total += back
      try add(
        "tax_line", account.company,
        [
          "T\(nextTax)", nil, id, rate.name, rate.authority,
          "0.\(String(format: "%04d", rate.rate))", decimal(amount), decimal(back),
        ])
      nextTax += 1
    }
    books.enter(account.number, account.company, reversed, "discount", -total)
    books.items[item].changes.append((reversed, -total))
  }

  private func leaveUninvoiced(_ account: Account, day: Int) throws {
    if day > lastDay { return }
    let amount = dice.number(100...2_000)
    try add(
      "debit", account.company,
      [
        "D\(nextDebit)", account.id, nil, Days.text(day), "one-time", "INST",
        "Visit, not billed yet",
        decimal(amount), nil, nil, "4100",
      ])
    nextDebit += 1
    books.enter(account.number, account.company, day, "charge", amount)
    books.leaveUninvoiced(account.number, account.company, day, amount)
  }

  private static let methods = ["card", "bank", "cash", "check", "wire", "paypal", "other"]

  /// A succeeded payment; its id.
  private func payment(_ account: Account, day: Int, amount: Int, method: String? = nil) throws
    -> String
  {
    let id = "P\(nextPayment)"
    nextPayment += 1
    try add(
      "payment", account.company,
      [
        id, account.id, Days.text(day), decimal(amount), method ?? dice.pick(Self.methods),
        dice.chance(50) ? "succeeded" : nil, "REF\(1_000 + nextPayment)",
      ])
    books.enter(account.number, account.company, day, "payment", -amount)
    books.credit(account.number, account.company, day, amount)
    return id
  }

  private func apply(
    _ payment: String?, _ discount: String?, _ number: String, _ item: Int, from payer: Account,
    day: Int, amount: Int
  ) throws {
    try add(
      "application", payer.company,
      [payment, discount, number, nil, Days.text(day), decimal(amount)])
    let debtor = books.items[item].account
    books.items[item].changes.append((day, -amount))
    books.credit(payer.number, payer.company, day, -amount)
    if debtor != payer.number {
      books.enter(payer.number, payer.company, day, "between accounts", amount)
      books.enter(debtor, payer.company, day, "between accounts", -amount)
    }
  }

  private func pay(_ number: String, _ item: Int, _ account: Account, day: Int, total: Int) throws {
    let paid = day + dice.number(3...28)
    if paid > lastDay { return }
    let payer = account.parent.map { accounts[$0] } ?? account
    switch dice.number(1...100) {
    case 1...70:
      let id = try payment(payer, day: paid, amount: total)
      try apply(id, nil, number, item, from: payer, day: paid, amount: total)
      if dice.chance(3), paid + 5 <= lastDay {
        try bounce(id, item, payer, day: paid + 5, amount: total)
      }
    case 71...78:
      let part = total / 2
      let id = try payment(payer, day: paid, amount: part)
      try apply(id, nil, number, item, from: payer, day: paid, amount: part)
    case 79...82:
      // Too much: the rest stays as credit, and is paid out now and then.
      let id = try payment(payer, day: paid, amount: total + 2_500)
      try apply(id, nil, number, item, from: payer, day: paid, amount: total)
      if dice.chance(50), paid + 7 <= lastDay {
        try add(
          "refund", payer.company,
          [
            "R\(nextPayment)", payer.id, id, Days.text(paid + 7), "25.00", "bank", "Overpaid",
          ])
        books.enter(payer.number, payer.company, paid + 7, "refund", 2_500)
        books.credit(payer.number, payer.company, paid + 7, -2_500)
      }
    case 83...85:
      // Two legitimately equal cash payments on one day.
      let half = total / 2
      for _ in 0..<2 {
        let id = try payment(payer, day: paid, amount: half, method: "cash")
        try apply(id, nil, number, item, from: payer, day: paid, amount: half)
      }
    case 86...88:
      let status = dice.chance(50) ? "failed" : "pending"
      try add(
        "payment", payer.company,
        [
          "P\(nextPayment)", payer.id, Days.text(paid), decimal(total), "card", status,
          "REF\(1_000 + nextPayment)",
        ])
      nextPayment += 1
    case 89...92:
      try discount(number, item, account, day: paid)
    default: break
    }
  }

  private func bounce(_ payment: String, _ item: Int, _ payer: Account, day: Int, amount: Int)
    throws
  {
    try add(
      "payment_reversal", payer.company,
      ["B" + payment, payment, Days.text(day), decimal(amount), "Check returned"])
    let debtor = books.items[item].account
    books.enter(payer.number, payer.company, day, "payment reversal", amount)
    books.items[item].changes.append((day, amount))
    if debtor != payer.number {
      books.enter(payer.number, payer.company, day, "between accounts", -amount)
      books.enter(debtor, payer.company, day, "between accounts", amount)
    }
  }

  private func discount(_ number: String, _ item: Int, _ account: Account, day: Int) throws {
    let reason = dice.pick(["goodwill", "adjustment", "write-off", "credit-note"])
    let amount = dice.number(100...1_500)
    let id = "C\(nextDiscount)"
    nextDiscount += 1
    try add(
      "discount", account.company,
      [id, account.id, Days.text(day), reason, decimal(amount), nil, "Credit", "mdupont"])
    let movement =
      ["adjustment": "adjustment", "write-off": "write-off", "credit-note": "credit note"][reason]
    books.enter(account.number, account.company, day, movement ?? "discount", -amount)
    books.credit(account.number, account.company, day, amount)
    try apply(nil, id, number, item, from: account, day: day, amount: amount)
  }

  // MARK: What it must come to

  private func writeManifest() throws {
    var text = """
      // What 'carryover demo' brings in, and in which order. A profile that is the name of a kind
      // means canonical CSV.
      {
        files: [
          { file: "company.csv", profile: "company" },
          { file: "source.csv", profile: "source" },

      """
    for source in Self.sources {
      for (kind, _) in Self.headers {
        text +=
          "    { file: \"\(source)/\(kind).csv\", profile: \"\(kind)\", source: \"\(source)\" },\n"
      }
    }
    text += "  ],\n}\n"
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/manifest.json5"))
  }

  private func writeExpected() throws {
    for (account, balance) in books.balances(asOf: Days.number(month: months - 2, day: 31)) {
      try add(
        "stated", accounts[account].company,
        [
          accounts[account].id, "account balance",
          Days.text(Days.number(month: months - 2, day: 31)), decimal(balance),
        ])
    }
    for file in files.values { try file.flush() }
    var ends = (0..<months - 1).map { Days.number(month: $0, day: 31) }
    ends.append(lastDay)
    var text = "{\n  \"companies\": {\n"
    text += Self.companies.indices.map { company in
      "    \"\(Self.companies[company])\": {\n      \"currency\": \"\(Self.currencies[company])\",\n"
        + ends.map { day in
          let members = books.summary(company: company, asOf: day)
            .map { "\"\($0.0)\": \"\(decimal($0.1))\"" }
          return "      \"\(Days.text(day))\": {\(members.joined(separator: ", "))}"
        }.joined(separator: ",\n") + "\n    }"
    }.joined(separator: ",\n")
    text += "\n  },\n  \"accounts\": {\n"
    text += books.balances(asOf: lastDay).map { account, balance in
      "    \"\(accounts[account].id)\": \"\(decimal(balance))\""
    }.joined(separator: ",\n")
    text += "\n  },\n  \"last_day\": \"\(Days.text(lastDay))\"\n}\n"
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/expected.json"))
  }
}

/// `carryover-bench generate`.
enum GenerateVerb {
  static func run(_ words: [String]) throws {
    let options = try Options(words, known: ["accounts", "months", "seed", "output"])
    let generator = Generator(
      accounts: try options.number("accounts", default: 140),
      months: max(2, try options.number("months", default: 4)),
      seed: try options.number("seed", default: 2026),
      folder: options.text("output", default: "generated"))
    try generator.run()
  }
}
