/// Where the objects of a file lie. A file of many documents has millions of objects, most of them side
/// by side in object streams: what is settled is kept as runs, so that memory hardly grows.
struct CrossReference {
  /// Where an object lies: in the file (kind 1: offset), or in an object stream (kind 2: its number, and
  /// the place within); kind 0 is none.
  struct Entry {
    private let bits: UInt64

    init(kind: UInt8, place: Int, index: Int) {
      bits = UInt64(kind) << 62 | UInt64(place) << 16 | UInt64(index)
    }

    static let none = Entry(kind: 0, place: 0, index: 65_535)
    var kind: UInt8 { UInt8(bits >> 62) }
    var place: Int { Int(bits >> 16 & 0x3FFF_FFFF_FFFF) }
    var index: Int { Int(bits & 0xFFFF) }
  }

  /// Objects of consecutive numbers in consecutive places of one object stream, or a single one.
  private struct Run {
    var entry: Entry
    var count: Int

    func entry(_ offset: Int) -> Entry {
      entry.kind == 2
        ? Entry(kind: 2, place: entry.place, index: entry.index + offset) : entry
    }

    func goes(on next: Entry) -> Bool {
      if entry.kind != next.kind { return false }
      if entry.kind == 0 { return true }
      return entry.kind == 2 && entry.place == next.place && entry.index + count == next.index
    }
  }

  private var settled: [Run] = []
  private var settledCount = 0
  /// What was written after its neighbours were settled.
  private var late: [Int: Entry] = [:]
  /// Objects from `settledCount` on.
  private var recent: [Entry] = [.none]

  var count: Int { settledCount + recent.count }

  /// The first of so many new numbers.
  mutating func reserve(_ count: Int) -> Int {
    let first = self.count
    recent.append(contentsOf: repeatElement(.none, count: count))
    return first
  }

  mutating func set(_ number: Int, kind: UInt8, place: Int, index: Int = 0) {
    let entry = Entry(kind: kind, place: place, index: index)
    if number < settledCount { late[number] = entry } else { recent[number - settledCount] = entry }
  }

  /// Packs what there is: most of it will not change any more.
  mutating func settle() {
    for entry in recent {
      if let last = settled.last, last.goes(on: entry) {
        settled[settled.count - 1].count += 1
      } else {
        settled.append(Run(entry: entry, count: 1))
      }
    }
    settledCount += recent.count
    recent.removeAll(keepingCapacity: true)
  }

  /// The rows of the cross-reference stream (ISO 32000-1, 7.5.8), piece by piece. Rows differ from the row
  /// above by little: the predictor leaves nearly nothing.
  func rows(width: Int, _ body: (borrowing [UInt8]) -> Void) {
    var piece: [UInt8] = []
    var above = [UInt8](repeating: 0, count: width + 3)
    var row = above
    func add(_ entry: Entry) {
      row[0] = entry.kind
      for byte in 0..<width {
        row[1 + byte] = UInt8(truncatingIfNeeded: entry.place >> (8 * (width - 1 - byte)))
      }
      row[width + 1] = UInt8(entry.index >> 8)
      row[width + 2] = UInt8(entry.index & 0xFF)
      piece.append(2)
      for column in row.indices { piece.append(row[column] &- above[column]) }
      swap(&above, &row)
      if piece.count > 60_000 {
        body(piece)
        piece.removeAll(keepingCapacity: true)
      }
    }
    var number = 0
    for run in settled {
      for offset in 0..<run.count {
        add(late[number] ?? run.entry(offset))
        number += 1
      }
    }
    for entry in recent { add(entry) }
    body(piece)
  }
}
