internal import Bytes
package import Store
internal import Tabular

extension Profile {
  /// The profile of canonical CSV: our own column names, in any order, as the kind declares them.
  package static func canonical(_ kind: Kind) -> Profile {
    let fields = kind.fields.enumerated().map { index, field in
      (
        field: index,
        value: Value(
          source: .column(
            names: [field.name] + field.synonyms, isOptional: !field.isRequired),
          isRequired: field.isRequired)
      )
    }
    let declaration = kind.fields.map { "\($0.name) \($0.type)" }.joined(separator: "\n")
    return Profile(
      name: kind.name, about: "Canonical CSV: \(kind.about)",
      sha256: SHA256.hex(of: "\(kind.name)\n\(declaration)".utf8),
      input: Input(
        layout: .delimited(Dialect()), encoding: nil, header: Header(rows: 1)),
      match: Match(),
      records: [
        RecordRule(content: .rows(Rows(emits: [Emit(kind: kind, fields: fields)])))
      ],
      control: Control(), isClosed: true)
  }

  /// The header of a canonical file: what `template KIND` prints.
  package static func template(_ kind: Kind) -> String {
    var writer = DelimitedWriter()
    writer.record(kind.fields.map(\.name))
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
