internal import Diagnostics
internal import Store

/// The parts of a manifest, each checked where it stands.
struct ManifestReader {
  /// Before every path in the manifest; empty, or ends in a slash.
  let folder: String

  func list(_ document: JSONValue, _ key: String) throws(Problem) -> [JSONValue] {
    guard let value = document.member(key) else { return [] }
    guard let elements = value.elements else {
      throw .manifest("'\(key)' is a list, not \(value.description).", at: value.position)
    }
    return elements
  }

  func text(_ value: JSONValue, _ name: String) throws(Problem) -> String {
    if let text = value.string { return text }
    if case .number(let text) = value.content { return text }
    if case .bool(let flag) = value.content { return flag ? "true" : "false" }
    throw .manifest("'\(name)' is a text, not \(value.description).", at: value.position)
  }

  func word(_ value: JSONValue, _ name: String, among words: [String]) throws(Problem) -> String {
    let word = try text(value, name)
    if words.contains(word) { return word }
    throw .manifest(
      "'\(name)' is one of \(words.joined(separator: ", ")), not '\(word)'."
        + NearestName.hint(word, among: words), at: value.position)
  }

  func row(_ value: JSONValue, _ kindName: String) throws(Problem) -> ManifestRow {
    guard let kind = Kinds.importable(kindName), let members = value.members else {
      throw .manifest(
        "A \(kindName) is an object such as { code: …, name: … }, not \(value.description).",
        at: value.position)
    }
    var row = ManifestRow(kind: kind, position: value.position)
    for member in members {
      guard kind.field(member.key) != nil else {
        throw .manifestKey(member, among: kind.fields.map(\.name))
      }
      row.fields.append((member.key, try text(member.value, member.key), member.value.position))
    }
    return row
  }

  func tolerance(_ value: JSONValue) throws(Problem) -> Manifest.Tolerance {
    var tolerance = Manifest.Tolerance(accounts: 0, amount: "0")
    for member in value.members ?? [] {
      switch member.key {
      case "accounts":
        guard let count = member.value.integer, count >= 0 else {
          throw .manifest("'accounts' is a number of accounts.", at: member.value.position)
        }
        tolerance.accounts = count
      case "amount": tolerance.amount = try text(member.value, "amount")
      default: throw .manifestKey(member, among: ["accounts", "amount"])
      }
    }
    return tolerance
  }

  func entry(_ value: JSONValue) throws(Problem) -> Manifest.Entry {
    let keys = ["file", "sheet", "profile", "source", "control", "maxRejects"]
    var entry = Manifest.Entry(path: "", profile: "")
    for member in value.members ?? [] {
      switch member.key {
      case "file": entry.path = path(try text(member.value, "file"))
      case "profile":
        let name = try text(member.value, "profile")
        entry.profile = name.hasSuffix(".json5") ? path(name) : name
      case "source": entry.source = try text(member.value, "source")
      case "sheet": entry.sheet = try text(member.value, "sheet")
      case "control": entry.declared = try control(member.value)
      case "maxRejects":
        guard let limit = RejectLimit(try text(member.value, "maxRejects")) else {
          throw .manifest("'maxRejects' is a number or a percentage.", at: member.value.position)
        }
        entry.rejectLimit = limit
      default: throw .manifestKey(member, among: keys)
      }
    }
    if entry.path.isEmpty || entry.profile.isEmpty {
      throw .manifest("Each entry needs a file and a profile.", at: value.position)
    }
    return entry
  }

  /// `{ records: 7, sums: { "payment.amount": "392.45" } }`.
  private func control(_ value: JSONValue) throws(Problem) -> [DeclaredTotal] {
    var totals: [DeclaredTotal] = []
    for member in value.members ?? [] {
      switch member.key {
      case "records":
        totals.append(
          DeclaredTotal(
            name: "records", text: try text(member.value, "records"),
            position: member.value.position))
      case "sums":
        for sum in member.value.members ?? [] {
          totals.append(
            DeclaredTotal(
              name: sum.key, text: try text(sum.value, sum.key), position: sum.value.position))
        }
      default: throw .manifestKey(member, among: ["records", "sums"])
      }
    }
    return totals
  }

  private func path(_ name: String) -> String { name.hasPrefix("/") ? name : folder + name }
}
