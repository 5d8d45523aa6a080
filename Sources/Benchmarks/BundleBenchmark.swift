internal import Foundation

/// A store as a bundle and back: the same logical content, what it took, and the memory that it needed. Whole
/// processes.
enum BundleBenchmark {
  static func run(_ words: [String]) throws {
    let options = try Options(
      words, known: ["accounts", "months", "seed", "store", "samples", "output"])
    let folder = options.text("output", default: NSTemporaryDirectory() + "carryover-bench-bundle")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let tool = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "carryover").path
    let accounts = try options.number("accounts", default: 2000)
    let months = try options.number("months", default: 3)
    var store = options.text("store", default: "")
    if store.isEmpty {
      store = "\(folder)/store-\(accounts)-\(months).db"
      if !FileManager.default.fileExists(atPath: store) {
        try make(
          store, with: tool, samples: options.text("samples", default: "SampleData"),
          [
            "--accounts", "\(accounts)", "--months", "\(months)", "--seed",
            options.text("seed", default: "7"), "-o", "\(folder)/files",
          ])
      }
    }
    let (bundle, copy) = ("\(folder)/store.bundle", "\(folder)/copy.db")
    for path in [bundle, copy] { try? FileManager.default.removeItem(atPath: path) }
    print("\(store): \(try megabytes(store)) MB")
    try tell("export bundle", [tool, "export", "bundle", "-o", bundle, "--store", store])
    print("  \(try megabytes(bundle)) MB")
    try tell("import --create", [tool, "import", "--create", bundle, "--store", copy])
    let dumps = ["\(folder)/before.txt", "\(folder)/after.txt"]
    for (file, path) in zip(dumps, [store, copy]) {
      try tell("dump", [tool, "dump", "--force", "--quiet", "-o", file, "--store", path])
    }
    guard try Measured("/usr/bin/cmp", dumps).exitCode == 0 else {
      throw Options.Wrong(description: "the copy has another logical content: see \(folder)")
    }
    let lines = try Measured.success(["/usr/bin/wc", "-l", dumps[0]]).output
    print("the same logical content, \(lines.split(separator: " ").first ?? "") lines")
    for path in dumps + [bundle, copy] { try? FileManager.default.removeItem(atPath: path) }
  }

  /// Generated files, migrated as a user does.
  private static func make(
    _ store: String, with tool: String, samples: String, _ generate: [String]
  ) throws {
    let files = generate.last ?? ""
    try? FileManager.default.removeItem(atPath: files)
    try GenerateVerb.run(generate)
    let profiles = URL(fileURLWithPath: samples).appending(path: "profiles").path
    try FileManager.default.copyItem(atPath: profiles, toPath: files + "/profiles")
    try tell("migrate", [tool, "migrate", "\(files)/manifest.json5", "--quiet", "--store", store])
    try FileManager.default.removeItem(atPath: files)
  }

  private static func tell(_ name: String, _ command: [String]) throws {
    let run = try Measured.success(command)
    print(String(format: "%@: %.1f s, peak %d MB", name, run.seconds, run.peakKiB / 1024))
  }

  private static func megabytes(_ path: String) throws -> Int {
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    return size / 1_000_000
  }
}
