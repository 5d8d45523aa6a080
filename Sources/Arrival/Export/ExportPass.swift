internal import Bytes
internal import Diagnostics
internal import Store

/// One course through the files of a target: rows are written, hashed and remembered.
struct ExportPass {
  let target: Target
  /// Whether only what is new or changed goes.
  let isNew: Bool
  var earlier: ExportBatches
  var state: ExportState
  private(set) var files: [ExportedFile] = []
  /// Rows that go, and those of them that went before.
  private(set) var sent = 0
  private(set) var known = 0

  init(target: Target, isNew: Bool, earlier: ExportBatches, state: ExportState) {
    self.target = target
    self.isNew = isNew
    self.earlier = earlier
    self.state = state
  }

  /// Lists the rows that stay.
  mutating func list(_ file: TargetFile, from filler: inout FileFiller) throws {
    while let row = try filler.next(&state) {
      var item = LeftBehind.Item(reason: .stays, file: file.name, account: row.account)
      item.item = row.key == row.account ? "" : row.key
      item.amount = row.amount?.value
      item.currency = row.amount?.currency
      item.why = file.stays
      state.left.add(item)
    }
  }

  mutating func fill(
    _ file: TargetFile, from filler: inout FileFiller, into folder: OutputFolder,
    of batch: inout ExportBatch
  ) throws {
    let output = try folder.file(file.name)
    let number = files.count
    var writer = TargetWriter(target.dialect)
    var hash = SHA256()
    var (rows, bytes) = (0, 0)
    var totals = Totals()
    var seen: [String: Int] = [:]
    func flush() throws {
      let piece = writer.take()
      hash.update(piece[...])
      bytes += piece.count
      try output.write(piece[...])
    }
    if target.dialect.hasHeader { writer.record(file.columns.map(\.heading)) }
    while let row = try filler.next(&state) {
      // Two rows about the same thing are told apart by which of them it is.
      let times = (seen[row.key] ?? 0) + 1
      seen[row.key] = times
      let key = times == 1 ? row.key : "\(row.key)#\(times)"
      let content = Self.hash(of: row.lasting)
      let before = try earlier.hash(of: key, in: file.name, target: target.name)
      if isNew, let before {
        if before == content {
          // What was said of it was said when it went.
          state.left.forget(after: row.mark)
          continue
        }
        if file.sending == .once {
          var item = LeftBehind.Item(reason: .changedSince, file: file.name, account: row.account)
          item.item = key
          item.amount = row.amount?.value
          item.currency = row.amount?.currency
          state.left.add(item)
          continue
        }
      }
      if before != nil { known += 1 }
      writer.record(row.cells)
      if let amount = row.amount { totals.add(amount.value, amount.currency) }
      try batch.remember(key, hash: content, ofFile: number)
      rows += 1
      if rows % 1000 == 0 {
        try Interrupt.check()
        try flush()
      }
    }
    try flush()
    _ = try output.finish()
    sent += rows
    files.append(
      ExportedFile(
        name: file.name, sha256: Hex.encode(hash.finish()), bytes: bytes, rows: rows,
        totals: totals.text))
  }

  /// The first eight bytes of SHA-256 over the cells.
  private static func hash(of cells: [String]) -> Int64 {
    var hash = SHA256()
    hash.update(Array(cells.joined(separator: "\u{1F}").utf8)[...])
    return hash.finish().prefix(8).reduce(0) { $0 << 8 | Int64($1) }
  }
}
