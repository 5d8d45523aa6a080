import Diagnostics
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
    Cell("payment.amount", "{ money: { sign: 'overpunch', implied: 2 } }", "0001234}", "-12340"),
    Cell("payment.amount", "{ money: { sign: 'overpunch', implied: 2 } }", "0001234A", "12341"),
    Cell("payment.amount", "{ money: { sign: 'overpunch', implied: 2 } }", "0001234", "1234"),
    Cell("payment.amount", "{ money: { sign: 'overpunch' } }", "123Z", "type-error"),
    Cell("payment.amount", "{ money: { unit: 'cents' } }", "1250", "1250"),
    Cell("payment.amount", "{ money: { unit: 'cents' } }", "12.5", "too-many-decimals"),
    Cell("payment.amount", "{ money: { implied: 4 } }", "00012500", "125"),
    Cell("payment.amount", "{ money: { implied: 4 } }", "00012501", "too-many-decimals"),
    Cell("payment.amount", "{ money: { implied: 2 } }", "12.50", "type-error"),
    Cell(
      "payment.amount", "{ money: { sign: { negative: ['S'], positive: ['H'] } } }", "5,00 S",
      "type-error"),
    Cell(
      "payment.amount", "{ money: { sign: { negative: ['S'], positive: ['H'] } } }", "5.00 S",
      "-500"),
    Cell(
      "payment.amount", "{ money: { sign: { negative: ['S'], positive: ['H'] } } }", "5.00h", "500"),
    Cell(
      "payment.amount", "{ money: { sign: { negative: ['S'], positive: ['H'] } } }", "5.00", "500"),
    Cell("cdr.cost", "{ decimal: { unit: 'cents', decimal: ',' } }", "0,0546", "54600"),
    Cell("cdr.cost", "{ decimal: { implied: 7 } }", "000000012345678", "123456780"),
    Cell("payment.date", "{ date: { formats: ['yyMMdd'], pivot: 20 } }", "260831", "-15829"),
    Cell("payment.date", "{ date: { formats: ['excel'] } }", "46265", "20696"),
    Cell("payment.date", "{ date: { formats: ['excel'] } }", "59", "bad-date"),
    Cell("payment.date", "{ date: { formats: ['yyyyMMdd', 'epoch_ms'] } }", "20260831", "20696"),
    Cell(
      "payment.at", "{ instant: { formats: ['epoch_us'] } }", "1785542400000123", "1785542400000"),
    Cell("payment.at", "{ instant: { formats: ['epoch'] } }", "1785542400.5", "1785542400500"),
    Cell(
      "payment.at", "{ instant: { formats: ['excel'], zone: 'UTC' } }", "46235.5", "1785585600000"),
    Cell(
      "payment.at", "{ instant: { formats: ['EEE MMM d HH:mm:ss yyyy'], zone: 'UTC' } }",
      "Sat Aug 1 00:00:01 2026", "1785542401000"),
    Cell(
      "payment.at", "{ instant: { formats: [\"dd/MM/yyyy h:mm:ss a 'GMT'\"], zone: 'UTC' } }",
      "01/08/2026 1:00:00 p.m. GMT", "1785589200000"),
    Cell(
      "payment.at", "{ instant: { formats: ['yyyyMMddHHmmss.SSS'], zone: 'UTC' } }",
      "20260801000000.250", "1785542400250"),
    Cell("cdr.duration", "{ duration: { unit: 'hmmsst' } }", "101023", "3662300"),
    Cell("cdr.duration", "{ duration: { unit: 'hhmmssdd' } }", "00003055", "30550"),
    Cell("cdr.duration", "{ duration: { unit: 'hh:mm:ss' } }", "0:00:05.5", "5500"),
    Cell("cdr.duration", "{ duration: { unit: 'PT' } }", "PT1H2M3.5S", "3723500"),
    Cell("cdr.duration", "{ duration: { unit: 'PT' } }", "P1DT1S", "86401000"),
    Cell("cdr.duration", "{ duration: { unit: 'PT' } }", "PT", "type-error"),
    Cell("cdr.duration", "{ duration: { unit: 'us' } }", "2500", "too-many-decimals"),
    Cell("cdr.duration", "{ duration: { unit: 'us', round: 'up' } }", "2001", "3"),
    Cell("cdr.duration", "{ duration: { unit: 'us', round: 'nearest' } }", "2500", "3"),
    Cell("cdr.duration", "{ duration: { unit: 'us', round: 'down' } }", "2999", "2"),
    Cell("cdr.duration", "{ duration: { unit: 'd' } }", "0.25", "21600000"),
    Cell("cdr.duration", "{ duration: { unit: 'min', decimal: ',' } }", "0,1", "6000"),
    Cell("cdr.carrier_billed", "{ duration: { round: 'up' } }", "60.1", "61"),
    Cell("cdr.from_number", "{ phone: { country: 'GB' } }", "020 7946 0000", "442079460000"),
    Cell("tax_rate.rate", "'percent'", "5%", "5000000"),
    Cell("tax_rate.rate", "{ percent: { decimal: ',' } }", "7,25 %", "7250000"),
    Cell("top_off.bytes", "{ bytes: { unit: 'written' } }", "1.5 GiB", "1610612736"),
    Cell("top_off.bytes", "{ bytes: { unit: 'written' } }", "512B", "512"),
    Cell("top_off.bytes", "{ bytes: { unit: 'written' } }", "512", "type-error"),
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
      "tax_rate": [
        "company: 'c'", "tax_zone: 'z'", "name: 'n'", "jurisdiction: 'j'", "rate: '0.05'",
      ],
    ]
    var fields = try #require(needed[names[0]]).filter { !$0.hasPrefix("\(names[1]):") }
    fields.append("\(names[1]): { col: 'C', type: \(cell.type) }")
    let profile = try ProfileParser.parse(
      "{ profile: 'p', input: { delimiter: ';' }, records: [{ emit: [{ kind: '\(names[0])', fields: { "
        + fields.joined(separator: ", ") + " } }] }] }", file: "p.json5")
    let found: Mapping.Found
    do { found = try Mapping.map("C;x\n\(cell.text);y\n", by: profile) } catch {
      // What the whole column leaves open refuses the file.
      #expect((error as? Problem)?.code.rawValue == cell.result)
      return
    }
    let kind = try #require(profile.kinds.first)
    let column = try #require(
      found.mapped.rows[0].fields.firstIndex { kind.fields[$0].name == names[1] })
    #expect((found.mapped.rejects.first?.code ?? found.rows.first?[column]) == cell.result)
  }
}
