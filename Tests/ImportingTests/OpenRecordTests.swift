import Importing
import Store
import Support
import Testing

/// Partial and side records whose thing is completed by a later file.
@Suite struct OpenRecordTests {
  /// CGRateS' partial CSV (`ers/partial_csv_it_test.go`): numbers, destination, answer, setup, leg,
  /// seconds, time class, cost, code, state.
  private static let partialProfile = """
    { profile: "partial", input: { delimiter: ",", header: 0 }, records: [{
        merge: { key: { concat: ["$1", "-", "$2", "-", "$5"] }, last: { eq: ["$11", "complete"] },
          sum: ["duration", "cost"], first: ["start"], hours: 24 },
        emit: [{ kind: "cdr", fields: {
          call_id: { concat: ["$1", "-", "$2", "-", "$5"] }, from_text: "$1", to_text: "$2",
          start: { col: 4, type: { instant: { formats: ["dd.MM.yyyy HH:mm:ss"] } } },
          duration: { col: 7, type: { duration: { unit: "s" } } }, cost: "$9", destination: "$3" } }] }] }
    """
  private static let files = [
    """
    4986517174963,004986517174964,DE-National,04.07.2016 18:58:55,04.07.2016 18:58:55,1,65,Peak,0.014560,498651,partial
    4986517174964,004986517174963,DE-National,04.07.2016 20:58:55,04.07.2016 20:58:55,0,74,Offpeak,0.003360,498651,complete

    """,
    """
    4986517174963,004986517174964,DE-National,04.07.2016 19:00:00,04.07.2016 18:58:55,0,15,Offpeak,0.003360,498651,partial

    """,
    """
    4986517174964,004986517174960,DE-National,04.07.2016 19:05:55,04.07.2016 19:05:55,0,23,Offpeak,0.003360,498651,partial

    """,
  ]
  /// The end of the call that the first two files began, as the sample has none.
  private static let end = """
    4986517174963,004986517174964,DE-National,04.07.2016 19:00:15,04.07.2016 18:58:55,0,5,Offpeak,0.000000,498651,complete

    """

  private static func shop() throws -> (shop: Shop, profile: String) {
    let shop = try Shop()
    try shop.bring("company", "code,name,currency,zone\nPN,Prairie Net,EUR,Europe/Berlin\n")
    try shop.bring(
      "source",
      "name,company,role,feed,zone,country,currency\nacme,PN,bill,increment,UTC,DE,EUR\n")
    return (shop, try shop.folder.write("partial.json5", partialProfile))
  }

  private static func calls(_ shop: Shop) throws -> [String] {
    try shop.database.rows(
      "SELECT call_id || ' ' || start || ' ' || duration || ' ' || cost || ' ' || line FROM cdr ORDER BY id"
    ) { $0.text(0) ?? "" }
  }

  private static func states(_ summary: ImportSummary) -> String {
    summary.counts.equation
  }

  @Test func partialRecordsOfSeveralFilesBecomeOneCall() throws {
    let (shop, profile) = try Self.shop()
    let found = try Self.files.map { try shop.bring(profile, $0) }
    #expect(
      found.map(Self.states) == [
        "read 2 = inserted 1 + pending 1", "read 1 = pending 1", "read 1 = pending 1",
      ])
    #expect(found.map(\.waiting) == [1, 2, 3])
    #expect(found.map(\.exitCode) == [0, 0, 0])
    #expect(try Self.calls(shop).count == 1)
    #expect(try shop.faults == [])
    let before = try shop.dump()
    #expect(before.contains("\n== open records of acme\n"))
    let last = try shop.bring(profile, Self.end)
    #expect(Self.states(last) == "read 1 = inserted 1")
    #expect(last.takenUp == 2 && last.waiting == 1)
    // 65 + 15 + 5 seconds, 0.014560 + 0.003360, from the first one's answer.
    #expect(
      try Self.calls(shop).last
        == "4986517174963-004986517174964-04.07.2016 18:58:55 1467658735000 85000 1792000 1")
    #expect(try shop.faults == [])
    let after = try shop.dump()
    let batch = try #require(last.batch)
    try shop.undo([batch])
    #expect(try shop.dump() == before)
    #expect(try shop.faults == [])
    #expect(try shop.bring(profile, Self.end).takenUp == 2)
    #expect(try shop.dump() == after)
  }

  @Test func undoOfTheFirstPartIsRefusedOnceALaterFileCompletedIt() throws {
    let (shop, profile) = try Self.shop()
    let empty = try shop.dump()
    let first = try #require(try shop.bring(profile, Self.files[0]).batch)
    let second = try #require(try shop.bring(profile, Self.files[1]).batch)
    let last = try #require(try shop.bring(profile, Self.end).batch)
    let obstacles = try Undo(shop.database).obstacles(to: [first])
    #expect(obstacles.map(\.reason) == [.completed] && obstacles.map(\.batch) == [last])
    // But for what the call is made of, it may go: the part stays with its batch.
    let full = try shop.dump()
    try shop.database.transaction {
      _ = try Undo(shop.database).runKeeping(first, at: 0) { _, _, _ in }
    }
    #expect(try Self.calls(shop).count == 1)
    #expect(try shop.faults == [])
    try shop.undo([last])
    #expect(
      try shop.database.integer("SELECT count(*) FROM open_record WHERE closed_batch IS NULL") == 2)
    #expect(try shop.dump() != full)
    try shop.undo([second, first])
    #expect(try shop.dump() == empty)
    #expect(try shop.database.integer("SELECT count(*) FROM open_record") == 0)
    #expect(try shop.faults == [])
  }

  @Test func partThatComesAgainIsADuplicate() throws {
    let (shop, profile) = try Self.shop()
    let first = try #require(try shop.bring(profile, Self.files[1]).batch)
    let before = try shop.dump()
    // The same part in another file: it neither waits twice nor counts twice.
    let again = try shop.bring(profile, Self.files[1] + Self.files[2])
    #expect(Self.states(again) == "read 2 = pending 1 + duplicate 1")
    #expect(
      try Undo(shop.database).obstacles(to: [first]).map(\.reason) == [.repeats])
    try shop.undo([try #require(again.batch)])
    #expect(try shop.dump() == before)
    let end = try shop.bring(profile, Self.files[1] + Self.end)
    #expect(Self.states(end) == "read 2 = inserted 1 + duplicate 1")
    #expect(try Self.calls(shop)[0].contains(" 20000 336000 "))
    // Nor once it is part of a call.
    let late = try shop.bring(profile, Self.files[1] + "\n")
    #expect(Self.states(late) == "read 2 = duplicate 1 + control 1")
    #expect(late.waiting == 0)
    // Two equal parts in one file are two.
    let twins = try shop.bring(profile, Self.files[2] + Self.files[2])
    #expect(Self.states(twins) == "read 2 = pending 2")
    #expect(try shop.faults == [])
  }

  @Test func recordThatWaitsTooLongIsListed() throws {
    let (shop, profile) = try Self.shop()
    let first = try #require(try shop.bring(profile, Self.files[0]).batch)
    let later = Self.files[1].replacing("04.07.2016 19:00:00", with: "05.07.2016 18:58:56")
    let summary = try shop.bring(profile, later)
    #expect(summary.overdueCount == 1 && summary.exitCode == 1)
    #expect(summary.overdue.map(\.batch) == [first] && summary.overdue.map(\.line) == [1])
    #expect(summary.overdue.map(\.since) == [1_467_658_735_000])
    var listed: [String] = []
    try Batches(shop.database).forEachOpenRecord {
      listed.append("\($0.batch):\($0.line) \($0.kind)")
    }
    #expect(listed == ["\(first):1 cdr", "\(first + 1):1 cdr"])
  }

  /// A refused end leaves its parts open, and what is refused comes in once it is repaired.
  @Test func partsOfARefusedCallWaitOn() throws {
    let (shop, profile) = try Self.shop()
    let first = try shop.bring(profile, Self.files[1])
    #expect(first.waiting == 1)
    let before = try shop.dump()
    let bad = Self.end.replacing(",5,Offpeak", with: ",five,Offpeak")
    let refused = try shop.bring(profile, bad)
    #expect(refused.outcome == .refused)
    let dry = try shop.bring(profile, Self.end) { $0.isDryRun = true }
    #expect(dry.takenUp == 1)
    #expect(try shop.dump() == before)
    let taken = try shop.bring(profile, bad) { $0.rejectLimit = .count(1) }
    #expect(Self.states(taken) == "read 1 = rejected 1")
    #expect(taken.waiting == 1)
    #expect(try shop.bring(profile, Self.end).takenUp == 1)
    #expect(try shop.faults == [])
  }

  // MARK: Side records

  /// Taqua's way: the account code of a call stands in a record of its own, joined by session.
  private static let sideProfile = """
    { profile: "taqua", input: { delimiter: ",", header: 0 }, records: [
        { when: { eq: ["$1", "1"] }, merge: { key: "$2", side: true, hours: 96 },
          emit: [{ kind: "cdr", fields: { call_id: "$2", trunk: "$3",
            carrier_billed: { col: 4, optional: true } } }] },
        { merge: { key: "$2" },
          emit: [{ kind: "cdr", fields: { call_id: "$2", start: "$3", duration: { col: 4, type: "duration" } } }] } ] }
    """
  private static let call = "0,s1,2026-10-01T00:00:00Z,60\n"

  private static func sideShop() throws -> (shop: Shop, profile: String) {
    let (shop, _) = try Self.shop()
    return (shop, try shop.folder.write("side.json5", Self.sideProfile))
  }

  private static func trunk(_ shop: Shop) throws -> String? {
    try shop.database.text("SELECT group_concat(ifnull(trunk, '-')) FROM cdr")
  }

  struct Sides: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var files: [String]
    var states: [String]
    var trunk = "acct7"
  }

  @Test(arguments: [
    Sides(
      testDescription: "before its call", files: ["1,s1,acct7\n" + call],
      states: ["read 2 = inserted 1 + merged 1"]),
    Sides(
      testDescription: "after its call", files: [call + "1,s1,acct7\n"],
      states: ["read 2 = inserted 1 + merged 1"]),
    Sides(
      testDescription: "in an earlier file", files: ["1,s1,acct7\n", call],
      states: ["read 1 = pending 1", "read 1 = inserted 1"]),
    Sides(
      testDescription: "in a later file", files: [call, "1,s1,acct7\n"],
      states: ["read 1 = inserted 1", "read 1 = merged 1"]),
    Sides(
      testDescription: "a second time", files: [call + "1,s1,acct7\n", "1,s1,acct7\n"],
      states: ["read 2 = inserted 1 + merged 1", "read 1 = duplicate 1"]),
    Sides(
      testDescription: "of another call", files: [call, "1,s2,acct7\n"],
      states: ["read 1 = inserted 1", "read 1 = pending 1"], trunk: "-"),
    // What the call's own batch came to is settled: its seconds don't change afterwards.
    Sides(
      testDescription: "with seconds of its own", files: [call, "1,s1,acct7,60\n"],
      states: ["read 1 = inserted 1", "read 1 = pending 1"], trunk: "-"),
    Sides(
      testDescription: "with seconds, in time", files: ["1,s1,acct7,60\n", call],
      states: ["read 1 = pending 1", "read 1 = inserted 1"]),
  ]) func sideRecordAddsToItsCall(_ example: Sides) throws {
    let (shop, profile) = try Self.sideShop()
    var dumps = [try shop.dump()]
    var batches: [Int64] = []
    for (file, states) in zip(example.files, example.states) {
      let summary = try shop.bring(profile, file)
      #expect(Self.states(summary) == states)
      batches.append(try #require(summary.batch))
      dumps.append(try shop.dump())
    }
    #expect(try Self.trunk(shop) == example.trunk)
    #expect(try shop.faults == [])
    for batch in batches.reversed() {
      dumps.removeLast()
      try shop.undo([batch])
      #expect(try shop.dump() == dumps.last)
    }
    #expect(try shop.faults == [])
  }

  @Test func undoOfACallIsRefusedWhileALaterSideRecordAddsToIt() throws {
    let (shop, profile) = try Self.sideShop()
    let call = try #require(try shop.bring(profile, Self.call).batch)
    try shop.bring(profile, "1,s1,acct7\n")
    #expect(try Undo(shop.database).obstacles(to: [call]).map(\.reason) == [.changed])
    try shop.bring(profile, "1,s1,acct7\n\n")
    #expect(
      Set(try Undo(shop.database).obstacles(to: [call]).map(\.reason)) == [.changed, .repeats])
  }
}
