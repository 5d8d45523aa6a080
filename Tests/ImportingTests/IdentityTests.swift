import Diagnostics
import Foundation
import Importing
import Store
import Support
import Testing

/// The same again, and newer (rules §8).
@Suite struct IdentityTests {
  private static func shop(feed: String) throws -> Shop {
    let shop = try Shop()
    try shop.bring("company", "code,name,currency,zone\nPN,Prairie Net,CAD,America/Regina\n")
    try shop.bring(
      "source", "name,company,role,feed,zone,country,currency\nacme,PN,system,\(feed),UTC,CA,CAD\n")
    try shop.bring("account", "id,company,name\nA1,PN,One\nA2,PN,Two\nA3,PN,Three\n")
    return shop
  }

  private static let header = "account,date,amount,method\n"
  private static let twins = "A1,2026-10-09,25.00,cash\nA1,2026-10-09,25.00,cash\n"

  @Test func nthEqualRowOfASnapshotIsTheNthOfLastTime() throws {
    let shop = try Self.shop(feed: "snapshot")
    #expect(try shop.bring("payment", Self.header + Self.twins).counts[.inserted] == 2)
    let third = "A1,2026-10-09,25.00,cash\n"
    let again = try shop.bring("payment", Self.header + Self.twins + third)
    #expect(again.counts[.unchanged] == 2 && again.counts[.inserted] == 1)
    #expect(again.missing.isEmpty && again.exitCode == 0)
    let fewer = try shop.bring("payment", Self.header + third)
    #expect(fewer.counts[.unchanged] == 1 && fewer.counts[.inserted] == 0)
    #expect(fewer.missing.map(\.count) == [2] && fewer.exitCode == 1)
    #expect(fewer.missing[0].amounts.map(\.amount) == [5000])
    #expect(fewer.missing[0].first == ["A1, 2026-10-09, 25.00", "A1, 2026-10-09, 25.00"])
    #expect(try shop.database.integer("SELECT count(*) FROM payment") == 3)
  }

  @Test func equalRowsOfAnIncrementAreStoredAndListed() throws {
    let shop = try Self.shop(feed: "increment")
    let first = try #require(try shop.bring("payment", Self.header + Self.twins).batch)
    let again = try shop.bring(
      "payment", Self.header + "A2,2026-10-09,25.00,cash\n" + Self.twins + Self.twins)
    #expect(again.counts[.inserted] == 5 && again.exitCode == 1)
    #expect(again.possibleDuplicateCount == 4)
    #expect(again.possibleDuplicates.map(\.line) == [3, 4, 5, 6])
    #expect(again.possibleDuplicates.map(\.batch) == [first, first, first, first])
    #expect(again.possibleDuplicates.map(\.otherLine) == [2, 3, 2, 2])
  }

  @Test func duplicatesAreListedWithBatchAndLine() throws {
    let shop = try Self.shop(feed: "increment")
    let calls = (1...30).map { "c\($0),2026-10-01T00:00:0\($0 % 10)Z,5" }.joined(separator: "\n")
    let first = try #require(try shop.bring("cdr", "call_id,start,duration\n\(calls)\n").batch)
    let again = try shop.bring(
      "cdr",
      "call_id,start,duration\nnew,2026-10-02T00:00:00Z,5\n\(calls)\nnew,2026-10-02T00:00:00Z,5\n")
    #expect(again.counts[.duplicate] == 31 && again.counts[.inserted] == 1 && again.exitCode == 0)
    #expect(again.duplicates.count == 10)
    #expect(again.duplicates[0].line == 3)
    #expect(again.duplicates[0].batch == first && again.duplicates[0].otherLine == 2)
    var all: [String] = []
    try Batches(shop.database).forEachRepeat(of: try #require(again.batch)) {
      all.append("\($0) \($1) \($2) \($3) \($4)")
    }
    #expect(all.count == 31)
    #expect(all[29] == "cdr 32 duplicate \(first) 31")
    #expect(all[30] == "cdr 33 duplicate \(first + 1) 2")
  }

  /// A file that comes again with some calls lost, others in another order, and a new one: each of the
  /// known ones is the one that it equals.
  @Test func knownCallsAreFoundInWhateverOrder() throws {
    let shop = try Self.shop(feed: "increment")
    func text(_ numbers: [Int]) -> String {
      "call_id,start,duration\n"
        + numbers.map { "c\($0),2026-10-01T00:00:00Z,5\n" }.joined()
    }
    let first = try #require(try shop.bring("cdr", text(Array(1...60))).batch)
    let numbers = Array(1...25) + [99] + Array(27...40) + [45, 44] + Array(46...60) + [3]
    let again = try shop.bring("cdr", text(numbers))
    #expect(again.counts[.duplicate] == numbers.count - 1 && again.counts[.inserted] == 1)
    var found: [Int64: Int64] = [:]
    try Batches(shop.database).forEachRepeat(of: try #require(again.batch)) {
      #expect($0 == "cdr" && $2 == "duplicate" && $3 == first)
      found[$1] = $4
    }
    for (place, number) in numbers.enumerated() where number != 99 {
      #expect(found[Int64(place) + 2] == Int64(number) + 1)
    }
  }

  /// With sixteen hashes for hundreds of rows nearly all collide: the fields decide.
  @Test func collisionsOfTheHashSwallowNothing() throws {
    let shop = try Self.shop(feed: "snapshot")
    var text = Self.header
    for row in 0..<300 { text += "A\(row % 3 + 1),2026-10-09,\(row / 2).00,cash\n" }
    for batch in 1...2 {
      let summary = try shop.bring("payment", text + String(repeating: "\n", count: batch)) {
        $0.fingerprintBits = 4
      }
      #expect(summary.counts[batch == 1 ? .inserted : .unchanged] == 300)
      #expect(summary.missing.isEmpty)
    }
    #expect(try shop.database.integer("SELECT count(DISTINCT fingerprint) FROM payment") == 16)
  }

  @Test func absentColumnIsAsGoodAsAnEmptyOne() throws {
    let shop = try Self.shop(feed: "snapshot")
    try shop.bring("payment", "account,date,amount\nA1,2026-10-09,25.00\n")
    let again = try shop.bring(
      "payment", "account,date,amount,method,reference\nA1,2026-10-09,25.00,,\n")
    #expect(again.counts[.unchanged] == 1)
    let other = try shop.bring("payment", "account,date,amount,reference\nA1,2026-10-09,25.00,7\n")
    #expect(other.counts[.inserted] == 1)
  }

  @Test func midnightThatStandsForADayContradictsNoInstant() throws {
    let shop = try Self.shop(feed: "snapshot")
    try shop.bring("payment", "id,account,at,amount\nP,A1,2026-10-09T18:00:00Z,25.00\n")
    let again = try shop.bring("payment", "id,account,date,amount\nP,A1,2026-10-09,25.00\n")
    #expect(again.counts[.unchanged] == 1)
  }

  @Test func emptyCellKeepsUnlessTheProfileClears() throws {
    let shop = try Self.shop(feed: "increment")
    try shop.bring("account", "id,company,name,type,language\nA1,PN,One,home,fr-CA\n")
    let before = try shop.dump()
    let profile = try shop.folder.write(
      "clear.json5",
      """
      { profile: "clear", input: { delimiter: "," }, records: [{ emit: [{ kind: "account", fields: {
        id: "$id", company: "PN", name: "$name", type: "$type",
        language: { col: "language", clear: true },
      } }] }] }
      """)
    let summary = try shop.bring(profile, "id,name,type,language\nA1,One,,\nA9,Nine,,\n")
    #expect(summary.counts[.updated] == 1 && summary.counts[.inserted] == 1)
    #expect(
      try shop.database.text(
        "SELECT type || ifnull(language, ' cleared') FROM account WHERE external_id = 'A1'")
        == "home cleared")
    let again = try shop.bring(profile, "id,name,type,language\nA1,One,,\n")
    #expect(again.counts[.unchanged] == 1)
    try shop.undo([try #require(summary.batch)], cascade: true)
    #expect(try shop.dump() == before)
  }

  // MARK: Continuing

  /// The second of two equal payments is refused for its fee: repaired, it is not taken for the first.
  @Test(arguments: ["snapshot", "increment"]) func repairedRowIsNotTakenForItsTwin(_ feed: String)
    throws
  {
    let shop = try Self.shop(feed: feed)
    let header = "account,date,amount,method,fee\n"
    let twin = "A1,2026-10-09,25.00,cash,"
    let first = try shop.bring("payment", header + twin + "0.10\n" + twin + "x\n") {
      $0.rejectLimit = .count(1)
    }
    let batch = try #require(first.batch)
    #expect(first.counts[.rejected] == 1)
    let path = try #require(first.rejectFile)
    let rejects = try shop.folder.text("rejects/file.csv.rejects")
    #expect(path.hasSuffix("rejects/file.csv.rejects"))
    let repaired = try shop.bring(
      "payment", rejects.replacingOccurrences(of: ",x", with: ",0.20"),
      file: "rejects/file.csv.rejects")
    #expect(repaired.continues == batch && repaired.exitCode == 0)
    #expect(repaired.counts[.inserted] == 1 && repaired.possibleDuplicateCount == 0)
    #expect(try shop.database.integer("SELECT sum(fee) FROM payment") == 30)
    // Without its other half it would be taken back alone: the continuation is in the way.
    #expect(
      try Undo(shop.database).obstacles(to: [batch]).map(\.reason).contains(.continues))
    // As a file of its own it would be the twin of last time, or doubtful.
    try shop.undo([try #require(repaired.batch)])
    let alone = try shop.bring("payment", header + twin + "0.20\n")
    #expect(alone.counts[feed == "snapshot" ? .unchanged : .inserted] == 1)
    #expect(alone.exitCode == (feed == "snapshot" ? 0 : 1))
    let named = try shop.bring("payment", header + twin + "0.30\n") { $0.continues = batch }
    #expect(named.continues == batch)
    #expect(throws: Problem.self) {
      try shop.bring("payment", header + twin + "0.40\n") { $0.continues = 1 }
    }
  }

  /// Control totals are checked over the file and its repaired rejects.
  @Test func controlTotalsAreCheckedOverBoth() throws {
    let shop = try Self.shop(feed: "increment")
    let profile = try shop.folder.write(
      "calls.json5",
      """
      {
        profile: "calls", input: { delimiter: "|", quote: null, header: 0 },
        records: [
          { when: { eq: ["$1", "TRL"] }, trailer: {
            records: { col: 2, type: "integer" },
            seconds: { col: 3, type: { duration: { unit: "s" } } },
          } },
          { when: { eq: ["$1", "CDR"] }, emit: [{ kind: "cdr", fields: {
            start: { col: 2, type: { instant: { formats: ["yyyyMMddHHmmss"] } } },
            from_text: "$3", duration: { col: 4, type: { duration: { unit: "s" } } },
          } }] },
        ],
        control: { count: "trailer.records", sums: { "trailer.seconds": "cdr.duration" } },
      }
      """)
    let refused = "CDR|2026080110000X|x|30\nCDR|2026080111000X|y|7\n"
    let first = try shop.bring(
      profile, "CDR|20260801100000|x|60\n" + refused + "TRL|3|97\n"
    ) { $0.rejectLimit = .count(2) }
    let batch = try #require(first.batch)
    #expect(first.controls.map(\.ties) == [true, true])
    let path = "rejects/file.csv.rejects"
    #expect(try shop.folder.text(path) == refused)

    let half = try shop.bring(
      profile, refused.replacingOccurrences(of: "000X|x", with: "0000|x"), file: path
    ) { $0.rejectLimit = .count(1) }
    #expect(half.continues == batch && half.exitCode == 1)
    #expect(half.controls.map(\.counted) == [2, 90_000])
    #expect(half.controls.map(\.declared) == [3, 97_000])
    #expect(half.rejectFile?.hasSuffix("rejects/file.csv.2.rejects") == true)

    let rest = try shop.bring(
      profile, "CDR|20260801110000|y|7\n", file: "rejects/file.csv.2.rejects")
    #expect(rest.continues == half.batch && rest.exitCode == 0)
    #expect(rest.controls.map(\.counted) == [3, 97_000] && rest.controls.allSatisfy(\.ties))
    #expect(try shop.database.integer("SELECT count(*) FROM cdr") == 3)
  }

  /// Twins of which one is refused: once repaired it is the second one, not the first again; and so it is
  /// in the next snapshot.
  @Test(arguments: ["snapshot", "increment"]) func repairedTwinIsNotTakenForTheOther(_ feed: String)
    throws
  {
    let shop = try Self.shop(feed: feed)
    let twin = "A1,2026-10-09,25.00,cash\n"
    let bad = "A1,2026-10-09,25.00,csh\n"
    let first = try shop.bring("payment", Self.header + bad + twin + bad + bad) {
      $0.rejectLimit = .count(3)
    }
    #expect(first.counts.equation == "read 5 = inserted 1 + rejected 3 + control 1")
    let reasons = try String(
      contentsOfFile: shop.folder.file("rejects/file.csv.rejects.reasons.csv"), encoding: .utf8)
    let lines = reasons.split(separator: "\n").map(String.init)
    #expect(lines[0] == "line,byte,column,code,message,value,occurrence")
    #expect(lines.dropFirst().map { $0.split(separator: ",").first } == ["2", "4", "5"])
    #expect(lines.dropFirst().map { $0.split(separator: ",").last } == ["0", "1", "2"])
    let repaired = try shop.bring(
      "payment", Self.header + twin + twin + twin, file: "rejects/file.csv.rejects")
    #expect(repaired.continues == first.batch)
    #expect(repaired.counts.equation == "read 4 = inserted 3 + control 1")
    #expect(repaired.possibleDuplicateCount == 0)
    #expect(try shop.database.integer("SELECT count(*) FROM payment") == 4)
    if feed == "increment" { return }
    let next = try shop.bring("payment", Self.header + twin + twin + twin + twin)
    #expect(next.counts.equation == "read 5 = unchanged 4 + control 1")
    #expect(next.missing.isEmpty)
  }

  // MARK: Superseding

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var kind: String
    var first: String
    var second: String
    /// What must come first, by kind.
    var before: [(String, String)] = []
    /// The balance of A1 after the first file and after the second.
    var balances: [Int64]
  }

  static let superseded: [Case] = [
    Case(
      testDescription: "payment", kind: "payment",
      first: "id,account,date,amount\nP,A1,2026-10-09,25.00\n",
      second: "id,account,date,amount\nP,A1,2026-10-09,26.00\n", balances: [-2500, -2600]),
    Case(
      testDescription: "payment of another account", kind: "payment",
      first: "id,account,date,amount\nP,A1,2026-10-09,25.00\n",
      second: "id,account,date,amount\nP,A2,2026-10-09,25.00\n", balances: [-2500, 0]),
    Case(
      testDescription: "payment that never succeeded", kind: "payment",
      first: "id,account,date,amount,status\nP,A1,2026-10-09,25.00,pending\n",
      second: "id,account,date,amount,status\nP,A1,2026-10-10,25.00,succeeded\n",
      balances: [0, -2500]),
    Case(
      testDescription: "debit with its tax", kind: "debit",
      first: "id,account,date,amount\nD,A1,2026-10-09,10.00\n",
      second: "id,account,date,amount\nD,A1,2026-10-09,12.00\n", balances: [1050, 1200]),
    Case(
      testDescription: "invoice without lines", kind: "invoice",
      first: "number,account,date,total\nI,A1,2026-10-09,10.00\n",
      second: "number,account,date,total\nI,A1,2026-10-11,11.00\n", balances: [1000, 1100]),
  ]

  private static func balance(_ shop: Shop) throws -> Int64 {
    try shop.database.integer(
      """
      SELECT ifnull(sum(signed_amount), 0) FROM ledger_entry
      WHERE account = (SELECT id FROM account WHERE external_id = 'A1')
      """) ?? 0
  }

  @Test(arguments: superseded) func isTakenAsContraAndNew(_ example: Case) throws {
    let shop = try Self.shop(feed: "snapshot")
    try shop.bring(example.kind, example.first)
    if example.kind == "debit" { try shop.bring("tax_line", "id,debit,amount\nT,D,0.50\n") }
    #expect(try Self.balance(shop) == example.balances[0])
    let before = try shop.dump()
    let refused = try shop.bring(example.kind, example.second)
    #expect(refused.rejectsByCode.map(\.code) == ["conflict"])
    #expect(refused.firstRejects[0].value?.contains("(stored: ") == true)
    #expect(try shop.dump() == before)

    let taken = try shop.bring(example.kind, example.second) { $0.supersedes = true }
    let batch = try #require(taken.batch, "\(taken.firstRejects)")
    #expect(taken.superseded == 1 && taken.exitCode == 0)
    #expect(try Self.balance(shop) == example.balances[1])
    #expect(try shop.faults == [])
    // From now on it is the new one that the source's key means, and nothing is missing.
    let again = try shop.bring(example.kind, example.second + "\n")
    #expect(again.counts[.unchanged] == 1 && again.missing.isEmpty)
    try shop.undo([batch], cascade: true)
    #expect(try shop.dump() == before)
  }

  @Test func whatHasNoContraIsRefusedWithTheReason() throws {
    let shop = try Self.shop(feed: "snapshot")
    let cases = [
      ("opening_balance", "account,date,amount\nA1,2026-07-31,", "only an undo of its batch"),
      ("debit", "id,account,date,amount\nN,A1,2026-07-31,-", "a negative line has no reversal"),
      (
        "discount", "id,account,date,reason,amount\nR,A1,2026-07-31,goodwill,",
        "bring it as a debit"
      ),
      ("tax_line", "id,debit,amount\nT,N,", "a tax goes with its debit"),
      ("refund", "id,account,date,amount\nF,A1,2026-07-31,", "only an undo of its batch"),
    ]
    for (kind, text, reason) in cases {
      try shop.bring(kind, text + "1.00\n")
      let summary = try shop.bring(kind, text + "2.00\n") { $0.supersedes = true }
      #expect(summary.outcome == .refused)
      #expect(summary.firstRejects.first?.message.contains(reason) == true, "\(kind)")
    }
    try shop.bring("payment", "id,account,date,amount\nP,A1,2026-10-09,25.00\n")
    try shop.bring("payment_reversal", "id,payment,date,amount\nB,P,2026-10-10,25.00\n")
    let twice = try shop.bring("payment", "id,account,date,amount\nP,A1,2026-10-09,2.00\n") {
      $0.supersedes = true
    }
    #expect(twice.firstRejects.first?.message.contains("it was reversed already") == true)
  }
}
