internal import Diagnostics

/// Finds the columns of a file by the names that a profile uses.
struct HeaderBinding {
  let names: [String]
  private let normalized: [String]
  let file: String
  let line: Int
  /// Whether the names are declared and stand in no file: then who asks for another is at fault.
  var isDeclared = false

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

  /// The columns whose names are one of these with a number in the place of `#`, by that number.
  func numbered(_ wanted: [String]) -> [Int: Int] {
    for name in wanted {
      let parts = name.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2 else { continue }
      let exact = Self.numbered(names.map { $0.lowercased() }, parts.map { $0.lowercased() })
      if !exact.isEmpty { return exact }
      let loose = Self.numbered(normalized, parts.map(HeaderName.normalize))
      if !loose.isEmpty { return loose }
    }
    return [:]
  }

  private static func numbered(_ names: [String], _ parts: [String]) -> [Int: Int] {
    var found: [Int: Int] = [:]
    for (index, name) in names.enumerated() where name.count > parts[0].count + parts[1].count {
      guard name.hasPrefix(parts[0]), name.hasSuffix(parts[1]) else { continue }
      let digits = name.dropFirst(parts[0].count).dropLast(parts[1].count)
      guard digits.count <= 6, digits.utf8.allSatisfy({ $0 &- 48 < 10 }), let number = Int(digits),
        found[number] == nil
      else { continue }
      found[number] = index
    }
    return found
  }

  /// - Throws: `missing-column`, with the header that comes nearest.
  func require(_ wanted: [String], at position: SourcePosition?) throws(Problem) -> Int {
    if let index = column(named: wanted) { return index }
    let name = wanted.first ?? ""
    if isDeclared, let position {
      throw .undeclaredColumn(name, among: names, at: position)
    }
    throw .missingColumn(name, among: names, at: SourcePosition(file: file, line: line))
  }
}
