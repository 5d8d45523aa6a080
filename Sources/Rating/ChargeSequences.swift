internal import Diagnostics
internal import Store

/// The last charge or reversal of each call that has one, asked for in the order of the calls: one way
/// along an index, in place of a look for each of them.
struct ChargeSequences {
  private let rows: Statement
  /// The next call that has charges, and its last one; nil at the end.
  private var next: (call: Int64, sequence: Int64)?

  /// As they stand now: what is added while it is used is of calls that were asked for.
  init(_ database: Database) throws(Problem) {
    rows = try database.prepare(
      "SELECT call, max(sequence) FROM call_charge WHERE id <= ? GROUP BY call ORDER BY call")
    rows.bind([.integer(try database.integer("SELECT max(id) FROM call_charge") ?? 0)])
    try advance()
  }

  /// The sequence of the last charge of a call, a later one than the last that was asked for; 0 for none.
  mutating func last(of call: Int64) throws(Problem) -> Int64 {
    while let known = next {
      if known.call == call { return known.sequence }
      if known.call > call { return 0 }
      try advance()
    }
    return 0
  }

  private mutating func advance() throws(Problem) {
    next = try rows.step() ? (rows.integer(0), rows.integer(1)) : nil
  }
}
