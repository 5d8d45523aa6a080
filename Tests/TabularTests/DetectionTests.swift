import Bytes
import Diagnostics
import Support
import Testing

@testable import Tabular

/// Messy files, and what is found out about them.
@Suite struct DetectionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var delimiter = ","
    var quote: Character? = "\""
    var isPadded = false
    var skip = 0
    var headerRows = 1
    var names: [String]
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(
      name: "clean", text: "id,name,amount\n1,Ann,10.00\n2,Bob,20.00\n",
      names: ["id", "name", "amount"]),
    Case(
      name: "no line end at the end", text: "id,amount\n1,10.00", names: ["id", "amount"]),
    Case(
      name: "decimal commas", text: "Nr;Betrag;Saldo\n1;10,50;1.210,50\n2;7,25;3,00\n",
      delimiter: ";", names: ["Nr", "Betrag", "Saldo"]),
    Case(
      name: "decimal commas without a header", text: "1,5;2,5;3,5\n1,5;2,5;3,5\n2,5;2,5;3,5\n",
      delimiter: ";", headerRows: 0, names: []),
    Case(
      name: "tabs and commas in texts",
      text: "id\tname\tpaid\n1\tDoe, John\t1.00\n2\tRoe, Jane\t2.00\n",
      delimiter: "\t", names: ["id", "name", "paid"]),
    Case(
      name: "pipes", text: "id|when|what\n1|2026-08-31 10:00:00|a,b\n2|2026-08-31 11:00:00|c\n",
      delimiter: "|", names: ["id", "when", "what"]),
    Case(
      name: "preamble padded with delimiters",
      text: "Payments report,,,\nPrinted: 2026-10-31,,,\n,,,\nId,Date,Name,Amount\n"
        + "1,2026-10-01,Ann,10.00\n2,2026-10-02,Bob,20.00\n3,2026-10-03,Cid,5.00\n",
      skip: 3, names: ["Id", "Date", "Name", "Amount"]),
    Case(
      name: "preamble of bare lines",
      text: "Payments report\n\nFrom 1 October, all offices\n\nId;Date;Amount\n1;01.10.2026;10,00\n"
        + "2;02.10.2026;20,00\n3;03.10.2026;2,00\n4;04.10.2026;3,00\n",
      delimiter: ";", skip: 4, names: ["Id", "Date", "Amount"]),
    Case(
      name: "two header rows, units below",
      text: "Id,Volume,Price\n,GB,CAD\n1,10.5,20.00\n2,11.5,30.00\n", headerRows: 2,
      names: ["Id", "Volume GB", "Price CAD"]),
    Case(
      name: "groups above the names",
      text: "Customer,,Invoice,,\nId,Name,No,Date,Total\n1,Ann,77,2026-10-01,10.00\n"
        + "2,Bob,78,2026-10-01,12.00\n", headerRows: 2,
      names: ["Customer Id", "Customer Name", "Invoice No", "Invoice Date", "Invoice Total"]),
    Case(
      name: "ragged rows", text: "id,name,amount\n1,Ann\n2,Bob,20.00\n3,Cid,30.00,,\n4,Dan,4.00\n",
      names: ["id", "name", "amount"]),
    Case(
      name: "stray quotes", text: "id,part,price\n1,\"5\" pipe\",10.00\n2,7\" pipe,12.00\n",
      names: ["id", "part", "price"]),
    Case(
      name: "blanks behind the separator",
      text: "\"id\", \"name\", \"amount\"\n\"1\", \"Doe, J\", \"1.00\"\n", isPadded: true,
      names: ["id", "name", "amount"]),
    Case(
      name: "sep=;", text: "sep=;\nid;name,first;paid\n1;Doe,J;1,00\n", delimiter: ";",
      names: ["id", "name,first", "paid"]),
    Case(
      name: "mixed line ends", text: "id,amount\r\n1,10.00\n2,20.00\r3,30.00\r\n",
      names: ["id", "amount"]),
    Case(
      name: "CR only", text: "id;amount\r1;10,00\r2;20,00\r", delimiter: ";",
      names: ["id", "amount"]),
    Case(
      name: "NUL bytes", text: "id,name\0,amount\n1,A\0nn,10.00\n", names: ["id", "name", "amount"]),
    Case(
      name: "several tables",
      text: "id,date,amount\n1,2026-10-01,10.00\n2,2026-10-01,11.00\n3,2026-10-02,12.00\n\n"
        + "code,name\nA,Alpha\nB,Beta\n", names: ["id", "date", "amount"]),
    Case(
      name: "single quotes", text: "id,name\n1,'Doe, John'\n2,'Roe, Jane'\n", quote: "'",
      names: ["id", "name"]),
    Case(
      name: "apostrophes are no quotes", text: "id,name\n1,O'Neil\n2,'t Hooft\n3,D'Arcy\n",
      names: ["id", "name"]),
    Case(name: "one column", text: "number\n2045550101\n2045550102\n", names: ["number"]),
    Case(
      name: "no header", text: "1,2026-10-01,10.00\n2,2026-10-02,11.00\n", headerRows: 0, names: []),
    Case(
      name: "texts only, a row comes again", text: "Ann,active\nBob,active\nCid,closed\n",
      headerRows: 0, names: []),
    Case(
      name: "texts only with names", text: "name,status\nBob,active\nCid,closed\nDan,active\n",
      names: ["name", "status"]),
    Case(
      name: "two bars", text: "id||name||paid\n1||Doe, J||1.00\n2||Roe|x||\n", delimiter: "||",
      names: ["id", "name", "paid"]),
    Case(
      name: "bars with empty cells are single ones",
      text: "id|name||paid\n1|Doe, J||1.00\n2||x|2.00\n", delimiter: "|",
      names: ["id", "name", "", "paid"]),
    Case(
      name: "a bar in tildes", text: "id~|~name\n1~|~\"a~|~b\"\n2~|~x | y\n", delimiter: "~|~",
      names: ["id", "name"]),
    Case(
      name: "sep=||", text: "sep=||\nid||a;b\n1||x\n", delimiter: "||", names: ["id", "a;b"]),
    Case(name: "header only", text: "id,name\n", names: ["id", "name"]),
  ]

  @Test(arguments: cases) func findsOut(_ example: Case) throws {
    let bytes = Array(example.text.utf8)
    let sample = try TableSample(Self.source(bytes))
    let sketch = TableSketch(sample)
    #expect(sketch.dialect.delimiter == Delimiter(example.delimiter.utf8))
    #expect(sketch.dialect.quote == example.quote?.asciiValue)
    #expect(sketch.dialect.isPadded == example.isPadded)
    #expect(sketch.dialect.skip == example.skip)
    #expect(sketch.headerRows == example.headerRows)
    #expect(sketch.names == example.names)
    // With what was found out the reader begins at the header.
    let read = try RecordReaderTests.read(
      bytes, layout: .delimited(sketch.dialect), tolerance: Tolerance(leavesOutNULs: true))
    #expect(read.lines.first == sketch.firstLine)
    if example.headerRows == 1 {
      #expect(read.records[0].prefix(example.names.count) == example.names[...])
    }
  }

  @Test func findsBackslashes() throws {
    let text = #"id,name"# + "\n" + #"1,"say \"x\" here""# + "\n" + #"2,"a \"b\", c""# + "\n"
    let sketch = TableSketch(try TableSample(Self.source(Array(text.utf8))))
    #expect(sketch.dialect.escape == .backslash)
    let doubled = text.replacing("\\\"", with: "\"\"")
    #expect(
      TableSketch(try TableSample(Self.source(Array(doubled.utf8)))).dialect.escape == .doubled)
  }

  @Test(
    arguments: [
      (Array("a,b\n1,2\n".utf8), nil), (Array("a,é\n".utf8), .utf8),
      ([0x61, 0x2C, 0xE9, 0x0A], .windows1252), ([0xEF, 0xBB, 0xBF, 0x61], .utf8),
      (Array("a,b\n1,2\n".utf16.flatMap { [UInt8($0), 0] }), .utf16LittleEndian),
      (Array("a,b\n1,2\n".utf16.flatMap { [0, UInt8($0)] }), .utf16BigEndian),
      ([0xFF, 0xFE, 0x61, 0x00], .utf16LittleEndian), (Array("caf".utf8) + [0xC3], nil),
    ] as [([UInt8], TextEncoding?)]) func encodings(_ bytes: [UInt8], _ encoding: TextEncoding?)
  {
    #expect(EncodingEvidence(bytes[...]).encoding == encoding)
  }

  @Test(arguments: [
    ("", CellShape.empty), ("12", .integer(digits: 2, hasLeadingZero: false)),
    ("007", .integer(digits: 3, hasLeadingZero: true)), ("true", .flag), ("N", .flag),
    ("12:30", .time), ("12:30:59", .time), ("1.4E+10", .damage), ("########", .damage),
    ("#REF!", .damage), ("Room 12", .text), ("204-555-0101", .text), ("12.30.40.50", .text),
    ("10.00", .decimal(.init(point: UInt8(ascii: "."), decimals: 2))),
    ("1.234,5", .decimal(.init(point: UInt8(ascii: ","), group: UInt8(ascii: "."), decimals: 1))),
    ("1,234", .decimal(.init(ambiguous: UInt8(ascii: ",")))),
    ("1,234,567", .decimal(.init(group: UInt8(ascii: ",")))),
    ("$ 5.00", .decimal(.init(point: UInt8(ascii: "."), hasCurrency: true, decimals: 2))),
    ("(5.00)", .decimal(.init(point: UInt8(ascii: "."), sign: .parentheses, decimals: 2))),
    ("5.00-", .decimal(.init(point: UInt8(ascii: "."), sign: .trailingMinus, decimals: 2))),
    (
      "-$5.00",
      .decimal(.init(point: UInt8(ascii: "."), sign: .minus, hasCurrency: true, decimals: 2))
    ),
    ("12.50 CR", .decimal(.init(point: UInt8(ascii: "."), sign: .debitCredit, decimals: 2))),
  ]) func shapes(_ cell: String, _ shape: CellShape) {
    #expect(CellShape(Array(cell.utf8)[...]) == shape)
  }

  @Test(arguments: [
    ("2026-08-31", ["yyyy-MM-dd"]), ("31/08/2026", ["dd/MM/yyyy"]), ("08/31/26", ["MM/dd/yy"]),
    ("01/02/2026", ["dd/MM/yyyy", "MM/dd/yyyy"]), ("1.2.2026", ["d.M.yyyy", "M.d.yyyy"]),
    ("31-Aug-2026", ["dd-MMM-yyyy"]), ("Aug 3, 2026", ["MMM d, yyyy"]),
    ("2026-08-31 10:20:30", ["yyyy-MM-dd HH:mm:ss"]),
    ("2026-08-31T10:20:30.000Z", ["yyyy-MM-dd'T'HH:mm:ss.SSSXXX"]),
    ("8/31/2026 1:05 PM", ["M/d/yyyy h:mm a"]), ("31. Aug 2026", ["dd. MMM yyyy"]),
    ("8/31/2026, 1:05:09 PM", ["M/d/yyyy, h:mm:ss a"]),
    ("31/08/2026 10:20:30 +02:00", ["dd/MM/yyyy HH:mm:ss XXX"]), ("32/13/2026", []),
    ("2026-13-01", []),
    ("10.20.30", ["MM.dd.yy"]),
  ]) func dates(_ cell: String, _ patterns: [String]) {
    let shape = DateShape(Array(cell.utf8)[...])
    let found =
      shape.map {
        $0.patterns(daysFirst: $0.first > 12 ? 1 : 0, monthsFirst: $0.second > 12 ? 1 : 0)
      } ?? []
    #expect(found == patterns)
  }

  static func source(_ bytes: [UInt8]) -> InputSource {
    InputSource(name: "test.csv", bytes: bytes[...])
  }
}
