internal import Arrival
internal import Diagnostics

/// Which targets there are, and what is wrong with one's own.
enum ExportLists {
  static func list() throws -> Int32 {
    let names = TargetDirectory.builtIn
    let width = names.map(\.count).max() ?? 0
    for name in names {
      try Terminal.print(
        Help.wrapped(
          try TargetDirectory.target(name).about, indent: width + 2,
          first: Help.padded(name, to: width) + "  "))
    }
    return 0
  }

  static func lint(_ files: [String]) throws -> Int32 {
    guard !files.isEmpty else {
      throw Problem("operands", .usage, "Name the declarations to check.")
    }
    var code: Int32 = 0
    for file in files {
      do {
        let target = try TargetDirectory.target(file)
        let count = target.written.count
        try Terminal.print(
          "\(file): \(target.name), \(count) \(count == 1 ? "file" : "files"), no mistakes\n")
      } catch let mistakes as TargetMistakes {
        for problem in mistakes.problems { Terminal.complain(problem) }
        code = Problem.Kind.input.rawValue
      }
    }
    return code
  }
}
