import Bytes
import Tabular
import Testing

/// Files of XML in which each element of a name is a record.
@Suite struct XMLElementsTests {
  static let text = """
    <?xml version="1.0"?>
    <file>
      <cdr a="1>0"><head><type>Normal</type></head><n>  a &amp; b </n><n>second</n></cdr>
      <!-- between -->
      <cdr/>
      <cdrs>none of ours</cdrs>
      <x:cdr>not by its prefix</x:cdr>
      <cdr><n><![CDATA[<raw>]]></n><head>
        <type>Start</type></head></cdr>
    </file>

    """

  private static func read(_ text: String, pieceSize: Int) throws -> (
    rows: [[String?]], lines: [Int], failures: [Int], originals: [String], outside: Int
  ) {
    var rest = Array(text.utf8)[...]
    let source = InputSource(name: "f.xml") { (buffer: inout [UInt8], limit: Int) in
      let piece = rest.prefix(min(limit, pieceSize))
      buffer.append(contentsOf: piece)
      rest = rest.dropFirst(piece.count)
      return piece.count
    }
    let reader = RecordReader(source, layout: .elements(name: "cdr"), pieceSize: pieceSize)
    let elements = XMLElements(paths: ["head.type", "n", "none"])
    var rows: [[String?]] = []
    var (lines, failures, originals): ([Int], [Int], [String]) = ([], [], [])
    var batch = RecordBatch()
    while try reader.next(&batch) {
      let (table, failed) = elements.table(of: batch)
      for record in 0..<table.count {
        rows.append(
          (0..<3).map { column in table.string(record, column).flatMap { $0.isEmpty ? nil : $0 } })
        originals.append(String(decoding: batch.original(record), as: UTF8.self))
      }
      failures += failed.keys.sorted().map { $0 + lines.count }
      lines += batch.lines
    }
    return (rows, lines, failures, originals, reader.control.outside)
  }

  @Test(arguments: [1, 7, 64, 4096]) func elementsAreRecordsHoweverTheFileComes(_ piece: Int) throws
  {
    let found = try Self.read(Self.text, pieceSize: piece)
    #expect(
      found.rows == [["Normal", "a & b", nil], [nil, nil, nil], ["Start", "<raw>", nil]])
    #expect(found.lines == [3, 5, 8])
    #expect(found.failures.isEmpty)
    #expect(found.originals[1] == "<cdr/>")
    #expect(found.outside > 0)
  }

  @Test(arguments: [
    "<f><cdr><n>cut</n>", "<f><cdr><n>cut</m></cdr>", "<f><cdr><n>&nope;</n></cdr>",
    "<f><cdr><!DOCTYPE x></cdr>",
  ]) func damagedElementIsNamed(_ text: String) throws {
    let found = try Self.read(text, pieceSize: 4096)
    #expect(found.failures == [0], "\(found)")
    #expect(found.rows == [[nil, nil, nil]])
  }

  @Test func backslashStandsBeforeADelimiterWhereThereAreNoQuotes() throws {
    var dialect = Dialect(delimiter: UInt8(ascii: ","), quote: nil)
    dialect.escape = .backslash
    dialect.columns = .various
    let text = "a\\,b,c\\\\,d\\x,e\\\nf,\\"
    for piece in [1, 3, 100] {
      var rest = Array(text.utf8)[...]
      let source = InputSource(name: "f") { (buffer: inout [UInt8], limit: Int) in
        let part = rest.prefix(min(limit, piece))
        buffer.append(contentsOf: part)
        rest = rest.dropFirst(part.count)
        return part.count
      }
      let reader = RecordReader(source, layout: .delimited(dialect), pieceSize: piece)
      var batch = RecordBatch()
      var rows: [[String]] = []
      while try reader.next(&batch) {
        for record in 0..<batch.count {
          rows.append((0..<batch.fieldCount(record)).map { batch.string(record, $0) ?? "" })
        }
      }
      #expect(rows == [["a,b", "c\\", "dx", "e\\"], ["f", "\\"]])
    }
  }
}
