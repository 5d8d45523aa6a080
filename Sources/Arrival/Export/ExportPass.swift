internal import Bytes
internal import Diagnostics
internal import Reporting
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

  /// Whether calls are what goes: of these the store remembers no cells.
  private func isOfCalls(_ file: TargetFile) -> Bool { file.kind == "cdr" }

  /// Whether a row goes; what went before is counted.
  private mutating func goes(
    _ row: FilledRow, _ key: String, _ content: Int64, _ file: TargetFile
  ) throws -> Bool {
    if isOfCalls(file) {
      guard let call = row.number, try earlier.went(call: call, to: target.name) else {
        return true
      }
      if isNew { return false }
      known += 1
      return true
    }
    guard let before = try earlier.hash(of: key, in: file.name, target: target.name) else {
      return true
    }
    if isNew, before == content {
      // What was said of it was said when it went.
      state.left.forget()
      return false
    }
    if isNew, file.sending == .once {
      state.left.forget()
      var item = LeftBehind.Item(reason: .changedSince, file: file.name, account: row.account)
      item.item = key
      item.amount = row.amount?.value
      item.currency = row.amount?.currency
      state.left.add(item)
      return false
    }
    known += 1
    return true
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

  /// Lists the columns of a file's rows that no file of the target has a place for.
  mutating func listLost(_ file: TargetFile, _ filler: FileFiller) throws {
    for (column, count) in filler.lost where count > 0 {
      var item = LeftBehind.Item(reason: .column, file: file.name)
      item.column = file.rows.definition.columns[column].heading
      item.count = count
      state.left.add(item)
    }
    try state.left.settle()
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
      var (key, content) = (row.key, Int64(0))
      if !isOfCalls(file) {
        // Two rows about the same thing are told apart by which of them it is.
        let times = (seen[row.key] ?? 0) + 1
        seen[row.key] = times
        if times > 1 { key = "\(row.key)#\(times)" }
        content = Self.hash(of: row.lasting)
      }
      let before = known
      guard try goes(row, key, content, file) else { continue }
      writer.record(row.cells)
      if let amount = row.amount { totals.add(amount.value, amount.currency) }
      if isOfCalls(file) {
        // That a call went is remembered once.
        if known == before, let call = row.number { try batch.remember(call: call) }
      } else {
        try batch.remember(key, hash: content, ofFile: number)
      }
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
