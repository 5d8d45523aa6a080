internal import Bytes
internal import Diagnostics
internal import Store
internal import Tabular

/// What earlier exports to a target told of what stays behind, from the `left-behind.csv` of each: a daily
/// export tells a thing once, and again only when it is another.
struct ToldItems {
  /// What a thing came to when it was told last, by what it is; both as hashes.
  private var last: [Int: Int] = [:]

  init(of target: String, in database: Database) throws {
    for batch in try ExportBatches(database).all(target: target) {
      try Self.forEach(in: batch, of: database) { cells in
        last[Self.name(cells)] = Self.content(cells)
      }
    }
  }

  /// Whether this was told, with the same amount.
  func has(_ cells: [String]) -> Bool { last[Self.name(cells)] == Self.content(cells) }

  /// Reason, file, column, account, item and value.
  private static func name(_ cells: [String]) -> Int { hash(cells.prefix(6)) }

  /// What became of it, how many, and the amount with its currency.
  private static func content(_ cells: [String]) -> Int { hash(cells.dropFirst(6)) }

  private static func hash(_ cells: ArraySlice<String>) -> Int {
    var hasher = Hasher()
    for cell in cells { hasher.combine(cell) }
    return hasher.finalize()
  }

  /// Calls `body` with the cells of each item that an export told.
  static func forEach(in batch: Int64, of database: Database, _ body: ([String]) -> Void) throws {
    var bytes: [UInt8] = []
    try ExportBatches(database).content(of: LeftBehind.file, in: batch) { bytes += $0 }
    let reader = RecordReader(
      InputSource(name: LeftBehind.file, bytes: bytes[...]),
      layout: .delimited(Dialect(delimiter: UInt8(ascii: ","))))
    var records = RecordBatch()
    var isFirst = true
    while try reader.next(&records) {
      for record in 0..<records.count {
        defer { isFirst = false }
        if isFirst { continue }
        body((0..<records.fieldCount(record)).map { records.string(record, $0) ?? "" })
      }
    }
  }
}
