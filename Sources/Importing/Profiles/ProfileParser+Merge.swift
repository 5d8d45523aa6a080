internal import Diagnostics
internal import Store

// Partial records, and records that add to others.

extension ProfileParser {
  mutating func merge(_ json: JSONValue, of rows: Profile.Rows) -> Profile.Merge? {
    let parts = members(json, WordTable.merge)
    guard let key = parts["key"] else { return nil }
    if ["last", "count", "side"].count(where: { parts[$0] != nil }) > 1 {
      wrong("missing-key", "'merge' has one of 'last', 'count' and 'side'.", at: json.position)
    }
    guard rows.emits.count == 1, let emit = rows.emits.first, emit.each == nil, !emit.isOnce else {
      wrong(
        "profile-type", "'merge' stands with one 'emit', without 'each' and 'once'.",
        at: json.position)
      return nil
    }
    var merge = Profile.Merge(
      key: value(key, for: .text), last: parts["last"].map { condition($0) },
      count: parts["count"].map { integer($0, "'count'", in: 2...1000) },
      hours: parts["hours"].map { integer($0, "'hours'", in: 1...100_000) },
      sums: fields("sum", parts["sum"], of: emit), firsts: fields("first", parts["first"], of: emit)
    )
    if let side = parts["side"] { merge.isSide = flag(side, "'side'") }
    merges.append((merge, json.position))
    return merge
  }

  /// The fields that are added up, or that the first record says.
  private mutating func fields(_ name: String, _ list: JSONValue?, of emit: Profile.Emit) -> Set<
    Int
  > {
    var found = Set<Int>()
    for json in list.flatMap({ self.list($0, "'\(name)'") }) ?? [] {
      let field = string(json, "A field of '\(name)'")
      let names = emit.fields.map { emit.kind.fields[$0.field].name }
      guard names.contains(field), let index = emit.kind.index(of: field) else {
        wrong(
          "unknown-field",
          "This 'emit' has no field '\(field)'.\(NearestName.hint(field, among: names))",
          at: json.position)
        continue
      }
      if name == "sum", emit.kind.fields[index].type.isArenaText {
        wrong("type-mismatch", "'\(field)' is text and can't be added up.", at: json.position)
      }
      found.insert(index)
    }
    return found
  }

  /// What the rules of a profile say together: every partial record needs one that completes it, and a
  /// rule that completes a thing takes all the fields that others say of it.
  mutating func joinMerges(of records: inout [Profile.RecordRule]) {
    let hasSides = merges.contains { $0.merge.isSide }
    for (merge, place) in merges where merge.last == nil && merge.count == nil && !merge.isSide {
      if hasSides { continue }
      wrong(
        "missing-key",
        "'merge' has one of 'last' and 'count', unless another rule has side records for it.",
        at: place)
    }
    if let side = merges.first(where: { $0.merge.isSide }),
      merges.allSatisfy({ $0.merge.isSide })
    {
      wrong(
        "missing-key", "No rule with 'merge' makes what this side record adds to.", at: side.place)
    }
    var said: [String: Set<Int>] = [:]
    for case .rows(let rows) in records.map(\.content) where rows.merge != nil {
      for emit in rows.emits {
        said[emit.kind.name, default: []].formUnion(emit.fields.map(\.field))
      }
    }
    for index in records.indices {
      guard case .rows(var rows) = records[index].content, let merge = rows.merge, !merge.isSide
      else { continue }
      for emit in rows.emits.indices {
        let own = Set(rows.emits[emit].fields.map(\.field))
        let others = said[rows.emits[emit].kind.name, default: []].subtracting(own)
        rows.emits[emit].fields += others.map { ($0, Value(source: .literal([]))) }
        rows.emits[emit].fields.sort { $0.field < $1.field }
      }
      records[index].content = .rows(rows)
    }
  }
}
