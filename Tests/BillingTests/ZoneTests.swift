import Billing
import Diagnostics
import Testing

/// What the files of time zones say, and which are asked.
@Suite struct ZoneTests {
  private static func instant(_ iso: String) throws -> Instant {
    try #require(Instant(iso: Array(iso.utf8)[...]))
  }

  /// A change holds from its very second; before the first there is the local mean time.
  @Test(arguments: [
    ("1850-01-01T00:00:00Z", -23_316), ("1990-04-01T07:59:59Z", -21_600),
    ("1990-04-01T08:00:00Z", -18_000), ("1990-10-28T07:59:59Z", -18_000),
    ("1990-10-28T08:00:00Z", -21_600), ("2037-11-01T06:59:59Z", -18_000),
    ("2037-11-01T07:00:00Z", -21_600),
  ]) func offsetsOfWinnipeg(_ iso: String, _ offset: Int) throws {
    let rules = try ZoneDatabase.rules(for: "America/Winnipeg")
    #expect(Int(rules.offset(at: try Self.instant(iso))) == offset)
  }

  /// The accounting date is the local day (rules §1).
  @Test(arguments: [
    ("2026-11-01T03:30:00Z", "America/Chicago", "2026-10-31"),
    ("2026-11-01T05:00:00Z", "America/Chicago", "2026-11-01"),
    ("2026-10-31T23:30:00Z", "Europe/Berlin", "2026-11-01"),
    ("2026-10-31T23:30:00Z", "UTC", "2026-10-31"),
  ]) func localDay(_ iso: String, _ zone: String, _ day: String) throws {
    #expect(try ZoneDatabase.rules(for: zone).localDay(of: Self.instant(iso)).description == day)
  }

  /// Where clocks skip midnight, a day begins at the end of the gap; where they show it twice, at the
  /// first.
  @Test(arguments: [
    ("America/Winnipeg", "2026-10-15", "2026-10-15T05:00:00.000Z"),
    ("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00.000Z"),
    ("America/Havana", "2026-11-01", "2026-11-01T04:00:00.000Z"),
    ("UTC", "2026-10-15", "2026-10-15T00:00:00.000Z"),
  ]) func startOfDay(_ zone: String, _ day: String, _ start: String) throws {
    let date = try #require(CalendarDate(day))
    #expect(try ZoneDatabase.rules(for: zone).startOfDay(date).description == start)
  }

  @Test(arguments: [
    "Europe/Zurich", "Etc/GMT+9", "America/Port-au-Prince", "America/St_Johns", "UTC",
  ])
  func zoneIsKnownByItsName(_ name: String) throws {
    #expect(try ZoneDatabase.rules(for: name).name == name)
  }

  /// Names stay inside the folder of zones, and shorter than 64 bytes.
  @Test(arguments: [
    "", "CST6CDT8", "Europe/Berl in", "/Europe/Berlin", "../zoneinfo/Europe/Berlin", "Europe",
    "tzdata.zi",
    "Europe" + String(repeating: "/", count: 52) + "Berlin",
  ]) func zoneIsUnknown(_ name: String) {
    let problem = #expect(throws: Problem.self) { _ = try ZoneDatabase.rules(for: name) }
    #expect(problem?.code == "unknown-zone")
    #expect(problem?.message.contains("'\(name)'") == true)
  }

  /// A zone file of version 2 with changes, leap seconds and the flags of the changes, in both parts.
  private static func zoneFile(version: Character = "2", lastType: UInt8 = 1) -> [UInt8] {
    func number(_ value: Int, _ size: Int) -> [UInt8] {
      (0..<size).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
    func part(timeSize: Int) -> [UInt8] {
      let header =
        Array("TZif\(version)".utf8) + Array(repeating: 0, count: 15)
        + [2, 2, 3, 2, 2, 8].flatMap { number($0, 4) }
      let times = number(1000, timeSize) + number(2000, timeSize) + [0, lastType]
      let types = number(-3600, 4) + [0, 0] + number(7200, 4) + [0, 4]
      let leaps = (0..<3).flatMap { number(500 + $0, timeSize) + number($0, 4) }
      return header + times + types + Array("ABC\0DEF\0".utf8) + leaps + [0, 0, 0, 0]
    }
    return part(timeSize: 4) + part(timeSize: 8) + Array("\nDEF-2\n".utf8)
  }

  @Test func everyPartOfAZoneFileHasItsPlace() throws {
    let rules = try #require(TimeZoneRules(name: "X", tzif: Self.zoneFile()))
    for (second, offset) in [(Int64(0), -3600), (1999, -3600), (2000, 7200), (1 << 40, 7200)] {
      #expect(Int(rules.offset(at: Instant(milliseconds: second * 1000))) == offset)
    }
  }

  @Test func zoneFileOfAnotherKindIsRefused() {
    #expect(TimeZoneRules(name: "X", tzif: Self.zoneFile(version: "1")) == nil)
    #expect(TimeZoneRules(name: "X", tzif: Self.zoneFile(version: "3")) != nil)
    // A change to an offset that the file does not have.
    #expect(TimeZoneRules(name: "X", tzif: Self.zoneFile(lastType: 2)) == nil)
    #expect(
      TimeZoneRules(name: "X", tzif: Array("TZjf2".utf8) + Self.zoneFile().dropFirst(5)) == nil)
  }
}
