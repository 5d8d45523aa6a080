internal import Billing
internal import Diagnostics

extension JournalFormat {
  private static func customer(_ mapping: JournalMapping) throws(Problem) -> String {
    guard let customer = mapping.customer else {
      throw .mappingLacks(
        "customer: \"…\"", "QuickBooks wants the name of a customer beside the receivables")
    }
    return customer
  }

  /// Journal entries of QuickBooks Online: one of debit and credit filled, number and date on every row.
  /// It cuts rows at every comma, so that no field may have one.
  static func quickBooksOnline(_ journal: Journal, _ mapping: JournalMapping) throws(Problem)
    -> [UInt8]
  {
    let customer = try customer(mapping)
    var rows = BareRows(delimiter: ",", software: "QuickBooks Online")
    try rows.add([
      "*JournalNo", "*JournalDate", "*AccountName", "*Debits", "*Credits", "Description", "Name",
      "Currency", "Location", "Class",
    ])
    for entry in journal.entries {
      for line in entry.lines {
        try rows.add([
          entry.number, date(entry.date, journal, mapping), line.account,
          amount(line.debit, journal), amount(line.credit, journal),
          String(line.text.map { $0 == "," || $0 == "\"" ? " " : $0 }),
          line.isReceivable ? customer : "", journal.company.currency, "", "",
        ])
      }
    }
    return rows.bytes
  }

  private static let transaction = [
    "!TRNS", "TRNSID", "TRNSTYPE", "DATE", "ACCNT", "NAME", "CLASS", "AMOUNT", "DOCNUM", "MEMO",
    "CLEAR", "TOPRINT", "NAMEISTAXABLE", "DUEDATE", "TERMS", "PAYMETH", "SHIPVIA", "SHIPDATE",
    "REP",
    "FOB", "PONUM", "INVMEMO", "ADDR1", "ADDR2", "ADDR3", "ADDR4", "ADDR5", "SADDR1", "SADDR2",
    "SADDR3", "SADDR4", "SADDR5",
  ]
  private static let split = [
    "!SPL", "SPLID", "TRNSTYPE", "DATE", "ACCNT", "NAME", "CLASS", "AMOUNT", "DOCNUM", "MEMO",
    "CLEAR", "QNTY", "PRICE", "INVITEM", "PAYMETH", "TAXABLE", "EXTRA", "VATCODE", "VATRATE",
    "VATAMOUNT", "VALADJ", "SERVICEDATE", "TAXCODE", "TAXRATE", "TAXAMOUNT",
  ]

  /// IIF: each group begins with its debit and comes to nothing. QuickBooks takes one line of receivables
  /// in a transaction, so that each movement is one of its own, or several.
  static func quickBooksDesktop(_ journal: Journal, _ mapping: JournalMapping) throws(Problem)
    -> [UInt8]
  {
    let customer = try customer(mapping)
    var rows = BareRows(delimiter: "\t", software: "QuickBooks")
    try rows.add(transaction)
    try rows.add(split)
    try rows.add(["!ENDTRNS"])
    for entry in journal.entries {
      let (_, month, day) = entry.date.components
      let date = "\(month)/\(day)/\(entry.date.components.year)"
      var number = 0
      for group in groups(of: entry, mapping) {
        number += 1
        for (index, line) in group.enumerated() {
          let fields = [
            index == 0 ? "TRNS" : "SPL", "", "GENERAL JOURNAL", date, line.account,
            line.isReceivable ? customer : "", "",
            amount(line.debit - line.credit, journal), "\(entry.number)-\(number)", line.text,
          ]
          let width = index == 0 ? transaction.count : split.count
          try rows.add(fields + Array(repeating: "", count: width - fields.count))
        }
        try rows.add(["ENDTRNS"])
      }
    }
    return rows.bytes
  }

  /// A debit with its credits: of what customers owe more, all at once; of what they owe less, one by one.
  private static func groups(of entry: Journal.Entry, _ mapping: JournalMapping)
    -> [[Journal.Line]]
  {
    var groups: [[Journal.Line]] = []
    for movement in entry.lines.map(\.movement).reduce(
      into: [String](),
      { names, name in
        if !names.contains(name) { names.append(name) }
      })
    {
      let others = entry.lines.filter { $0.movement == movement && !$0.isReceivable }
      let credits = others.filter { $0.credit > 0 }
      func receivable(debit: Int64, credit: Int64) -> Journal.Line {
        Journal.Line(
          movement: movement, account: mapping.receivables, isReceivable: true,
          text: JournalMapping.Posting.plural(movement), debit: debit, credit: credit)
      }
      if !credits.isEmpty {
        groups.append(
          [receivable(debit: credits.reduce(0) { $0 + $1.credit }, credit: 0)] + credits)
      }
      for line in others where line.debit > 0 {
        groups.append([line, receivable(debit: 0, credit: line.debit)])
      }
    }
    return groups
  }
}
