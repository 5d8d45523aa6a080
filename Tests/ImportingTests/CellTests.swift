import Importing
import Store
import Testing

/// What one cell becomes: its value, or the code of its refusal.
@Suite struct CellTests {
  struct Cell: Sendable, CustomTestStringConvertible {
    var field: String
    var type: String
    var text: String
    var result: String
    var testDescription: String { "\(field) \(type) \(text)" }

    init(_ field: String, _ type: String, _ text: String, _ result: String) {
      self.field = field
      self.type = type
      self.text = text
      self.result = result
    }
  }

  private static let dates = "{ date: { formats: ['dd/MM/yyyy', 'yyyyMMdd', 'd MMM yy'] } }"
  private static let german = "{ money: { decimal: ',', group: '.', sign: 'trailing' } }"

  static let cells: [Cell] = [
    Cell("payment.amount", "'money'", "12.50", "1250"),
    Cell("payment.amount", "'money'", "12.505", "too-many-decimals"),
    Cell("payment.amount", "'money'", "12.500", "1250"),
    Cell("payment.amount", "'money'", "1,250.00", "type-error"),
    Cell("payment.amount", "'money'", "92233720368547758.08", "overflow"),
    Cell("payment.amount", "'money'", "-92233720368547758.08", "overflow"),
    Cell("payment.amount", german, "1.250,00-", "-125000"),
    Cell("payment.amount", german, "12.50,00", "type-error"),
    Cell("payment.amount", "{ money: { sign: 'parens' } }", "(12.50)", "-1250"),
    Cell("payment.amount", "{ money: { sign: 'DR/CR' } }", "12.50 CR", "-1250"),
    Cell("payment.amount", "{ money: { implied: 2 } }", "0001250", "1250"),
    Cell("payment.date", dates, "31/08/2026", "20696"),
    Cell("payment.date", dates, "20260831", "20696"),
    Cell("payment.date", dates, "31 Aug 26", "20696"),
    Cell("payment.date", dates, "31/8/2026", "bad-date"),
    Cell("payment.date", dates, "29/02/2026", "bad-date"),
    Cell("payment.date", dates, "31/08/2026 ", "20696"),
    Cell(
      "payment.date", "{ date: { formats: ['dd/MM/yyyy', 'MM/dd/yyyy'] } }", "01/02/2026",
      "ambiguous-date"),
    Cell(
      "payment.date", "{ date: { formats: ['dd/MM/yyyy', 'MM/dd/yyyy'] } }", "31/08/2026",
      "20696"),
    Cell("payment.date", "{ date: { formats: ['epoch'] } }", "1788134400", "20696"),
    Cell("payment.date", "{ date: { formats: ['epoch'] } }", "999999999999999", "bad-date"),
    Cell("payment.at", "'instant'", "2026-08-01T00:00:00.000Z", "1785542400000"),
    Cell("payment.at", "'instant'", "2026-08-01T00:00:00-05:00", "1785560400000"),
    Cell("payment.at", "'instant'", "2026-08-01 00:00:00", "bad-date"),
    Cell(
      "payment.at", "{ instant: { formats: ['yyyy-MM-dd hh:mm a'] } }", "2026-08-01 12:05 AM",
      "1785560700000"),
    Cell(
      "payment.at", "{ instant: { formats: ['yyyy-MM-dd hh:mm a'] } }", "2026-08-01 12:05 AX",
      "bad-date"),
    Cell(
      "payment.at", "{ instant: { formats: ['yyyyMMddHHmm'], zone: 'UTC' } }", "202608010005",
      "1785542700000"),
    Cell(
      "payment.at", "{ instant: { formats: ['yyyyMMddHHmm'] } }", "202608010005", "1785560700000"),
    Cell("cdr.duration", "'duration'", "5.25", "5250"),
    Cell("cdr.duration", "{ duration: { unit: 'min' } }", "1.5", "90000"),
    Cell("cdr.duration", "{ duration: { unit: 'min' } }", "9223372036854775", "overflow"),
    Cell("cdr.duration", "{ duration: { unit: 'hh:mm:ss' } }", "01:02:03", "3723000"),
    Cell("cdr.duration", "{ duration: { unit: 'hh:mm:ss' } }", "01:60:03", "type-error"),
    Cell(
      "cdr.duration", "{ duration: { unit: 'hh:mm:ss' } }", "9000000000000000000:00:00",
      "overflow"),
    Cell("cdr.duration", "{ duration: { unit: 'mm:ss' } }", "75:30", "4530000"),
    Cell("cdr.duration", "{ duration: { unit: 'hhmmss' } }", "010203", "3723000"),
    Cell("cdr.duration", "{ duration: { unit: 'hhmmss' } }", "-10203", "type-error"),
    Cell("cdr.carrier_billed", "'duration'", "60", "60"),
    Cell("cdr.carrier_billed", "'duration'", "60.5", "too-many-decimals"),
    Cell("cdr.cost", "'decimal'", "0.00012345", "12345"),
    Cell("cdr.cost", "'decimal'", "0.000123456", "too-many-decimals"),
    Cell("cdr.cost", "{ decimal: { implied: 4 } }", "00120", "1200000"),
    Cell("cdr.from_number", "'phone'", "5550002", "12045550002"),
    Cell("cdr.from_number", "'phone'", "anonymous", "-"),
    Cell("top_off.bytes", "{ bytes: { unit: 'MB' } }", "1.5", "1500000"),
    Cell("top_off.bytes", "{ bytes: { unit: 'KiB' } }", "3", "3072"),
    Cell("top_off.bytes", "{ bytes: { unit: 'GiB' } }", "0.5", "536870912"),
    Cell("top_off.bytes", "{ bytes: { unit: 'kB' } }", "1.0005", "too-many-decimals"),
    Cell("top_off.bytes", "{ bytes: { unit: 'GB' } }", "9000000000000", "overflow"),
    Cell("invoice.recurring", "{ flag: { yes: 'J', no: 'N' } }", "j", "1"),
    Cell("invoice.recurring", "{ flag: { yes: 'J', no: 'N' } }", "yes", "type-error"),
    Cell("payment.method", "'text'", "cash", "cash"),
    Cell("payment.currency", "'text'", "XQX", "type-error"),
  ]

  @Test(arguments: cells) func cellBecomesItsValueOrIsRefused(_ cell: Cell) throws {
    let names = cell.field.split(separator: ".").map(String.init)
    // What the kind needs besides.
    let needed = [
      "payment": ["account: 'A1'", "amount: '1'"],
      "cdr": ["start: '2026-08-01T00:00:00Z'", "duration: '0'"],
      "top_off": ["account: 'A1'", "at: '2026-08-01T00:00:00Z'", "bytes: '0'"],
      "invoice": ["number: '1'", "account: 'A1'"],
    ]
    var fields = try #require(needed[names[0]]).filter { !$0.hasPrefix("\(names[1]):") }
    fields.append("\(names[1]): { col: 'C', type: \(cell.type) }")
    let profile = try ProfileParser.parse(
      "{ profile: 'p', input: { delimiter: ';' }, records: [{ emit: [{ kind: '\(names[0])', fields: { "
        + fields.joined(separator: ", ") + " } }] }] }", file: "p.json5")
    let found = try Mapping.map("C;x\n\(cell.text);y\n", by: profile)
    let kind = try #require(profile.kinds.first)
    let column = try #require(
      found.mapped.rows[0].fields.firstIndex { kind.fields[$0].name == names[1] })
    #expect((found.mapped.rejects.first?.code ?? found.rows.first?[column]) == cell.result)
  }
}
