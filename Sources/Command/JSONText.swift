internal import Tabular

/// JSON as summaries print it, made of what it says: nobody else puts its quotes and commas.
struct JSONText: Sendable {
  let text: String

  static let null = JSONText(made: "null")

  private init(made text: String) { self.text = text }

  init(_ text: String) {
    var bytes: [UInt8] = []
    JSONLinesWriter.quote(text, into: &bytes)
    self.init(made: String(decoding: bytes, as: UTF8.self))
  }

  init(_ text: String?) { self = text.map { JSONText($0) } ?? .null }

  init(_ number: some BinaryInteger) { self.init(made: "\(number)") }

  init(_ number: Int64?) { self = number.map { JSONText($0) } ?? .null }

  init(_ isTrue: Bool) { self.init(made: isTrue ? "true" : "false") }

  /// - Parameter isLong: whether each member has a line of its own.
  static func object(_ members: [(name: String, value: JSONText)], isLong: Bool = false) -> JSONText
  {
    let parts = members.map { "\(JSONText($0.name).text): \($0.value.text)" }
    return JSONText(made: "{" + parts.joined(separator: isLong ? ",\n " : ", ") + "}")
  }

  /// - Parameter isLong: whether each value has a line of its own.
  static func list(_ values: [JSONText], isLong: Bool = false) -> JSONText {
    JSONText(made: "[" + values.map(\.text).joined(separator: isLong ? ",\n  " : ", ") + "]")
  }

  /// How many there are of each.
  static func counts(_ found: [(String, Int)]) -> JSONText {
    .object(found.map { ($0, JSONText($1)) })
  }
}
