import Billing
import Testing

/// Days and instants: the edges of the calendar, and how they are written.
@Suite struct DayTests {
  @Test(arguments: ["0001-01-01", "9999-12-31", "2000-02-29", "2096-02-29"])
  func dayIsReadAndWritten(_ text: String) throws {
    #expect(try #require(CalendarDate(text)).description == text)
  }

  /// The calendar goes on before the year 1, where dates of a damaged file may lead.
  @Test func daysBeforeTheYearOne() throws {
    #expect(CalendarDate(dayNumber: -719_528).components == (0, 1, 1))
    #expect(CalendarDate(dayNumber: -719_469).components == (0, 2, 29))
    #expect(CalendarDate(dayNumber: -719_468).components == (0, 3, 1))
    let early = try #require(CalendarDate("0001-03-31")).adding(months: -14, anchor: 31)
    #expect(early.components == (0, 1, 31))
  }

  @Test func daysAreCountedAndOrdered() throws {
    let (start, end) = (
      try #require(CalendarDate("2026-02-27")), try #require(CalendarDate("2026-03-02"))
    )
    #expect(end - start == 3)
    #expect(start + 3 == end && end + -3 == start)
    #expect(start < end && !(end < start) && !(start < start))
  }

  /// 1 for Monday to 7 for Sunday.
  @Test(arguments: [
    ("1969-12-31", 3), ("1970-01-01", 4), ("1960-02-29", 1), ("2026-11-01", 7), ("2026-11-02", 1),
  ]) func weekday(_ text: String, _ weekday: Int) throws {
    #expect(try #require(CalendarDate(text)).weekday == weekday)
  }

  @Test(arguments: [
    ("2026-08-01T12:34:56.789Z", "2026-08-01T12:34:56.789Z"),
    ("2026-08-01T00:00:00+05:30", "2026-07-31T18:30:00.000Z"),
    ("2026-08-01T00:00:00-0500", "2026-08-01T05:00:00.000Z"),
    ("2026-08-01T00:00:00+12:45", "2026-07-31T11:15:00.000Z"),
    ("2026-08-01T00:00:00-09:59", "2026-08-01T09:59:00.000Z"),
    ("2026-08-01T23:59:60Z", "2026-08-01T23:59:59.000Z"),
    ("2026-08-01T00:00:00.999999Z", "2026-08-01T00:00:00.999Z"),
  ]) func instantIsReadAndWrittenInUTC(_ text: String, _ iso: String) throws {
    #expect(try #require(Instant(iso: Array(text.utf8)[...])).description == iso)
  }

  @Test func instantOfADay() throws {
    let day = try #require(CalendarDate("1970-01-02"))
    #expect(Instant(day).milliseconds == 86_400_000)
    #expect(Instant(day, milliseconds: 5).milliseconds == 86_400_005)
    #expect(Instant(day, milliseconds: 5).millisecondOfDay == 5)
    #expect(Instant(milliseconds: -1).millisecondOfDay == 86_399_999)
    #expect(Instant(milliseconds: -86_400_000).utcDay.description == "1969-12-31")
  }
}
