import Foundation
import Support
import Testing

/// A whole migration as its consultant goes through it: look, draft, check, rehearse, repair, migrate,
/// prove, bring what came in since, and take all of it back.
@Suite struct MigrationStoryTests {
  private static let sample = Tool.package.appending(path: "SampleData/migration").path

  /// Every reject that the rehearsal names, and nothing else: file, line, column and code.
  private static let rejects = [
    "invoices.csv:261: amount [conflict]",
    "invoices.csv:3763: Subtotal [missing-cell]",
    "transactions.csv:41: Transaction ID [excel-number]",
    "transactions.csv:42: Transaction ID [excel-number]",
    "transactions.csv:43: Transaction ID [excel-number]",
    "transactions.csv:121: account [ref-miss]",
    "transactions.csv:301: Date [bad-date]",
    "transactions.csv:401: currency [foreign-currency]",
    "transactions.csv:2826: Amount In [type-error]",
  ]

  @Test func migrationGoesFromTheExportsToTheProofAndBackToNothing() throws {
    let workshop = try Workshop(isReady: false)
    let folder = workshop.folder
    func run(_ arguments: [String], exits code: Int32) throws -> Tool.Result {
      let result = try workshop.run(arguments)
      #expect(
        result.exitCode == code,
        "\(arguments): \(result.output.suffix(800))\(result.errors.suffix(800))")
      return result
    }
    _ = try Tool.run("/bin/cp", ["-r", Self.sample, "exports"], in: folder.path)

    // Detect: what the command says to do next is what the story does next.
    for (file, next) in [
      ("clients", "carryover import exports/clients.csv --profile whmcs-clients"),
      ("invoices", "carryover import exports/invoices.csv --profile whmcs-invoices"),
      ("transactions", "carryover import exports/transactions.csv --profile whmcs-transactions"),
      ("cash-book", "carryover profile suggest exports/cash-book.csv --as payment"),
    ] {
      let detected = try run(["detect", "exports/\(file).csv"], exits: 0)
      // A command that is too long for a line goes on in the next.
      let command = detected.output.replacing(/\ \\\n +/, with: " ")
      #expect(command.contains(next), "\(detected.output)")
    }

    // Suggest asks what the file can't tell; lint passes the answered profile.
    let draft = try run(
      ["profile", "suggest", "exports/cash-book.csv", "--as", "payment", "-o", "draft.json5"],
      exits: 1)
    #expect(draft.errors.contains("check date: day or month first?"), "\(draft.errors)")
    _ = try run(["profile", "lint", "draft.json5", "exports/profiles/cash-book.json5"], exits: 0)

    // The rehearsal names all that is wrong, and keeps nothing.
    let rehearsal = try run(["migrate", "exports", "--dry-run"], exits: 3)
    #expect(Self.rejects(in: rehearsal.output) == Self.rejects, "\(rehearsal.output)")
    #expect(rehearsal.output.contains("line 92: duplicate of line 91"))
    #expect(rehearsal.errors.contains("states sum of stated.amount 24749.24, but it has 24479.24"))
    #expect(!folder.names.contains { $0.hasPrefix("carryover.db") })

    // Repaired, the rehearsal and the migration agree, and everything ties.
    _ = try Tool.run(folder.file("exports/repair"), ["exports", "mended"], in: folder.path)
    for part in ["profiles", "manifest.json5", "delta"] {
      _ = try Tool.run("/bin/cp", ["-r", "exports/\(part)", "mended/"], in: folder.path)
    }
    let second = try run(["migrate", "mended", "--dry-run"], exits: 0)
    #expect(Self.rejects(in: second.output).isEmpty)
    let migrated = try run(["migrate", "mended"], exits: 0)
    #expect(
      migrated.output.components(separatedBy: "\nMigrated into")[0]
        == second.output.components(separatedBy: "\nA rehearsal")[0])
    #expect(migrated.output.contains("300 of 300 accounts agree, Σ|difference| 0.00"))
    _ = try run(["reconcile", "--expected", "exports/expected.json"], exits: 0)
    _ = try run(["dump", "-o", "migrated.txt"], exits: 0)

    // What came in before the sign-off; what had been delivered before changes nothing.
    let delta = try run(["migrate", "mended/delta"], exits: 0)
    #expect(delta.output.contains("inserted 22 + unchanged 2"), "\(delta.output)")
    #expect(delta.output.contains("300 of 300 accounts agree, Σ|difference| 0.00"))

    // Back, one set at a time, and exactly.
    _ = try run(["undo", "--set", "2"], exits: 0)
    _ = try run(["dump", "-o", "without-delta.txt"], exits: 0)
    #expect(try folder.text("without-delta.txt") == folder.text("migrated.txt"))
    _ = try run(["undo", "--set", "1"], exits: 0)
    _ = try run(["dump", "-o", "emptied.txt"], exits: 0)
    _ = try run(["init", "--store", "empty.db"], exits: 0)
    _ = try run(["dump", "--store", "empty.db", "-o", "empty.txt"], exits: 0)
    #expect(try folder.text("emptied.txt") == folder.text("empty.txt"))
    _ = try run(["check"], exits: 0)
  }

  /// The finding lines of an import's summary, without their values and sentences.
  private static func rejects(in output: String) -> [String] {
    output.split(separator: "\n").compactMap { line in
      guard let found = line.firstMatch(of: /exports\/([a-z.]+:\d+: [A-Za-z ]+): .*(\[[a-z-]+\])$/)
      else { return nil }
      return "\(found.1) \(found.2)"
    }.sorted { $0.split(separator: ":")[0] < $1.split(separator: ":")[0] }
  }
}
