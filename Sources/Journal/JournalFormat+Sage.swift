internal import Billing
internal import Diagnostics
internal import Tabular

extension JournalFormat {
  /// Rows of Sage 50: journal debits (JD) and journal credits (JC), whose nominal codes are numbers. It
  /// reads a day as day, month, year, whatever it looks like.
  static func sage(_ journal: Journal, _ mapping: JournalMapping) throws(Problem) -> [UInt8] {
    var writer = DelimitedWriter()
    writer.record([
      "Type", "Account Reference", "Nominal A/C Ref", "Department Code", "Date", "Reference",
      "Details", "Net Amount", "Tax Code", "Tax Amount", "Exchange Rate", "Extra Reference",
      "User Name",
    ])
    for entry in journal.entries {
      let (year, month, day) = entry.date.components
      func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
      for line in entry.lines {
        guard (1...8).contains(line.account.utf8.count),
          line.account.utf8.allSatisfy({ $0 &- 48 < 10 })
        else { throw .nominalCode(line.account) }
        writer.plain(line.debit > 0 ? "JD" : "JC")
        writer.plain("")
        writer.plain(line.account)
        writer.text(mapping.sage["department"] ?? "0")
        writer.plain("\(two(day))/\(two(month))/\(year)")
        // Longer ones are refused by its import.
        writer.text(String(entry.number.prefix(30)))
        writer.text(String(line.text.prefix(60)))
        writer.plain(amount(line.debit + line.credit, journal))
        writer.text(mapping.sage["taxCode"] ?? "T9")
        writer.plain(ScaledDecimal.print(0, scale: journal.company.digits, trimmed: false))
        writer.plain("")
        writer.plain("")
        writer.text(mapping.sage["user"] ?? "")
        writer.endRecord()
      }
    }
    return writer.take()
  }
}
