extension MigrationScenario {
  /// Half away from zero.
  private func tax(_ base: Int, _ percent: Int) -> Int { (base * percent + 50) / 100 }

  /// A month's invoice of a client, and what becomes of it.
  func bill(_ client: Client, month: Int) {
    let day = Self.days.number(month: month, day: client.billDay)
    var subtotal = client.price
    if client.number % 5 == 3 { subtotal += 1_000 }
    if dice.chance(20) { subtotal += dice.number(35...2_400) }
    var bill = Bill(
      id: nextBill, client: client.number, day: day, due: day + 14, subtotal: subtotal,
      gst: tax(subtotal, 5), pst: tax(subtotal, 6), credit: 0)
    nextBill += 1
    if dice.chance(1) {
      // Never sent: it counts nothing.
      bill.status = dice.chance(70) ? "Cancelled" : "Draft"
      bills.append(bill)
      return
    }
    bill.credit = min(overpaid[client.number] ?? 0, bill.total)
    overpaid[client.number, default: 0] -= bill.credit
    bills.append(bill)
    pay(bills.count - 1, client)
  }

  private func pay(_ index: Int, _ client: Client) {
    let bill = bills[index]
    let due = bill.total - bill.credit
    if due == 0 { return close(index, bill.day) }
    switch dice.number(1...100) {
    case 1...80: full(index, bill.day + dice.number(2...13), due)
    case 81...86: full(index, bill.day + dice.number(20...40), due)
    case 87...89:
      let half = due / 2
      receive(bill, day: bill.day + 10, amount: half)
      full(index, bill.day + 35, due - half)
    case 90...92: overpay(index, due)
    case 93...95: cash(index, due)
    default: break
    }
  }

  private func close(_ index: Int, _ day: Int) {
    bills[index].status = "Paid"
    bills[index].paid = day
  }

  private func full(_ index: Int, _ day: Int, _ amount: Int) {
    if day > cutOver { return }
    receive(bills[index], day: day, amount: amount)
    close(index, day)
  }

  @discardableResult
  private func receive(_ bill: Bill, day: Int, amount: Int) -> String? {
    if day > cutOver { return nil }
    let id = draftNumber()
    receipts.append(
      Receipt(
        id: id, client: bill.client, day: day, amount: amount,
        method: dice.pick(["Stripe", "Stripe", "PayPal", "Bank Transfer", "Mail In Payment"]),
        bill: bill.id))
    return id
  }

  /// More than is due: it is taken off the next invoice, or paid out again.
  private func overpay(_ index: Int, _ due: Int) {
    let extra = dice.number(500...2_500)
    let day = bills[index].day + dice.number(2...13)
    guard let id = receive(bills[index], day: day, amount: due + extra) else { return }
    close(index, day)
    if dice.chance(40), day + 6 <= cutOver {
      receipts.append(
        Receipt(
          id: draftNumber(), client: bills[index].client, day: day + 6, amount: extra,
          method: "Stripe", refunded: id, isOut: true))
    } else {
      overpaid[bills[index].client, default: 0] += extra
    }
  }

  /// The counter takes cash from the 1st to the 12th of a month, and its book knows no invoices.
  private func cash(_ index: Int, _ due: Int) {
    let (bill, days) = (bills[index], Self.days)
    let next = (0...months).first { days.number(month: $0, day: 1) > bill.day } ?? months
    let day = days.number(month: next, day: dice.number(1...12))
    if day > cutOver { return }
    receipts.append(
      Receipt(
        id: draftNumber(), client: bill.client, day: day, amount: due, method: "Cash",
        isCash: true))
    close(index, day)
  }
}
