internal import Billing
internal import Diagnostics

/// Rows of one kind made ready to bind: references resolved to ids, inherited and derived columns
/// filled in, dates written out. Cells stay plain integers; texts lie in one buffer.
struct BoundRows {
  /// One column of the table.
  struct Column {
    var name: String
    var isText: Bool
    /// A number, or offset and length of a text in `texts`, or `RowBatch.null`.
    var cells: [Int64]
  }

  let kind: Kind
  var columns: [Column] = []
  var texts: [UInt8]
  var records: [Int32]
  /// The hash of the rows that have no key, where the kind allows such; `null` for the others.
  var fingerprints: [Int64] = []
  /// The accounting date as a number, where the kind derives it.
  var days: [Int64] = []
  var refusals: [Refusal] = []
  /// Rows that are dated into closed books: they may be there already, but none comes in.
  var closed: [Int: CalendarDate] = [:]
  /// Of them those that were dated to an open day, with the day that the file states.
  var stated: [Int: CalendarDate] = [:]
  /// Whether the file itself says at which instant; else that is the midnight of its day.
  var statesInstant = false
  var count: Int { records.count }

  func column(_ name: String) -> Column? { columns.first { $0.name == name } }

  func text(_ cell: Int64) -> ArraySlice<UInt8> {
    let start = Int(cell >> 32)
    return texts[start..<start + Int(cell & 0xFFFF_FFFF)]
  }

  mutating func add(text: some Collection<UInt8>) -> Int64 {
    let start = texts.count
    texts.append(contentsOf: text)
    return Int64(start) << 32 | Int64(texts.count - start)
  }
}

/// The texts of days: neighbours in a file mostly have the same one, so it is written once.
private struct DayTexts {
  private var last: (day: Int64, cell: Int64)?

  mutating func text(of day: Int64, in rows: inout BoundRows) -> Int64 {
    if let last, last.day == day { return last.cell }
    let cell = rows.add(text: CalendarDate(dayNumber: Int32(day)).isoBytes)
    last = (day, cell)
    return cell
  }
}

/// Turns a batch as a profile made it into rows as the store keeps them.
struct RowBinder {
  let kind: Kind
  let source: Int64
  let sourceCurrency: String?
  /// Tests force collisions by a narrower one.
  var fingerprintBits = 40

  func bind(_ batch: RowBatch, parents: inout Parents) throws(Problem) -> BoundRows {
    var rows = BoundRows(kind: kind, texts: batch.arena, records: batch.records)
    var owners = [Parent](repeating: Parent(id: 0), count: batch.count)
    var refused = [Bool](repeating: false, count: batch.count)
    var currency: [Int64]?

    for (position, fieldIndex) in batch.fields.enumerated() {
      let field = kind.fields[fieldIndex]
      if field.isHint { continue }
      var cells = batch.columns[position]
      switch field.type {
      case .reference(let target):
        try resolve(
          &cells, field: field, target: target, batch: batch, position: position,
          parents: &parents, owners: &owners, refused: &refused, rows: &rows)
        rows.columns.append(.init(name: kind.column(of: field), isText: false, cells: cells))
      case .date:
        var days = DayTexts()
        for row in cells.indices where !RowBatch.isEmpty(cells[row]) {
          cells[row] = days.text(of: cells[row], in: &rows)
        }
        rows.columns.append(.init(name: field.name, isText: true, cells: cells))
      case .currency where !kind.isStored(field):
        currency = cells
      default:
        rows.columns.append(
          .init(name: kind.column(of: field), isText: field.type.isText, cells: cells))
      }
    }
    if kind.conduct == .ledger {
      try inherit(batch, owners: &owners, refused: &refused, rows: &rows)
      try checkCurrency(currency, owners: owners, parents: &parents, refused: &refused, rows: &rows)
      if kind.derivesDate {
        try deriveDates(
          batch, owners: owners, parents: &parents, refused: &refused, rows: &rows)
      }
      if kind.copiesAccount { copyAccount(owners, parents: parents, rows: &rows) }
      try findClosed(batch, owners: owners, parents: &parents, refused: refused, rows: &rows)
    }
    // Most calls have an id: what is kept of those without one is no column then.
    rows.columns.removeAll { $0.name == "start_text" && $0.cells.allSatisfy(RowBatch.isEmpty) }
    rows.statesInstant = batch.fields.contains { kind.fields[$0].name == "at" }
    rows.fingerprints = fingerprints(of: rows)
    return rows
  }

  private func refuse(
    _ row: Int, _ code: String, _ field: String?, _ message: String, _ value: String?,
    _ refused: inout [Bool], _ rows: inout BoundRows
  ) {
    if refused[row] { return }
    refused[row] = true
    rows.refusals.append(
      Refusal(
        record: Int(rows.records[row]), field: field, code: code, message: message, value: value))
  }

  private func resolve(
    _ cells: inout [Int64], field: Field, target: String, batch: RowBatch, position: Int,
    parents: inout Parents, owners: inout [Parent], refused: inout [Bool], rows: inout BoundRows
  ) throws(Problem) {
    let place = try parents.place(of: target)
    let arena = batch.arena.span
    for row in cells.indices where !RowBatch.isEmpty(cells[row]) {
      let start = Int(cells[row] >> 32)
      let key = arena.extracting(start..<start + Int(cells[row] & 0xFFFF_FFFF))
      guard let parent = try parents.find(place, key: key) else {
        refuse(
          row, "ref-miss", field.name,
          "There is no such \(target) in this source: import it first, or correct the value",
          batch.text(row, position).map { String(decoding: $0, as: UTF8.self) }, &refused, &rows)
        continue
      }
      cells[row] = parent.id
      // The account says whose the row is; without one, the first reference that knows.
      if field.name == "account" || owners[row].company == 0 {
        let (at, day) = (owners[row].at, owners[row].day)
        owners[row] = parent
        if parent.at == RowBatch.null { (owners[row].at, owners[row].day) = (at, day) }
      } else if parent.at != RowBatch.null {
        (owners[row].at, owners[row].day) = (parent.at, parent.day)
      }
    }
  }

  /// Fills the account of a debit that names only its invoice.
  private func inherit(
    _ batch: RowBatch, owners: inout [Parent], refused: inout [Bool], rows: inout BoundRows
  ) throws(Problem) {
    guard kind.inheritsFrom != nil else { return }
    let position = rows.columns.firstIndex { $0.name == "account" }
    var cells =
      position.map { rows.columns[$0].cells } ?? Array(repeating: RowBatch.null, count: rows.count)
    for row in cells.indices where RowBatch.isEmpty(cells[row]) {
      if owners[row].account == 0 {
        refuse(
          row, "missing-cell", "account",
          "Neither an account nor an invoice says whose this is: give one of them", nil, &refused,
          &rows)
      } else {
        cells[row] = owners[row].account
      }
    }
    if let position {
      rows.columns[position].cells = cells
    } else {
      rows.columns.append(.init(name: "account", isText: false, cells: cells))
    }
  }

  private func checkCurrency(
    _ stated: [Int64]?, owners: [Parent], parents: inout Parents, refused: inout [Bool],
    rows: inout BoundRows
  ) throws(Problem) {
    guard kind.field("currency") != nil else { return }
    if stated == nil, sourceCurrency == nil { return }
    var agreed: Int64 = 0
    for row in owners.indices where owners[row].company != 0 && !refused[row] {
      // Without a currency of its own a row is as good as the one before it of the same company.
      if stated == nil, owners[row].company == agreed { continue }
      let company = try parents.company(owners[row].company)
      var currency = sourceCurrency
      if let cell = stated?[row], !RowBatch.isEmpty(cell) {
        currency = String(decoding: rows.text(cell), as: UTF8.self)
      }
      if let currency, currency != company.currency {
        refuse(
          row, "foreign-currency", "currency",
          "The amount is in \(currency), but the account's company bills in \(company.currency): "
            + "amounts of two currencies are never added", currency, &refused, &rows)
      } else if stated == nil {
        agreed = owners[row].company
      }
    }
  }

  /// The accounting date is the company's local day of the instant; a day alone begins at the
  /// company's midnight (rules §1).
  private func deriveDates(
    _ batch: RowBatch, owners: [Parent], parents: inout Parents, refused: inout [Bool],
    rows: inout BoundRows
  ) throws(Problem) {
    let stated = batch.fields.firstIndex { kind.fields[$0].name == "date" }
    let statedDays = stated.map { batch.columns[$0] }
    var instants =
      rows.column("at")?.cells ?? Array(repeating: RowBatch.null, count: rows.count)
    var dates = [Int64](repeating: RowBatch.null, count: rows.count)
    rows.days = dates
    var midnight: (company: Int64, day: Int64, instant: Int64)?
    var days = DayTexts()
    for row in owners.indices where owners[row].company != 0 && !refused[row] {
      var day = statedDays?[row] ?? RowBatch.null
      if !RowBatch.isEmpty(instants[row]) {
        let company = try parents.company(owners[row].company)
        day = Int64(company.zone.localDay(of: Instant(milliseconds: instants[row])).dayNumber)
      } else if !RowBatch.isEmpty(day) {
        if let known = midnight, known.company == owners[row].company, known.day == day {
          instants[row] = known.instant
        } else {
          let company = try parents.company(owners[row].company)
          let start = company.zone.startOfDay(CalendarDate(dayNumber: Int32(day))).milliseconds
          midnight = (owners[row].company, day, start)
          instants[row] = start
        }
      } else if owners[row].day != RowBatch.null {
        (instants[row], day) = (owners[row].at, owners[row].day)
      } else {
        refuse(
          row, "missing-cell", "date", "Neither an instant nor a day says when: give one of them",
          nil, &refused, &rows)
        continue
      }
      dates[row] = days.text(of: day, in: &rows)
      rows.days[row] = day
    }
    rows.columns.removeAll { $0.name == "at" || $0.name == "date" }
    rows.columns.append(.init(name: "at", isText: false, cells: instants))
    rows.columns.append(.init(name: "date", isText: true, cells: dates))
  }

  private func findClosed(
    _ batch: RowBatch, owners: [Parent], parents: inout Parents, refused: [Bool],
    rows: inout BoundRows
  ) throws(Problem) {
    guard try parents.haveClosedBooks() else { return }
    var days = owners.map(\.day)
    if kind.derivesDate {
      days = rows.days
    } else if let position = batch.fields.firstIndex(where: { kind.fields[$0].name == "date" }) {
      days = batch.columns[position]
    }
    for row in owners.indices where owners[row].company != 0 && !refused[row] {
      guard days[row] != RowBatch.null,
        let closed = try parents.company(owners[row].company).closed,
        days[row] <= Int64(closed.dayNumber)
      else { continue }
      rows.closed[row] = closed
    }
  }

  private func copyAccount(_ owners: [Parent], parents: Parents, rows: inout BoundRows) {
    let names = parents.types.map { $0.isEmpty ? RowBatch.null : rows.add(text: $0.utf8) }
    rows.columns.append(
      .init(name: "company", isText: false, cells: owners.map(\.company)))
    rows.columns.append(
      .init(name: "account_type", isText: true, cells: owners.map { names[$0.type] }))
  }

  /// The day in the high bits, so that neighbours in time are neighbours in the index; a hash of the
  /// declared fields below. Only a candidate: the fields themselves decide (rules §8). The day of a call
  /// is the begin of its text: what instant that means may be understood otherwise another time.
  private func fingerprints(of rows: BoundRows) -> [Int64] {
    guard !kind.fingerprint.isEmpty else { return [] }
    let key = kind.key.first.flatMap { kind.field($0) }.map { kind.column(of: $0) }
    let keyCells = key.flatMap { rows.column($0)?.cells }
    // A column that the file does not have is as good as an empty one.
    let parts = kind.fingerprintColumns.map { rows.column($0) }
    let words = rows.column("start_text")?.cells
    let instants = (rows.column("at") ?? rows.column("start"))?.cells
    return (0..<rows.count).map { row in
      if let keyCells, !RowBatch.isEmpty(keyCells[row]) { return RowBatch.null }
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(bitPattern: source)
      var day = max(0, (instants?[row] ?? 0) / 86_400_000)
      if let word = words?[row] {
        day = RowBatch.isEmpty(word) ? 0 : Self.day(of: rows.text(word))
      }
      for part in parts {
        if let part, !RowBatch.isEmpty(part.cells[row]) {
          let cell = part.cells[row]
          if part.isText {
            for byte in rows.text(cell) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
          } else {
            hash = (hash ^ UInt64(bitPattern: cell)) &* 0x100_0000_01b3
          }
        }
        hash = hash &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 31
      }
      return day << 40 | Int64(hash & (1 << UInt64(fingerprintBits) - 1))
    }
  }

  /// A number of 22 bits that the times of a day have alike, however they are written: made of the text
  /// before the time of day, or of the first digits of a plain number.
  private static func day(of text: ArraySlice<UInt8>) -> Int64 {
    let isNumber = text.allSatisfy { $0 &- 48 < 10 }
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.prefix(isNumber ? max(0, text.count - 6) : 10) {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    return Int64((hash ^ hash >> 31) & 0x3F_FFFF)
  }
}
