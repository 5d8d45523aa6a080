internal import Diagnostics

/// Writes down which stored rows a file brought again (`batch_repeat`). A file that comes again mostly
/// has its rows in the order in which they are stored, so that a run of neighbours is one entry.
final class RepeatLog {
  private struct Run {
    var line: Int64
    var first: Int64
    var last: Int64
    var state: String
  }

  private let database: Database
  private let batch: Int64
  private var runs: [String: Run] = [:]
  private var insert: Statement?

  init(database: Database, batch: Int64) {
    self.database = database
    self.batch = batch
  }

  func add(_ kind: String, line: Int, row: Int64, state: String) throws(Problem) {
    if var run = runs[kind] {
      let next = run.last + 1
      if row == next, Int64(line) == run.line + next - run.first, run.state == state {
        run.last = row
        runs[kind] = run
        return
      }
      try write(run, kind)
    }
    runs[kind] = Run(line: Int64(line), first: row, last: row, state: state)
  }

  /// Adds rows that stand one behind the other in the store, each with its line.
  func add(_ kind: String, lines: [Int], firstRow: Int64, state: String) throws(Problem) {
    var start = 0
    while start < lines.count {
      var end = start + 1
      while end < lines.count, lines[end] == lines[end - 1] + 1 { end += 1 }
      try add(kind, line: lines[start], row: firstRow + Int64(start), state: state)
      runs[kind]?.last += Int64(end - start - 1)
      start = end
    }
  }

  func finish() throws(Problem) {
    for (kind, run) in runs { try write(run, kind) }
    runs = [:]
  }

  private func write(_ run: Run, _ kind: String) throws(Problem) {
    let statement: Statement
    if let insert {
      statement = insert
    } else {
      statement = try database.prepare(
        "INSERT OR IGNORE INTO batch_repeat VALUES (?, ?, ?, ?, ?, ?)")
      insert = statement
    }
    statement.bind([
      .integer(batch), .text(kind), .integer(run.line), .integer(run.first), .integer(run.last),
      .text(run.state),
    ])
    _ = try statement.step()
  }
}
