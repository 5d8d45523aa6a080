internal import Diagnostics

// Questions that a record answers with yes or no.

extension ProfileParser {
  mutating func condition(_ json: JSONValue) -> Condition {
    let names = WordTable.conditions.names
    let parts = members(json, names, WordTable.conditions.subject)
    guard parts.count == 1, let (word, argument) = parts.first else {
      if json.members?.count == parts.count {
        wrongType("A condition has exactly one of \(names.joined(separator: ", ")).", at: json)
      }
      return .all([])
    }
    switch word {
    case "empty": return .empty(value(argument, for: .text))
    case "not": return .not(condition(argument))
    case "and": return .all((list(argument, "'and'") ?? []).map { condition($0) })
    case "or": return .any((list(argument, "'or'") ?? []).map { condition($0) })
    default: break
    }
    guard let pair = list(argument, "'\(word)'", count: 2) else { return .all([]) }
    let left = value(pair[0], for: .text)
    switch word {
    case "in": return .oneOf(left, values(pair[1], "The second of 'in'"))
    case "matches":
      return pattern(pair[1], "The second of 'matches'").map { .matches(left, $0) } ?? .all([])
    default: break
    }
    let right = value(pair[1], for: .text)
    switch word {
    case "eq": return .equal(left, right)
    case "ne": return .not(.equal(left, right))
    case "lt": return .ordered(left, right, [-1])
    case "le": return .ordered(left, right, [-1, 0])
    case "gt": return .ordered(left, right, [1])
    case "ge": return .ordered(left, right, [0, 1])
    default: return .startsWith(left, right)
    }
  }
}
