/// Finds out whose the calls of a file are before they reach the thread that stores them.
package struct CallOwners: Sendable {
  let holders: Holders

  /// Notes in a batch of calls whose they are; other batches stay as they are.
  package func find(in batch: inout RowBatch) {
    guard batch.kind.name == "cdr" else { return }
    let (kind, fields, columns) = (batch.kind, batch.fields, batch.columns)
    batch.holders = holders.find(
      CallColumns(
        arena: batch.arena, count: batch.count,
        cells: { name in
          fields.firstIndex { kind.column(of: kind.fields[$0]) == name }.map { columns[$0] }
        }))
  }
}
