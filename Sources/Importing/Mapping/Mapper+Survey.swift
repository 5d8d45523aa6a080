package import Diagnostics
internal import Store
internal import Tabular

// The first pass: which of several formats a column is written in.

extension Mapper {
  /// Whether the file must be read once before it is mapped.
  package var needsSurvey: Bool { !votes.isEmpty }

  mutating func prepareSurvey() {
    forEachField { mapper, place, field in
      let name = mapper.columnName(field)
      mapper.votes[place] = DateVotes(field.type.formats, name: name)
    }
  }

  mutating func vote(_ record: Int, _ reader: inout ValueReader) {
    if isFooter(reader) { return }
    guard let index = bound.firstIndex(where: { reader.isTrue($0.when) }) else { return }
    let rule = bound[index]
    if rule.isControl || rule.isDiscard { return }
    prepare(&reader, by: index)
    for (slot, value) in rule.lets.enumerated() {
      reader.variables[slot] = (try? reader.text(value)) ?? nil
    }
    if rule.skips.contains(where: { reader.isTrue($0) }) { return }
    for emit in rule.emits {
      forEachRound(emit, &reader) { mapper, reader in
        for (position, field) in emit.fields.enumerated() {
          let place = emit.batch << 16 | position
          guard mapper.votes[place] != nil, let text = (try? reader.text(field.value)) ?? nil else {
            continue
          }
          mapper.votes[place]?.add(text, line: reader.records.lines[record])
        }
      }
    }
  }

  /// Leaves each field the formats that its column is written in; to be called after the first pass.
  ///
  /// - Throws: `ambiguous-date`, `mixed-dates`.
  package mutating func settle() throws(Problem) {
    for index in bound.indices {
      for position in bound[index].emits.indices {
        let emit = bound[index].emits[position]
        var fields = emit.fields
        for place in fields.indices {
          guard let votes = votes[emit.batch << 16 | place] else { continue }
          var type = fields[place].type
          type.formats = try votes.settled(file: parser.context.fileName)
          fields[place] = fields[place].with(type: type)
        }
        bound[index].emits[position] = emit.with(fields: fields)
      }
    }
    votes = [:]
  }

  private mutating func forEachField(_ body: (inout Mapper, Int, BoundField) -> Void) {
    for rule in bound {
      for emit in rule.emits {
        for (position, field) in emit.fields.enumerated() {
          body(&self, emit.batch << 16 | position, field)
        }
      }
    }
  }

  private func columnName(_ field: BoundField) -> String {
    if case .index(let number) = field.value.source {
      return names.indices.contains(number - 1) ? names[number - 1] : "column \(number)"
    }
    return field.field.name
  }
}
