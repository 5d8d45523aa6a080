internal import Arrival
internal import Diagnostics
internal import Reporting

/// Which targets there are, and what is wrong with one's own.
enum ExportLists {
  static func names(_ catalogue: ReportCatalogue) throws -> [String] {
    var names = TargetDirectory.builtIn
    for name in catalogue.names where try catalogue.report(name).isExport { names.append(name) }
    return names.sorted()
  }

  static func list(_ catalogue: ReportCatalogue) throws -> Int32 {
    let names = try names(catalogue)
    let width = names.map(\.count).max() ?? 0
    for name in names {
      let about =
        TargetDirectory.builtIn.contains(name)
        ? try TargetDirectory.target(name).about : try catalogue.report(name).title
      try Terminal.print(
        Help.wrapped(
          about, indent: width + 2, first: Help.padded(name, to: width) + "  "))
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
        try Terminal.print("\(file): \(target.name), \(target.written.count) files, no mistakes\n")
      } catch let mistakes as TargetMistakes {
        for problem in mistakes.problems { Terminal.complain(problem) }
        code = Problem.Kind.input.rawValue
      }
    }
    return code
  }
}
