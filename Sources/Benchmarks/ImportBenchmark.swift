internal import Foundation

/// `carryover import` of a canonical payment file, beside `sqlite3 .import` of the same file into an
/// untyped table: whole processes, the same disk, alternating, medians.
enum ImportBenchmark {
  static func run(_ words: [String]) throws {
    let options = try Options(words, known: ["rows", "accounts", "pairs", "output"])
    let rows = try options.number("rows", default: 1_000_000)
    let accounts = try options.number("accounts", default: 10_000)
    let pairs = try options.number("pairs", default: 5)
    let folder = options.text(
      "output", default: NSTemporaryDirectory() + "carryover-bench-import")
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let sum = try writeFiles(folder, rows: rows, accounts: accounts)
    let tool = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "carryover").path
    let base = folder + "/base.db"
    try check(Measured(tool, ["init", "--store", base, "--quiet"]))
    for kind in ["company", "source", "account"] {
      try check(
        Measured(
          tool, ["import", "\(folder)/\(kind).csv", "--profile", kind, "--store", base, "--quiet"]))
    }
    var ours: [Measured] = []
    var theirs: [Measured] = []
    for _ in 0..<pairs {
      let store = folder + "/store.db"
      try? FileManager.default.removeItem(atPath: store)
      try FileManager.default.copyItem(atPath: base, toPath: store)
      let import_ = try Measured(
        tool,
        ["import", "\(folder)/payment.csv", "--profile", "payment", "--store", store, "--quiet"])
      try check(import_)
      let stored = try Measured(
        "/usr/bin/sqlite3", [store, "SELECT count(*) || ' ' || sum(amount) FROM payment"])
      guard stored.output == "\(rows) \(sum)\n" else {
        throw Options.Wrong(description: "the store holds \(stored.output), not \(rows) \(sum)")
      }
      ours.append(import_)
      let plain = folder + "/plain.db"
      try? FileManager.default.removeItem(atPath: plain)
      let peer = try Measured(
        "/usr/bin/sqlite3", [plain, ".import --csv \(folder)/payment.csv payment"])
      try check(peer)
      theirs.append(peer)
    }
    let (mine, peers) = (median(ours.map(\.seconds)), median(theirs.map(\.seconds)))
    let bytes = try FileManager.default.attributesOfItem(atPath: folder + "/payment.csv")[.size]
    print("file: \(rows) rows, \(bytes ?? 0) bytes; counts and sums agree in all \(pairs) pairs")
    show("carryover import (types, key, references, lineage)", rows, ours)
    show("sqlite3 .import --csv (untyped, no index)", rows, theirs)
    print(String(format: "ratio of medians: %.2f", mine / peers))
  }

  private static func show(_ name: String, _ rows: Int, _ runs: [Measured]) {
    let times = runs.map(\.seconds).sorted()
    let memory = runs.map(\.peakKiB).max() ?? 0
    print(
      String(
        format: "%@\n  median %.2f s (%.2f to %.2f), %.0f rows/s, peak %d MB", name,
        median(times), times.first ?? 0, times.last ?? 0, Double(rows) / median(times),
        memory / 1024))
  }

  private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  private static func check(_ run: Measured) throws {
    guard run.exitCode == 0 else {
      throw Options.Wrong(description: "\(run.command) ended with \(run.exitCode)")
    }
  }

  /// Writes the files; the sum of the payments in cents.
  private static func writeFiles(_ folder: String, rows: Int, accounts: Int) throws -> Int {
    func file(_ name: String, _ header: String) throws -> ExportFile {
      let file = try ExportFile("\(folder)/\(name)", encoding: .utf8)
      try file.add(line: header)
      return file
    }
    let company = try file("company.csv", "code,name,currency,zone")
    try company.add(line: "B,Bench,CAD,America/Winnipeg")
    try company.finish()
    let source = try file("source.csv", "name,company,role,feed,zone,country,currency")
    try source.add(line: "bench,B,system,snapshot,America/Winnipeg,CA,CAD")
    try source.finish()
    let account = try file("account.csv", "id,company,name,status,type")
    for number in 0..<accounts {
      try account.add(line: "A\(100_000 + number),B,Holder \(number),active,residential")
    }
    try account.finish()
    var dice = Dice(seed: 1)
    var sum = 0
    let payment = try file("payment.csv", "id,account,date,amount,method,reference")
    for row in 0..<rows {
      let amount = dice.number(100...20_000)
      sum += amount
      try payment.add(
        [
          "P\(1_000_000 + row)", "A\(100_000 + dice.number(0...accounts - 1))",
          Days.text(row * 90 / rows), decimal(amount),
          dice.pick(["card", "bank", "cash", "check"]),
          "REF\(dice.number(100_000...999_999))",
        ], delimiter: ",")
    }
    try payment.finish()
    return sum
  }
}

/// One run of a whole process: its time, its memory, what it said.
struct Measured {
  var command: String
  var seconds: Double
  var peakKiB: Int
  var exitCode: Int32
  var output: String

  init(_ tool: String, _ arguments: [String]) throws {
    command = ([tool] + arguments).joined(separator: " ")
    let process = Process()
    let pipe = Pipe()
    // GNU time tells the peak memory of the process itself.
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let report = NSTemporaryDirectory() + "carryover-bench-time-\(getpid())"
    let hasTime = FileManager.default.isExecutableFile(atPath: "/usr/bin/time")
    process.arguments =
      (hasTime ? ["/usr/bin/time", "-f", "%M", "-o", report] : []) + [tool] + arguments
    process.standardOutput = pipe
    let start = ContinuousClock.now
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let elapsed = ContinuousClock.now - start
    seconds =
      Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    exitCode = process.terminationStatus
    output = String(decoding: data, as: UTF8.self)
    let text = (try? String(contentsOfFile: report, encoding: .utf8)) ?? ""
    peakKiB = text.split(separator: "\n").last.flatMap { Int($0) } ?? 0
  }
}
