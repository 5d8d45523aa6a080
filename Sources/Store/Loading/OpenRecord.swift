/// What a partial record said: one row of a kind, not yet whole. It waits for the record that
/// completes its call or thing, in the same file or in a later one.
package struct OpenRecord: Sendable {
  /// Its number in the store; nil while only the file at hand has it.
  package var id: Int64?
  /// What the partial records of one thing have in common.
  package var key: [UInt8]
  package let kind: Kind
  /// Whether it only adds to a row that another record makes.
  package var isSide: Bool
  /// The batch that brought it; nil for the file at hand.
  package var batch: Int64?
  package var line: Int
  package var byte = 0
  /// As it stands in the file, secrets hidden; empty where it may wait for a later file.
  package var raw: [UInt8] = []
  /// When it happened, or else when it came in: milliseconds since 1970.
  package var at: Int64?
  /// Whether the file at hand had it, too.
  package var isAgain = false
  /// Indexes into the kind's fields, ascending, with a cell for each as a `RowBatch` has them.
  let fields: [Int]
  let cells: [Int64]
  let texts: [UInt8]

  /// - Parameter row: a batch of one row.
  package init(_ row: RowBatch, key: [UInt8], isSide: Bool, line: Int) {
    kind = row.kind
    fields = row.fields
    cells = row.columns.map { $0.first ?? RowBatch.null }
    texts = row.arena
    self.key = key
    self.isSide = isSide
    self.line = line
    let moment = fields.firstIndex { row.kind.fields[$0].type == .instant }
    at = moment.map { cells[$0] }.flatMap { RowBatch.isEmpty($0) ? nil : $0 }
  }

  /// The cell of a field of its kind: a number, or `RowBatch.null`.
  package func number(of field: Int) -> Int64 {
    fields.firstIndex(of: field).map { cells[$0] } ?? RowBatch.null
  }

  /// The text of a field of its kind; nil where it has none.
  package func text(of field: Int) -> ArraySlice<UInt8>? {
    let cell = number(of: field)
    if RowBatch.isEmpty(cell) { return nil }
    let start = Int(cell >> 32)
    return texts[start..<start + Int(cell & 0xFFFF_FFFF)]
  }

  /// Whether another one says the same, word for word.
  package func says(_ other: OpenRecord) -> Bool {
    kind.name == other.kind.name && isSide == other.isSide
      && fields.union(other.fields).allSatisfy { field in
        kind.fields[field].type.isArenaText
          ? text(of: field) == other.text(of: field) : number(of: field) == other.number(of: field)
      }
  }

  /// As a batch of one row, of what it says and no empty cells.
  var row: RowBatch {
    let said = fields.filter { !RowBatch.isEmpty(number(of: $0)) }
    var row = RowBatch(kind: kind, fields: said)
    for (position, field) in said.enumerated() {
      if kind.fields[field].type.isArenaText, let text = text(of: field) {
        row.append(text: text, to: position)
      } else {
        row.append(number(of: field), to: position)
      }
    }
    row.endRow(record: 0)
    return row
  }
}

extension [Int] {
  fileprivate func union(_ other: [Int]) -> Set<Int> { Set(self).union(other) }
}
