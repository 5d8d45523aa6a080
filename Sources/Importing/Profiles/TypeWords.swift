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
  /// A type as a profile has it, a field of that type, a text, and the canonical form of what it
  /// means: the tests run it.
  package let example: (type: String, field: String, text: String, result: String)
  /// Makes it from its options. The field that it fills decides its scale.
  let make: @Sendable (inout ProfileParser, [String: JSONValue], FieldType?, JSONValue) -> CellType?

  private static let number = [
    ("decimal", "the decimal sign, '.' if not given"),
    ("group", "the sign between groups of three digits, none if not given"),
    (
      "sign",
      "minus; trailing (5.00-); parens ((5.00) is negative); DR/CR (CR is negative); overpunch (the "
        + "last digit carries the sign); or words: { positive: ['H'], negative: ['S'] }"
    ),
    ("implied", "how many decimals are written without a decimal sign"),
    ("unit", "cents or thousandths, where these are counted, perhaps with decimals of their own"),
  ]

  package static let all: [TypeWord] = [
    TypeWord(
      name: "text", about: "Text, or a word that the field knows.", options: [],
      example: ("'text'", "payment.reference", "A 1", "A 1")
    ) { _, _, _, _ in .text },
    TypeWord(
      name: "integer", about: "A whole number.", options: number.filter { $0.0 != "unit" },
      example: ("{ integer: { group: ',' } }", "account.bill_day", "1,015", "1015")
    ) { parser, options, _, json in .integer(parser.style(options, json)) },
    TypeWord(
      name: "money", about: "An amount with the decimals of the row's currency.", options: number,
      example: (
        "{ money: { decimal: ',', group: '.', sign: 'trailing' } }", "payment.amount", "1.234,50-",
        "-1234.50"
      )
    ) { parser, options, _, json in .money(parser.style(options, json)) },
    TypeWord(
      name: "decimal", about: "A rate, price or quantity.",
      options: number + [("scale", "decimals kept in a header or trailer, 8 if not given")],
      example: ("{ decimal: { unit: 'cents' } }", "debit.unit_price", "2.5", "0.02500000")
    ) { parser, options, field, json in
      let style = parser.style(options, json)
      let scale = options["scale"].map { parser.integer($0, "'scale'", in: 0...8) } ?? 8
      switch field {
      case .quantity: return .scaled(6, style)
      case .rate, .fraction: return .scaled(8, style)
      default: return .scaled(scale, style)
      }
    },
    TypeWord(
      name: "percent", about: "A fraction, written in hundredths; a % after it is taken.",
      options: number.filter { $0.0 == "decimal" },
      example: ("'percent'", "tax_rate.rate", "7.25 %", "0.07250000")
    ) { parser, options, _, json in
      var style = parser.style(options, json)
      style.decimal.sign = .minus
      return .scaled(
        8, NumberStyle(style.decimal, shift: 2, sign: SignStyle(positive: [[UInt8(ascii: "%")]])))
    },
    TypeWord(
      name: "date", about: "A day; without formats 2026-08-31.",
      options: [
        (
          "formats",
          "one or more formats. Where a text fits two of them, such as dd/MM/yyyy and MM/dd/yyyy, "
            + "the whole column decides, in a first pass; what it leaves open is refused"
        ),
        ("pivot", "two-digit years from this on are the last century's, 70 if not given"),
      ],
      example: ("{ date: { formats: ['d MMM yy'] } }", "payment.date", "3 Sep 26", "2026-09-03")
    ) { parser, options, _, _ in .date(parser.formats(options, needsTime: false)) },
    TypeWord(
      name: "instant",
      about: "A moment; without formats 2026-08-01T00:00:00.000Z or with an offset.",
      options: [
        ("formats", "one or more formats, as for a date"),
        ("zone", "the zone of local times, such as UTC; the source's if not given"),
        ("pivot", "as for a date"),
      ],
      example: (
        "{ instant: { formats: ['dd.MM.yyyy HH:mm'], zone: 'Europe/Berlin' } }", "payment.at",
        "03.09.2026 08:30", "2026-09-03T06:30:00.000Z"
      )
    ) { parser, options, _, _ in
      .instant(
        parser.formats(options, needsTime: true),
        zone: options["zone"].flatMap { parser.zone($0) })
    },
    TypeWord(
      name: "duration", about: "A duration.",
      options: [
        ("unit", DurationFormat.names + "; s if not given"),
        ("decimal", "the decimal sign of a number of units"),
        (
          "round",
          "what becomes of a part of what is kept: nearest, up or down; refused if not given"
        ),
      ],
      example: ("{ duration: { unit: 'min' } }", "cdr.duration", "1.5", "90000")
    ) { parser, options, field, json in
      let name = options["unit"].map { parser.string($0, "'unit'") } ?? "s"
      guard let format = DurationFormat(name) else {
        parser.wrongType(
          "A duration's unit is one of \(DurationFormat.names).", at: options["unit"] ?? json)
        return nil
      }
      let rounding = options["round"].flatMap {
        parser.choice($0, "'round'", among: Rounding.allCases)
      }
      return .duration(
        format, parser.style(options.filter { $0.key == "decimal" }, json),
        inSeconds: field == .seconds, rounding)
    },
    TypeWord(
      name: "bytes", about: "A volume.",
      options: [
        (
          "unit",
          byteUnits.map(\.name).joined(separator: ", ") + ", or written: it stands after the number"
        ),
        ("decimal", "the decimal sign"), ("group", "the sign between groups of three digits"),
      ],
      example: ("{ bytes: { unit: 'written' } }", "top_off.bytes", "1.5 GB", "1500000000")
    ) { parser, options, _, json in
      let name = options["unit"].map { parser.string($0, "'unit'") } ?? "B"
      let style = parser.style(options.filter { $0.key != "unit" }, json)
      if name == "written" { return .bytes(unit: 0, style) }
      guard let unit = byteUnits.first(where: { $0.name == name })?.bytes else {
        let units = byteUnits.map(\.name).joined(separator: ", ")
        parser.wrongType("A unit of bytes is one of \(units), or written.", at: json)
        return nil
      }
      return .bytes(unit: unit, style)
    },
    TypeWord(
      name: "phone", about: "A telephone number, as the source's country and area write it.",
      options: [
        ("country", "the country, such as DE, in place of the source's"),
        ("area", "the area code of North America's seven-digit numbers"),
      ],
      example: ("{ phone: { country: 'GB' } }", "cdr.to_number", "020 7946 0000", "+442079460000")
    ) { parser, options, _, _ in
      .phone(
        country: options["country"].map { parser.string($0, "'country'") },
        area: options["area"].map { parser.string($0, "'area'") })
    },
    TypeWord(
      name: "flag", about: "Yes or no, whatever the case of the letters.",
      options: [
        ("yes", "the words for yes: true yes 1 y"), ("no", "the words for no: false no 0 n"),
      ],
      example: ("{ flag: { yes: ['J'], no: ['N'] } }", "account.autopay", "j", "true")
    ) { parser, options, _, _ in
      .flag(
        yes: parser.words(options["yes"], default: ["true", "yes", "1", "y"]),
        no: parser.words(options["no"], default: ["false", "no", "0", "n"]))
    },
  ]

  /// Names of units of bytes, the longer ones first.
  static let byteUnits: [(name: String, bytes: Int64)] = [
    ("kB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000),
    ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("TiB", 1 << 40), ("B", 1),
  ]
}

extension ProfileParser {
  mutating func cellType(_ json: JSONValue, field: FieldType?) -> CellType? {
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
    return word.make(&self, parts, field, json)
  }

  mutating func style(_ parts: [String: JSONValue], _ json: JSONValue) -> NumberStyle {
    var style = DecimalStyle()
    if let decimal = parts["decimal"] { style.decimal = character(decimal, "'decimal'") }
    if let group = parts["group"] {
      style.group = character(group, "'group'")
      if style.group == style.decimal {
        wrongType("'decimal' and 'group' can't be the same sign.", at: group)
      }
    }
    var words: SignStyle?
    if let sign = parts["sign"] { words = self.sign(sign, of: &style) }
    var shift = 0
    if let unit = parts["unit"] {
      let units = ["cents": 2, "thousandths": 3]
      let name = string(unit, "'unit'")
      shift = units[name] ?? 0
      if units[name] == nil { wrongType("'unit' is cents or thousandths.", at: unit) }
    }
    if let implied = parts["implied"] {
      if shift > 0 { wrongType("'implied' and 'unit' exclude each other.", at: implied) }
      shift = integer(implied, "'implied'", in: 0...12)
    }
    return NumberStyle(
      style, shift: shift, isImplied: parts["implied"] != nil, sign: words)
  }

  private mutating func sign(_ json: JSONValue, of style: inout DecimalStyle) -> SignStyle? {
    let signs: [(name: String, sign: DecimalStyle.Sign)] = [
      ("minus", .minus), ("trailing", .trailingMinus), ("parens", .parentheses),
      ("DR/CR", .debitCredit),
    ]
    if json.members != nil {
      let parts = members(json, ["positive", "negative"], "'sign'")
      func words(_ name: String) -> [[UInt8]] {
        (parts[name].map { strings($0, "A word") } ?? []).map { Array($0.uppercased().utf8) }
      }
      return SignStyle(positive: words("positive"), negative: words("negative"))
    }
    let name = string(json, "'sign'")
    if name == "overpunch" { return SignStyle(isOverpunched: true) }
    if let known = signs.first(where: { $0.name == name }) {
      style.sign = known.sign
    } else {
      let names = signs.map(\.name) + ["overpunch"]
      wrongType(
        "'sign' is one of \(names.joined(separator: ", ")), or { positive: […], negative: […] }."
          + NearestName.hint(name, among: names), at: json)
    }
    return nil
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

  mutating func formats(_ parts: [String: JSONValue], needsTime: Bool) -> [TimeFormat] {
    let pivot = parts["pivot"].map { integer($0, "'pivot'", in: 0...100) } ?? 70
    guard let json = parts["formats"] else { return [] }
    var formats: [TimeFormat] = []
    for text in strings(json, "A format") {
      guard let format = TimeFormat(text, pivot: pivot) else {
        wrong(
          "bad-format",
          "'\(text)' is no format: \(TimeFormat.tokens.map(\.text).joined(separator: " ")); other "
            + "letters stand in quotes, as 'UTC'.", at: json.position)
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
