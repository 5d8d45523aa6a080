internal import Billing
internal import Diagnostics
internal import Store

/// A type as profiles write it: its name, what it means, its options, and how it is read. The lint,
/// the page of reference and the parser all follow from `TypeWord.all`.
package struct TypeWord: Sendable {
  package let name: String
  package let about: String
  /// Options by name, with what they mean.
  package let options: [(name: String, about: String)]
  /// Makes it from its options. The field that it fills decides its scale.
  let make: @Sendable (inout ProfileParser, [String: JSONValue], FieldType?, JSONValue) -> CellType?

  private static let number = [
    ("decimal", "the decimal sign, '.' if not given"),
    ("group", "the sign between groups of three digits, none if not given"),
    ("sign", "minus, trailing (5.00-), parens ((5.00) is negative) or DR/CR (CR is negative)"),
    ("implied", "how many decimals are written without a decimal sign"),
  ]

  package static let all: [TypeWord] = [
    TypeWord(name: "text", about: "Text, or a word that the field knows.", options: []) {
      _, _, _, _ in .text
    },
    TypeWord(name: "integer", about: "A whole number.", options: []) { _, _, _, _ in .integer },
    TypeWord(
      name: "money", about: "An amount with the decimals of the row's currency.", options: number
    ) { parser, options, _, _ in
      .money(parser.style(options), implied: parser.implied(options))
    },
    TypeWord(
      name: "decimal", about: "A rate, price or quantity.",
      options: number + [("scale", "decimals kept in a header or trailer, 8 if not given")]
    ) { parser, options, field, _ in
      let style = parser.style(options)
      let implied = parser.implied(options)
      let scale = options["scale"].map { parser.integer($0, "'scale'", in: 0...8) } ?? 8
      switch field {
      case .quantity: return .scaled(6, style, implied: implied)
      case .rate, .fraction: return .scaled(8, style, implied: implied)
      default: return .scaled(scale, style, implied: implied)
      }
    },
    TypeWord(
      name: "date", about: "A day; without formats 2026-08-31.",
      options: [("formats", "one or more formats; two that read a day differently are refused")]
    ) { parser, options, _, _ in .date(parser.formats(options["formats"], needsTime: false)) },
    TypeWord(
      name: "instant",
      about: "A moment; without formats 2026-08-01T00:00:00.000Z or with an offset.",
      options: [
        ("formats", "one or more formats"),
        ("zone", "the zone of local times, such as UTC; the source's if not given"),
      ]
    ) { parser, options, _, _ in
      .instant(
        parser.formats(options["formats"], needsTime: true),
        zone: options["zone"].flatMap { parser.zone($0) })
    },
    TypeWord(
      name: "duration", about: "A duration.",
      options: [
        ("unit", CellType.DurationUnit.allCases.map(\.rawValue).joined(separator: ", "))
      ]
    ) { parser, options, field, json in
      let name = options["unit"].map { parser.string($0, "'unit'") } ?? "s"
      guard let unit = CellType.DurationUnit(rawValue: name) else {
        let units = CellType.DurationUnit.allCases.map(\.rawValue).joined(separator: ", ")
        parser.wrongType("A duration's unit is one of \(units).", at: json)
        return nil
      }
      return .duration(unit, inSeconds: field == .seconds)
    },
    TypeWord(
      name: "bytes", about: "A volume.",
      options: [("unit", byteUnits.map(\.0).joined(separator: ", "))]
    ) { parser, options, _, json in
      let name = options["unit"].map { parser.string($0, "'unit'") } ?? "B"
      guard let unit = byteUnits.first(where: { $0.0 == name })?.1 else {
        let units = byteUnits.map(\.0).joined(separator: ", ")
        parser.wrongType("A unit of bytes is one of \(units).", at: json)
        return nil
      }
      return .bytes(unit: unit)
    },
    TypeWord(
      name: "phone", about: "A telephone number, as the source's country and area write it.",
      options: []
    ) { _, _, _, _ in .phone },
    TypeWord(
      name: "flag", about: "Yes or no, whatever the case of the letters.",
      options: [
        ("yes", "the words for yes: true yes 1 y"), ("no", "the words for no: false no 0 n"),
      ]
    ) { parser, options, _, _ in
      .flag(
        yes: parser.words(options["yes"], default: ["true", "yes", "1", "y"]),
        no: parser.words(options["no"], default: ["false", "no", "0", "n"]))
    },
  ]

  private static let byteUnits: [(String, Int64)] = [
    ("B", 1), ("kB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("KiB", 1 << 10),
    ("MiB", 1 << 20), ("GiB", 1 << 30),
  ]
}

extension ProfileParser {
  mutating func cellType(_ json: JSONValue, field: Field?) -> CellType? {
    var name = json.string ?? ""
    var options: JSONValue?
    if let members = json.members {
      guard members.count == 1, let only = members.first else {
        wrongType("A type is a word, or an object with one: { money: { decimal: ',' } }.", at: json)
        return nil
      }
      (name, options) = (only.key, only.value)
    }
    guard let word = TypeWord.all.first(where: { $0.name == name }) else {
      let names = TypeWord.all.map(\.name)
      wrong(
        "unknown-type",
        "There is no type '\(name)'.\(NearestName.hint(name, among: names)) The types are "
          + "\(names.joined(separator: ", ")).", at: json.position)
      return nil
    }
    let parts =
      options.map { members($0, word.options.map(\.name), "The type '\(name)'") } ?? [:]
    return word.make(&self, parts, field?.type, json)
  }

  mutating func style(_ parts: [String: JSONValue]) -> DecimalStyle {
    let signs: [(name: String, sign: DecimalStyle.Sign)] = [
      ("minus", .minus), ("trailing", .trailingMinus), ("parens", .parentheses),
      ("DR/CR", .debitCredit),
    ]
    var style = DecimalStyle()
    if let decimal = parts["decimal"] { style.decimal = character(decimal, "'decimal'") }
    if let group = parts["group"] {
      style.group = character(group, "'group'")
      if style.group == style.decimal {
        wrongType("'decimal' and 'group' can't be the same sign.", at: group)
      }
    }
    if let sign = parts["sign"] {
      let name = string(sign, "'sign'")
      if let known = signs.first(where: { $0.name == name }) {
        style.sign = known.sign
      } else {
        wrongType("'sign' is one of \(signs.map(\.name).joined(separator: ", ")).", at: sign)
      }
    }
    return style
  }

  mutating func implied(_ parts: [String: JSONValue]) -> Int? {
    parts["implied"].map { integer($0, "'implied'", in: 0...8) }
  }

  mutating func words(_ value: JSONValue?, default words: [String]) -> Set<[UInt8]> {
    Set((value.map { strings($0, "A word") } ?? words).map { Array($0.lowercased().utf8) })
  }

  mutating func zone(_ json: JSONValue) -> TimeZoneRules? {
    do throws(Problem) { return try ZoneDatabase.rules(for: string(json, "'zone'")) } catch {
      wrong(error.code, error.message, at: json.position)
      return nil
    }
  }

  mutating func formats(_ json: JSONValue?, needsTime: Bool) -> [TimeFormat] {
    guard let json else { return [] }
    var formats: [TimeFormat] = []
    for text in strings(json, "A format") {
      guard let format = TimeFormat(text) else {
        wrong(
          "bad-format",
          "'\(text)' is no format: \(TimeFormat.tokens.map(\.text).joined(separator: " ")).",
          at: json.position)
        continue
      }
      if let lack = format.lack(needsTime: needsTime) {
        wrong("bad-format", "The format '\(text)' \(lack).", at: json.position)
      }
      formats.append(format)
    }
    if formats.isEmpty { wrongType("'formats' needs at least one format.", at: json) }
    return formats
  }
}
