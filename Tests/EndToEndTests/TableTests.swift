import Foundation
import Support
import Testing

/// `detect` and `convert` as a user types them.
@Suite struct TableTests {
  static let messy = """
    Payments of October;;;;
    Printed 31.10.2026;;;;
    ;;;;
    Beleg;Kunde;Datum;Betrag;Art
    R1;000001;31.10.2026;10,50;Karte
    R2;000002;01.10.2026;1.210,50-;bar
    R3;000003;02.10.2026;7,25;bar

    Summe;;;1.228,25;

    """

  @Test func convertWritesCleanTextAndTellsTheRest() throws {
    let folder = try TemporaryFolder()
    try Data(Self.messy.replacing("Karte", with: "Käse").unicodeScalars.map { UInt8($0.value) })
      .write(to: URL(fileURLWithPath: folder.file("in.csv")))
    let result = try Tool.carryover(["convert", "in.csv"], in: folder.path)
    #expect(result.exitCode == 0)
    #expect(
      result.output == """
        Beleg,Kunde,Datum,Betrag,Art
        R1,000001,31.10.2026,"10,50",Käse
        R2,000002,01.10.2026,"1.210,50-",bar
        R3,000003,02.10.2026,"7,25",bar

        """)
    #expect(
      result.errors == """
        in.csv: 3 records of 5 columns
          read as windows-1252, delimiter semicolon, quote ", header on line 4
          left out: 3 lines before the header (line 1)
          left out: a footer of 1 line (line 9)

        """)
    let quiet = try Tool.carryover(
      ["convert", "in.csv", "--format", "jsonl", "-o", "out.jsonl", "--json"], in: folder.path)
    #expect(quiet.errors == "")
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(quiet.output.utf8)) as? [String: Any])
    #expect(json["records"] as? Int == 3)
    #expect(json["encoding"] as? String == "windows-1252")
    #expect(try folder.text("out.jsonl").contains(#""Betrag":"10,50","Art":"Käse"}"#))
  }

  @Test func doubtsEndWithOneAndNothingIsLost() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("in.csv", "a,b\n1,2\n3,4,5\n6,7\n")
    let result = try Tool.carryover(["convert", "in.csv", "-o", "out.csv"], in: folder.path)
    #expect(result.exitCode == 1)
    #expect(
      result.errors.contains("look at: 1 row with more cells than columns, written whole (line 3)"))
    #expect(try folder.text("out.csv") == "a,b\n1,2\n3,4,5\n6,7\n")
  }

  @Test(arguments: [
    (["convert", "none.csv"], 3, "no-such-file"), (["convert", "empty.csv"], 3, "empty-file"),
    (["convert", "in.csv", "--delimiter", "xy"], 2, "bad-delimiter"),
    (["convert", "in.csv", "--sheet", "S"], 2, "no-sheets"),
    (["convert", "in.csv", "--format", "xml"], 2, "bad-choice"),
    (["convert", "in.csv", "--encoding", "utf-9"], 2, "bad-choice"),
    (["convert", "in.csv", "-o", "taken.csv"], 2, "output-exists"),
    (["convert", "bad.csv", "--encoding", "utf-8"], 3, "encoding-error"),
    (["detect", "empty.csv"], 3, "empty-file"), (["detect"], 2, "operands"),
  ]) func mistakesAreNamed(_ words: [String], _ exitCode: Int32, _ code: String) throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("in.csv", "a,b\n1,2\n")
    _ = try folder.write("empty.csv", "")
    _ = try folder.write("taken.csv", "other")
    _ = try folder.write("bad.csv", Data([0x61, 0x2C, 0xE9, 0x0A]))
    let result = try Tool.carryover(words, in: folder.path)
    #expect(result.exitCode == exitCode)
    #expect(result.errors.contains("[\(code)]"))
    #expect(try folder.text("taken.csv") == "other")
  }

  @Test func detectTellsWhatAFileCouldBe() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("zahlungen.csv", Self.messy)
    let result = try Tool.carryover(["detect", "zahlungen.csv"], in: folder.path)
    #expect(result.exitCode == 0)
    #expect(result.errors == "")
    #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    for line in [
      "delimiter semicolon", "header    line 4", "3 of 5 columns",
      "date dd.MM.yyyy; settled by line 5",
      "whole number; all 3; 3 with leading zeros: an id", "decimal ','",
      "negative by minus after", "a footer of 1 line (line 9)",
    ] {
      #expect(result.output.contains(line), "\(line) in\n\(result.output)")
    }
  }

  /// The sample data's own files: the profile that was written for each comes first.
  @Test(arguments: [
    ("tallgrass/payments.csv", "tallgrass-payments"),
    ("gruenfeld/Zahlungen.csv", "gruenfeld-zahlungen"),
    ("northline/calls-2026-08.csv", "northline-calls"),
    ("tallgrass/customers.csv", "tallgrass-customers"),
  ]) func detectFindsTheProfile(_ file: String, _ profile: String) throws {
    let data = Tool.package.appending(path: "SampleData")
    let result = try Tool.carryover(
      [
        "detect", data.appending(path: file).path, "--profiles",
        data.appending(path: "profiles").path, "--json",
      ], in: data.path)
    #expect(result.exitCode == 0)
    let list = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]]
    let profiles = list?.first?["profiles"] as? [[String: Any]]
    let first = profiles?.first?["profile"] as? String
    #expect(first?.hasSuffix("/\(profile).json5") == true, "\(first ?? "none")")
  }

  @Test func detectKnowsCanonicalFiles() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(
      "p.csv", "id,account,date,amount,method\nP1,000001,2026-10-01,10.00,card\n")
    let result = try Tool.carryover(["detect", "p.csv"], in: folder.path)
    #expect(result.output.contains("payment: 5 of 5 columns"))
    #expect(
      result.output.contains("carryover import p.csv --profile payment --source NAME --dry-run"))
  }
}
