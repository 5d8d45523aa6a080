internal import Foundation

/// `carryover convert` of a clean file beside programs that do less or the same: whole processes, the same
/// disk, alternating, medians. The output must be the input, byte for byte, or the time is void.
enum ConvertBenchmark {
  static func run(_ words: [String]) throws {
    let options = try Options(words, known: ["rows", "pairs", "output"])
    let rows = try options.number("rows", default: 4_000_000)
    let pairs = try options.number("pairs", default: 5)
    let folder = options.text(
      "output", default: NSTemporaryDirectory() + "carryover-bench-convert")
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let (input, output) = ("\(folder)/in.csv", "\(folder)/out.csv")
    try write(input, rows: rows)
    let size = try FileManager.default.attributesOfItem(atPath: input)[.size] as? Int ?? 0
    let tool = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "carryover").path
    let python = """
      import csv, sys
      with open(sys.argv[1], newline='', encoding='utf-8') as a, \
      open(sys.argv[2], 'w', newline='', encoding='utf-8') as b:
          csv.writer(b, lineterminator='\\n').writerows(csv.reader(a))
      """
    let peers: [(name: String, command: [String])] = [
      ("carryover convert", [tool, "convert", input, "-o", output, "--quiet"]),
      ("cat (a floor: copies only)", ["/bin/sh", "-c", "cat \(input) > \(output)"]),
      ("wc -l (a floor: counts only)", ["/usr/bin/wc", "-l", input]),
      ("Python's csv, reader to writer", ["/usr/bin/python3", "-c", python, input, output]),
    ]
    var runs = peers.map { _ in [Measured]() }
    for _ in 0..<pairs {
      for (index, peer) in peers.enumerated() {
        try? FileManager.default.removeItem(atPath: output)
        runs[index].append(try Measured.success(peer.command))
        if FileManager.default.fileExists(atPath: output) {
          _ = try Measured.success(["/usr/bin/cmp", input, output])
        }
      }
    }
    print(
      "in.csv: \(rows) rows of 6 columns, \(size) bytes; outputs are the input in all \(pairs) rounds"
    )
    for (peer, runs) in zip(peers, runs) {
      print(Measured.line(peer.name, rows, runs))
      let seconds = Measured.median(runs.map(\.seconds))
      print(String(format: "  %.0f MB/s", Double(size) / 1_000_000 / seconds))
    }
  }

  /// Payments, clean: a text in fifty has a comma and needs its quotes.
  private static func write(_ path: String, rows: Int) throws {
    let file = try ExportFile(path, encoding: .utf8)
    var dice = Dice(seed: 1)
    try file.add(line: "id,account,date,amount,method,reference")
    for row in 0..<rows {
      let number = dice.number(100_000...999_999)
      try file.add(
        [
          "P\(1_000_000 + row)", "A\(100_000 + dice.number(0...9999))", Days.text(row * 90 / rows),
          decimal(dice.number(100...20_000)), dice.pick(["card", "bank", "cash", "check"]),
          row % 50 == 0 ? "REF \(number), paid" : "REF\(number)",
        ], delimiter: ",")
    }
    try file.finish()
  }
}
