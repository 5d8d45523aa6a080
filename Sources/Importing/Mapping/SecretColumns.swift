internal import Billing
internal import Tabular

/// The columns of a file as far as secrets go: hides them in the raw lines of refused records.
struct SecretColumns: Sendable {
  /// By column; columns beyond have free text.
  var columns: [Secrecy] = []
  /// The characters of fixed-width records that hold free text; nil for other files.
  var freeCharacters: [(start: Int, length: Int)]?
  /// The keys of JSON objects whose values may be shown; nil for other files.
  private var shownKeys: Set<[UInt8]>?

  /// Records are JSON objects, of which the columns are paths.
  ///
  /// - Parameter inner: for a column that is an array, the paths of what is read of its elements.
  mutating func readKeys(of paths: [String], inner: [String: [String]]) {
    var keys = Set<[UInt8]>()
    for (path, column) in zip(paths, columns) {
      switch column {
      case .exempt, .allowed:
        for path in [path] + (inner[path] ?? []) {
          let last = path.split(separator: ".").last ?? ""
          keys.insert(Array(last.prefix { $0 != "[" }.utf8))
        }
      case .cards, .secret: break
      }
    }
    shownKeys = keys
  }

  /// What is an identifier somewhere may be shown, unless its name says that it is a secret.
  mutating func exempt(_ column: Int) {
    while columns.count <= column { columns.append(.cards(refuses: false)) }
    if case .cards = columns[column] { columns[column] = .exempt }
  }

  /// Notes for reject files which columns may be shown: one that is an identifier somewhere.
  mutating func note(_ secrecy: Secrecy, of value: Value, from columns: Set<Int>) {
    switch secrecy {
    case .exempt, .allowed: for column in columns { exempt(column) }
    case .cards, .secret:
      if case .characters(let start, let length) = value.source {
        freeCharacters?.append((start, length))
      }
    }
  }

  private func secrecy(of column: Int) -> Secrecy {
    columns.indices.contains(column) ? columns[column] : .cards(refuses: false)
  }

  /// The record byte for byte, but for the secrets in it, which are stars of equal length.
  func original(_ record: Int, of batch: RecordBatch) -> (bytes: ArraySlice<UInt8>, isHidden: Bool)
  {
    var hidden: [Range<Int>] = []
    if let shownKeys {
      hidden = JSONSecrets { shownKeys.contains($0) }.ranges(in: batch.field(record, 0) ?? [])
    } else if let freeCharacters {
      for (start, length) in freeCharacters {
        guard let text = batch.characters(record, from: start, length: length) else { continue }
        hidden += CardNumber.ranges(in: text)
      }
    } else {
      for column in 0..<batch.fieldCount(record) {
        guard let text = batch.field(record, column), !text.isEmpty else { continue }
        switch secrecy(of: column) {
        case .exempt, .allowed: break
        case .cards:
          for range in CardNumber.ranges(in: text) {
            hidden += batch.places(of: text[range], in: record)
          }
        case .secret: hidden += batch.places(of: text, in: record)
        }
      }
    }
    if hidden.isEmpty { return (batch.original(record), false) }
    return (batch.original(record, hiding: hidden), true)
  }
}
