internal import Bytes
internal import Diagnostics
internal import Tabular

/// A table of words that a profile has itself, or names a CSV file for.
final class LookupTable: Sendable {
  let entries: [[UInt8]: [UInt8]]
  /// The lengths of its keys, longest first, for prefixes.
  private let lengths: [Int]

  init(_ entries: [[UInt8]: [UInt8]]) {
    self.entries = entries
    lengths = Set(entries.keys.map(\.count)).sorted(by: >)
  }

  subscript(_ key: [UInt8]) -> [UInt8]? { entries[key] }

  /// The entry of the longest key that the text begins with.
  func longestPrefix(of text: ArraySlice<UInt8>) -> [UInt8]? {
    for length in lengths where length <= text.count {
      if let found = entries[Array(text.prefix(length))] { return found }
    }
    return nil
  }

  /// More is no table of words; it would have to be held in memory.
  static let most = 2_000_000

  /// - Throws: what reading throws, `missing-column`, `duplicate-key`, `file-too-large`.
  static func read(_ path: String, key: String, value: String) throws(Problem) -> (
    table: LookupTable, sha256: String
  ) {
    let input = try InputSource(path: path)
    var hash = SHA256()
    input.onRawBytes = { hash.update($0) }
    let reader = RecordReader(input, layout: .delimited(Dialect()))
    var batch = RecordBatch()
    var columns: (key: Int, value: Int)?
    var entries: [[UInt8]: [UInt8]] = [:]
    while try reader.next(&batch) {
      if columns == nil {
        let binding = HeaderBinding(
          names: (0..<batch.fieldCount(0)).map { batch.string(0, $0) ?? "" }, file: path)
        columns = (try binding.require([key], at: nil), try binding.require([value], at: nil))
        batch.removeFirst()
      }
      guard let columns else { break }
      for record in 0..<batch.count {
        guard let from = batch.field(record, columns.key), !from.isEmpty,
          let to = batch.field(record, columns.value)
        else { continue }
        if let old = entries.updateValue(Array(to), forKey: Array(from)), !old.elementsEqual(to) {
          throw .duplicateKey(
            String(decoding: from, as: UTF8.self),
            at: SourcePosition(file: path, line: batch.lines[record]))
        }
      }
      if entries.count > most { throw .lookupTooLarge(path, most: most) }
    }
    return (LookupTable(entries), Hex.encode(hash.finish()))
  }
}
