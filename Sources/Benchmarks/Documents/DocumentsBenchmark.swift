internal import Bytes
internal import Diagnostics
internal import Foundation
internal import PDF

/// Invoices as PDF beside pycairo and ReportLab: the same two pages, one core, alternating; and what
/// they cannot do besides (PDF/A, tags, an electronic invoice).
enum DocumentsBenchmark {
  private struct Contender {
    var name: String
    var command: [String]
    var count: Int
    var isBatch: Bool
  }

  static func run(_ words: [String]) throws {
    let options = try Options(
      words, known: ["invoices", "batch", "each", "pairs", "output", "samples"])
    let count = try options.number("invoices", default: 600)
    let batch = try options.number("batch", default: 5_000)
    let pairs = try options.number("pairs", default: 5)
    let folder = options.text(
      "output", default: NSTemporaryDirectory() + "carryover-bench-documents")
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, program) in [
      ("pycairo", DocumentPeers.pycairo), ("reportlab", DocumentPeers.reportlab),
    ] {
      try Data(program.utf8).write(to: URL(fileURLWithPath: "\(folder)/peer-\(name).py"))
    }
    let tool = CommandLine.arguments[0]
    let python = "/usr/bin/python3"
    let (cairo, report) = ("\(folder)/peer-pycairo.py", "\(folder)/peer-reportlab.py")
    let contenders = [
      Contender(
        name: "carryover 3b", command: [tool, "documents-run", "3b"], count: count, isBatch: false),
      Contender(
        name: "carryover 3a + UA-1 + Factur-X", command: [tool, "documents-run", "3a"],
        count: count, isBatch: false),
      Contender(name: "pycairo", command: [python, cairo, "files"], count: count, isBatch: false),
      Contender(
        name: "ReportLab canvas", command: [python, report, "files"], count: count, isBatch: false),
      Contender(
        name: "carryover 3b, one file", command: [tool, "documents-run", "3b-batch"], count: batch,
        isBatch: true),
      Contender(
        name: "carryover 3a + UA-1, one file", command: [tool, "documents-run", "3a-batch"],
        count: batch, isBatch: true),
      Contender(
        name: "pycairo, one file", command: [python, cairo, "batch"], count: batch, isBatch: true),
      Contender(
        name: "ReportLab canvas, one file", command: [python, report, "batch"], count: batch,
        isBatch: true),
      Contender(
        name: "carryover 3b, two threads", command: [tool, "documents-run", "3b-two"],
        count: count, isBatch: false),
    ]
    // One core, so that no contender has help from another.
    let hasTaskset = FileManager.default.isExecutableFile(atPath: "/usr/bin/taskset")
    var runs = contenders.map { _ in [DocumentRun]() }
    for _ in 0..<pairs {
      for (index, contender) in contenders.enumerated() {
        let target = "\(folder)/\(index)"
        try? FileManager.default.removeItem(atPath: target)
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
        let pin =
          hasTaskset && !contender.name.hasSuffix("two threads")
          ? ["/usr/bin/taskset", "-c", "1"] : []
        let measured = try Measured.success(
          pin + contender.command + [String(contender.count), target])
        runs[index].append(try DocumentRun(measured.output, folder: target))
      }
    }
    print(
      "Two-page invoices, 40 lines of six columns; \(pairs) rounds, medians; CPU of the process")
    for (contender, runs) in zip(contenders, runs) {
      let rates = runs.map { Double(contender.count) / $0.cpu }
      let wall = Measured.median(runs.map { Double(contender.count) / $0.wall })
      print(
        String(
          format: "%@\n  %.0f invoices per CPU second (%.0f to %.0f), %.0f/s by the clock, "
            + "%d bytes each, peak %d MB", contender.name, Measured.median(rates),
          rates.min() ?? 0, rates.max() ?? 0, wall, runs[0].bytes / contender.count,
          (runs.map(\.peakKiB).max() ?? 0) / 1024))
    }
    try EachBenchmark.run(
      invoices: try options.number("each", default: 10_000), pairs: pairs, folder: folder,
      samples: options.text("samples", default: "SampleData"))
  }

  /// `documents-run MODE COUNT FOLDER`: one contender, in a process of its own.
  static func runOne(_ words: [String]) throws {
    guard words.count == 3, let count = Int(words[1]), count > 0 else {
      throw Options.Wrong(description: "documents-run MODE COUNT FOLDER")
    }
    let (mode, folder) = (words[0], words[2])
    let fonts = try FontSet.system()
    let profile: PDFProfile = mode.hasPrefix("3a") ? .archiveAndAccess : .archive
    @Sendable func writeFile(_ index: Int) throws(Problem) {
      var document = try SampleInvoice(index).document(fonts, profile)
      let bytes = try document.render()
      try write(bytes, to: "\(folder)/\(index).pdf")
    }
    try writeFile(0)
    let start = ContinuousClock.now
    let used = cpuSeconds()
    switch mode {
    case "3b-batch", "3a-batch":
      let batch = try PDFBatch(
        fonts: fonts, title: "Invoices", author: SampleInvoice.seller[0], date: "2026-11-01",
        language: "en-GB", profile: profile, path: "\(folder)/batch.pdf")
      for index in 0..<count {
        let invoice = SampleInvoice(index)
        try batch.add(
          invoice.document(fonts, profile, isAlone: false), bookmark: invoice.number)
      }
      _ = try batch.finish()
    case "3b-two":
      let other = try Worker<Void> { () throws(Problem) in
        for index in stride(from: 0, to: count, by: 2) { try writeFile(index) }
      }
      for index in stride(from: 1, to: count, by: 2) { try writeFile(index) }
      try other.join()
    default: for index in 0..<count { try writeFile(index) }
    }
    let wall = ContinuousClock.now - start
    let seconds = Double(wall.components.seconds) + Double(wall.components.attoseconds) / 1e18
    var usage = rusage()
    unsafe getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    print(count, cpuSeconds() - used, seconds, usage.ru_maxrss)
  }

  /// As the peers write: without waiting for the disk.
  private static func write(_ bytes: [UInt8], to path: String) throws(Problem) {
    let file = unsafe fopen(path, "w")
    guard let file = unsafe file else {
      throw Problem("write-error", .system, "The benchmark can't write its files.")
    }
    let count = unsafe fwrite(bytes, 1, bytes.count, file)
    guard unsafe fclose(file) == 0, count == bytes.count else {
      throw Problem("write-error", .system, "The benchmark can't write its files.")
    }
  }

  private static func cpuSeconds() -> Double {
    var usage = rusage()
    unsafe getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }
}

/// What a contender said of its run, and how much it wrote.
struct DocumentRun {
  var cpu: Double
  var wall: Double
  var peakKiB: Int
  var bytes: Int

  init(_ output: String, folder: String) throws {
    let numbers = output.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    guard numbers.count == 4 else {
      throw Options.Wrong(description: "a contender said: \(output)")
    }
    (cpu, wall, peakKiB) = (numbers[1], numbers[2], Int(numbers[3]))
    bytes = 0
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name != "warm.pdf"
    {
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
      // A batch's folder has the file of the warm-up besides.
      let isBatch = FileManager.default.fileExists(atPath: "\(folder)/batch.pdf")
      if isBatch, name != "batch.pdf" { continue }
      bytes += attributes[.size] as? Int ?? 0
    }
  }
}
