internal import Billing
internal import Bytes
package import Diagnostics

/// A filter that is kept in a file, with the columns and the order that go with it:
///
///     {
///       title: "Prices that changed in October", report: "log",
///       // Any of the groups, and in a group all of its conditions.
///       groups: [
///         [{ field: "type", operator: "is one of", value: ["updated"] },
///          { field: "at", operator: "is within range", value: ["2026-10-01", "2026-10-31"] }],
///         [{ field: "level", operator: "=", value: "critical" }],
///       ],
///       sort: "-at", columns: ["at", "user", "field", "previous", "current"],
///       zone: "America/Chicago",
///     }
///
/// `where: "…"` may stand in place of `groups`.
package struct SavedFilter: Sendable {
  package private(set) var report: String?
  private var filter: String?
  private var sort: String?
  private var columns: [String]?
  private var zone: TimeZoneRules?

  private static let keys = ["title", "report", "groups", "where", "sort", "columns", "zone"]
  private static let conditionKeys = ["field", "operator", "value"]

  /// - Throws: `json-syntax`, `bad-saved-filter`, `unknown-key`, with line and column.
  package init(file: String) throws(Problem) {
    let document = try JSON5Parser.parse(try TextFile.read(file), file: file)
    guard let members = document.members else {
      throw Self.wrong("A saved filter is an object: { groups: [ … ] }.", document)
    }
    for member in members {
      let value = member.value
      switch member.key {
      case "title": _ = try Self.text(value, member.key)
      case "report": report = try Self.text(value, member.key)
      case "where": filter = try Self.text(value, member.key)
      case "groups": filter = try Self.groups(value)
      case "sort": sort = try Self.text(value, member.key)
      case "columns":
        columns = []
        for element in value.elements ?? [] { columns?.append(try Self.text(element, "columns")) }
      case "zone":
        do throws(Problem) {
          zone = try ZoneDatabase.rules(for: try Self.text(value, member.key))
        } catch { throw error.at(value.position) }
      default: throw Self.unknown(member, among: Self.keys)
      }
    }
    if members.contains(where: { $0.key == "where" }),
      members.contains(where: { $0.key == "groups" })
    {
      throw Self.wrong("A saved filter has 'where' or 'groups', not both.", document)
    }
  }

  /// Adds what the file says; what was chosen already stays.
  package func add(to choice: inout ReportChoice) {
    if let filter { choice.filters.append(filter) }
    choice.sort = choice.sort ?? sort
    choice.columns = choice.columns ?? columns
    choice.zone = choice.zone ?? zone
  }

  /// The filter as `--where` would have it.
  private static func groups(_ value: JSONValue) throws(Problem) -> String {
    guard let groups = value.elements, !groups.isEmpty else {
      throw wrong("'groups' is a list of groups, and each is a list of conditions.", value)
    }
    var alternatives: [String] = []
    for group in groups {
      guard let elements = group.elements, !elements.isEmpty else {
        throw wrong(
          "A group is a list of conditions: [{ field: …, operator: …, value: … }].", group)
      }
      var conditions: [String] = []
      for element in elements { conditions.append(try condition(element)) }
      alternatives.append("(" + conditions.joined(separator: " and ") + ")")
    }
    return alternatives.joined(separator: " or ")
  }

  private static func condition(_ value: JSONValue) throws(Problem) -> String {
    for member in value.members ?? [] where !conditionKeys.contains(member.key) {
      throw unknown(member, among: conditionKeys)
    }
    guard let field = value.member("field")?.string, let sign = value.member("operator")?.string
    else { throw wrong("A condition has a 'field', an 'operator' and mostly a 'value'.", value) }
    let operation = sign.lowercased()
    var text = "\(field) \(operation)"
    if let given = value.member("value") {
      if let elements = given.elements {
        var values: [String] = []
        for element in elements { values.append(try quoted(element)) }
        let isRange = operation.hasSuffix("range") || operation == "between"
        guard !isRange || values.count == 2 else {
          throw wrong("A range has two values, the lower and the upper one.", given)
        }
        text +=
          " "
          + (isRange
            ? values.joined(separator: " and ") : "(" + values.joined(separator: ", ") + ")")
      } else {
        text += " " + (try quoted(given))
      }
    }
    do throws(Problem) {
      _ = try FilterParser.parse(text, columns: [field])
    } catch { throw wrong("The condition '\(text)' can't be read: \(error.message)", value) }
    return text
  }

  private static func quoted(_ value: JSONValue) throws(Problem) -> String {
    switch value.content {
    case .string(let text):
      return "'" + text.map { $0 == "'" ? "''" : String($0) }.joined() + "'"
    case .number(let text): return text
    case .bool(let flag): return flag ? "true" : "false"
    default: throw wrong("A value is a string, a number, true or false.", value)
    }
  }

  private static func text(_ value: JSONValue, _ key: String) throws(Problem) -> String {
    guard let text = value.string else { throw wrong("'\(key)' wants a string.", value) }
    return text
  }

  private static func unknown(_ member: JSONValue.Member, among keys: [String]) -> Problem {
    Problem(
      "unknown-key", .input,
      "A saved filter has no '\(member.key)'.\(NearestName.hint(member.key, among: keys)) The keys "
        + "are \(keys.joined(separator: ", ")).", at: member.keyPosition)
  }

  private static func wrong(_ message: String, _ value: JSONValue) -> Problem {
    Problem("bad-saved-filter", .input, message, at: value.position)
  }
}
