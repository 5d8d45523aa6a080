import Bytes
import Diagnostics
import Synchronization
import Testing

/// Counts on two threads.
private final class Counter: Sendable {
  private let count = Atomic(0)
  var value: Int { count.load(ordering: .acquiring) }
  func next() -> Int { count.add(1, ordering: .acquiringAndReleasing).newValue }
}

/// Two threads and the batches that go round between them.
@Suite struct BatchPipelineTests {
  @Test func batchesComeInTheirOrder() throws {
    let made = Counter()
    var taken: [Int] = []
    try BatchPipeline.run(
      batches: 2, make: { 0 },
      produce: { (batch: inout Int) throws(Problem) -> Bool in
        batch = made.next()
        return batch <= 100
      },
      consume: { (batch: inout Int) throws(Problem) in taken.append(batch) })
    #expect(taken == Array(1...100))
  }

  /// What could be done meanwhile without end is left when nobody wants more batches.
  @Test func failureEndsWhatIsDoneMeanwhile() throws {
    let rounds = Counter()
    let problem = #expect(throws: Problem.self) {
      try BatchPipeline.run(
        batches: 1, make: { 0 },
        produce: { (_: inout Int) throws(Problem) -> Bool in true },
        meanwhile: { rounds.next() > 0 },
        consume: { (_: inout Int) throws(Problem) in
          // The producer has no batch to fill, and does something else.
          while rounds.value == 0 {}
          throw Problem("stop", .input, "It is enough.")
        })
    }
    #expect(problem?.code == "stop")
  }
}
