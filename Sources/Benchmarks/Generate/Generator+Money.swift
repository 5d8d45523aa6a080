extension Generator {
  private struct Line {
    var id = ""
    var type: String
    var product: String
    var text: String
    var amount: Int
  }

  /// Half away from zero; rates are hundredths of a percent.
  private func tax(_ base: Int, _ rate: Int) -> Int {
    base >= 0 ? (base * rate + 5_000) / 10_000 : -((-base * rate + 5_000) / 10_000)
  }

  /// The columns of the taxes on an amount.
  private func taxColumns(_ amount: Int, _ account: Account) -> [String: Cell] {
    var values: [String: Cell] = [:]
    for (index, rate) in account.taxes.enumerated() {
      values["tax\(index + 1)"] = .text(rate.name)
      values["tax\(index + 1)_amount"] = .cents(tax(amount, rate.rate))
    }
    return values
  }

  func bill(_ index: Int, month: Int) throws {
    let account = accounts[index]
    let day = Days.number(month: month, day: account.billDay)
    if day > lastDay { return }
    let number = String(nextInvoice)
    nextInvoice += 1
    let next = Days.number(month: month + 1, day: account.billDay)
    let lines = makeLines(account)
    var total = 0
    for line in lines {
      total += line.amount
      books.enter(
        index, account.company, day, line.amount < 0 ? "discount" : "charge", line.amount)
      for rate in account.taxes {
        let amount = tax(line.amount, rate.rate)
        total += amount
        books.enter(index, account.company, day, "tax", amount)
      }
    }
    let isFrozen = dice.chance(1)
    let isVoid = !isFrozen && dice.chance(2) && day + 4 <= lastDay
    var values: [String: Cell] = [
      "number": .text(number), "customer": .text(account.id), "date": .day(day),
      "due": .day(day + 21), "from": .day(day), "to": .day(next - 1), "total": .cents(total),
    ]
    if isFrozen { values["frozen"] = .day(day + 1) }
    if isVoid {
      values["void_date"] = .day(day + 4)
      values["void_user"] = .text("jsmith")
    }
    if let parent = account.parent, let bill = parentInvoices[parent] {
      values["parent_invoice"] = .text(bill)
    }
    parentInvoices[index] = number
    if dice.chance(10) { values["message"] = .text("Thank you for choosing Prairie Fibre.") }
    try add("invoice", account.company, values)
    for line in lines {
      let columns: [String: Cell] = [
        "id": .text(line.id), "customer": .text(account.id), "invoice": .text(number),
        "date": .day(day), "type": .word(line.type), "product": .text(line.product),
        "text": .text(line.text), "amount": .cents(line.amount), "from": .day(day),
        "to": .day(next - 1),
      ]
      try add(
        "line", account.company, columns.merging(taxColumns(line.amount, account)) { $1 })
    }
    books.items.append(
      .init(account: index, company: account.company, due: day + 21, changes: [(day, total)]))
    let item = books.items.count - 1
    if isFrozen { return }
    if isVoid {
      try void(number, item, account, day: day, total: total)
    } else if dice.chance(3), lines.allSatisfy({ $0.amount > 0 }) {
      // With a negative line left, the invoice would owe the customer.
      try reverse(lines[0], item, account, day: day)
    } else {
      try pay(number, item, account, day: day, total: total)
    }
    if dice.chance(4) { try leaveUninvoiced(account, day: day + 3) }
  }

  private func makeLines(_ account: Account) -> [Line] {
    let product = Self.products.first { $0.price == account.price }?.code ?? "NET50"
    var lines = [
      Line(type: "data", product: product, text: "Internet service", amount: account.price)
    ]
    if dice.chance(25) {
      lines.append(
        Line(type: "recurring", product: "IP", text: "Static IP address", amount: 1_000))
    }
    if dice.chance(30) {
      lines.append(
        Line(type: "voice", product: "CALLS", text: "Calls", amount: dice.number(10...2_500)))
    }
    if dice.chance(5) {
      lines.append(
        Line(type: "one-time", product: "INST", text: "Installation, once", amount: 9_900))
    }
    if dice.chance(8) {
      lines.append(Line(type: "data", product: "NET50", text: "Loyalty discount", amount: -500))
    }
    for index in lines.indices {
      lines[index].id = "D\(nextDebit)"
      nextDebit += 1
    }
    return lines
  }

  private func void(_ number: String, _ item: Int, _ account: Account, day: Int, total: Int) throws
  {
    let voided = day + 4
    if dice.chance(50) {
      let paid = try payment(account, day: day + 2, amount: 1_000)
      try add(
        "allocation", account.company,
        [
          "payment": .text(paid), "invoice": .text(number), "date": .day(day + 2),
          "amount": .cents(1_000),
        ])
      // On the invoice and off again: in the end only the credit is left.
      books.items[item].changes += [(day + 2, -1_000), (voided, 1_000)]
      books.credit(account.number, account.company, day + 2, -1_000)
      books.credit(account.number, account.company, voided, 1_000)
    }
    books.enter(account.number, account.company, voided, "discount", -total)
    books.items[item].changes.append((voided, -total))
  }

  /// A reversed debit: its tax goes back line by line, onto the same invoice.
  private func reverse(_ line: Line, _ item: Int, _ account: Account, day: Int) throws {
    let reversed = day + 5
    if reversed > lastDay { return }
    let columns: [String: Cell] = [
      "id": .text("C\(nextDiscount)"), "customer": .text(account.id), "date": .day(reversed),
      "reason": .word("reversal"), "amount": .cents(line.amount), "line": .text(line.id),
      "text": .text("Reversed"), "user": .text("apatel"),
    ]
    nextDiscount += 1
    try add("credit", account.company, columns.merging(taxColumns(line.amount, account)) { $1 })
    let total = line.amount + account.taxes.map { tax(line.amount, $0.rate) }.reduce(0, +)
    books.enter(account.number, account.company, reversed, "discount", -total)
    books.items[item].changes.append((reversed, -total))
  }

  private func leaveUninvoiced(_ account: Account, day: Int) throws {
    if day > lastDay { return }
    let amount = dice.number(100...2_000)
    try add(
      "line", account.company,
      [
        "id": .text("D\(nextDebit)"), "customer": .text(account.id), "date": .day(day),
        "type": .word("one-time"), "product": .text("INST"),
        "text": .text("Visit, not billed yet"), "amount": .cents(amount),
      ])
    nextDebit += 1
    books.enter(account.number, account.company, day, "charge", amount)
    books.leaveUninvoiced(account.number, account.company, day, amount)
  }

  private static let methods = ["card", "bank", "cash", "check", "wire", "paypal", "other"]

  /// Writes a payment; its id.
  private func receive(
    _ account: Account, day: Int, amount: Int, method: String, status: String, returned: Int? = nil
  ) throws -> String {
    let id = "P\(nextPayment)"
    nextPayment += 1
    var values: [String: Cell] = [
      "id": .text(id), "customer": .text(account.id), "date": .day(day),
      "amount": .cents(amount), "method": .word(method), "status": .word(status),
      "reference": .text("REF\(1_000 + nextPayment)"),
    ]
    if let returned { values["returned"] = .day(returned) }
    try add("payment", account.company, values)
    return id
  }

  /// A succeeded payment; its id.
  private func payment(
    _ account: Account, day: Int, amount: Int, method: String? = nil, returned: Int? = nil
  ) throws -> String {
    let id = try receive(
      account, day: day, amount: amount, method: method ?? dice.pick(Self.methods),
      status: "succeeded", returned: returned)
    books.enter(account.number, account.company, day, "payment", -amount)
    books.credit(account.number, account.company, day, amount)
    return id
  }

  private func apply(
    _ payment: String?, _ credit: String?, _ number: String, _ item: Int, from payer: Account,
    day: Int, amount: Int
  ) throws {
    try add(
      "allocation", payer.company,
      [
        "payment": .text(payment ?? ""), "credit": .text(credit ?? ""), "invoice": .text(number),
        "date": .day(day), "amount": .cents(amount),
      ])
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
      let returned = dice.chance(3) && paid + 5 <= lastDay ? paid + 5 : nil
      let id = try payment(payer, day: paid, amount: total, returned: returned)
      try apply(id, nil, number, item, from: payer, day: paid, amount: total)
      if let returned { bounce(item, payer, day: returned, amount: total) }
    case 71...78:
      let part = total / 2
      let id = try payment(payer, day: paid, amount: part)
      try apply(id, nil, number, item, from: payer, day: paid, amount: part)
    case 79...82:
      // Too much: the rest stays as credit, and is paid out now and then.
      let id = try payment(payer, day: paid, amount: total + 2_500)
      try apply(id, nil, number, item, from: payer, day: paid, amount: total)
      if dice.chance(50), paid + 7 <= lastDay { try refund(id, payer, day: paid + 7) }
    case 83...85:
      // Two legitimately equal cash payments on one day.
      let half = total / 2
      for _ in 0..<2 {
        let id = try payment(payer, day: paid, amount: half, method: "cash")
        try apply(id, nil, number, item, from: payer, day: paid, amount: half)
      }
    case 86...88:
      _ = try receive(
        payer, day: paid, amount: total, method: "card",
        status: dice.chance(50) ? "failed" : "pending")
    case 89...92:
      try discount(number, item, account, day: paid)
    default: break
    }
  }

  private func refund(_ payment: String, _ payer: Account, day: Int) throws {
    try add(
      "refund", payer.company,
      [
        "id": .text("R\(nextPayment)"), "customer": .text(payer.id), "payment": .text(payment),
        "date": .day(day), "amount": .cents(2_500), "method": .word("bank"),
        "text": .text("Overpaid"),
      ])
    books.enter(payer.number, payer.company, day, "refund", 2_500)
    books.credit(payer.number, payer.company, day, -2_500)
  }

  private func bounce(_ item: Int, _ payer: Account, day: Int, amount: Int) {
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
      "credit", account.company,
      [
        "id": .text(id), "customer": .text(account.id), "date": .day(day),
        "reason": .word(reason), "amount": .cents(amount), "text": .text("Credit"),
        "user": .text("mdupont"),
      ])
    let movement =
      ["adjustment": "adjustment", "write-off": "write-off", "credit-note": "credit note"][reason]
    books.enter(account.number, account.company, day, movement ?? "discount", -amount)
    books.credit(account.number, account.company, day, amount)
    try apply(nil, id, number, item, from: account, day: day, amount: amount)
  }
}
