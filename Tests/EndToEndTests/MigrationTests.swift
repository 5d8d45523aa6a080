import Foundation
import Support
import Testing

/// What a manifest may say, and how a migration goes wrong and on.
@Suite struct MigrationTests {
  /// The scene's files with a change in one of them.
  private static func workshop(_ file: String, _ old: String, _ new: String) throws -> Workshop {
    let workshop = try MigrationSceneTests.workshop()
    try change(workshop, file, old, new)
    return workshop
  }

  private static func change(_ workshop: Workshop, _ file: String, _ old: String, _ new: String)
    throws
  {
    let text = try workshop.folder.text(file)
    #expect(text.contains(old), "\(old)")
    _ = try workshop.folder.write(file, text.replacingOccurrences(of: old, with: new))
  }

  private struct Mistake {
    var old: String
    var new: String
    var told: [String]
  }

  @Test func everyMistakeOfAManifestIsToldWhereItStands() throws {
    for mistake in [
      Mistake(
        old: "cutOver:", new: "cutover:",
        told: ["manifest.json5:10:3: A manifest has no 'cutover' here. Did you mean 'cutOver'?"]),
      Mistake(
        old: "apply: \"oldest\"", new: "apply: \"oldst\"",
        told: ["manifest.json5:12:10", "Did you mean 'oldest'?"]),
      Mistake(old: "apply: \"oldest\",", new: "", told: ["Say how payments are applied"]),
      Mistake(
        old: "records: 5", new: "rows: 5",
        told: ["manifest.json5:16:18: A manifest has no 'rows' here."]),
      Mistake(
        old: "\"stated.amount\": \"14.90\"", new: "\"stated.amont\": \"14.90\"",
        told: ["makes no 'stated.amont'", "Did you mean 'stated.amount'?"]),
      Mistake(
        old: "zone: \"America/Regina\",\n    locale", new: "locale",
        told: ["A company needs its 'zone'"]),
      Mistake(
        old: "currency: \"CAD\", zone", new: "currency: \"CAN\", zone",
        told: ["'currency': This is no currency code"]),
      Mistake(old: "\"2026-10-31\"", new: "\"31.10.2026\"", told: ["manifest.json5:10:12"]),
      Mistake(
        old: "profile: \"stated\"", new: "profile: \"statd\"",
        told: ["There is no profile 'statd'. Did you mean 'stated'?"]),
    ] {
      let workshop = try Self.workshop("manifest.json5", mistake.old, mistake.new)
      let result = try workshop.run(["migrate", "manifest.json5", "--quiet"])
      #expect(result.exitCode == 3 || result.exitCode == 2, "\(mistake.new)")
      for text in mistake.told { #expect(result.errors.contains(text), "\(result.errors)") }
      #expect(!workshop.folder.names.contains("carryover.db"))
    }
  }

  @Test func declaredTotalStopsTheFileWithBothNumbers() throws {
    let workshop = try Self.workshop("manifest.json5", "14.90", "14.91")
    let result = try workshop.run(["migrate", "manifest.json5", "--quiet"])
    #expect(result.exitCode == 3)
    #expect(
      result.errors.contains("The manifest states declared sum of stated.amount 14.91, but it has"))
    #expect(result.errors.contains("14.90"))
    #expect(!workshop.folder.names.contains("carryover.db"))
  }

  @Test func rehearsalGivesTheSameReportAndKeepsNothing() throws {
    let workshop = try MigrationSceneTests.workshop()
    let before = workshop.folder.names
    let rehearsed = try workshop.run(["migrate", "manifest.json5", "--dry-run"])
    #expect(rehearsed.exitCode == 0, "\(rehearsed.errors)")
    #expect(workshop.folder.names == before)
    let migrated = try workshop.run(["migrate", "manifest.json5"])
    func report(_ text: String) -> String { text.components(separatedBy: "\nA rehearsal")[0] }
    #expect(
      report(rehearsed.output)
        == migrated.output.components(separatedBy: "\nMigrated into")[0])
  }

  /// Every file's own mistakes in one rehearsal: the files after a bad one find their parents.
  @Test func rehearsalTellsTheRejectsOfEveryFile() throws {
    let workshop = try Self.workshop("payments.csv", "60,00;CARD", "6o,00;CARD")
    try Self.change(workshop, "invoices.csv", "5,000020,2026-10-01", "5,000020,2026-13-01")
    let result = try workshop.run(["migrate", "manifest.json5", "--dry-run"])
    #expect(result.exitCode == 3)
    #expect(result.output.contains("payments.csv:5:") && result.output.contains("invoices.csv:6:"))
    #expect(!result.output.contains("ref-miss"), "\(result.output)")
    #expect(!workshop.folder.names.contains { $0.hasPrefix("carryover.db") })
  }

  @Test func refusedFileIsRepairedAndTheMigrationGoesOn() throws {
    let workshop = try Self.workshop("payments.csv", "60,00;CARD", "6o,00;CARD")
    let refused = try workshop.run(["migrate", "manifest.json5"])
    #expect(refused.exitCode == 3 && refused.output.contains("--resume"))
    #expect(!workshop.folder.names.contains("carryover.db"))
    #expect(workshop.folder.names.contains("carryover.db.building"))
    let blind = try workshop.run(["migrate", "manifest.json5"])
    #expect(blind.exitCode == 2 && blind.errors.contains("unfinished-migration"))
    try Self.change(workshop, "payments.csv", "6o,00;CARD", "60,00;CARD")
    let resumed = try workshop.run(["migrate", "manifest.json5", "--resume"])
    #expect(resumed.exitCode == 0, "\(resumed.output)\(resumed.errors)")
    #expect(resumed.output.contains("accounts.csv: already imported as batch 2"))
    #expect(try workshop.ask("SELECT count(DISTINCT set_id), count(*) FROM batch") == "1|8")
    #expect(!workshop.folder.names.contains("carryover.db.building"))
    let idle = try workshop.run(["migrate", "manifest.json5", "--resume"])
    #expect(idle.exitCode == 2 && idle.errors.contains("nothing-to-resume"))
  }

  @Test func unfinishedMigrationIsNotResumedThroughAnotherProfile() throws {
    let workshop = try Self.workshop("invoices.csv", "5,000020,2026-10-01", "5,000020,2026-13-01")
    _ = try workshop.run(["migrate", "manifest.json5", "--quiet"])
    try Self.change(workshop, "invoices.csv", "2026-13-01", "2026-10-01")
    try Self.change(workshop, "acme-payments.json5", "\"$Ref\"", "{ col: \"Ref\" }")
    let result = try workshop.run(["migrate", "manifest.json5", "--resume", "--quiet"])
    #expect(result.exitCode == 3 && result.errors.contains("[profile-changed]"), "\(result.errors)")
  }

  /// `5 of 412 accounts differ, Σ|difference| 131.20; 4 of them by exactly one payment`.
  @Test func differencesAreCountedListedAndKeptOutOfTheStore() throws {
    let workshop = try Self.workshop("balances.csv", "-60.00", "0.00")
    try Self.change(
      workshop, "balances.csv", "000021,account balance,2026-10-31,0.00",
      "000021,account balance,2026-10-31,0.03")
    try Self.change(workshop, "manifest.json5", "14.90", "74.93")
    let result = try workshop.run(["migrate", "manifest.json5"])
    #expect(result.exitCode == 1)
    #expect(
      result.output.contains(
        "2 of 5 accounts differ, Σ|difference| 60.03; 1 of them by exactly one payment"))
    #expect(result.output.contains("account 000018: -60.00 and not 0.00, difference -60.00"))
    #expect(result.output.contains("The proof did not pass: there is no"))
    #expect(!workshop.folder.names.contains("carryover.db"))
    // What is known and accepted is declared.
    try Self.change(
      workshop, "manifest.json5", "apply:", "tolerance: { accounts: 2, amount: \"60.02\" },\napply:"
    )
    #expect(try workshop.run(["migrate", "manifest.json5", "--resume"]).exitCode == 1)
    try Self.change(workshop, "manifest.json5", "60.02", "60.03")
    let accepted = try workshop.run(["migrate", "manifest.json5", "--resume"])
    #expect(accepted.exitCode == 0, "\(accepted.output.suffix(300))\(accepted.errors)")
    #expect(workshop.folder.names.contains("carryover.db"))
  }

  @Test func reversedSignIsRecognised() throws {
    let workshop = try MigrationSceneTests.workshop()
    try Self.change(workshop, "balances.csv", "74.90", "-74.90")
    try Self.change(workshop, "balances.csv", "-60.00", "60.00")
    try Self.change(workshop, "manifest.json5", "\"14.90\"", "\"-14.90\"")
    let reversed = try workshop.run(["migrate", "manifest.json5", "--dry-run"])
    #expect(reversed.exitCode == 1)
    #expect(reversed.output.contains("the sign of the stated"))
    try Self.change(workshop, "manifest.json5", "sign: \"debit\"", "sign: \"credit\"")
    let right = try workshop.run(["migrate", "manifest.json5"])
    #expect(right.exitCode == 0, "\(right.output.suffix(400))")
  }

  @Test func storeWithDataIsBackedUpFirst() throws {
    let workshop = try MigrationSceneTests.workshop()
    _ = try workshop.run(["migrate", "manifest.json5", "--quiet"])
    _ = try workshop.folder.write(
      "invoices.csv",
      try workshop.folder.text("invoices.csv") + "7,000018,2026-11-01,2026-11-22,60.00\n")
    let delta = try workshop.run(["migrate", "manifest.json5"])
    #expect(delta.exitCode == 0, "\(delta.output.suffix(500))\(delta.errors)")
    #expect(delta.output.contains("1 application, CAD 60.00"))
    #expect(try workshop.ask("SELECT count(*) FROM batch WHERE set_id = 2") == "2")
    #expect(
      try workshop.ask(
        "SELECT date FROM application WHERE invoice = 7") == "2026-11-01")
    let backup = try #require(workshop.folder.names.first { $0.contains(".before-batch-") })
    #expect(backup == "carryover.db.before-batch-9")
    let old = try workshop.run(["reconcile", "--store", backup])
    #expect(old.exitCode == 0 && old.output.contains("6 = 6"))
    // The same again stores nothing and needs no copy.
    let before = workshop.folder.names
    let again = try workshop.run(["migrate", "manifest.json5"])
    #expect(again.exitCode == 0 && !again.output.contains("The store as it was before"))
    #expect(workshop.folder.names == before)
  }

  /// The sample data, through its manifest.
  @Test func sampleDataMigratesAndIsProven() throws {
    let workshop = try Workshop(isReady: false)
    let samples = Tool.package.appending(path: "SampleData").path
    let result = try workshop.run(["migrate", samples, "--evidence", "evidence"])
    #expect(result.exitCode == 0, "\(result.output.suffix(500))\(result.errors)")
    #expect(result.output.contains("140 of 140 accounts agree"))
    let shown = result.output.components(separatedBy: " of 28 invariants shown")[0]
      .split(separator: " ").last.flatMap { Int($0) }
    #expect(shown ?? 0 >= 24)

    // The pack is the same whenever it is written again, and its own hash says so.
    let again = try workshop.run(["reconcile", "--evidence", "evidence", "--quiet"])
    #expect(again.exitCode == 0, "\(again.errors)")
    let sums = try Tool.run(
      "/usr/bin/sha256sum", ["--check", "SHA256SUMS"], in: workshop.folder.file("evidence"))
    #expect(sums.exitCode == 0 && sums.output.contains("evidence.pdf: OK"), "\(sums.errors)")
    let json = try JSONSerialization.jsonObject(
      with: Data(contentsOf: URL(fileURLWithPath: workshop.folder.file("evidence/evidence.json"))))
    let pack = try #require(json as? [String: Any])
    #expect((pack["files"] as? [Any])?.count == 51)
    if let tool = Tool.judge("pdftotext") {
      _ = try Tool.run(
        tool, ["-layout", "evidence/evidence.pdf", "e.txt"], in: workshop.folder.path)
      let text = try workshop.folder.text("e.txt")
      for words in ["Proven", "Sign-off", "Reviewed by", "140 of 140 accounts agree"] {
        #expect(text.contains(words), "\(words)")
      }
    }
  }
}
