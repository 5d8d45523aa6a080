internal import Billing
internal import Diagnostics
internal import Importing
internal import Reporting
internal import Store

/// One row of a target's file.
struct FilledRow {
  var cells: [String]
  /// The same as if the target had given no ids yet: a row is no other for having got its new id.
  var lasting: [String] = []
  /// What it is about.
  var key: String
  /// Its number in the store, where the file is of a kind.
  var number: Int64?
  /// The account's id in its source.
  var account: String
  /// Its amount, where the file declares which of its columns is one.
  var amount: (value: Int64, currency: String)?
}

/// Fills a target's file: rows of the store become the target's cells, within its limits.
struct FileFiller {
  private let file: TargetFile
  private let characters: CellCharacters
  private let loadDay: String?
  private let run: ReportRun
  private var reader: RowReader
  private let when: BoundRowCondition?
  private let key: BoundRowValue
  private var cells: [(column: TargetColumn, value: BoundRowValue, fits: BoundRowCondition?)] = []
  private let account: Int?
  private let newID: Int?
  /// Columns with numbers of rows, by kind.
  private var rows: [(kind: String, column: Int)] = []
  private let sum: Int?
  /// Columns that nothing of the target is made of, with how many rows had something there.
  private(set) var lost: [(column: Int, count: Int)]

  /// - Parameters:
  ///   - unused: columns that nothing of the target is made of.
  ///   - database: a connection that only reads from now on.
  ///   - arguments: of the row set.
  ///   - parameters: what `{ meta: NAME }` says.
  init(
    _ file: TargetFile, of target: Target, in database: Database, arguments: [String: String],
    parameters: [String: String], unused: [Int] = []
  ) throws(Problem) {
    self.file = file
    lost = unused.map { ($0, 0) }
    characters = CellCharacters(target.dialect)
    loadDay = parameters["load_day"]
    var definition = file.rows.definition
    if !file.order.isEmpty {
      let named = Set(file.order.map(\.column))
      definition.order = file.order + definition.order.filter { !named.contains($0.column) }
    }
    run = try ReportRun(definition, database: database, arguments: arguments)
    let names = file.rows.columns
    reader = try RowReader(columns: names, file: target.name, parameters: parameters)
    try reader.bind(lets: file.lets)
    var when: BoundRowCondition?
    if let condition = file.when { when = try reader.bind(condition) }
    self.when = when
    key = try reader.bind(file.key)
    for column in file.columns {
      var fits: BoundRowCondition?
      if let condition = column.limits.fits { fits = try reader.bind(condition) }
      cells.append((column, try reader.bind(column.value), fits))
    }
    account = names.firstIndex(of: "old_id")
    newID = names.firstIndex(of: "new_id")
    if let kind = file.kind, let row = names.firstIndex(of: "row") { rows.append((kind, row)) }
    for (kind, columns) in file.carries {
      rows += columns.compactMap { name in names.firstIndex(of: name).map { (kind, $0) } }
    }
    sum = file.sum.flatMap { names.firstIndex(of: $0) }
  }

  /// The next row that goes; nil at the end. What does not go, or not as it is, is noted.
  mutating func next(_ state: inout ExportState) throws -> FilledRow? {
    while let found = try run.next() {
      try state.left.settle()
      let texts = found.canonical(file.rows.definition.columns)
      reader.take(texts)
      if let when, !reader.isTrue(when) { continue }
      let account = self.account.flatMap { texts[$0] } ?? ""
      var filled = FilledRow(
        cells: [], key: (try? reader.text(key)) ?? "", account: account)
      if let sum, case .integer(let amount) = found.cells[sum], let currency = found.currency {
        filled.amount = (amount, currency)
      }
      for (kind, column) in rows {
        if case .integer(let number) = found.cells[column] {
          if kind == file.kind { filled.number = number }
          state.told[kind, default: IDSet()].insert(number)
        }
      }
      var item = LeftBehind.Item(reason: .misfit, file: file.name, account: account)
      item.item = filled.key == account ? "" : filled.key
      item.amount = filled.amount?.value
      item.currency = filled.amount?.currency
      if file.waitsForCrosswalk, newID.flatMap({ texts[$0] }) == nil {
        item.reason = .waits
        state.left.add(item)
        continue
      }
      guard let made = madeCells(of: item, &state) else { continue }
      filled.cells = made
      countLost(texts)
      filled.lasting = lasting(texts, item, state.maps) ?? made
      return filled
    }
    try state.left.settle()
    return nil
  }

  private mutating func countLost(_ texts: [String?]) {
    for index in lost.indices {
      // No, and one of a thing, are what is so where nothing is said.
      if let text = texts[lost[index].column], text != "false" {
        if file.rows.definition.columns[lost[index].column].kind == .quantity, text == "1" {
          continue
        }
        lost[index].count += 1
      }
    }
  }

  /// The cells of the row at hand; nil where it does not go.
  private func madeCells(of item: LeftBehind.Item, _ state: inout ExportState) -> [String]? {
    var item = item
    var texts: [String] = []
    for cell in cells {
      item.column = cell.column.heading
      guard let text = fitted(cell, item, &state) else { return nil }
      texts.append(text)
    }
    return texts
  }

  /// Columns with ids of the target, and those with what stands there before it gave them.
  private static let given = [
    "id": "old_id", "parent": "parent_old_id", "children": "children_old",
  ]

  /// The cells as they were before the crosswalk knew ids; nil where it knows none.
  private mutating func lasting(
    _ texts: [String?], _ item: LeftBehind.Item, _ maps: CodeMaps
  ) -> [String]? {
    var before = texts
    let names = file.rows.columns
    for (name, old) in Self.given {
      if let here = names.firstIndex(of: name), let there = names.firstIndex(of: old) {
        before[here] = texts[there]
      }
    }
    if before == texts { return nil }
    reader.take(before)
    defer { reader.take(texts) }
    // What is said of the cells was said of the row itself.
    var silent = ExportState(maps: maps)
    return madeCells(of: item, &silent)
  }

  /// A cell within its limits; nil where the row does not go.
  private func fitted(
    _ cell: (column: TargetColumn, value: BoundRowValue, fits: BoundRowCondition?),
    _ item: LeftBehind.Item, _ state: inout ExportState
  ) -> String? {
    let limits = cell.column.limits
    var item = item
    var text: String
    do throws(CellFailure) { text = try reader.text(cell.value) } catch {
      item.value = ""
      return settled(.misfit, limits.otherwise ?? .refuse, item, &state, why: error.message)
    }
    if let list = limits.list, !text.isEmpty {
      guard let mapped = mapped(text, list, limits, item, &state) else { return nil }
      text = mapped
    }
    let writable = characters.fitted(text)
    if writable != text {
      item.reason = .encoding
      (item.value, item.becomes) = (text, writable)
      state.left.add(item)
      text = writable
    }
    item.value = text
    if text.isEmpty {
      guard limits.isRequired else { return text }
      return settled(
        .notStated, limits.otherwise ?? .refuse, item, &state, why: "no source states it")
    }
    if limits.isNotZero, text.allSatisfy({ "0.-".contains($0) }) {
      item.reason = .zero
      state.left.add(item)
      return nil
    }
    if let digits = limits.digits, text.count != digits || !text.allSatisfy({ "0"..."9" ~= $0 }) {
      return settled(
        .misfit, limits.otherwise ?? .skip, item, &state, why: "it has not \(digits) digits")
    }
    if let fits = cell.fits, !reader.isTrue(fits) {
      return settled(.misfit, limits.otherwise ?? .skip, item, &state, why: "it does not fit")
    }
    if let most = limits.most, let number = Int(text), number > most {
      item.reason = .misfit
      item.becomes = String(most)
      state.left.add(item)
      text = String(most)
    }
    if limits.isNotPast, let loadDay, CalendarDate(text) != nil, text < loadDay {
      if let otherwise = limits.otherwise {
        return settled(.past, otherwise, item, &state, why: "it is before \(loadDay)")
      }
      item.reason = .past
      item.becomes = loadDay
      state.left.add(item)
      text = loadDay
    }
    if let longest = limits.longest, text.unicodeScalars.count > longest {
      if let otherwise = limits.otherwise {
        return settled(.tooLong, otherwise, item, &state, why: "it is longer than \(longest)")
      }
      var cut = String.UnicodeScalarView()
      cut.append(contentsOf: text.unicodeScalars.prefix(longest))
      item.reason = .tooLong
      item.becomes = String(cut)
      state.left.add(item)
      text = String(cut)
    }
    return text
  }

  /// What becomes of a cell that can't go; nil where the row does not go either.
  private func settled(
    _ reason: LeftBehind.Reason, _ otherwise: TargetLimits.Otherwise, _ item: LeftBehind.Item,
    _ state: inout ExportState, why: String
  ) -> String? {
    var item = item
    item.reason = reason
    switch otherwise {
    case .refuse:
      state.need(item.column ?? "", of: file.name, account: item.account, why: why)
      return nil
    case .skip:
      state.left.add(item)
      return nil
    case .empty:
      item.becomes = ""
      state.left.add(item)
      return ""
    }
  }

  /// The target's codes for ours; nil where the row does not go.
  private func mapped(
    _ text: String, _ list: String, _ limits: TargetLimits, _ item: LeftBehind.Item,
    _ state: inout ExportState
  ) -> String? {
    var codes = [text]
    if let parts = limits.parts {
      codes = text.split(separator: parts.here).map { String($0).trimmedBlanks }
    }
    var there: [String] = []
    for code in codes {
      if let counterpart = state.maps.counterpart(of: code, in: list) {
        there.append(counterpart)
        continue
      }
      var item = item
      item.reason = .noCounterpart
      item.value = code
      if let standIn = state.maps.standIn(list) {
        item.becomes = standIn
        there.append(standIn)
      } else if limits.otherwise == nil || limits.otherwise == .refuse {
        state.isLacking = true
        return nil
      } else if limits.otherwise == .skip {
        state.left.add(item)
        return nil
      } else {
        item.becomes = ""
      }
      state.left.add(item)
    }
    return there.joined(separator: limits.parts?.there ?? "")
  }
}

extension String {
  fileprivate var trimmedBlanks: String {
    var rest = self[...]
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}
