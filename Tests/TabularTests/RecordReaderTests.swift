import Bytes
import Diagnostics
import Tabular
import Testing

@Suite struct RecordReaderTests {
  /// Reads a text that comes in pieces of a size.
  static func read(
    _ bytes: [UInt8], layout: Layout = .delimited(Dialect(delimiter: UInt8(ascii: ","))),
    encoding: TextEncoding? = nil, tolerance: Tolerance = Tolerance(), pieceSize: Int = 1 << 20,
    batchSize: Int = 4096
  ) throws -> (records: [[String]], reader: RecordReader, originals: [UInt8], lines: [Int]) {
    var rest = bytes[...]
    let source = InputSource(name: "test.csv") { (buffer: inout [UInt8], limit: Int) in
      let piece = rest.prefix(min(limit, pieceSize))
      buffer.append(contentsOf: piece)
      rest = rest.dropFirst(piece.count)
      return piece.count
    }
    let reader = RecordReader(
      source, layout: layout, encoding: encoding, tolerance: tolerance,
      pieceSize: max(1, pieceSize), batchSize: batchSize)
    var records: [[String]] = []
    var originals: [UInt8] = []
    var lines: [Int] = []
    var batch = RecordBatch()
    while try reader.next(&batch) {
      for record in 0..<batch.count {
        records.append(
          (0..<batch.fieldCount(record)).map { batch.string(record, $0) ?? "?" })
        originals += batch.original(record)
        lines.append(batch.lines[record])
      }
    }
    return (records, reader, originals, lines)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var records: [[String]]
    var testDescription: String { text.debugDescription }
  }

  static let cases: [Case] = [
    Case(text: "a,b\n1,2\n", records: [["a", "b"], ["1", "2"]]),
    Case(text: "a,b\r\n1,2", records: [["a", "b"], ["1", "2"]]),
    Case(text: "a,b\r1,2\r", records: [["a", "b"], ["1", "2"]]),
    Case(text: "a,b\n\n1,\n", records: [["a", "b"], ["1", ""]]),
    Case(text: "a,b\n\"1,5\",\"x \"\"y\"\"\"\n", records: [["a", "b"], ["1,5", "x \"y\""]]),
    Case(text: "a,b\n\"two\nlines\",2\n", records: [["a", "b"], ["two\nlines", "2"]]),
    Case(
      text: "a,b\n1,\"a note\non two lines\"\n2,x\n",
      records: [
        ["a", "b"], ["1", "a note\non two lines"], ["2", "x"],
      ]),
    Case(text: "a,b\n\"5\" pipe\",2\n", records: [["a", "b"], ["5\" pipe", "2"]]),
    Case(text: "a,b\n5\" pipe,2\n", records: [["a", "b"], ["5\" pipe", "2"]]),
    Case(text: "a,b\n\"open,2\n3,4\n", records: [["a", "b"], ["\"open", "2"], ["3", "4"]]),
    Case(
      text: "a,b\n\"open,2\n3,\"4\"\n", records: [["a", "b"], ["\"open", "2"], ["3", "4"]]),
    Case(text: "a,b\n\"\",\"\"\n", records: [["a", "b"], ["", ""]]),
    Case(text: "\u{FEFF}a,b\n1,2\n", records: [["a", "b"], ["1", "2"]]),
    Case(text: "a", records: [["a"]]), Case(text: "", records: []),
    Case(text: "\n\r\n", records: []),
    Case(text: "a,b,c\n1\n1,2,3,4\n", records: [["a", "b", "c"], ["1"], ["1", "2", "3", "4"]]),
    Case(text: "é,ß\n\"ü\",€\n", records: [["é", "ß"], ["ü", "€"]]),
  ]

  /// Whole, byte by byte, in small pieces, and record by record: always the same.
  @Test(arguments: cases) func cutsByTheQuoteRule(_ example: Case) throws {
    let bytes = Array(example.text.utf8)
    for pieceSize in [1 << 20, 1, 2, 3, 7] {
      for batchSize in [4096, 1] {
        let found = try Self.read(bytes, pieceSize: pieceSize, batchSize: batchSize)
        #expect(found.records == example.records, "pieces of \(pieceSize)")
      }
    }
  }

  /// Dirty text at random, the fast reader beside the slow one.
  @Test(arguments: [",", "||", "~|~", "§"]) func agreesWithTheSlowReader(_ delimiter: String) throws
  {
    var state: UInt64 = 42
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let alphabet =
      ["a", "b", "é", " ", "\"", "\"", "\n", "\r", delimiter, delimiter]
      + (delimiter.count > 1 ? delimiter.map(String.init) : [])
    let separator = Array(delimiter.utf8)
    var dialect = Dialect(delimiter: Delimiter(separator))
    dialect.columns = .asFirstRecord
    var wrong: [String] = []
    for _ in 0..<4000 {
      var text = Array(["h1", "h2", "h3\n"].joined(separator: delimiter).utf8)
      for _ in 0..<random(120) { text += Array(alphabet[random(alphabet.count)].utf8) }
      let slow = SlowReader(text: text, delimiter: separator).records()
      let fast = try Self.read(
        text, layout: .delimited(dialect), pieceSize: 1 + random(40)
      ).records
      if fast != slow {
        wrong.append(
          "\(String(decoding: text, as: UTF8.self).debugDescription): \(fast), not \(slow)")
      }
    }
    #expect(
      wrong.isEmpty, "\(wrong.count) differ, such as \(wrong.min { $0.count < $1.count } ?? "")")
  }

  /// What a reject file needs: every byte of every record, and the line that it began on.
  @Test func originalsAreTheFile() throws {
    let text = Array("a,b\r\n\"x\ny\",\"2\"\"\"\r\nlast,1".utf8)
    let found = try Self.read(text, pieceSize: 5)
    #expect(found.originals == text)
    #expect(found.lines == [1, 2, 4])
  }

  /// Bytes of `cœur,€` and a line end.
  private static let hearts: [(TextEncoding, [UInt8])] = [
    (.windows1252, [0x63, 0x9C, 0x75, 0x72, 0x2C, 0x80, 0x0A]),
    (.utf16LittleEndian, utf16 { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }),
    (.utf16BigEndian, utf16 { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }),
  ]

  private static func utf16(_ bytes: (UInt16) -> [UInt8]) -> [UInt8] {
    "cœur,€\n".utf16.flatMap(bytes)
  }

  @Test(arguments: hearts) func encodings(_ encoding: TextEncoding, _ bytes: [UInt8]) throws {
    for pieceSize in [1, 100] {
      let found = try Self.read(bytes, encoding: encoding, pieceSize: pieceSize)
      #expect(found.records == [["cœur", "€"]])
      #expect(found.originals == bytes)
    }
  }

  @Test func byteThatIsNoTextIsPlaced() {
    let problem = #expect(throws: Problem.self) {
      _ = try Self.read(Array("a,b\n1,caf".utf8) + [0xE9, 0x0A])
    }
    #expect(problem?.code == "encoding-error")
    #expect(problem?.position?.line == 2)
    #expect(problem?.position?.column == 6)
    #expect(problem?.message.contains("windows-1252") == true)
  }

  @Test(arguments: [(";", "a;b,c\n1;2,3\n"), ("\t", "a\tb\n1\t2\n"), ("|", "a|b|c\n1|2|3\n")])
  func findsTheDelimiter(_ delimiter: String, _ text: String) throws {
    let found = try Self.read(Array(text.utf8), layout: .delimited(Dialect()))
    #expect(
      found.records[0].count == text.split(separator: "\n")[0].split(separator: delimiter).count)
  }

  /// Blanks around quotes are no text, where the dialect says so.
  @Test(arguments: [
    ("\"a\", \"b\"\n\"1\" , \"2, x\"\n", [["a", "b"], ["1", "2, x"]]),
    ("a, b\n 1,2 \n", [["a", "b"], ["1", "2 "]]),
    (
      "\"a\", \"b\"\n\"two\nlines\", \"say \"\"x\"\"\" \n",
      [["a", "b"], ["two\nlines", "say \"x\""]]
    ),
    ("\"a\", \"b\"\n  \n\"x\",  ", [["a", "b"], [""], ["x", ""]]),
  ]) func paddedFields(_ text: String, _ records: [[String]]) throws {
    var dialect = Dialect(delimiter: UInt8(ascii: ","))
    dialect.isPadded = true
    for pieceSize in [1 << 20, 1, 2, 3] {
      let found = try Self.read(
        Array(text.utf8), layout: .delimited(dialect), pieceSize: pieceSize)
      #expect(found.records == records)
    }
  }

  /// Quotes that nothing closes are looked at once, not from each of them to the end.
  @Test func manyOpenQuotesTakeNoTime() throws {
    let line = Array("\"x,y\n".utf8)
    let lines = 50_000
    let text = Array("a,b\n".utf8) + Array(repeatElement(line, count: lines).joined())
    let start = ContinuousClock.now
    let found = try Self.read(text)
    #expect(found.records.count == lines + 1)
    #expect(found.records.last == ["\"x", "y"])
    let closed = try Self.read(text + Array("z,\"end\"\n".utf8))
    #expect(closed.records.count == lines + 2)
    #expect(closed.records.last == ["z", "end"])
    #expect(ContinuousClock.now - start < .seconds(60))
  }

  /// Nothing is declared, and the reader is told to put up with it.
  @Test func toleranceOfNULsAndCodePages() throws {
    let tolerance = Tolerance(leavesOutNULs: true, recognisesWindows1252: true)
    for pieceSize in [1 << 20, 1, 2, 5] {
      let found = try Self.read(
        Array("a,b\n1,caf".utf8) + [0xE9, 0x0A] + Array("2,\0x\0\n3,".utf8) + [0x80],
        tolerance: tolerance, pieceSize: pieceSize)
      #expect(found.records == [["a", "b"], ["1", "café"], ["2", "x"], ["3", "€"]])
      #expect(found.reader.encoding == .windows1252)
      #expect(found.reader.leftOut.count == 2)
      let plain = try Self.read(
        Array("a,b\n\n1,\0\0é\n".utf8), tolerance: tolerance, pieceSize: pieceSize)
      #expect(plain.records == [["a", "b"], ["1", "é"]])
      #expect(plain.reader.leftOut.firstLine == 3)
      #expect(plain.reader.encoding == .utf8)
    }
    let problem = #expect(throws: Problem.self) {
      _ = try Self.read(Array("é,b\n1,caf".utf8) + [0xE9, 0x0A], tolerance: tolerance)
    }
    #expect(problem?.code == "encoding-error")
  }

  @Test func fixedWidthLinesAndBlocks() throws {
    let lines = try Self.read(Array("HDR01\nCDR02\n".utf8), layout: .lines())
    #expect(lines.records == [["HDR01"], ["CDR02"]])
    let blocks = try Self.read(Array("HDR01CDR02\n".utf8), layout: .blocks(length: 5))
    #expect(blocks.records == [["HDR01"], ["CDR02"]])
  }

  @Test func writingAndReadingIsTheSame() throws {
    let records = [
      ["plain", "with,comma", "with \"quotes\""], ["two\nlines", " padded ", ""],
      ["=1+2", "'", "é€"],
    ]
    var writer = DelimitedWriter()
    for record in records { writer.record(record) }
    #expect(try Self.read(writer.bytes).records == records)
  }

  /// One apostrophe more for what a spreadsheet would run, and exactly one less on the way back.
  @Test(arguments: ["=1", "'=1", "''=1", "+49", "-5", "@x", "plain", "'plain", "", "'", "\t1"])
  func guardingLosesNothing(_ text: String) {
    let guarded = DelimitedWriter.guarded(Array(text.utf8))
    #expect(DelimitedWriter.unguarded(guarded) == Array(text.utf8))
    #expect(guarded.first.map { !"=+-@\t".utf8.contains($0) } ?? true)
  }
}
