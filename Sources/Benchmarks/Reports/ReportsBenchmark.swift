internal import Foundation
internal import Reporting

/// The finance pack of a large store; its reports beside the sqlite3 shell running the same SQL to CSV; a
/// filtered log; a workbook beside programs in C and Python. Whole processes, alternating, medians;
/// numbers of records must agree, and the pack's controls must hold.
struct ReportsBenchmark {
  private let tool: String
  private let folder: String
  private let store: String
  private let pairs: Int
  private let python: String
  private let month: String

  static func run(_ words: [String]) throws {
    let options = try Options(
      words,
      known: [
        "accounts", "months", "log", "cells", "pairs", "output", "python", "parts", "reports",
      ])
    let folder = options.text("output", default: NSTemporaryDirectory() + "carryover-bench-reports")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let size = ReportStore(
      accounts: try options.number("accounts", default: 100_000),
      months: try options.number("months", default: 12),
      logEntries: try options.number("log", default: 5_000_000))
    let store = "\(folder)/reports-\(size.accounts)-\(size.months)-\(size.logEntries).db"
    if !FileManager.default.fileExists(atPath: store) {
      let building = store + ".building"
      try? FileManager.default.removeItem(atPath: building)
      try size.write(to: building)
      try FileManager.default.moveItem(atPath: building, toPath: store)
    }
    let bytes = try FileManager.default.attributesOfItem(atPath: store)[.size] as? Int ?? 0
    print(
      "\(size.accounts) accounts, \(size.accounts * size.months) invoices, \(size.logEntries) log entries: "
        + "\(bytes / 1_000_000) MB")
    let benchmark = ReportsBenchmark(
      tool: URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appending(path: "carryover").path,
      folder: folder, store: store, pairs: try options.number("pairs", default: 5),
      python: options.text("python", default: "/usr/bin/python3"), month: size.lastMonth)
    func list(_ option: String, _ all: String) -> [String] {
      options.text(option, default: all).split(separator: ",").map(String.init)
    }
    for part in list("parts", "pack,reports,log,workbook") {
      switch part {
      case "pack": try benchmark.pack()
      case "reports": try benchmark.reports(list("reports", Self.lists + "," + Self.ofPack))
      case "log": try benchmark.log()
      case "workbook":
        try benchmark.workbook(cells: try options.number("cells", default: 1_000_000))
      default: throw Options.Wrong(description: "there is no part '\(part)'")
      }
    }
  }

  private static let lists = "invoices,transactions,accounts,services"
  /// All but that of usage, whose views need functions that the shell does not have.
  private static var ofPack: String {
    ((try? ReportCatalogue().pack) ?? []).map(\.name).filter { $0 != "usage-month" }
      .joined(separator: ",")
  }

  // MARK: The pack

  private func pack() throws {
    let target = "\(folder)/pack"
    var runs: [Measured] = []
    for _ in 0..<pairs {
      runs.append(
        try Measured.success([
          tool, "report", "pack", "--period", month, "-o", target, "--store", store, "--force",
        ]))
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: target + "/csv").sorted()
    let rows = try files.reduce(0) { $0 + (try lines("\(target)/csv/\($1)")) }
    print(Measured.line("report pack, \(files.count) files of \(rows) rows, workbook", rows, runs))
    print(runs.last?.output.split(separator: "\n").last.map(String.init) ?? "")
  }

  // MARK: Reports

  private func reports(_ names: [String]) throws {
    let arguments = ["as_of": month + "-30", "from": month + "-01", "to": month + "-30"]
    for name in names { try beside(name, arguments: arguments) }
  }

  private func log() throws {
    // The first to read the store would pay for all that the disk gives.
    _ = try Measured.success(["/bin/sh", "-c", "exec cat '\(store)' >/dev/null"])
    try beside("log", arguments: [:], filter: ("type = 'updated'", "type = 'updated'"))
  }

  /// A report as CSV, by us and by the shell.
  private func beside(
    _ name: String, arguments: [String: String], filter: (own: String, sql: String)? = nil
  ) throws {
    let report = try ReportCatalogue().report(name)
    let given = report.parameters.compactMap { parameter in
      arguments[parameter.name].map { (parameter, $0) }
    }
    var own = [tool, "report", name, "--store", store, "--force", "-o", "\(folder)/own.csv"]
    for (parameter, value) in given { own += ["--" + parameter.option, value] }
    var literals = Dictionary(uniqueKeysWithValues: report.parameters.map { ($0.name, "NULL") })
    for (parameter, value) in given { literals[parameter.name] = "'\(value)'" }
    let columns = report.columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
    var sql = "SELECT \(columns) FROM (\n\(report.sql)\n)"
    if let filter {
      own += ["--where", filter.own]
      sql += "\nWHERE \(filter.sql)"
    }
    if !report.order.isEmpty {
      let terms = report.order.map { "\"\($0.column)\"" + ($0.descending ? " DESC" : "") }
      sql += "\nORDER BY " + terms.joined(separator: ", ")
    }
    let query = "\(folder)/peer.sql"
    try (ShellQuery(sql, arguments: literals).sql + ";\n").write(
      toFile: query, atomically: true, encoding: .utf8)
    let peer = [
      "/bin/sh", "-c",
      "exec sqlite3 -readonly -csv -header '\(store)' <'\(query)' >'\(folder)/peer.csv'",
    ]
    let runs = try alternate([own, peer])
    let rows = try lines("\(folder)/own.csv")
    guard try lines("\(folder)/peer.csv") == rows else {
      throw Options.Wrong(description: "\(name): the shell has another number of lines")
    }
    print(Measured.line("report \(name), \(rows - 1) rows", rows, runs[0]))
    print(Measured.line("  sqlite3 -csv", rows, runs[1]))
    ratio(runs)
  }

  private func lines(_ path: String) throws -> Int {
    let text = try Measured.success(["/usr/bin/wc", "-l", path]).output
    return Int(text.split(separator: " ").first ?? "") ?? 0
  }

  private func alternate(_ commands: [[String]]) throws -> [[Measured]] {
    var runs = commands.map { _ in [Measured]() }
    for _ in 0..<pairs {
      for (index, command) in commands.enumerated() {
        runs[index].append(try Measured.success(command))
      }
    }
    return runs
  }

  private func ratio(_ runs: [[Measured]]) {
    func ratio(_ figure: KeyPath<Measured, Double>) -> Double {
      Measured.median(runs[0].map { $0[keyPath: figure] })
        / Measured.median(runs[1].map { $0[keyPath: figure] })
    }
    print(
      String(format: "  ratio %.2f, of processor time %.2f", ratio(\.seconds), ratio(\.processor)))
  }

  // MARK: Workbook

  private func workbook(cells: Int) throws {
    let rows = min(cells / 10, 1_000_000)
    let sql = """
      SELECT external_id AS id, reference, date, method, account_type AS type, amount AS n_1,
        amount * 2 AS n_2, amount * 3 AS n_3, amount + 1 AS n_4, id AS n_5
      FROM payment ORDER BY payment.id LIMIT \(rows)
      """
    let query = "\(folder)/sheet.sql"
    try sql.write(toFile: query, atomically: true, encoding: .utf8)
    let numbers = (1...5).map { "-- column n_\($0) money \"N\($0)\"\n" }.joined()
    let texts = ["id", "reference", "date", "method", "type"]
      .map { "-- column \($0) text \"\($0)\"\n" }.joined()
    let report = "\(folder)/sheet-report.sql"
    // Amounts want a currency; a hidden column is no cell.
    let own =
      "-- title: List\n-- about: Cells.\n" + texts + numbers + "-- hidden currency id\n"
      + "SELECT *, 'CAD' AS currency FROM (\n\(sql)\n)\n"
    try own.write(toFile: report, atomically: true, encoding: .utf8)
    try SheetPeers.c.write(toFile: "\(folder)/peer.c", atomically: true, encoding: .utf8)
    try SheetPeers.python.write(toFile: "\(folder)/peer.py", atomically: true, encoding: .utf8)
    _ = try Measured.success([
      "/usr/bin/cc", "-O2", "-o", "\(folder)/peer", "\(folder)/peer.c", "-lsqlite3", "-lxlsxwriter",
    ])
    var commands = [
      [
        tool, "report", report, "--store", store, "--force", "--quiet", "-o", "\(folder)/own.xlsx",
      ], ["\(folder)/peer", store, query, "\(folder)/peer.xlsx"],
    ]
    let hasPython = try Measured(python, ["-c", "import xlsxwriter"]).exitCode == 0
    if hasPython {
      commands.append([python, "\(folder)/peer.py", store, query, "\(folder)/python.xlsx"])
    }
    let runs = try alternate(commands)
    print(Measured.line("report as XLSX, \(rows * 10) cells", rows * 10, runs[0]))
    print(Measured.line("  C, libxlsxwriter", rows * 10, runs[1]))
    ratio(runs)
    if hasPython {
      print(Measured.line("  Python, XlsxWriter", rows * 10, runs[2]))
      print("  beside that one:", terminator: "")
      ratio([runs[0], runs[2]])
    } else {
      print(
        "Python's XlsxWriter is not here: 'pip install XlsxWriter' brings it; --python names Python"
      )
    }
  }
}
