internal import Foundation

/// From a store to files on disk: `carryover invoice --each` of a day, by one thread on one core and by
/// two on two. Both must write the same bytes.
enum EachBenchmark {
  static func run(invoices: Int, pairs: Int, folder: String, samples: String) throws {
    let tool = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "carryover").path
    // A tenth of them besides, to see whether memory grows with their number.
    for count in [max(1, invoices / 10), invoices] {
      let place = "\(folder)/each-\(count)"
      let store = try makeStore(count, in: place, tool, samples)
      let (date, found) = try busiestDay(store)
      var runs: [[Measured]] = [[], []]
      for round in 0..<(count == invoices ? pairs : 1) {
        var manifests: [Data] = []
        for threads in [1, 2] {
          let output = "\(place)/\(threads)-\(round)"
          let pin = threads == 1 ? ["/usr/bin/taskset", "-c", "1"] : []
          // Some of the generated taxes don't add up as an electronic invoice wants it: left out there.
          let words =
            pin + [
              tool, "invoice", "--each", output, "--date", date, "--threads", "\(threads)",
              "--store", store, "--quiet", "--no-xml",
            ]
          runs[threads - 1].append(try Measured.success(words))
          manifests.append(try Data(contentsOf: URL(fileURLWithPath: output + "/manifest.csv")))
          try FileManager.default.removeItem(atPath: output)
        }
        guard manifests[0] == manifests[1] else {
          throw Options.Wrong(description: "one thread and two wrote other files")
        }
      }
      print("From a store to files: \(found) invoices of \(date), the same bytes by both")
      let times = runs.map { Measured.median($0.map(\.seconds)) }
      for (threads, runs) in runs.enumerated() {
        print(Measured.line("invoice --each, threads: \(threads + 1)", found, runs))
      }
      print(String(format: "  two threads beside one: %.2f", times[0] / times[1]))
    }
  }

  /// A store of two months of bills, all of them made on the first.
  private static func makeStore(
    _ count: Int, in place: String, _ tool: String, _ samples: String
  ) throws -> String {
    let generator = Generator(accounts: count, months: 2, seed: 2026, folder: place, billDay: 1)
    try generator.runLedger()
    try FileManager.default.copyItem(atPath: samples + "/profiles", toPath: place + "/profiles")
    let store = place + "/store.db"
    _ = try Measured.success([
      tool, "migrate", place + "/manifest.json5", "--store", store, "--quiet",
    ])
    return store
  }

  private static func busiestDay(_ store: String) throws -> (date: String, count: Int) {
    let answer = try Measured.success([
      "/usr/bin/sqlite3", store,
      "SELECT date || ' ' || count(*) FROM invoice GROUP BY date ORDER BY count(*) DESC, date LIMIT 1",
    ]).output.split(whereSeparator: \.isWhitespace)
    guard answer.count == 2, let count = Int(answer[1]) else {
      throw Options.Wrong(description: "the store has no invoices")
    }
    return (String(answer[0]), count)
  }
}
