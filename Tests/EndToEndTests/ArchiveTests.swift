import Bytes
import Foundation
import Support
import Testing

/// Compressed files that are cut off, made to do harm, or read twice.
@Suite struct ArchiveTests {
  private static let header = "id,account,date,amount,method\n"

  /// As the program of that name makes it.
  private static func gzip(_ bytes: Data, in folder: TemporaryFolder) throws -> Data {
    let path = try folder.write("plain", bytes)
    let result = try Tool.run("/bin/gzip", ["-f", path], in: folder.path)
    #expect(result.exitCode == 0, "\(result.errors)")
    return try Data(contentsOf: URL(fileURLWithPath: path + ".gz"))
  }

  @Test func truncatedGzipStoresNothing() throws {
    let workshop = try Workshop()
    var text = Self.header
    for row in 0..<20_000 { text += "p\(row),000017,2026-10-01,\(row % 97).0\(row % 10),cash\n" }
    let whole = try Self.gzip(Data(text.utf8), in: workshop.folder)
    _ = try workshop.folder.write("p.csv.gz", whole.dropLast(whole.count / 3))
    let result = try workshop.run(["import", "p.csv.gz", "--profile", "payment"])
    #expect(result.exitCode == 3)
    #expect(result.errors.contains("p.csv.gz") && result.errors.contains("[truncated-gzip]"))
    #expect(try workshop.ask("SELECT count(*) FROM payment") == "0")
    _ = try workshop.folder.write("p.csv.gz", whole)
    let again = try workshop.run(["import", "p.csv.gz", "--profile", "payment"])
    #expect(again.output.contains("inserted 20000"), "\(again.output)\(again.errors)")
  }

  /// Some hundred kilobytes that would become a hundred megabytes: refused before they did.
  @Test(arguments: ["bomb.csv.gz", "bomb.zip"]) func bombIsRefused(_ name: String) throws {
    let workshop = try Workshop()
    let row = "p,000017,2026-10-01,5.00,cash," + String(repeating: "x", count: 4000) + "\n"
    let text =
      "id,account,date,amount,method,description\n" + String(repeating: row, count: 25_000)
    let packed = try Self.gzip(Data(text.utf8), in: workshop.folder)
    #expect(packed.count < 200_000)
    if name.hasSuffix(".zip") {
      var zip = StoredZip()
      // A gzip file is a raw deflate between ten bytes and eight, and the name that gzip keeps.
      let nameEnd = try #require(packed.dropFirst(10).firstIndex(of: 0))
      let data = Array(packed[(nameEnd + 1)...].dropLast(8))
      zip.add(
        "bomb.csv", [], method: 8, data: data, size: text.utf8.count,
        crc: packed.suffix(8).prefix(4).enumerated().reduce(UInt32(0)) {
          $0 | UInt32($1.element) << UInt32(8 * $1.offset)
        })
      _ = try workshop.folder.write(name, Data(zip.finish()))
    } else {
      _ = try workshop.folder.write(name, packed)
    }
    let result = try workshop.run(["import", name, "--profile", "payment"])
    #expect(result.exitCode == 3)
    #expect(
      result.errors.contains(name) && result.errors.contains("[too-compressed]"),
      "\(result.output)\(result.errors)")
    #expect(try workshop.ask("SELECT count(*) FROM batch") == "3")
  }

  /// Nothing of an archive is unpacked, so that a name in it reaches no place.
  @Test func nameInAnArchiveIsNoPath() throws {
    let workshop = try Workshop()
    let rows = "p1,000017,2026-10-01,5.00,cash\np2,000099,2026-10-01,5.00,cash\n"
    for (index, name) in ["../../escaped.csv", "/tmp/escaped-carryover.csv"].enumerated() {
      var zip = StoredZip()
      zip.add(name, Array((Self.header + rows + String(repeating: "\n", count: index)).utf8))
      _ = try workshop.folder.write("z\(index).zip", Data(zip.finish()))
      let result = try workshop.run([
        "import", "z\(index).zip", "--profile", "payment", "--max-rejects", "1",
      ])
      #expect(result.exitCode == 1, "\(result.output)\(result.errors)")
      #expect(result.output.contains("rejects/z\(index).zip.rejects"))
    }
    #expect(try workshop.ask("SELECT count(*) FROM payment") == "1")
    let names = try FileManager.default.subpathsOfDirectory(atPath: workshop.folder.path)
    #expect(!names.contains { $0.contains("escaped") })
    #expect(!FileManager.default.fileExists(atPath: "/tmp/escaped-carryover.csv"))
    #expect(!FileManager.default.fileExists(atPath: workshop.folder.path + "/../escaped.csv"))
  }

  // MARK: Read twice

  private static let dates = """
    { profile: "dates", records: [{ emit: [{ kind: "payment", fields: { id: "$id",
      account: "$account", amount: "$amount",
      date: { col: "date", type: { date: { formats: ["dd/MM/yyyy", "MM/dd/yyyy"] } } } } }] }] }
    """
  private static let cells = [
    ["id", "account", "date", "amount"], ["p1", "000017", "01/02/2026", "5.00"],
    ["p2", "000017", "31/01/2026", "6.00"],
  ]
  private static let text = cells.map { $0.joined(separator: ",") + "\n" }.joined()

  @Test func folderOfTemporaryFilesThatIsNoneIsNamed() throws {
    let workshop = try Workshop()
    _ = try workshop.folder.write("dates.json5", Self.dates)
    _ = try workshop.folder.write("t.csv", Self.text)
    let none = workshop.folder.file("none")
    let result = try Tool.run(
      "/bin/sh",
      [
        "-c",
        "cat t.csv | TMPDIR='\(none)' '\(Tool.command)' import - --profile ./dates.json5 --source acme",
      ], in: workshop.folder.path)
    #expect(result.exitCode == 4)
    #expect(
      result.errors
        == """
        carryover: \(none): Can't use the folder of temporary files. Let TMPDIR name another one; \
        nothing was left behind. (No such file or directory) [write-error]

        """)
    #expect(try workshop.ask("SELECT count(*) FROM payment") == "0")
  }

  /// Only the whole column tells which number is the day; a pipe can be read once, and is kept meanwhile.
  @Test(arguments: [
    "cat t.csv | $C import - $P", "gzip -c t.csv | $C import - $P", "cat t.zip | $C import - $P",
    "$C import t.zip $P", "$C import t.xlsx $P", "cat t.xlsx | $C import - $P",
    "$C import t.csv.gz $P", "mkfifo pipe; cat t.csv > pipe & $C import pipe $P",
    // Written at the very moment at which it is opened.
    "mkfifo pipe; t=$(cat t.csv); printf '%s\\n' \"$t\" > pipe & $C import pipe $P",
  ]) func columnIsSettledWhereverTheFileComesFrom(_ command: String) throws {
    let workshop = try Workshop()
    _ = try workshop.folder.write("dates.json5", Self.dates)
    _ = try workshop.folder.write("t.csv", Self.text)
    _ = try workshop.folder.write(
      "t.csv.gz", try Self.gzip(Data(Self.text.utf8), in: workshop.folder))
    var zip = StoredZip()
    zip.add("t.csv", Array(Self.text.utf8))
    _ = try workshop.folder.write("t.zip", Data(zip.finish()))
    let sheet = Self.cells.map(WorkbookImportTests.row).joined()
    _ = try workshop.folder.write(
      "t.xlsx", Data(StoredZip.workbook([("T", sheet)]).finish()))
    let spool = workshop.folder.file("spool")
    try FileManager.default.createDirectory(atPath: spool, withIntermediateDirectories: true)
    let result = try Tool.run(
      "/bin/sh",
      [
        "-c",
        "export TMPDIR='\(spool)'; C='\(Tool.command)'; "
          + "P='--profile ./dates.json5 --source acme'; \(command)",
      ], in: workshop.folder.path)
    #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
    #expect(
      try workshop.ask("SELECT group_concat(date) FROM (SELECT date FROM payment ORDER BY id)")
        == "2026-02-01,2026-01-31")
    #expect(try FileManager.default.contentsOfDirectory(atPath: spool) == [])
    // The batch knows the bytes, as if they had been a file.
    if command.contains("t.csv | $C") || command.contains("pipe") {
      let sum = try Tool.run("/usr/bin/sha256sum", ["t.csv"], in: workshop.folder.path).output
      let hash = command.hasPrefix("gzip") ? "" : String(sum.prefix(64))
      let stored = try workshop.ask("SELECT file_sha256 FROM batch WHERE id = 4")
      #expect(hash.isEmpty || stored == hash)
    }
  }
}
