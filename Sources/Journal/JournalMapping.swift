internal import Bytes
package import Diagnostics

/// Which accounts of the accounting software a journal posts to: JSON5.
///
///     {
///       receivables: "1200",
///       bank: { default: "1010", cash: "1020" },          // by method of payment
///       tax: { default: "2200", Manitoba: "2210" },       // by jurisdiction
///       writeOffs: "6100",
///       accounts: { "4100": "4100 Internet" },            // by general-ledger code; left out: as it is
///       types: { data: "4100", voice: "4200" },           // the code of debits that have none, by type
///       movements: { goodwill: "4900" },                  // of credits that have none, by movement
///       unmapped: "9999",                                 // until the month is closed
///       customer: "Subscribers",                          // whom QuickBooks has the receivables of
///       dateOrder: "mdy",
///       xero: { clearing: "1299", taxRate: "Tax Exempt" },
///       sage: { taxCode: "T9", department: "0" },
///     }
package struct JournalMapping: Sendable {
  package struct Posting: Sendable {
    package var movement: String
    package var purpose: String
    package var code: String?
    package var type: String?
    package var jurisdiction: String?
    package var method: String?
  }

  enum Place {
    case account(String)
    case gap(JournalGap.Reason)
  }

  package private(set) var receivables = ""
  package private(set) var customer: String?
  package private(set) var unmapped: String?
  package private(set) var dateOrder: String?
  private var bank: [String: String] = [:]
  private var tax: [String: String] = [:]
  private var writeOffs: String?
  private var accounts: [String: String] = [:]
  private var types: [String: String] = [:]
  private var movements: [String: String] = [:]
  private(set) var xero: [String: String] = [:]
  private(set) var sage: [String: String] = [:]

  private static let texts = ["receivables", "customer", "unmapped", "writeOffs", "dateOrder"]
  private static let tables = ["bank", "tax", "accounts", "types", "movements", "xero", "sage"]
  static let dateOrders = ["dmy", "mdy", "ymd"]

  /// - Throws: `json-syntax`, `bad-mapping`, with line and column.
  package init(file: String) throws(Problem) {
    try self.init(text: try TextFile.read(file), file: file)
  }

  package init(text: String, file: String) throws(Problem) {
    let document = try JSON5Parser.parse(text, file: file)
    let known = Self.texts + Self.tables
    for member in document.members ?? [] {
      guard known.contains(member.key) else {
        throw Problem(
          "unknown-key", .input,
          "A mapping of a journal has no '\(member.key)'.\(NearestName.hint(member.key, among: known))",
          at: member.keyPosition)
      }
      if Self.texts.contains(member.key) {
        try set(member.key, try Self.text(member.value))
      } else {
        try set(member.key, try Self.table(member.value, of: member.key))
      }
    }
    if receivables.isEmpty {
      throw Self.wrong("Name the account of the receivables: receivables: \"1200\".", document)
    }
  }

  private static func wrong(_ message: String, _ value: JSONValue) -> Problem {
    Problem("bad-mapping", .input, message, at: value.position)
  }

  private static func text(_ value: JSONValue) throws(Problem) -> String {
    guard let text = value.string, !text.isEmpty else {
      throw wrong("An account is a string, such as \"1200\", not \(value.description).", value)
    }
    guard !text.unicodeScalars.contains(where: { $0.value < 32 }) else {
      throw wrong("An account has no tabs and no line ends.", value)
    }
    return text
  }

  private static let words = [
    "xero": ["clearing", "taxRate"], "sage": ["taxCode", "department", "user"],
  ]

  private static func table(_ value: JSONValue, of key: String) throws(Problem)
    -> [String: String]
  {
    guard let members = value.members else {
      throw wrong("'\(key)' is an object, not \(value.description).", value)
    }
    var table: [String: String] = [:]
    for member in members {
      if let known = words[key], !known.contains(member.key) {
        throw Problem(
          "unknown-key", .input,
          "'\(key)' has no '\(member.key)'.\(NearestName.hint(member.key, among: known))",
          at: member.keyPosition)
      }
      table[member.key] = try text(member.value)
    }
    return table
  }

  private mutating func set(_ key: String, _ text: String) throws(Problem) {
    switch key {
    case "receivables": receivables = text
    case "customer": customer = text
    case "unmapped": unmapped = text
    case "writeOffs": writeOffs = text
    default:
      guard Self.dateOrders.contains(text) else {
        throw Problem(
          "bad-mapping", .input,
          "The order of a date is one of \(Self.dateOrders.joined(separator: ", ")), not '\(text)'."
        )
      }
      dateOrder = text
    }
  }

  private mutating func set(_ key: String, _ table: [String: String]) throws(Problem) {
    switch key {
    case "bank": bank = table
    case "tax": tax = table
    case "accounts": accounts = table
    case "types": types = table
    case "movements": movements = table
    case "xero": xero = table
    default: sage = table
    }
  }

  // MARK: Finding

  func account(of posting: Posting) -> Place {
    switch posting.purpose {
    case "bank":
      let found = posting.method.flatMap { bank[$0] } ?? bank["default"]
      return found.map { .account($0) } ?? .gap(.bank(posting.method))
    case "tax":
      let found = posting.jurisdiction.flatMap { tax[$0] } ?? tax["default"]
      return found.map { .account($0) } ?? .gap(.tax(posting.jurisdiction))
    case "bad debt":
      if let writeOffs { return .account(writeOffs) }
      return posting.code.map(mapped) ?? .gap(.badDebt)
    default:
      let code = posting.code ?? types[posting.type ?? "not stated"] ?? movements[posting.movement]
      return code.map(mapped) ?? .gap(.noCode(type: posting.type, movement: posting.movement))
    }
  }

  /// A code's account; where the mapping lists none at all, codes are accounts.
  private func mapped(_ code: String) -> Place {
    if accounts.isEmpty { return .account(code) }
    return accounts[code].map { .account($0) } ?? .gap(.code(code))
  }
}

extension JournalMapping.Posting {
  /// What a line says of itself.
  var text: String {
    let about: String? =
      switch purpose {
      case "tax": "tax of " + (jurisdiction ?? "no stated jurisdiction")
      case "bank": method
      case "receivables": nil
      default: code ?? type
      }
    return Self.plural(movement) + (about.map { ": \($0)" } ?? "")
  }

  /// `payment` is `Payments`.
  static func plural(_ movement: String) -> String {
    let capital = movement.prefix(1).uppercased() + movement.dropFirst()
    return movement == "goodwill" ? capital : capital + "s"
  }
}
