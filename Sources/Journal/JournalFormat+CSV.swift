internal import Billing
internal import Tabular

extension JournalFormat {
  /// One row a line, for anything that reads a table.
  static func table(_ journal: Journal) -> [UInt8] {
    var writer = DelimitedWriter()
    writer.record([
      "journal", "date", "company", "currency", "movement", "account", "debit", "credit", "text",
    ])
    for entry in journal.entries {
      for line in entry.lines {
        writer.text(entry.number)
        writer.plain(entry.date.description)
        writer.text(journal.company.code)
        writer.plain(journal.company.currency)
        writer.text(line.movement)
        writer.text(line.account)
        writer.plain(amount(line.debit, journal))
        writer.plain(amount(line.credit, journal))
        writer.text(line.text)
        writer.endRecord()
      }
    }
    return writer.take()
  }

  /// One signed amount a line: debits positive, credits negative, and nothing left of a narration.
  static func xero(_ journal: Journal, _ mapping: JournalMapping) -> [UInt8] {
    var writer = DelimitedWriter()
    writer.record([
      "*Narration", "*Date", "Description", "*AccountCode", "*TaxRate", "*Amount", "TrackingName1",
      "TrackingOption1", "TrackingName2", "TrackingOption2",
    ])
    for entry in journal.entries {
      for line in entry.lines {
        writer.text(entry.number)
        writer.plain(date(entry.date, journal, mapping))
        writer.text(line.text)
        writer.text(line.account)
        writer.text(mapping.xero["taxRate"] ?? "Tax Exempt")
        writer.plain(amount(line.debit - line.credit, journal))
        for _ in 0..<4 { writer.plain("") }
        writer.endRecord()
      }
    }
    return writer.take()
  }
}
