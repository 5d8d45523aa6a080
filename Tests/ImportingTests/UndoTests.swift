import Diagnostics
import Foundation
import Importing
import Store
import Support
import Testing

@Suite struct UndoTests {
  @Test func everyKindHasFiles() {
    #expect(EveryKind.files.map(\.kind) == Kinds.importable.map(\.name))
  }

  /// What a second file of a kind inserted and changed goes without a trace, and the file comes in
  /// again as it did before.
  @Test(arguments: EveryKind.files.map(\.kind)) func isExact(_ kind: String) throws {
    let shop = try Shop(Shop.everyKind.get())
    let files = try #require(EveryKind.files.first { $0.kind == kind })
    let before = try shop.dump()
    let first = try shop.bring(kind, files.second)
    let batch = try #require(first.batch, "\(first.firstRejects)")
    let after = try shop.dump()
    #expect((before != after) == (first.counts[.inserted] + first.counts[.updated] > 0))
    try shop.undo([batch])
    #expect(try shop.dump() == before)
    #expect(try shop.faults == [])
    let again = try shop.bring(kind, files.second)
    #expect(again.counts == first.counts)
    #expect(again.batch == batch + 1)
    #expect(try shop.dump() == after)
  }

  @Test func cascadeTakesAllBackNewestFirst() throws {
    let shop = try Shop(Shop.everyKind.get())
    let undone = try shop.undo([1], cascade: true)
    #expect(undone == (1...Int64(EveryKind.files.count)).reversed())
    #expect(try shop.dump() == "")
    #expect(try shop.faults == [])
  }

  /// The dump is canonical CSV: what it holds comes in again, and gives the same dump.
  @Test func dumpImportsAgain() throws {
    let dump = try Shop.everyKind.get().dump
    let copy = try Shop()
    for section in dump.components(separatedBy: "== ").dropFirst() {
      let lines = section.split(separator: "\n", maxSplits: 1)
      let kind = String(lines[0].split(separator: " ")[0])
      let summary = try copy.bring(kind, String(lines[1]))
      #expect(summary.batch != nil, "\(kind): \(summary.firstRejects)")
    }
    #expect(try copy.dump() == dump)
  }

  struct Refused: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// Kind and text of the files; the first is taken back.
    var files: [(String, String)]
    var reasons: Set<Obstacle.Reason>
    /// Which of the files are in the way.
    var culprits: Set<Int>
  }

  static let refused: [Refused] = [
    Refused(
      testDescription: "a later batch refers to its row",
      files: [
        ("payment", "id,account,date,amount\nX,A1,2026-09-01,5.00\n"),
        ("payment_reversal", "id,payment,date,amount\nX,X,2026-09-02,5.00\n"),
      ], reasons: [.refers], culprits: [1]),
    Refused(
      testDescription: "a later batch changed a row that it inserted",
      files: [
        ("custom_field", "account,name,value\nA2,x,1\n"),
        ("custom_field", "account,name,value\nA2,x,2\n"),
      ], reasons: [.changed], culprits: [1]),
    Refused(
      testDescription: "a later batch changed a row that it changed",
      files: [
        ("account", "id,company,name\nA1,PN,Two\n"), ("account", "id,company,name\nA1,PN,Three\n"),
      ], reasons: [.changed], culprits: [1]),
    Refused(
      testDescription: "a later change makes an older row refer to its row",
      files: [
        ("service", "code,name\nNEW,New\n"),
        ("payment", "account,date,amount\nA1,2026-09-01,1.00\n"),
        ("account_service", "id,account,service\nS1,A1,NEW\n"),
      ], reasons: [.refers], culprits: [2]),
    Refused(
      testDescription: "a later file had its row again",
      files: [
        ("log", "id,at,type\nX,2026-09-01T00:00:00Z,system\n"),
        ("log", "id,at,type\nX,2026-09-01T00:00:00Z,system\nY,2026-09-01T00:00:00Z,system\n"),
      ], reasons: [.repeats], culprits: [1]),
    Refused(
      testDescription: "a later file agrees with its change",
      files: [
        ("account", "id,company,name\nA1,PN,Two\n"),
        ("account", "id,company,name\nA1,PN,Two\nA9,PN,Nine\n"),
      ], reasons: [.repeats], culprits: [1]),
    Refused(
      testDescription: "later entries copied what it changed",
      files: [
        ("account", "id,company,name,type\nA1,PN,Zoë,office\n"),
        ("payment", "id,account,date,amount\nX,A1,2026-09-01,5.00\n"),
      ], reasons: [.computed], culprits: [1]),
  ]

  @Test(arguments: refused) func isRefusedWithTheBatchesInTheWay(_ example: Refused) throws {
    let shop = try Shop(Shop.everyKind.get())
    let before = try shop.dump()
    let batches = try example.files.map { kind, text in
      try #require(try shop.bring(kind, text).batch)
    }
    let obstacles = try Undo(shop.database).obstacles(to: [batches[0]])
    #expect(Set(obstacles.map(\.reason)) == example.reasons)
    #expect(Set(obstacles.map(\.batch)) == Set(example.culprits.map { batches[$0] }))
    // What does not need it stays: as in a store that only had those files.
    try shop.undo([batches[0]], cascade: true)
    let other = try Shop(Shop.everyKind.get())
    for (index, (kind, text)) in example.files.enumerated()
    where index > 0 && !example.culprits.contains(index) {
      try other.bring(kind, text)
    }
    #expect(try shop.dump() == other.dump())
    if example.culprits.count == example.files.count - 1 { #expect(try shop.dump() == before) }
    #expect(try shop.faults == [])
  }

  @Test(arguments: refused) func keepsWhatLaterBatchesNeed(_ example: Refused) throws {
    let shop = try Shop(Shop.everyKind.get())
    let batches = try example.files.map { kind, text in
      try #require(try shop.bring(kind, text).batch)
    }
    let before = try shop.dump()
    var kept: [Int64] = []
    try shop.database.transaction {
      _ = try Undo(shop.database).runKeeping(batches[0], at: 0) { _, _, later in
        kept.append(later)
      }
    }
    // Here the first batch has only what the later ones need.
    #expect(kept.count == 1)
    #expect(try shop.dump() == before)
    #expect(try shop.faults == [])
    // Once these are gone, so is the rest of it.
    try shop.undo(batches, cascade: true)
    #expect(try shop.dump() == Shop.everyKind.get().dump)
    #expect(try shop.faults == [])
  }

  @Test func keepingLeavesTheRowsThatKeptRowsReferTo() throws {
    let shop = try Shop(Shop.everyKind.get())
    let path = try shop.folder.write(
      "both.json5",
      """
      { profile: "both", input: { delimiter: "," }, records: [{ emit: [
        { kind: "account", fields: { id: "$a", company: "PN", name: "$n" } },
        { kind: "payment", fields: { id: "$p", account: "$a", date: "$d", amount: "$m" } },
      ] }] }
      """)
    let batch = try #require(
      try shop.bring(
        path, "a,n,p,d,m\nX,Ex,PX,2026-09-01,1.00\nY,Wy,PY,2026-09-01,2.00\n"
      ).batch)
    try shop.bring("payment_reversal", "id,payment,date,amount\nRX,PX,2026-09-02,1.00\n")
    var kept: [String] = []
    try shop.database.transaction {
      _ = try Undo(shop.database).runKeeping(batch, at: 0) { kind, name, _ in
        kept.append("\(kind) \(name)")
      }
    }
    #expect(kept == ["account X", "payment PX, X, 2026-09-01, 1.00"])
    #expect(try shop.faults == [])
    #expect(try shop.dump().contains("Wy") == false)
  }

  /// Large enough that the indexes are taken away and built again.
  @Test func largeBatchGoesWithoutATraceToo() throws {
    let shop = try Shop(Shop.everyKind.get())
    let before = try shop.dump()
    var text = "id,account,date,amount\n"
    for row in 0..<21_000 { text += "big\(row),A1,2026-09-01,1.00\n" }
    let batch = try #require(try shop.bring("payment", text).batch)
    try shop.undo([batch])
    #expect(try shop.dump() == before)
    #expect(try shop.faults == [])
  }

  @Test func batchesOfASetGoTogether() throws {
    let shop = try Shop(Shop.everyKind.get())
    let before = try shop.dump()
    let set = try Batches(shop.database).nextSet()
    for (kind, text) in [
      ("payment", "id,account,date,amount\nX,A1,2026-09-01,5.00\n"),
      ("payment_reversal", "id,payment,date,amount\nX,X,2026-09-02,5.00\n"),
    ] {
      try shop.bring(kind, text) { $0.set = set }
    }
    let undo = try Undo(shop.database)
    let batches = try undo.batches(ofSet: set)
    #expect(batches.count == 2)
    #expect(try undo.obstacles(to: batches) == [])
    try shop.undo(batches)
    #expect(try shop.dump() == before)
    #expect(try Batches(shop.database).nextSet() == set + 1)
    #expect(try Batches(shop.database).undone().map(\.id) == batches.reversed())
  }

  /// Files in any order, some taken back with what builds on them: what is left is what a store has
  /// that only got the files that are left.
  @Test(arguments: 1...8) func leavesWhatTheOtherFilesBring(_ seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let shop = try Shop(Shop.everyKind.get())
    var files: [(batch: Int64, kind: String, text: String)] = []
    for number in 0..<14 {
      let (kind, text) = Self.file(number, &dice)
      guard let batch = try shop.bring(kind, text).batch else { continue }
      files.append((batch, kind, text))
    }
    for _ in 0..<4 where !files.isEmpty {
      let chosen = files[dice.next(files.count)].batch
      let undone = Set(try shop.undo([chosen], cascade: true))
      files.removeAll { undone.contains($0.batch) }
      let other = try Shop(Shop.everyKind.get())
      for file in files { try other.bring(file.kind, file.text) }
      #expect(try shop.dump() == other.dump(), "seed \(seed), batch \(chosen)")
      #expect(try shop.faults == [])
    }
  }

  private static func file(_ number: Int, _ dice: inout Dice) -> (String, String) {
    func some(_ rows: [String]) -> String {
      var text = ""
      for row in rows where dice.next(2) == 0 { text += row + "\n" }
      return text.isEmpty ? rows[0] + "\n" : text
    }
    switch dice.next(6) {
    case 0:
      let rows = (1...5).map { "A\($0),PN,Name \(dice.next(3))" }
      return ("account", "id,company,name\n" + some(rows))
    case 1:
      return ("account", "id,company,name,type\nA\(1 + dice.next(4)),PN,Zoë,t\(dice.next(2))\n")
    case 2:
      let rows = (1...4).map { "s\($0),Service,\(dice.next(3)).00" }
      return ("service", "code,name,price\n" + some(rows))
    case 3:
      let rows = (1...4).map { "S\($0),A\(1 + dice.next(2)),NET,\(dice.next(3))" }
      return ("account_service", "id,account,service,quantity\n" + some(rows))
    case 4:
      let rows = (1...5).map { "Q\($0),A\(1 + $0 % 2),2026-09-0\($0),\($0).00" }
      return ("payment", "id,account,date,amount\n" + some(rows))
    default:
      let rows = (1...4).map { "Q\($0)-\(number),P\(1 + $0 % 2),2026-09-09,0.01" }
      return ("payment_reversal", "id,payment,date,amount\n" + some(rows))
    }
  }
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct Dice {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ z >> 31) % UInt64(bound))
  }
}
