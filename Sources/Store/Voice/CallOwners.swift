/// Finds out whose the calls of a file are before they reach the thread that stores them.
package struct CallOwners: Sendable {
  let holders: Holders

  /// Notes in a batch of calls whose they are; other batches stay as they are.
  package func find(in batch: inout RowBatch) {
    guard batch.kind.name == "cdr" else { return }
    batch.holders = holders.find(CallColumns(batch))
  }
}
