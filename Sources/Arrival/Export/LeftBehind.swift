internal import Billing
internal import Bytes
internal import Diagnostics
internal import Tabular

/// What the target can't take: every row and cell that does not go as it is, and what stays altogether.
///
/// Items are noted while a row is made of the store's, and settled once it is known whether it goes: then
/// they are counted, and written to `left-behind.csv`, so that a large store needs no memory for them.
package struct LeftBehind {
  /// One cell, row, column or kind.
  struct Item: Sendable {
    var reason: Reason
    var file: String?
    var column: String?
    var account = ""
    /// What it is, for people: `100004`, or the kind.
    var item = ""
    var value = ""
    /// What goes instead; nil: nothing does.
    var becomes: String?
    var count = 1
    /// In minor units of the currency.
    var amount: Int64?
    var currency: String?
    /// Why, where the target's declaration says so.
    var why: String?
  }

  package enum Reason: String, Sendable, CaseIterable {
    case kind = "no-place"
    case column = "no-column"
    case stays = "stays"
    case tooLong = "too-long"
    case past = "past-date"
    case zero = "zero"
    case noCounterpart = "no-counterpart"
    case encoding = "not-encodable"
    case misfit = "does-not-fit"
    case notStated = "not-stated"
    case waits = "waits-for-crosswalk"
    case changedSince = "changed-since"

    /// What is said of several.
    func text(_ column: String) -> String {
      switch self {
      case .kind, .stays: "no place for them there"
      case .column: "no column for \(column)"
      case .tooLong: "\(column) is too long there, and is cut"
      case .past: "\(column) is before the day of the load, which is not taken"
      case .zero: "\(column) is zero, which is not sent"
      case .noCounterpart: "\(column) has no counterpart there"
      case .encoding: "\(column) has characters that its files can't have"
      case .misfit: "\(column) does not fit there"
      case .notStated: "\(column) is needed there, and no source states it"
      case .waits: "wait for the id that the target gives the account: 'crosswalk import' brings it"
      case .changedSince:
        "changed since they went, and would be there twice if they went again: change them there"
      }
    }
  }

  /// Items of one reason, file and column.
  private struct Group {
    var reason: Reason
    var text: String
    var count = 0
    var totals = Totals()
    var examples: [String] = []
    var hasMore = false
  }

  /// How many things stay behind that were not told at an earlier export.
  package private(set) var count = 0
  /// How many that were.
  package private(set) var toldBefore = 0
  package var isEmpty: Bool { count == 0 }

  private var pending: [Item] = []
  private var groups: [Group] = []
  private var places: [String: Int] = [:]
  private let known: ToldItems?
  private let output: (any ByteSink)?
  private var writer = DelimitedWriter()

  /// - Parameters:
  ///   - known: what earlier exports told, where that is not to be told again.
  ///   - output: where each item is written, as `left-behind.csv`.
  init(known: ToldItems? = nil, output: (any ByteSink)? = nil) {
    self.known = known
    self.output = output
    writer.record([
      "reason", "file", "column", "account", "item", "value", "becomes", "count", "amount",
      "currency",
    ])
  }

  // MARK: Noting

  mutating func add(_ item: Item) { pending.append(item) }

  /// What was noted since the last row does not count: the row is as it went.
  mutating func forget() { pending.removeAll(keepingCapacity: true) }

  /// Counts and writes what was noted.
  mutating func settle() throws {
    for item in pending {
      let cells = Self.cells(of: item)
      if let known, known.has(cells) {
        toldBefore += item.count
        continue
      }
      count += item.count
      note(item)
      writer.record(cells)
    }
    pending.removeAll(keepingCapacity: true)
    if writer.bytes.count > 64 << 10 { try flush() }
  }

  /// Writes the rest.
  mutating func finish() throws {
    try settle()
    try flush()
  }

  private mutating func flush() throws {
    let bytes = writer.take()
    try output?.write(bytes[...])
  }

  private mutating func note(_ item: Item) {
    let column = item.column ?? item.file ?? ""
    // Columns that lack a place are one line for each file.
    let name =
      "\(item.reason.rawValue)/\(item.file ?? "")/"
      + (item.reason == .kind ? item.item : item.reason == .column ? "" : item.column ?? "")
    let place: Int
    if let found = places[name] {
      place = found
    } else {
      place = groups.count
      places[name] = place
      let text = item.why ?? item.reason.text(item.reason == .column ? "" : column)
      groups.append(
        Group(
          reason: item.reason,
          text: item.reason == .kind ? "\(item.item): \(text)" : "\(item.file ?? ""): \(text)"))
    }
    groups[place].count += item.count
    if let amount = item.amount, let currency = item.currency {
      groups[place].totals.add(amount, currency)
    }
    guard item.reason != .kind else { return }
    if item.reason == .column {
      groups[place].examples.append("\(column) (\(item.count))")
    } else if groups[place].examples.count == 3 {
      groups[place].hasMore = true
    } else if let example = Self.example(item) {
      groups[place].examples.append(example)
    }
  }

  private static func example(_ item: Item) -> String? {
    var parts = [item.account, item.item].filter { !$0.isEmpty }
    if !item.value.isEmpty { parts.append("'\(item.value)'") }
    if let becomes = item.becomes, !becomes.isEmpty { parts.append("→ '\(becomes)'") }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  // MARK: Telling

  /// One line for each reason, file and column: how many, what they come to, and the first of them.
  package var lines: [String] {
    var lines = groups.map { group in
      if group.reason == .column { return group.text + group.examples.joined(separator: ", ") }
      var line = "\(group.count) × \(group.text)"
      if let text = group.totals.text { line += ", \(text)" }
      if !group.examples.isEmpty {
        line += " (" + group.examples.joined(separator: "; ") + (group.hasMore ? "; …)" : ")")
      }
      return line
    }
    if toldBefore > 0 {
      lines.append(
        "\(toldBefore) more \(toldBefore == 1 ? "was" : "were") told at an earlier export")
    }
    return lines
  }

  static let file = "left-behind.csv"

  /// An item for who wants to look at each.
  private static func cells(of item: Item) -> [String] {
    let digits = item.currency.flatMap { Currency.digits($0) } ?? 2
    return [
      item.reason.rawValue, item.file ?? "", item.column ?? "", item.account, item.item, item.value,
      item.becomes.map { $0.isEmpty ? "(empty)" : $0 } ?? "", String(item.count),
      item.amount.map { ScaledDecimal.print($0, scale: digits) } ?? "", item.currency ?? "",
    ]
  }
}
