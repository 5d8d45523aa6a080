import Bytes
import Diagnostics
import Support
import Tabular

/// What must hold for any bytes: nothing crashes, the pieces in which a file comes change nothing, and
/// what is written is read back. The first byte chooses the reader; a broken promise ends the process.
public enum FuzzChecks {
  public static func run(_ input: [UInt8]) {
    guard input.count >= 4 else { return }
    let options = input[1]
    let pieceSize = 1 + Int(input[2]) % 67
    let batchSize = [1, 2, 5, 4096][Int(input[3]) % 4]
    let text = Array(input[4...])
    switch input[0] % 8 {
    case 0, 1: delimited(text, options, pieceSize, batchSize)
    case 2: fixed(text, options, pieceSize, batchSize)
    case 3: tolerant(text, options)
    case 4: sheet(text, pieceSize)
    case 5: archive(text)
    case 6: gzip(text, pieceSize)
    default: _ = try? JSON5Parser.parse(String(decoding: text, as: UTF8.self), file: "x")
    }
  }

  // MARK: Text

  private struct Outcome: Equatable {
    var records: [[[UInt8]]] = []
    var originals: [UInt8] = []
    var places: [Int] = []
    var repairs: [Repair] = []
    var control = ControlLines()
    var code: String?
  }

  private static func read(
    _ source: InputSource, _ layout: Layout, _ encoding: TextEncoding?, pieceSize: Int,
    batchSize: Int, tolerance: Tolerance = Tolerance()
  ) -> Outcome {
    let reader = RecordReader(
      source, layout: layout, encoding: encoding, tolerance: tolerance, pieceSize: pieceSize,
      batchSize: batchSize)
    var outcome = Outcome()
    var batch = RecordBatch()
    do throws(Problem) {
      while try reader.next(&batch) {
        for record in 0..<batch.count {
          outcome.records.append(
            (0..<batch.fieldCount(record)).map { Array(batch.field(record, $0) ?? []) })
          outcome.originals += batch.original(record)
          outcome.places += [batch.lines[record], batch.offsets[record]]
          precondition(Int(batch.lengths[record]) == batch.original(record).count, "length")
        }
        for var repair in batch.repairs {
          // Which record it was, whatever the batches are.
          repair.record += outcome.records.count - batch.count
          outcome.repairs.append(repair)
        }
      }
    } catch { outcome.code = error.code.rawValue }
    outcome.control = reader.control
    return outcome
  }

  private static func source(_ bytes: [UInt8], pieceSize: Int) -> InputSource {
    var rest = bytes[...]
    return InputSource(name: "x", isPlain: true) { (buffer: inout [UInt8], limit: Int) in
      let piece = rest.prefix(min(limit, pieceSize))
      buffer.append(contentsOf: piece)
      rest = rest.dropFirst(piece.count)
      return piece.count
    }
  }

  private static func dialect(_ options: UInt8) -> Dialect {
    var dialect = Dialect(
      delimiter: [UInt8(ascii: ","), UInt8(ascii: ";"), 9, nil][Int(options & 3)],
      quote: options & 4 == 0 ? UInt8(ascii: "\"") : options & 8 == 0 ? UInt8(ascii: "'") : nil)
    if options & 16 != 0 { dialect.escape = .backslash }
    if options & 32 != 0 { dialect.isPadded = true }
    if options & 64 != 0 { dialect.comment = UInt8(ascii: "#") }
    if options & 128 != 0 { dialect.columns = .various }
    return dialect
  }

  private static func delimited(
    _ text: [UInt8], _ options: UInt8, _ pieceSize: Int, _ batchSize: Int
  ) {
    let encoding: TextEncoding? = [nil, .windows1252, .utf16LittleEndian, nil][
      Int(options >> 2) & 3]
    let layout = Layout.delimited(dialect(options))
    let whole = read(
      source(text, pieceSize: .max), layout, encoding, pieceSize: 1 << 20, batchSize: 4096)
    let pieces = read(
      source(text, pieceSize: pieceSize), layout, encoding, pieceSize: pieceSize,
      batchSize: batchSize)
    if whole.code == nil || pieces.code == nil {
      precondition(whole == pieces, "pieces change what is read")
    }
    guard whole.code == nil, !whole.records.isEmpty else { return }
    var writer = DelimitedWriter(
      delimiter: options & 3 == 1 ? UInt8(ascii: ";") : UInt8(ascii: ","))
    for record in whole.records {
      for field in record { writer.text(field) }
      writer.endRecord()
    }
    var plain = Dialect(delimiter: writer.delimiter)
    plain.columns = .various
    let again = read(
      source(writer.bytes, pieceSize: pieceSize), .delimited(plain), .utf8, pieceSize: 512,
      batchSize: 4096)
    precondition(again.records == whole.records, "what is written is not what is read back")
    precondition(again.repairs.isEmpty, "what is written needs repair")
  }

  private static func fixed(
    _ text: [UInt8], _ options: UInt8, _ pieceSize: Int, _ batchSize: Int
  ) {
    let layout: Layout =
      options & 1 == 0
      ? .lines(skip: Int(options >> 6), comment: options & 2 == 0 ? nil : UInt8(ascii: "#"))
      : .blocks(length: 1 + Int(options >> 3))
    let encoding: TextEncoding? = options & 4 == 0 ? nil : .windows1252
    let whole = read(
      source(text, pieceSize: .max), layout, encoding, pieceSize: 1 << 20, batchSize: 4096)
    let pieces = read(
      source(text, pieceSize: pieceSize), layout, encoding, pieceSize: pieceSize,
      batchSize: batchSize)
    if whole.code == nil || pieces.code == nil {
      precondition(whole == pieces, "pieces change what is read")
    }
  }

  private static func tolerant(_ text: [UInt8], _ options: UInt8) {
    _ = read(
      source(text, pieceSize: 1 + Int(options)), .delimited(dialect(options)), nil,
      pieceSize: 1 + Int(options), batchSize: 4096,
      tolerance: Tolerance(leavesOutNULs: true, recognisesWindows1252: true))
  }

  // MARK: Archives

  private static func drain(_ source: InputSource) throws(Problem) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < 1 << 20, try source.read(into: &bytes) > 0 {}
    return bytes
  }

  /// The text as a part of a workbook, and as its shared texts and styles, too.
  private static func sheet(_ text: [UInt8], _ pieceSize: Int) {
    let parts = text.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
    var zip = StoredZip()
    zip.add("xl/workbook.xml", Array(workbook.utf8))
    zip.add("xl/_rels/workbook.xml.rels", Array(relationships.utf8))
    zip.add("s.xml", Array(parts[0]))
    zip.add("t.xml", parts.count > 1 ? Array(parts[1]) : Array(sharedStrings.utf8))
    zip.add("f.xml", parts.count > 2 ? Array(parts[2]) : Array(styles.utf8))
    archive(zip.finish())
  }

  private static func archive(_ bytes: [UInt8]) {
    do throws(Problem) {
      let file = try RandomAccessFile(spooling: source(bytes, pieceSize: .max))
      let table = try TableFile(file)
      _ = try drain(table.source)
    } catch {
      precondition(error.kind == .input || error.kind == .usage, "\(error)")
    }
  }

  private static let workbook = """
    <workbook><workbookPr date1904="0"/><sheets><sheet name="S" sheetId="1" r:id="a"/></sheets></workbook>
    """
  private static let relationships = """
    <Relationships><Relationship Id="a" Type="x/worksheet" Target="/s.xml"/>\
    <Relationship Id="b" Type="x/sharedStrings" Target="/t.xml"/>\
    <Relationship Id="c" Type="x/styles" Target="/f.xml"/></Relationships>
    """
  private static let sharedStrings = "<sst><si><t>a</t></si><si><r><t>b</t></r></si></sst>"
  private static let styles = """
    <styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="46"/>\
    </cellXfs></styleSheet>
    """

  private static func gzip(_ bytes: [UInt8], _ pieceSize: Int) {
    func read(_ size: Int) -> ([UInt8], String?) {
      var rest = ([0x1F, 0x8B] + bytes)[...]
      let source = InputSource(name: "x") { (buffer: inout [UInt8], limit: Int) in
        let piece = rest.prefix(min(limit, size))
        buffer.append(contentsOf: piece)
        rest = rest.dropFirst(piece.count)
        return piece.count
      }
      do throws(Problem) { return (try drain(source), nil) } catch {
        return ([], error.code.rawValue)
      }
    }
    precondition(read(.max) == read(pieceSize), "pieces change what is inflated")
  }
}
