internal import Diagnostics
internal import Importing
internal import Store

let templateVerb = Verb(
  "template", "[KIND]",
  "Print the header of a kind's canonical CSV; without a kind, list the kinds. With --fields, say "
    + "what each column means.", takes: 0...1,
  options: [.flag("fields", "Say what each column means")]
) { invocation in
  guard let name = invocation.operands.first else {
    let width = Kinds.importable.map(\.name.count).max() ?? 0
    for kind in Kinds.importable {
      try Terminal.print(Help.padded(kind.name, to: width) + "  " + kind.about + "\n")
    }
    return 0
  }
  let kind = try Kinds.requireImportable(name)
  guard invocation.has("fields") else {
    try Terminal.print(Profile.template(kind))
    return 0
  }
  let width = kind.fields.map(\.name.count).max() ?? 0
  var text = "\(kind.name): \(kind.about)\n\n"
  for field in kind.fields {
    let mark = kind.key.contains(field.name) ? "key" : field.isRequired ? "must" : ""
    text += Help.padded(field.name, to: width) + "  " + Help.padded(mark, to: 4) + "  "
    text += field.about + " (" + field.type.help + ")\n"
  }
  try Terminal.print(text)
  return 0
}

extension FieldType {
  /// How canonical files write it.
  var help: String {
    switch self {
    case .text, .identifier: "text"
    case .code(let words): words.joined(separator: ", ")
    case .integer: "whole number"
    case .flag: "true or false"
    case .money: "amount, 1234.56"
    case .rate: "up to eight decimals"
    case .fraction: "fraction, 0.05"
    case .quantity: "up to six decimals"
    case .bytes: "bytes"
    case .milliseconds: "milliseconds"
    case .seconds: "seconds"
    case .date: "day, 2026-08-31"
    case .instant: "instant, 2026-08-01T00:00:00.000Z"
    case .phone: "telephone number"
    case .currency: "ISO 4217, CAD"
    case .country: "ISO 3166-1, CA"
    case .zone: "time zone, America/Winnipeg"
    case .reference(let kind): "key of \(kind)"
    }
  }
}
