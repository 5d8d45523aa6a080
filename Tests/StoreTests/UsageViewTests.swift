import Store
import Testing

/// Usage by the rules of periods, free windows, allowances and overage, in small round bytes.
@Suite struct UsageViewTests {
  /// Milliseconds of `2026-10-15` or `2026-10-15 02:30` UTC.
  private static func at(_ text: String) -> Books.Cell {
    let parts = text.split(separator: " ")
    let clock = parts.dropFirst().first?.split(separator: ":").compactMap { Int($0) } ?? [0, 0]
    let minutes = CalendarDay.number(of: String(parts[0])) * 1440 + clock[0] * 60 + clock[1]
    return .number(Int64(minutes) * 60_000)
  }

  /// Accounts 1, of a bill day, and 2, of the first.
  private static func books(zone: String = "UTC", billDay: Int64 = 1) throws -> Books {
    let books = try Books(zone: zone)
    try books.load(
      "account",
      [("1", billDay), ("2", 1)].map { id, day in
        ["id": .text(id), "company": "ISP", "name": "x", "bill_day": .number(day)]
      })
    return books
  }

  private static func policy(
    _ code: String, _ more: [String: Books.Cell], since: String? = nil, until: String? = nil,
    in books: Books
  ) throws {
    try books.load(
      "usage_policy", [more.merging(["code": .text(code), "name": "x"]) { stated, _ in stated }])
    var assignment: [String: Books.Cell] = ["account": "1", "policy": .text(code)]
    assignment["since"] = since.map { day($0) }
    assignment["until"] = until.map { day($0) }
    try books.load("usage_assignment", [assignment])
  }

  private static func interval(
    _ start: String, _ bytes: [Int64], account: String = "1"
  ) -> [String: Books.Cell] {
    [
      "account": .text(account), "meter": "m", "start_at": at(start),
      "billable_in": .number(bytes[0]),
      "billable_out": .number(bytes[1]), "free_in": .number(bytes[2]),
      "free_out": .number(bytes[3]),
    ]
  }

  private static func read(_ readings: [(String, Int64, Int64)], in books: Books) throws {
    try books.load(
      "usage_counter",
      readings.map {
        [
          "account": "1", "meter": "m", "at": at($0.0), "bytes_in": .number($0.1),
          "bytes_out": .number($0.2),
        ]
      })
  }

  private static func rows(_ sql: String, _ count: Int, in books: Books) throws -> [[Int64]] {
    try books.database.rows(sql) { row in (0..<count).map { row.integer($0) } }
  }

  /// The first reading counts nothing; a counter that stands still has used nothing; one that falls,
  /// in either direction, began again at nothing.
  @Test func countersAreReadAsDifferences() throws {
    let books = try Self.books()
    try Self.read(
      [
        ("2026-10-01", 100, 50), ("2026-10-02", 100, 70), ("2026-10-03", 30, 90),
        ("2026-10-04", 40, 90), ("2026-10-05", 60, 10),
      ], in: books)
    let readings = try Self.rows(
      """
      SELECT is_reset, used_in, used_out FROM usage_metered
      JOIN usage_reading ON usage_reading.start_at = usage_metered.at ORDER BY usage_metered.at
      """, 3, in: books)
    #expect(readings == [[0, 0, 20], [1, 30, 90], [0, 10, 0], [1, 60, 10]])
  }

  /// A use is free when it begins in the window: the first minute of it is inside, the last is not.
  /// It may go over midnight; one without length frees nothing.
  @Test(
    arguments: [
      ("02:00", "03:00", ["01:59": 0, "02:00": 1, "02:59": 1, "03:00": 0, "12:00": 0]),
      ("23:00", "01:00", ["22:59": 0, "23:00": 1, "00:59": 1, "01:00": 0, "12:00": 0]),
      ("02:00", "02:00", ["01:59": 0, "02:00": 0, "12:00": 0]),
    ] as [(String, String, [String: Int64])]) func freeWindow(
      _ from: String, _ to: String, _ isFree: [String: Int64]
    ) throws
  {
    let books = try Self.books()
    try Self.policy("P", ["free_from": .text(from), "free_to": .text(to)], in: books)
    let clocks = isFree.keys.sorted()
    let readings = clocks.enumerated().map {
      ("2026-10-02 \($1)", Int64($0) * 10, Int64($0) * 10)
    }
    try Self.read(readings + [("2026-10-03", 1000, 1000)], in: books)
    let found = try Self.rows(
      "SELECT is_free FROM usage_metered ORDER BY at", 1, in: books)
    #expect(found.map { $0[0] } == clocks.map { isFree[$0] })
    let free = try Self.rows(
      "SELECT sum(free_in + free_out), sum(billable_in + billable_out) FROM usage_entry", 2,
      in: books)
    #expect(free[0][0] + free[0][1] == 2000)
    #expect((free[0][0] > 0) == isFree.values.contains(1))
  }

  /// The window is in local time where the policy's source is, and of the policy of that day; an
  /// account without a policy has none.
  @Test func freeWindowIsThatOfTheDaysPolicy() throws {
    let books = try Self.books(zone: "America/Regina")
    try Self.policy(
      "night", ["free_from": "02:00", "free_to": "03:00"], until: "2026-10-10", in: books)
    try Self.policy(
      "noon", ["free_from": "12:00", "free_to": "13:00"], since: "2026-10-11", in: books)
    // Regina is six hours behind UTC.
    try Self.read(
      [
        ("2026-10-10 08:30", 0, 0), ("2026-10-10 18:30", 1, 0), ("2026-10-11 08:30", 3, 0),
        ("2026-10-11 18:30", 7, 0), ("2026-10-12", 15, 0),
      ], in: books)
    let used = "SELECT sum(free_in), sum(billable_in) FROM usage_entry"
    #expect(try Self.rows(used, 2, in: books) == [[1 + 8, 2 + 4]])

    let bare = try Self.books()
    try Self.read([("2026-10-10 02:30", 0, 0), ("2026-10-10 03:30", 5, 0)], in: bare)
    #expect(try Self.rows(used, 2, in: bare) == [[0, 5]])
  }

  private static func history(_ account: String, in books: Books) throws -> [String] {
    try books.database.rows(
      """
      SELECT start || ' to ' || "end" || ': ' || billable_in || ' + ' || billable_out || ' = '
        || billable || ', ' || free || ' free, ' || adjustment || ' adjusted, ' || used || ' of '
        || ifnull(cap || ' + ' || rollover || ' + ' || top_off || ' = ' || allowance, 'any')
        || ', ' || overage || ' over, ' || total || ' in all'
      FROM usage_history WHERE account = (SELECT id FROM account WHERE external_id = ?)
      ORDER BY start
      """, [.text(account)]
    ) { $0.text(0) ?? "?" }
  }

  /// From bill day to bill day at midnight UTC, without a gap, for each account by itself.
  @Test func periodsTurnAtMidnightOfTheBillDay() throws {
    let books = try Self.books(billDay: 15)
    try books.load(
      "usage_interval",
      [
        Self.interval("2026-10-14 23:59", [1, 2, 3, 4]),
        Self.interval("2026-10-15", [10, 0, 0, 0]),
        Self.interval("2026-12-15", [100, 0, 0, 0]),
        Self.interval("2026-11-20", [7, 0, 0, 0], account: "2"),
      ])
    #expect(
      try Self.history("1", in: books) == [
        "2026-09-15 to 2026-10-14: 1 + 2 = 3, 7 free, 0 adjusted, 3 of any, 0 over, 10 in all",
        "2026-10-15 to 2026-11-14: 10 + 0 = 10, 0 free, 0 adjusted, 10 of any, 0 over, 10 in all",
        "2026-11-15 to 2026-12-14: 0 + 0 = 0, 0 free, 0 adjusted, 0 of any, 0 over, 0 in all",
        "2026-12-15 to 2027-01-14: 100 + 0 = 100, 0 free, 0 adjusted, 100 of any, 0 over, "
          + "100 in all",
      ])
    #expect(
      try Self.history("2", in: books) == [
        "2026-11-01 to 2026-11-30: 7 + 0 = 7, 0 free, 0 adjusted, 7 of any, 0 over, 7 in all"
      ])
  }

  /// What the cap left over rolls over once, never more than the cap; a top-off counts in the period
  /// in which it was bought; corrections change what counts against the allowance.
  @Test func allowanceIsCapAndRolloverAndTopOff() throws {
    let books = try Self.books()
    try Self.policy("P", ["cap": 100, "rollover": 1], in: books)
    try books.load(
      "usage_interval",
      [
        Self.interval("2026-08-02", [20, 40, 1, 2]),
        Self.interval("2026-09-30 23:59", [150, 0, 0, 0]),
        Self.interval("2026-10-01", [30, 5, 0, 0]), Self.interval("2026-12-31", [300, 0, 0, 0]),
      ])
    try books.load(
      "usage_adjustment",
      [
        ["account": "1", "at": Self.at("2026-10-09"), "bytes_in": -40, "bytes_out": -15],
        ["account": "1", "at": Self.at("2026-11-30 23:59"), "bytes_out": 8],
      ])
    try books.load(
      "top_off",
      [
        ["account": "1", "at": Self.at("2026-09-01"), "bytes": 5],
        ["account": "1", "at": Self.at("2026-10-01"), "bytes": 7],
        ["account": "2", "at": Self.at("2026-09-10"), "bytes": 1000],
      ])
    #expect(
      try Self.history("1", in: books) == [
        "2026-08-01 to 2026-08-31: 20 + 40 = 60, 3 free, 0 adjusted, 60 of 100 + 0 + 0 = 100, 0 over, "
          + "63 in all",
        "2026-09-01 to 2026-09-30: 150 + 0 = 150, 0 free, 0 adjusted, 150 of 100 + 40 + 5 = 145, "
          + "5 over, 150 in all",
        "2026-10-01 to 2026-10-31: 30 + 5 = 35, 0 free, -55 adjusted, -20 of 100 + 0 + 7 = 107, "
          + "0 over, -20 in all",
        "2026-11-01 to 2026-11-30: 0 + 0 = 0, 0 free, 8 adjusted, 8 of 100 + 100 + 0 = 200, 0 over, "
          + "8 in all",
        "2026-12-01 to 2026-12-31: 300 + 0 = 300, 0 free, 0 adjusted, 300 of 100 + 92 + 0 = 192, "
          + "108 over, 300 in all",
      ])
  }

  /// What rolled over is used oldest first, for as many periods as the policy says: one if it says
  /// nothing, or for good; what is not used by then expires.
  @Test(
    arguments: [
      (nil, [0, 40, 80, 0, 0], [0, 0, 30, 0, 0], [0, 40, 50, 0, 0]),
      (2, [0, 40, 120, 80, 0], [0, 0, 30, 50, 0], [0, 0, 10, 30, 0]),
      (3, [0, 40, 120, 90, 40], [0, 0, 30, 50, 10], [0, 0, 0, 0, 30]),
      (0, [0, 40, 120, 90, 40], [0, 0, 30, 50, 10], [0, 0, 0, 0, 0]),
    ] as [(Int64?, [Int64], [Int64], [Int64])]) func rolloverLives(
      _ periods: Int64?, _ available: [Int64], _ used: [Int64], _ expired: [Int64]
    ) throws
  {
    let books = try Self.books()
    var policy: [String: Books.Cell] = ["cap": 100, "rollover": 1]
    policy["rollover_periods"] = periods.map { .number($0) }
    try Self.policy("P", policy, in: books)
    // 40 and 80 are left over; then 30, 50 and 10 are needed beyond the cap.
    let months = [("06", 60), ("07", 20), ("08", 130), ("09", 150), ("10", 110)]
    try books.load(
      "usage_interval",
      months.map { Self.interval("2026-\($0.0)-02", [Int64($0.1), 0, 0, 0]) })
    let found = try Self.rows(
      """
      SELECT rollover, rollover_used, rollover_expired, overage, used - cap FROM usage_history
      ORDER BY start
      """, 5, in: books)
    #expect(found.map { $0[0] } == available)
    #expect(found.map { $0[1] } == used)
    #expect(found.map { $0[2] } == expired)
    for row in found { #expect(row[3] == max(0, row[4] - row[0])) }
  }

  /// The policy of a period is that of its last day; without one nothing is over, and what a policy
  /// without rollover leaves is gone.
  @Test func allowanceIsThatOfThePeriodsLastDay() throws {
    let books = try Self.books()
    try Self.policy("old", ["cap": 50], since: "2026-08-31", until: "2026-09-30", in: books)
    try Self.policy("new", ["cap": 80], since: "2026-10-31", in: books)
    try books.load(
      "usage_interval",
      ["2026-07-02", "2026-08-02", "2026-09-02", "2026-10-02"].map {
        Self.interval($0, [60, 0, 0, 0])
      })
    let caps = try Self.history("1", in: books).map {
      $0.split(separator: ",").dropFirst(3).prefix(2).joined(separator: ",")
    }
    #expect(
      caps == [
        " 60 of any, 0 over", " 60 of 50 + 0 + 0 = 50, 10 over", " 60 of 50 + 0 + 0 = 50, 10 over",
        " 60 of 80 + 0 + 0 = 80, 0 over",
      ])
    let gap = try Self.books()
    try Self.policy("P", ["cap": 50], since: "2026-09-01", until: "2026-09-29", in: gap)
    try gap.load(
      "usage_interval",
      ["2026-08-02", "2026-09-02"].map { Self.interval($0, [60, 0, 0, 0]) })
    #expect(try Self.history("1", in: gap).allSatisfy { $0.contains(" of any, 0 over") })
  }
}
