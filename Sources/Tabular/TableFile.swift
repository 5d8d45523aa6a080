package import Bytes
package import Diagnostics

/// A file that holds a text table: as it is, compressed, as the only file of a ZIP archive, or as a sheet
/// of a workbook.
package struct TableFile {
  package enum Container: Sendable, Equatable {
    case plain
    case gzip
    case zip(member: String)
    /// The sheet that is read, and all there are.
    case workbook(sheet: String, sheets: [String])
  }

  package let name: String
  package let container: Container
  package let source: InputSource
  /// The bytes of the file itself: all of them have passed when an archive is open.
  package let raw: InputSource?

  /// Whether the text that comes out of the file is not what lies in it, even after inflating.
  package var isArchive: Bool {
    switch container {
    case .plain, .gzip: false
    case .zip, .workbook: true
    }
  }

  /// Begins to read; the first bytes tell what the file is.
  ///
  /// - Parameters:
  ///   - path: `-` for standard input; a ZIP that comes from there is kept in a temporary file.
  ///   - sheet: nil for the first sheet that is not hidden.
  ///   - onRawBytes: sees every byte of the file once, in order: the place to take a hash.
  /// - Throws: what reading throws; `no-sheets` when a sheet is named and the file has none;
  ///   `unknown-sheet`; `several-files` for an archive of more than one.
  package init(
    path: String, sheet: String? = nil, onRawBytes: ((ArraySlice<UInt8>) -> Void)? = nil
  ) throws(Problem) {
    let source = try InputSource(path: path)
    source.onRawBytes = onRawBytes
    raw = source
    name = source.name
    let first = try source.peek(4)
    if Self.isZIP(first) {
      let file: RandomAccessFile
      if source.size == nil {
        // A pipe can be read once only.
        file = try RandomAccessFile(spooling: source)
      } else {
        file = try RandomAccessFile(path: path)
        if onRawBytes != nil { try source.readThrough() }
      }
      (self.source, container) = try Self.open(try ZipArchive(file), sheet: sheet)
      return
    }
    if let sheet { throw .noSheets(name, sheet: sheet) }
    container = first.starts(with: [0x1F, 0x8B]) ? .gzip : .plain
    self.source = source
  }

  /// A file that is at hand, such as a pipe that was kept.
  ///
  /// - Parameter raw: what it was read from, where that tells the size and the hash.
  package init(_ file: RandomAccessFile, sheet: String? = nil, raw: InputSource? = nil)
    throws(Problem)
  {
    name = file.name
    self.raw = raw
    if Self.isZIP(try file.read(at: 0, count: 4)) {
      (source, container) = try Self.open(try ZipArchive(file), sheet: sheet)
      return
    }
    if let sheet { throw .noSheets(name, sheet: sheet) }
    container = .plain
    var offset = 0
    source = InputSource(name: name, size: file.size, isPlain: true) {
      (buffer: inout [UInt8], limit: Int) throws(Problem) in
      let piece = try file.read(at: offset, count: limit)
      offset += piece.count
      buffer.append(contentsOf: piece)
      return piece.count
    }
  }

  private static func isZIP(_ first: [UInt8]) -> Bool {
    first == [0x50, 0x4B, 0x03, 0x04] || first == [0x50, 0x4B, 0x05, 0x06]
  }

  /// How the text is cut: a sheet comes as our own CSV, whatever is declared of other files.
  package func layout(_ declared: Layout) -> Layout {
    guard case .workbook = container, case .delimited(var dialect) = declared else {
      return declared
    }
    dialect.delimiter = .comma
    dialect.quote = .quote
    dialect.escape = .doubled
    dialect.isPadded = false
    return .delimited(dialect)
  }

  package func encoding(_ declared: TextEncoding?) -> TextEncoding? {
    if case .workbook = container { return .utf8 }
    return declared
  }

  private static func open(_ archive: ZipArchive, sheet: String?) throws(Problem)
    -> (InputSource, Container)
  {
    if Workbook.isWorkbook(archive) {
      let workbook = try Workbook(archive)
      let chosen = try workbook.sheet(named: sheet)
      return (
        try workbook.open(chosen),
        .workbook(sheet: chosen.name, sheets: workbook.sheets.map(\.name))
      )
    }
    if let sheet { throw .noSheets(archive.name, sheet: sheet) }
    // What macOS adds beside each file is none.
    let members = archive.members.filter {
      !$0.isFolder && !$0.name.hasPrefix("__MACOSX/") && !$0.name.hasSuffix(".DS_Store")
    }
    guard let member = members.first, members.count == 1 else {
      throw .notOneFile(archive.name, members.map(\.name))
    }
    return (try archive.open(member), .zip(member: member.name))
  }
}
