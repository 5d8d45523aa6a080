internal import Diagnostics
internal import Store

// What a file states of itself.

extension ProfileParser {
  private var controlNames: [String] { recordNames.filter { !$0.hasPrefix("kept.") } }

  /// What is declared is read in the unit of what it is compared with.
  mutating func control(
    _ value: JSONValue, of records: inout [Profile.RecordRule]
  ) -> Profile.Control {
    let parts = members(value, WordTable.control)
    var control = Profile.Control()
    if let count = parts["count"] {
      let name = string(count, "'count'")
      control.count = name
      declared(name, as: .integer, in: &records, at: count.position)
    }
    for member in parts["sums"].map({ entryList($0, "'sums'") }) ?? [] {
      let target = string(member.value, "A sum").split(separator: ".").map(String.init)
      guard target.count == 2, let field = Kinds.named(target[0])?.field(target[1]) else {
        wrong(
          "unknown-field", "A sum is of a field such as cdr.duration.", at: member.value.position)
        continue
      }
      control.sums.append((member.key, target[0], target[1]))
      declared(member.key, as: field.type, in: &records, at: member.keyPosition)
    }
    if let sequence = parts["sequence"] {
      control.sequence = self.sequence(sequence, in: &records)
    }
    if let mismatch = parts["onMismatch"] {
      control.refuses =
        choice(mismatch, "'onMismatch'", among: Profile.FileSequence.Response.allCases) != .warn
    }
    return control
  }

  private mutating func sequence(_ json: JSONValue, in records: inout [Profile.RecordRule])
    -> Profile.FileSequence?
  {
    let parts = members(json, WordTable.sequence)
    guard let number = parts["number"] else { return nil }
    var sequence = Profile.FileSequence(number: string(number, "'number'"))
    declared(sequence.number, as: .integer, in: &records, at: number.position)
    typealias Response = Profile.FileSequence.Response
    if let gap = parts["gap"] {
      sequence.gap = choice(gap, "'gap'", among: Response.allCases) ?? .warn
    }
    if let again = parts["repeat"] {
      sequence.repetition = choice(again, "'repeat'", among: Response.allCases) ?? .refuse
    }
    sequence.last = parts["last"].map { Int64(integer($0, "'last'", in: 1...Int.max)) }
    if let first = parts["first"] {
      sequence.first = Int64(integer(first, "'first'", in: 0...Int.max))
    }
    return sequence
  }

  /// Checks that a header or trailer states this number in a comparable unit.
  private mutating func declared(
    _ name: String, as type: FieldType, in records: inout [Profile.RecordRule],
    at place: SourcePosition
  ) {
    for index in records.indices {
      guard case .control(let prefix, var fields) = records[index].content,
        let position = fields.firstIndex(where: { "\(prefix).\($0.name)" == name })
      else { continue }
      if case .duration(let format, let style, _, let rounding) = fields[position].value.type {
        fields[position].value.type = .duration(
          format, style, inSeconds: type == .seconds, rounding)
        records[index].content = .control(prefix: prefix, fields: fields)
      }
      if fields[position].value.type?.fits(type) != true {
        wrong(
          "type-mismatch", "'\(name)' must have the type of what it is compared with.",
          at: fields[position].value.position ?? place)
      }
      return
    }
    wrong(
      "unknown-control",
      "No 'header' or 'trailer' has '\(name)'.\(NearestName.hint(name, among: controlNames))",
      at: place)
  }
}
