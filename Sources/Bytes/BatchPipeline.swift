package import Diagnostics

/// Two threads and a fixed number of batches that go round: one thread fills them, the caller's
/// thread empties them, and none is allocated after the start.
package enum BatchPipeline {
  /// Runs until `produce` has no more, or either side fails.
  ///
  /// - Parameters:
  ///   - count: how many batches go round; two let both sides work at once, three smooth it.
  ///   - make: an empty batch.
  ///   - produce: fills a used batch, on a thread of its own; false when there is nothing more (the
  ///     batch is not consumed then).
  ///   - meanwhile: what the producing thread does a piece of where it would have to wait for an empty
  ///     batch; false where there is nothing to do.
  ///   - consume: takes the content, on the calling thread, in the order of production.
  /// - Throws: what `consume` threw; else what `produce` threw, after all batches before it have been
  ///   consumed.
  package static func run<Batch>(
    batches count: Int,
    make: () -> sending Batch,
    produce: sending @escaping (inout Batch) throws(Problem) -> Bool,
    meanwhile: sending @escaping () -> Bool = { false },
    consume: (inout Batch) throws(Problem) -> Void
  ) throws(Problem) {
    let full = BoundedQueue<Batch>(capacity: count)
    let used = BoundedQueue<Batch>(capacity: count)
    for _ in 0..<count { used.put(make()) }
    let worker = try Worker<Void> { () throws(Problem) in
      defer { full.finish() }
      func next() -> sending Batch? {
        while true {
          if let batch = used.takeNow() { return batch }
          // When the other side has failed, nobody wants that either.
          if used.hasEnded || !meanwhile() { return used.take() }
        }
      }
      while var batch = next() {
        if try !produce(&batch) { break }
        if !full.put(batch) { break }
      }
    }
    var failure: Problem?
    while var batch = full.take() {
      do throws(Problem) {
        try consume(&batch)
        used.put(batch)
      } catch {
        failure = error
        full.cancel()
        used.cancel()
      }
    }
    used.cancel()
    do throws(Problem) { try worker.join() } catch { throw failure ?? error }
    if let failure { throw failure }
  }
}
