internal import Billing
internal import Diagnostics

/// A row that came too late and was dated to an open day.
package struct RedatedRow: Sendable, Equatable {
  package var kind: String
  package var line: Int
  /// What the file states, and what the row has.
  package var stated: String
  package var date: String
}

/// Rows that are dated into closed books get the first open day, where the user wants it so. Wanted or
/// not, a row that an earlier import dated so is known again by the day that its file states.
struct Redating {
  let database: Database
  /// Whether new rows may be dated to another day.
  let isWanted: Bool

  /// Gives rows their days; nil where there is none to move.
  ///
  /// - Returns: the batch with other days, and what its file states, by row.
  func moved(_ batch: RowBatch, _ rows: BoundRows, parents: inout Parents) throws(Problem)
    -> (batch: RowBatch, stated: [Int: CalendarDate])?
  {
    let kind = rows.kind
    let date = batch.fields.firstIndex { kind.fields[$0].name == "date" }
    let at = batch.fields.firstIndex { kind.fields[$0].name == "at" }
    var moved = batch
    var stated: [Int: CalendarDate] = [:]
    for (row, last) in rows.closed {
      let day: CalendarDate
      if kind.derivesDate, rows.days[row] != RowBatch.null {
        day = CalendarDate(dayNumber: Int32(rows.days[row]))
      } else if let date, !RowBatch.isEmpty(batch.columns[date][row]) {
        day = CalendarDate(dayNumber: Int32(batch.columns[date][row]))
      } else {
        continue
      }
      guard let open = try openDay(kind, day, last) else { continue }
      var isMoved = false
      if let date, !RowBatch.isEmpty(batch.columns[date][row]) {
        moved.set(Int64(open.dayNumber), row: row, column: date)
        isMoved = true
      }
      if let at, !RowBatch.isEmpty(batch.columns[at][row]) {
        let zone = try zone(of: row, rows, &parents)
        moved.set(zone.startOfDay(open).milliseconds, row: row, column: at)
        isMoved = true
      }
      if isMoved { stated[row] = day }
    }
    return stated.isEmpty ? nil : (moved, stated)
  }

  private func openDay(_ kind: Kind, _ day: CalendarDate, _ last: CalendarDate) throws(Problem)
    -> CalendarDate?
  {
    let known = try database.text(
      "SELECT max(date) FROM batch_redated WHERE kind = ? AND stated = ?",
      [.text(kind.name), .text(day.description)]
    ).flatMap { CalendarDate($0) }
    guard isWanted else { return known }
    return known.flatMap { $0 > last ? $0 : nil } ?? last + 1
  }

  private func zone(of row: Int, _ rows: BoundRows, _ parents: inout Parents) throws(Problem)
    -> TimeZoneRules
  {
    let company = rows.column("company")?.cells[row] ?? 0
    return try parents.company(company).zone
  }

  /// Whether a stored row is the one that a file states for that day.
  func isKnown(_ id: Int64, _ kind: Kind, stated: CalendarDate) throws(Problem) -> Bool {
    try database.integer(
      "SELECT 1 FROM batch_redated WHERE kind = ? AND row = ? AND stated = ?",
      [.text(kind.name), .integer(id), .text(stated.description)]) != nil
  }
}
