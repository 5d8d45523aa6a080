import Foundation
import Support
import Testing

/// What arrived in the other system beside what left: what was planted on the other side is found by name,
/// for each target, by our own file and by the profiles of its own exports.
@Suite struct ParityTests {
  /// What is changed in a file that went, and what parity says of it.
  struct Planted: Sendable, CustomTestStringConvertible {
    var target: String
    var files: [String: @Sendable ([String]) -> [String]]
    /// What the target's files have no balances for comes by a file in our own columns.
    var stated: Bool
    var told: [String]
    var testDescription: String { target }
  }

  private static func without(_ text: String) -> @Sendable ([String]) -> [String] {
    { lines in lines.filter { !$0.contains(text) } }
  }

  private static func twice(_ text: String) -> @Sendable ([String]) -> [String] {
    { lines in lines.flatMap { $0.contains(text) ? [$0, $0] : [$0] } }
  }

  private static func other(_ from: String, _ to: String) -> @Sendable ([String]) -> [String] {
    { lines in lines.map { $0.replacingOccurrences(of: from, with: to) } }
  }

  private static let missing = "account 000021, account: 000021 here, missing there"
  private static let wrong = "account 000020, balance: -60.00 here, -50.00 there, difference 10.00"
  private static let named = "account 000021, account: Přemysl Dyck (000021) here, missing there"

  static let planted: [Planted] = [
    Planted(
      target: "splynx",
      files: [
        "customers.csv": without("000021"), "internet-services.csv": twice("18-1"),
      ], stated: true,
      told: [missing, wrong, "account 000018, NET: 1 here, 2, 2 times there"]),
    Planted(
      target: "uisp",
      files: ["clients.csv": { twice("000018")(without("000021")($0)) }], stated: true,
      told: [missing, wrong, "account 000018, NET: 1 here, 2, 2 times there"]),
    Planted(
      target: "freeside",
      files: [
        "customers.csv": without("000021"), "packages.csv": twice("5018,1"),
        "payments.csv": other("60.00", "50.00"),
      ], stated: false,
      told: [
        "account 000021 (5021 there), account: 000021 here, missing there",
        "account 000020 (5020 there), balance: -60.00 here, -50.00 there, difference 10.00",
        "account 000018 (5018 there), 1: held here, held, 2 times there",
      ]),
    Planted(
      target: "whmcs", files: ["clients.csv": without("000021")], stated: true,
      told: [missing, wrong]),
    Planted(
      target: "quickbooks",
      files: ["customers.csv": without("000021"), "invoices.csv": other("100.00,,", "90.00,,")],
      stated: false,
      told: [
        named, "account 000019, I3: 100.00 here, 90.00 there, difference -10.00\n",
        "account 000019, balance: 100.00 here, 90.00 there, difference -10.00\n",
      ]),
    Planted(
      target: "xero",
      files: [
        "contacts.csv": without("000021"),
        "sales-invoices.csv": other("1,100.00,,999", "1,90.00,,999"),
      ], stated: false,
      told: [named, "account 000019, I3: 100.00 here, 90.00 there, difference -10.00"]),
  ]

  @Test(arguments: planted) func whatIsWrongThereIsFoundByName(_ planted: Planted) throws {
    let workshop = try Move.workshop()
    try FileManager.default.createDirectory(
      atPath: workshop.folder.file("freeside"), withIntermediateDirectories: true)
    _ = try workshop.folder.write("freeside/service.csv", "from,to\nNET,1\nVOIP,2\nPK,3\n")
    let export = ["export", planted.target] + (Move.told[planted.target] ?? [])
    #expect(try workshop.run(export + ["-o", "out"]).exitCode == 1)
    if planted.target == "freeside" {
      _ = try workshop.folder.write(
        "ids.csv", (17...21).map { "0000\($0),50\($0)\n" }.joined())
      #expect(
        try workshop.run(["crosswalk", "import", "ids.csv", "--target", "freeside"]).exitCode == 0)
      #expect(try workshop.run(export + ["--new", "-o", "more"]).exitCode == 0)
      let packages = try workshop.folder.text("more/packages.csv")
      _ = try workshop.folder.write("out/packages.csv", packages)
    }
    for (name, change) in planted.files {
      let lines = try workshop.folder.text("out/\(name)").split(whereSeparator: \.isNewline)
        .map(String.init)
      #expect(change(lines) != lines, "\(name)")
      _ = try workshop.folder.write(
        "out/\(name)", change(lines).map { $0 + "\n" }.joined())
    }
    let maps = planted.target == "freeside" ? ["--maps", "freeside"] : []
    let result = try workshop.run(["parity", "out", "--target", planted.target] + maps)
    #expect(result.exitCode == 1)
    var output = result.output
    if planted.stated {
      let rows = Move.balances.map { account, balance in
        "\(account),account balance,2026-10-31,\(account == "000020" ? "-50.00" : balance)\n"
      }
      _ = try workshop.folder.write(
        "b.csv", "account,measure,as_of,amount\n" + rows.sorted().joined())
      output += try workshop.run([
        "parity", "b.csv", "--profile", "stated", "--target", planted.target,
      ]).output
    }
    for line in planted.told { #expect(output.contains(line), "\(line): \(output)") }
  }

  // MARK: Their own exports

  /// A file as the other system exports it, with its own ids, and the profile that reads it.
  struct Export: Sendable, CustomTestStringConvertible {
    var target: String
    var profile: String
    var file: String
    var text: String
    var told: [String]
    var testDescription: String { profile }
  }

  static let exports: [Export] = [
    Export(
      target: "splynx", profile: "splynx-customers", file: "c.csv",
      text: "ID,Portal login,Full name,Status\n"
        + (17...21).map { "50\($0),0000\($0),Somebody,Active\n" }.joined(),
      told: ["accounts: 5 equal"]),
    Export(
      target: "uisp", profile: "uisp-payments", file: "p.csv",
      text:
        "Method,Client name,Amount,Created date,Organization name,Client ID,Amount (numeric),Currency,Note,Admin name,Admin ID\n"
        + "Cash,Parent Co,CAD 55.00,2026-10-31 12:00:00,,5020,55.00,CAD,,,\n",
      told: [
        "account 000020 (5020 there), balance: -60.00 here, -55.00 there, difference 5.00"
      ]),
    Export(
      target: "whmcs", profile: "whmcs-transactions", file: "t.csv",
      text:
        "ID,User ID,Client Name,Currency,Payment Method,Date,Description,Invoice ID,Transaction ID,Amount In,Fees,Amount Out,Exchange Rate,Refund ID\n"
        + "1,5020,Parent Co,CAD,Cash,2026-10-12 10:00:00,,0,,60.00,0.00,0.00,1.00000,0\n",
      told: [
        "account 000017 (5017 there), balance: 42.45 here, 0.00 there", "balances, CAD: 2 equal",
      ]),
    Export(
      target: "sonar", profile: "sonar-v1-balances", file: "AccountBalances_2026-10-31.csv",
      text: "\"5017\",\"42.45\"\n\"5019\",\"100.00\"\n\"5020\",\"-60.00\"\n\"5021\",\"5.00\"\n",
      told: ["balances, CAD: 5 equal, Σ|difference| 0.00"]),
    Export(
      target: "freeside", profile: "freeside-payments", file: "payments_2026-10-31.csv",
      text: "5020,,60.00,,\n", told: ["balances, CAD: 2 equal"]),
  ]

  /// The other system's own exports have its own ids: without the crosswalk nothing of them is known, which
  /// is said; with it they are compared.
  @Test(arguments: exports) func theirOwnIdsAreKnownByTheCrosswalk(_ export: Export) throws {
    let workshop = try Move.workshop()
    _ = try workshop.folder.write(export.file, export.text)
    let parity = ["parity", export.file, "--profile", export.profile, "--target", export.target]
    let unknown = try workshop.run(parity)
    #expect(unknown.exitCode == 3, "\(unknown.output)")
    #expect(
      unknown.errors.contains("carryover crosswalk import FILE --target \(export.target)"),
      "\(unknown.errors)")
    _ = try workshop.folder.write(
      "ids.csv", "old id,new id\n" + (17...21).map { "0000\($0),50\($0)\n" }.joined())
    #expect(
      try workshop.run(["crosswalk", "import", "ids.csv", "--target", export.target]).exitCode == 0)
    let known = try workshop.run(parity)
    for line in export.told { #expect(known.output.contains(line), "\(line): \(known.output)") }
  }

  /// Where old ids and new ones are alike, it is told how they were read, and can be told otherwise.
  @Test func idsThatAreBothAreInDoubt() throws {
    let workshop = try Move.workshop()
    _ = try workshop.folder.write("ids.csv", "000017,000018\n000018,000017\n")
    #expect(
      try workshop.run(["crosswalk", "import", "ids.csv", "--target", "splynx"]).exitCode == 0)
    _ = try workshop.folder.write(
      "b.csv",
      "account,measure,as_of,amount\n000017,account balance,2026-10-31,42.45\n")
    let parity = ["parity", "b.csv", "--profile", "stated", "--target", "splynx"]
    let old = try workshop.run(parity)
    #expect(
      old.output.contains("in doubt: 1 of their ids are an account's old id"), "\(old.output)")
    #expect(!old.output.contains("account 000017"), "\(old.output)")
    let new = try workshop.run(parity + ["--ids", "new"])
    #expect(
      new.output.contains("account 000018 (000017 there), balance: 0.00 here, 42.45 there"),
      "\(new.output)")
    #expect(try workshop.run(parity + ["--ids", "both"]).exitCode == 2)
  }
}
