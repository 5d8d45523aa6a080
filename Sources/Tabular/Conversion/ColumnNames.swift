/// The names that a converted table gets: each column has one, and no two have the same.
struct ColumnNames {
  private(set) var names: [String]
  /// Columns that had none, and that had one of another.
  private(set) var blank = 0
  private(set) var duplicate = 0

  /// - Parameter isNamed: whether the file names its columns; where it doesn't, none is missing.
  init(_ given: [String], width: Int, isNamed: Bool) {
    names = given + Array(repeating: "", count: max(0, width - given.count))
    var taken: Set<String> = Set(names)
    var seen: Set<String> = []
    for column in names.indices {
      let name = names[column]
      if !name.isEmpty, seen.insert(name).inserted { continue }
      if isNamed { if name.isEmpty { blank += 1 } else { duplicate += 1 } }
      var number = name.isEmpty ? column + 1 : 2
      func candidate() -> String { name.isEmpty ? "column\(number)" : "\(name)_\(number)" }
      while taken.contains(candidate()) { number += 1 }
      names[column] = candidate()
      taken.insert(names[column])
      seen.insert(names[column])
    }
  }
}
