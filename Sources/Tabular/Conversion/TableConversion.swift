package import Bytes
package import Diagnostics

/// Reads a text table by what is declared or found out, and writes it as clean text: UTF-8, RFC 4180 or
/// JSON Lines, every value as it was, the names of the columns first. What isn't certain stays as it is
/// and is told.
package struct TableConversion {
  package var path: String
  package var sheet: String?
  package var declared = TableSketch.Declared()
  package var format = CleanFormat.csv
  /// Bytes read so far and all there are, and records written, for progress.
  package var onProgress: ((Int, Int?, Int) -> Void)?

  package init(path: String) { self.path = path }

  /// - Throws: what reading and writing throws; `empty-file`.
  package func run(to sink: any ByteSink) throws(Problem) -> ConversionSummary {
    try run(looks: false) { (converter: inout TableConverter) throws(Problem) in
      try converter.give(to: sink)
    }
  }

  /// Does the same without writing anything, and looks at the columns.
  package func look() throws(Problem) -> ConversionSummary {
    try run(looks: true) { (converter: inout TableConverter) in converter.drop() }
  }

  private func run(
    looks: Bool, _ give: (inout TableConverter) throws(Problem) -> Void
  ) throws(Problem) -> ConversionSummary {
    let table = try TableFile(path: path, sheet: sheet)
    let sample = try TableSample(table.source)
    let sketch = TableSketch(sample, declared: table.declared(declared))
    if sketch.records == 0, sketch.headerRows == 0 { throw .emptyTable(table.name) }
    let input = HandedOver(
      RecordReader(
        sample.replayed(before: table.source), layout: .delimited(sketch.dialect),
        encoding: sketch.encoding,
        tolerance: Tolerance(
          leavesOutNULs: true, recognisesWindows1252: declared.encoding == nil)))
    var converter = TableConverter(
      ConversionSummary(
        name: table.name, container: table.container, encoding: .utf8, sketch: sketch),
      format: format, looks: looks)
    try BatchPipeline.run(
      batches: 3, make: { RecordBatch() },
      produce: { (batch: inout RecordBatch) throws(Problem) in
        try input.reader.next(&batch)
      },
      consume: { (batch: inout RecordBatch) throws(Problem) in
        converter.take(batch)
        try give(&converter)
        onProgress?(table.source.rawOffset, table.source.size, converter.summary.records)
      })
    converter.finish(input.reader)
    try give(&converter)
    return converter.summary
  }
}

extension TableFile {
  /// What is known already of how the table is written: a sheet comes as our own CSV.
  package func declared(_ given: TableSketch.Declared) -> TableSketch.Declared {
    guard case .workbook = container else { return given }
    var declared = given
    declared.encoding = .utf8
    declared.delimiter = .comma
    declared.quote = .some(.quote)
    declared.escape = .doubled
    return declared
  }
}

/// A reader that works on a thread of its own until that is joined, and is asked only afterwards.
private final class HandedOver: @unchecked Sendable {
  let reader: RecordReader
  init(_ reader: RecordReader) { self.reader = reader }
}
