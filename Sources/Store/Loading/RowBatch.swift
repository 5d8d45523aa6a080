/// Typed rows of one kind on their way into the store: what a profile made of a batch of records.
///
/// A cell is one `Int64`. Numbers, instants (milliseconds) and dates (days since 1970) stand in it;
/// text stands in `arena`, and the cell packs its offset and length. `RowBatch.null` is NULL.
/// Columns are the kind's fields that the profile maps, in the kind's order.
package struct RowBatch: Sendable {
  /// The cell that means NULL. No unit of the store reaches it.
  package static let null = Int64.min
  /// An empty cell that takes away what is stored, where the profile says `clear`; an ordinary empty
  /// cell keeps it (rules §8).
  package static let clear = Int64.min + 1

  /// Whether a cell has no value.
  package static func isEmpty(_ cell: Int64) -> Bool { cell <= clear }

  package let kind: Kind
  /// Indexes into `kind.fields`, ascending: which field each column holds.
  package let fields: [Int]
  /// `columns[c][row]`.
  package private(set) var columns: [[Int64]]
  /// The UTF-8 bytes of all text cells.
  package private(set) var arena: [UInt8] = []
  /// For each row, the index of the record (within its batch of records) that it came from.
  package private(set) var records: [Int32] = []

  /// Whose the calls are, where that was found out ahead.
  var holders: FoundHolders?

  package init(kind: Kind, fields: [Int]) {
    self.kind = kind
    self.fields = fields
    columns = Array(repeating: [], count: fields.count)
  }

  package var count: Int { records.count }

  /// Forgets the rows, keeps the memory.
  package mutating func removeAll() {
    for c in columns.indices { columns[c].removeAll(keepingCapacity: true) }
    arena.removeAll(keepingCapacity: true)
    records.removeAll(keepingCapacity: true)
    holders = nil
  }

  /// Adds a number (or `null`) to a column of the row under construction.
  @inlinable package mutating func append(_ value: Int64, to column: Int) {
    appendCell(value, to: column)
  }

  /// Adds a text to a column of the row under construction. Empty text is NULL: the store has no
  /// empty strings.
  package mutating func append(text: ArraySlice<UInt8>, to column: Int) {
    let start = arena.count
    arena.append(contentsOf: text)
    let length = arena.count - start
    appendCell(length == 0 ? Self.null : Int64(start) << 32 | Int64(length), to: column)
  }

  /// Gives a number of the row under construction another value.
  package mutating func replaceLast(_ value: Int64, in column: Int) {
    columns[column][columns[column].count - 1] = value
  }

  /// Completes the row: every column has got its cell.
  package mutating func endRow(record: Int) { records.append(Int32(record)) }

  /// Completes many rows: each column has got a cell for each.
  package mutating func endRows(records: [Int32]) { self.records += records }

  /// Takes the cells of a column out, so that many can be added without looking each time where they lie.
  package mutating func takeCells(of column: Int) -> [Int64] {
    var cells: [Int64] = []
    swap(&cells, &columns[column])
    return cells
  }

  /// Puts the cells of a column back.
  package mutating func giveCells(_ cells: [Int64], of column: Int) { columns[column] = cells }

  /// Takes rows back by their records.
  package mutating func removeRows(where isRefused: (Int32) -> Bool) {
    let kept = records.indices.filter { !isRefused(records[$0]) }
    if kept.count == records.count { return }
    for c in columns.indices { columns[c] = kept.map { columns[c][$0] } }
    records = kept.map { records[$0] }
  }

  /// Gives a cell another number.
  mutating func set(_ value: Int64, row: Int, column: Int) { columns[column][row] = value }

  /// Takes back the rows of the newest record: something else of it was refused.
  package mutating func removeRows(of record: Int) {
    while records.last == Int32(record) {
      records.removeLast()
      for c in columns.indices { columns[c].removeLast() }
    }
  }

  /// The bytes of a text cell; nil when it is NULL.
  package func text(_ row: Int, _ column: Int) -> ArraySlice<UInt8>? {
    let cell = columns[column][row]
    if Self.isEmpty(cell) { return nil }
    let start = Int(cell >> 32)
    return arena[start..<start + Int(cell & 0xFFFF_FFFF)]
  }

  @usableFromInline mutating func appendCell(_ value: Int64, to column: Int) {
    columns[column].append(value)
  }

  /// Whether each row is of a record of its own.
  var hasOneRowARecord: Bool { zip(records, records.dropFirst()).allSatisfy { $0 < $1 } }

  /// A batch of one row, with only that row's texts.
  func row(_ row: Int) -> RowBatch {
    var copy = RowBatch(kind: kind, fields: fields)
    for (position, index) in fields.enumerated() {
      if kind.fields[index].type.isArenaText, let text = text(row, position) {
        copy.append(text: text, to: position)
      } else {
        copy.append(columns[position][row], to: position)
      }
    }
    copy.endRow(record: Int(records[row]))
    return copy
  }
}
