package import Diagnostics
package import Tabular

/// The records at the beginning of a file that name its columns.
package struct HeaderRecords {
  package var names: [String] = []
  package var line = 1
  /// Byte for byte, for reject files.
  package var original: [UInt8] = []
  /// How many records it and the preamble before it are.
  package var count = 0

  /// Takes them off the first batch of records.
  ///
  /// - Throws: `missing-label` when the record is not there with which the header begins.
  package init(
    from batch: inout RecordBatch, _ header: Profile.Header, file: String
  ) throws(Problem) {
    if header.rows == 0 { return }
    if let find = header.find {
      while batch.count > 0, !Self.has(find, batch) {
        batch.removeFirst()
        count += 1
      }
      if batch.count == 0 { throw .noHeaderFound(find, file: file) }
    }
    line = batch.lines.first ?? 1
    for row in 0..<header.rows where batch.count > 0 {
      let cells = (0..<batch.fieldCount(0)).map { batch.string(0, $0) ?? "" }
      if row == 0 {
        names = cells
      } else if header.isJoined {
        if names.count < cells.count {
          names += Array(repeating: "", count: cells.count - names.count)
        }
        for (index, cell) in cells.enumerated() where !cell.isEmpty {
          names[index] += names[index].isEmpty ? cell : " " + cell
        }
      }
      original += batch.original(0)
      batch.removeFirst()
      count += 1
    }
  }

  private static func has(_ name: String, _ batch: RecordBatch) -> Bool {
    let wanted = HeaderName.normalize(name)
    return (0..<batch.fieldCount(0)).contains {
      HeaderName.normalize(batch.string(0, $0) ?? "") == wanted
    }
  }
}
