internal import Bytes
internal import Diagnostics
internal import Store
internal import Tabular

/// What goes round between the reading thread and the storing one.
struct ImportPiece: Sendable {
  var records = RecordBatch()
  var mapped = MappedBatch(rows: [])
  var bytesRead = 0
}

/// What is known only at the end of a file.
struct FileEnd {
  var sha256: String
  var bytes: Int
  var totals: [ControlTotal]
  /// Lines that were no records: blank ones, comments, preamble.
  var controlLines: Int
  /// Doubts that only the whole file shows.
  var warnings: [String: Int]
  var sequence: (number: Int64, rule: Profile.FileSequence)?
}

/// Reads, cuts and maps a file on a thread of its own. Between the threads only one of them uses it
/// at a time: the pipeline joins the thread before `finish` is called.
final class ImportReader: @unchecked Sendable {
  let size: Int?
  /// The names of the profile's rules for passing records over.
  private(set) var rules: [String] = []
  private(set) var ignoredColumns: [String] = []
  private(set) var secretColumns = SecretColumns()
  /// The first lines of the file, byte for byte, for reject files.
  private(set) var header: [UInt8] = []

  private let input: InputSource
  private let sheet: String?
  private let isArchive: Bool
  private let reader: RecordReader
  private var mapper: Mapper
  private let tap: HashingTap
  /// Nil where the tap has all bytes.
  private let laterHash: LaterHash?
  /// Records that came with the header and are not mapped yet.
  private var first: RecordBatch?

  init(request: ImportRequest) throws(Problem) {
    let tap = HashingTap()
    self.tap = tap
    laterHash = LaterHash(request.path)
    let onRawBytes = laterHash == nil ? { (bytes: ArraySlice<UInt8>) in tap.update(bytes) } : nil
    let spooled = try Self.spool(request) { tap.update($0) }
    func open() throws(Problem) -> TableFile {
      if let spooled {
        return try TableFile(spooled.file, sheet: request.sheet, raw: spooled.source)
      }
      return try TableFile(path: request.path, sheet: request.sheet)
    }
    let table =
      try spooled == nil
      ? TableFile(path: request.path, sheet: request.sheet, onRawBytes: onRawBytes)
      : open()
    input = table.raw ?? table.source
    size = input.size
    isArchive = table.isArchive
    sheet = request.sheet
    let format = request.profile.input
    reader = RecordReader(
      table.source, layout: table.layout(format.layout), encoding: table.encoding(format.encoding))
    var context = try MappingContext(source: request.source, fileName: request.path)
    context.deck = request.deck
    mapper = Mapper(profile: request.profile, context: context)
    let (batch, found) = try Self.begin(reader, format, file: request.path)
    // Lines to pass over are passed over again when the rejects are imported.
    var skipped = 0
    if case .delimited(let dialect) = format.layout { skipped = dialect.skip }
    if case .lines(let skip, _) = format.layout { skipped = skip }
    header =
      reader.byteOrderMark + Array(repeating: UInt8(ascii: "\n"), count: skipped) + found.original
    try mapper.bind(header: found.names, line: found.line)
    headerRecords = found.count
    if mapper.needsSurvey { try Self.survey(try open(), request, &mapper) }
    try mapper.declare(request.declared)
    first = batch
    rules = mapper.rules
    ignoredColumns = mapper.ignoredColumns
    secretColumns = mapper.secretColumns
  }

  private let headerRecords: Int

  /// The first batch of records, and the header that came with it.
  private static func begin(
    _ reader: RecordReader, _ format: Profile.Input, file: String
  ) throws(Problem) -> (RecordBatch, HeaderRecords) {
    var batch = RecordBatch()
    if try !reader.next(&batch) { throw .emptyFile(file) }
    let header = try HeaderRecords(from: &batch, format.header, file: file)
    return (batch, header)
  }

  /// Standard input, or a pipe, that may have to be read twice: kept in a file without a name.
  private static func spool(_ request: ImportRequest, _ tap: @escaping (ArraySlice<UInt8>) -> Void)
    throws(Problem) -> (file: RandomAccessFile, source: InputSource)?
  {
    guard request.profile.mayNeedSurvey else { return nil }
    let source = try InputSource(path: request.path)
    if source.size != nil { return nil }
    source.onRawBytes = tap
    return (try RandomAccessFile(spooling: source), source)
  }

  /// The first pass, for columns of dates that only the whole of them explains.
  private static func survey(
    _ table: TableFile, _ request: ImportRequest, _ mapper: inout Mapper
  ) throws(Problem) {
    let format = request.profile.input
    let reader = RecordReader(
      table.source, layout: table.layout(format.layout), encoding: table.encoding(format.encoding))
    var (batch, _) = try begin(reader, format, file: request.path)
    repeat { mapper.survey(batch) } while try reader.next(&batch)
    try mapper.settle()
    mapper.rewind()
  }

  /// Begins with the partial records that earlier files left open; before the first piece.
  func open(_ records: [OpenRecord]) { mapper.open(records) }

  /// The partial records that are left over, and the latest moment that one spoke of; after the last
  /// piece.
  var left: (records: [OpenRecord], newest: Int64?) { (mapper.openRecords, mapper.newestPart) }

  /// The number of the file, as far as its first records state it: for what must be known before the
  /// file is read for good.
  var sequenceAhead: Int64? {
    guard let first else { return nil }
    var ahead = mapper
    var mapped = ahead.emptyBatch()
    ahead.map(first, into: &mapped)
    return (try? ahead.sequence())??.number
  }

  func emptyPiece() -> ImportPiece {
    var piece = ImportPiece()
    piece.mapped = mapper.emptyBatch()
    return piece
  }

  /// Fills a piece; false at the end.
  func next(_ piece: inout ImportPiece) throws(Problem) -> Bool {
    if let batch = first {
      piece.records = batch
      first = nil
    } else if try !reader.next(&piece.records) {
      return false
    }
    mapper.map(piece.records, into: &piece.mapped)
    piece.bytesRead = input.rawOffset
    return true
  }

  /// Something that must be done once for the whole file, and may be done any time; false where it is.
  func workAhead() -> Bool { laterHash?.advance(to: isArchive ? 0 : input.rawOffset) ?? false }

  /// To be called when all records are stored, and much is still to be done.
  func beginHash() { laterHash?.begin(fileBytes) }

  /// Bytes of the file; of an archive all, though its members may not be all of it.
  private var fileBytes: Int { isArchive ? size ?? 0 : input.rawOffset }

  /// - Parameter isPart: whether the file is a part of another, which states the totals of both.
  /// - Throws: `control-mismatch`, `control-missing`.
  func finish(isPart: Bool) throws(Problem) -> FileEnd {
    let hash = if let laterHash { try laterHash.finish(fileBytes) } else { try tap.finish() }
    return FileEnd(
      sha256: FileHash.text(of: hash, sheet: sheet), bytes: fileBytes,
      totals: isPart ? [] : try mapper.finish(),
      controlLines: reader.control.total + headerRecords, warnings: mapper.finalWarnings,
      sequence: isPart ? nil : try mapper.sequence())
  }
}
