internal import Diagnostics

/// Finds the columns of a file by the names that a profile uses.
struct HeaderBinding {
  let names: [String]
  private let normalized: [String]
  let file: String
  let line: Int

  init(names: [String], file: String, line: Int = 1) {
    self.names = names
    self.file = file
    self.line = line
    normalized = names.map(HeaderName.normalize)
  }

  /// The column with one of the names: exactly, else as people write it.
  func column(named wanted: [String]) -> Int? {
    for name in wanted {
      if let index = names.firstIndex(of: name) { return index }
    }
    for name in wanted {
      if let index = normalized.firstIndex(of: HeaderName.normalize(name)) { return index }
    }
    return nil
  }

  /// - Throws: `missing-column`, with the header that comes nearest.
  func require(_ wanted: [String], at position: SourcePosition?) throws(Problem) -> Int {
    if let index = column(named: wanted) { return index }
    let name = wanted.first ?? ""
    throw .missingColumn(name, among: names, at: SourcePosition(file: file, line: line))
  }
}
