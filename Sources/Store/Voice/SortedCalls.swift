internal import Bytes
package import Diagnostics

/// A call of a number.
package struct NumberedCall: Comparable, BitwiseCopyable, Sendable {
  package var did: Int64
  package var start: Int64
  package var call: Int64

  package init(did: Int64, start: Int64, call: Int64) {
    self.did = did
    self.start = start
    self.call = call
  }

  package static func < (a: NumberedCall, b: NumberedCall) -> Bool {
    if a.did != b.did { return a.did < b.did }
    return a.start != b.start ? a.start < b.start : a.call < b.call
  }
}

/// Puts calls in the order of number and time. As many as memory shall hold are sorted by another thread
/// and laid aside in a file; at the end the runs are merged.
package final class SortedCalls {
  private static let few = 4096
  /// The calls of a run.
  private let most: Int
  private var calls: [NumberedCall] = []
  private var sorting: Worker<[NumberedCall]>?
  private var file: ScratchRows<NumberedCall>?
  private var runs: [Range<Int>] = []

  package init(most: Int = 1 << 19) { self.most = most }

  package func add(_ call: NumberedCall) {
    // A run grows without being moved.
    if calls.count == Self.few { calls.reserveCapacity(most) }
    calls.append(call)
  }

  /// Forgets the calls from `id` on, which were the last to come.
  package func rewind(to id: Int64) {
    while let last = calls.last, last.call >= id { calls.removeLast() }
  }

  /// Lays aside what is at hand, when that is a run; it is past rewinding then.
  package func layAside() throws(Problem) {
    if calls.count < most { return }
    let memory = try keepSorted()
    let run = calls
    sorting = try Worker { () throws(Problem) in run.sorted() }
    calls = memory
  }

  /// Writes the run that the other thread sorted.
  ///
  /// - Returns: its memory, empty.
  private func keepSorted() throws(Problem) -> [NumberedCall] {
    guard var run = try sorting?.join() else { return [] }
    sorting = nil
    if file == nil { file = try ScratchRows() }
    guard let file else { return [] }
    runs.append(file.count..<file.count + run.count)
    try file.append(run)
    run.removeAll(keepingCapacity: true)
    return run
  }

  /// Gives all calls in order, many at a time, and forgets them.
  package func drain(_ take: ([NumberedCall]) throws(Problem) -> Void) throws(Problem) {
    var last = calls
    calls = []
    last.sort()
    _ = try keepSorted()
    defer { (file, runs) = (nil, []) }
    guard let file else { return try take(last) }
    let merging = try MergedCalls(last, runs, in: file)
    try BatchPipeline.run(
      batches: 3, make: { [NumberedCall]() },
      produce: { calls throws(Problem) in try merging.next(into: &calls) },
      consume: { calls throws(Problem) in try take(calls) })
  }
}

/// Runs of calls in one order.
///
/// Sendable: the pipeline's thread alone uses it.
private final class MergedCalls: @unchecked Sendable {
  private static let piece = 4096

  private let file: ScratchRows<NumberedCall>
  private var heads: [Head]
  /// The first calls of the runs, the least of all first and each before the two that hang on it.
  private var firsts: [(call: NumberedCall, head: Int)]

  init(_ last: [NumberedCall], _ runs: [Range<Int>], in file: ScratchRows<NumberedCall>)
    throws(Problem)
  {
    self.file = file
    var heads = last.isEmpty ? [] : [Head(rows: last)]
    for run in runs {
      var head = Head(rest: run)
      if try head.fill(from: file) { heads.append(head) }
    }
    self.heads = heads
    firsts = heads.indices.map { (heads[$0].call, $0) }.sorted { $0.call < $1.call }
  }

  /// Fills in the next calls; false when there are no more.
  func next(into calls: inout [NumberedCall]) throws(Problem) -> Bool {
    calls.removeAll(keepingCapacity: true)
    while calls.count < Self.piece, let first = firsts.first {
      calls.append(first.call)
      try advance()
    }
    return !calls.isEmpty
  }

  /// Takes the least call away.
  private func advance() throws(Problem) {
    let head = firsts[0].head
    var first = firsts[firsts.count - 1]
    if try heads[head].advance(in: file) {
      first = (heads[head].call, head)
    } else {
      firsts.removeLast()
      if firsts.isEmpty { return }
    }
    var place = 0
    while 2 * place + 1 < firsts.count {
      var next = 2 * place + 1
      if next + 1 < firsts.count, firsts[next + 1].call < firsts[next].call { next += 1 }
      if !(firsts[next].call < first.call) { break }
      firsts[place] = firsts[next]
      place = next
    }
    firsts[place] = first
  }

  /// A run as far as it was read.
  private struct Head {
    var rows: [NumberedCall] = []
    var place = 0
    /// What is still in the file.
    var rest = 0..<0

    var call: NumberedCall { rows[place] }

    /// Moves on; false at the end of the run.
    mutating func advance(in file: ScratchRows<NumberedCall>) throws(Problem) -> Bool {
      place += 1
      if place < rows.count { return true }
      return try fill(from: file)
    }

    mutating func fill(from file: ScratchRows<NumberedCall>) throws(Problem) -> Bool {
      if rest.isEmpty { return false }
      let next = rest.prefix(MergedCalls.piece)
      try file.read(next, into: &rows)
      rest = next.upperBound..<rest.upperBound
      place = 0
      return true
    }
  }
}
