internal import Billing
internal import Bytes
internal import Diagnostics
internal import Tabular

/// What the target can't take: every row and cell that does not go as it is, and what stays altogether.
package struct LeftBehind: Sendable {
  /// One cell, row or kind.
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
      case .tooLong: "\(column) is too long there, and is cut"
      case .past: "\(column) is before the day of the load, which is not taken"
      case .zero: "\(column) is zero, which is not sent"
      case .noCounterpart: "\(column) has no counterpart there"
      case .encoding: "\(column) has characters that its files can't have"
      case .misfit: "\(column) does not fit there"
      case .notStated: "\(column) is needed there, and no source states it"
      case .waits: "wait for the id that the target gives the account: 'crosswalk import' brings it"
      case .changedSince: "changed since they went, and would count twice if they went again"
      }
    }
  }

  private(set) var items: [Item] = []
  package var isEmpty: Bool { items.isEmpty }
  package var count: Int { items.reduce(0) { $0 + $1.count } }

  mutating func add(_ item: Item) { items.append(item) }

  /// How much was listed so far, and what takes the rest back.
  var mark: Int { items.count }
  mutating func forget(after mark: Int) { items.removeSubrange(mark...) }

  /// One line for each reason, file and column: how many, what they come to, and the first of them.
  package var lines: [String] {
    var groups: [String: (order: Int, text: String, items: [Item])] = [:]
    for item in items {
      let column = item.column ?? item.file ?? ""
      let name =
        "\(item.reason.rawValue)/\(item.file ?? "")/\(item.column ?? "")"
        + (item.reason == .kind ? "/\(item.item)" : "")
      let text =
        item.reason == .kind
        ? "\(item.item): \(item.why ?? item.reason.text(column))"
        : "\(item.file ?? ""): \(item.why ?? item.reason.text(column))"
      let order = groups.count
      groups[name, default: (order, text, [])].items.append(item)
    }
    return groups.values.sorted { $0.order < $1.order }.map { group in
      let count = group.items.reduce(0) { $0 + $1.count }
      var line = "\(count) × \(group.text)"
      let sums = Totals(
        group.items.compactMap { item in
          item.amount.flatMap { amount in item.currency.map { ($0, amount) } }
        })
      if let text = sums.text { line += ", \(text)" }
      let examples = group.items.prefix(3).compactMap { item -> String? in
        if item.reason == .kind { return nil }
        var parts = [item.account, item.item].filter { !$0.isEmpty }
        if !item.value.isEmpty { parts.append("'\(item.value)'") }
        if let becomes = item.becomes, !becomes.isEmpty { parts.append("→ '\(becomes)'") }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
      }
      if !examples.isEmpty {
        line += " (" + examples.joined(separator: "; ") + (group.items.count > 3 ? "; …)" : ")")
      }
      return line
    }
  }

  static let file = "left-behind.csv"

  /// The items of such a file, as far as they are of an account.
  static func rows(of bytes: [UInt8]) -> [(reason: String, file: String, account: String)] {
    var rest = bytes[...]
    let input = InputSource(name: file, isPlain: true) { (buffer, limit) throws(Problem) in
      let piece = rest.prefix(limit)
      rest = rest.dropFirst(limit)
      buffer += piece
      return piece.count
    }
    let reader = RecordReader(input, layout: .delimited(Dialect(delimiter: UInt8(ascii: ","))))
    var batch = RecordBatch()
    var rows: [(reason: String, file: String, account: String)] = []
    while (try? reader.next(&batch)) == true {
      for record in 0..<batch.count {
        rows.append(
          (
            batch.string(record, 0) ?? "", batch.string(record, 1) ?? "",
            batch.string(record, 3) ?? ""
          ))
      }
    }
    return rows
  }

  /// Every item, for who wants to look at each.
  var csv: [UInt8] {
    var writer = DelimitedWriter()
    writer.record([
      "reason", "file", "column", "account", "item", "value", "becomes", "count", "amount",
      "currency",
    ])
    for item in items {
      let digits = item.currency.flatMap { Currency.digits($0) } ?? 2
      writer.record([
        item.reason.rawValue, item.file ?? "", item.column ?? "", item.account, item.item,
        item.value, item.becomes ?? "", String(item.count),
        item.amount.map { ScaledDecimal.print($0, scale: digits) } ?? "", item.currency ?? "",
      ])
    }
    return writer.take()
  }
}

/// Sums of amounts by currency: those of different currencies are never added.
struct Totals: Sendable, Equatable {
  private(set) var amounts: [(currency: String, amount: Int64)] = []

  static func == (a: Totals, b: Totals) -> Bool { a.text == b.text }

  init(_ parts: [(String, Int64)] = []) {
    for (currency, amount) in parts { add(amount, currency) }
  }

  mutating func add(_ amount: Int64, _ currency: String) {
    if let index = amounts.firstIndex(where: { $0.currency == currency }) {
      amounts[index].amount += amount
    } else {
      amounts.append((currency, amount))
      amounts.sort { $0.currency < $1.currency }
    }
  }

  /// `1234.56 CAD, 7.00 EUR`; nil where there is nothing.
  var text: String? {
    if amounts.isEmpty { return nil }
    return amounts.map { currency, amount in
      ScaledDecimal.print(amount, scale: Currency.digits(currency) ?? 2) + " " + currency
    }.joined(separator: ", ")
  }
}
