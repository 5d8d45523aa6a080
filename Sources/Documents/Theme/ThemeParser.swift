internal import Billing
internal import Bytes
package import Diagnostics
internal import PDF

/// Everything that is wrong with a theme, each mistake with its line and column.
package struct ThemeMistakes: Error {
  package var problems: [Problem]
}

/// Reads a theme. Goes on after a mistake, so that all of them are told at once; a word that it does not
/// know is one.
package struct ThemeParser {
  private var problems: [Problem] = []
  private var theme = Theme()
  private var logoBytes: [UInt8] = []
  /// The folder of the theme: files that it names lie beside it.
  private let folder: String

  /// - Throws: `ThemeMistakes`; `Problem` where the file can't be read.
  package static func read(_ path: String) throws -> Theme {
    let text = try TextFile.read(path)
    let document: JSONValue
    do throws(Problem) { document = try JSON5Parser.parse(text, file: path) } catch {
      throw ThemeMistakes(problems: [error])
    }
    var parser = ThemeParser(path: path)
    parser.read(document)
    if !parser.problems.isEmpty { throw ThemeMistakes(problems: parser.problems) }
    var hash = SHA256()
    hash.update(Array(text.utf8)[...])
    hash.update(parser.logoBytes[...])
    parser.theme.sha256 = Hex.encode(hash.finish())
    return parser.theme
  }

  private init(path: String) {
    folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  private mutating func wrong(_ message: String, at place: SourcePosition) {
    problems.append(Problem("bad-theme", .input, message, at: place))
  }

  private mutating func unknown(
    _ what: String, _ name: String, among names: [String], at place: SourcePosition
  ) {
    wrong(
      "There is no \(what) '\(name)'.\(NearestName.hint(name, among: names)) There are: "
        + names.joined(separator: ", ") + ".", at: place)
  }

  // MARK: Shapes

  /// The members of an object, with only the keys that are known.
  private mutating func members(_ value: JSONValue, _ what: String, _ keys: [String]) -> [JSONValue
    .Member]
  {
    guard let members = value.members else {
      wrong("\(what) must be an object, and this is \(value.description).", at: value.position)
      return []
    }
    for member in members where !keys.contains(member.key) {
      unknown("word in \(what)", member.key, among: keys, at: member.keyPosition)
    }
    return members.filter { keys.contains($0.key) }
  }

  private mutating func text(_ member: JSONValue.Member) -> String? {
    guard let text = member.value.string, !text.isEmpty else {
      wrong(
        "'\(member.key)' must be text, and this is \(member.value.description).",
        at: member.value.position)
      return nil
    }
    return text
  }

  private mutating func flag(_ member: JSONValue.Member) -> Bool? {
    if let flag = member.value.bool { return flag }
    wrong(
      "'\(member.key)' must be true or false, and this is \(member.value.description).",
      at: member.value.position)
    return nil
  }

  private mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ member: JSONValue.Member, _ type: Choice.Type
  ) -> Choice? where Choice.RawValue == String {
    guard let name = text(member) else { return nil }
    guard let choice = Choice(rawValue: name) else {
      unknown(
        member.key, name, among: Choice.allCases.map(\.rawValue), at: member.value.position)
      return nil
    }
    return choice
  }

  /// The members of an object whose keys are languages.
  private mutating func languages(_ value: JSONValue, _ what: String) -> [(
    Language, JSONValue.Member
  )] {
    members(value, what, Language.allCases.map(\.rawValue)).compactMap { member in
      Language(rawValue: member.key).map { ($0, member) }
    }
  }

  // MARK: The theme

  private static let keys = [
    "theme", "paper", "window", "logo", "colours", "fonts", "labels", "dates", "numbers", "message",
    "companies", "slip", "comparison",
  ]

  private mutating func read(_ document: JSONValue) {
    let found = members(document, "a theme", Self.keys)
    if !found.contains(where: { $0.key == "theme" }) {
      wrong("A theme needs a name: theme: \"NAME\".", at: document.position)
    }
    for member in found {
      switch member.key {
      case "theme": theme.name = text(member) ?? ""
      case "paper": theme.paper = choice(member, Theme.PaperChoice.self)
      case "comparison": theme.comparesBills = flag(member) ?? true
      case "window": theme.window = choice(member, Window.self)
      case "logo": readLogo(member.value)
      case "colours": readColours(member.value)
      case "fonts": readFonts(member.value)
      case "labels": readLabels(member.value)
      case "dates":
        for (language, pattern) in languages(member.value, "dates") {
          theme.dates[language] = datePattern(pattern)
        }
      case "numbers": readNumbers(member.value)
      case "message":
        for (language, message) in languages(member.value, "message") {
          theme.messages[language] = text(message)
        }
      case "companies": readCompanies(member.value)
      default: readSlip(member.value)
      }
    }
  }

  private mutating func readLogo(_ value: JSONValue) {
    var image: PDFImage?
    var (points, alternative) = (40, "")
    let found = members(value, "logo", ["file", "height", "alternative"])
    for member in found {
      switch member.key {
      case "file":
        guard let name = text(member) else { continue }
        do throws(Problem) {
          logoBytes = try PDFImage.file(path(name))
          image = try PDFImage(logoBytes, path: path(name))
        } catch {
          let about = error.code == "bad-image" ? "" : "The logo can't be read: "
          wrong(about + error.message, at: member.value.position)
        }
      case "height":
        guard let height = member.value.integer, (8...120).contains(height) else {
          wrong("The logo's height is given in points, 8 to 120.", at: member.value.position)
          continue
        }
        points = height
      default: alternative = text(member) ?? ""
      }
    }
    for key in ["file", "alternative"] where !found.contains(where: { $0.key == key }) {
      wrong(
        key == "file"
          ? "A logo needs its file: file: \"logo.png\"."
          : "A logo needs an alternative for those who can't see it: alternative: \"Prairie Net\".",
        at: value.position)
    }
    theme.logo = image.map { Theme.Logo(image: $0, height: points, alternative: alternative) }
  }

  private mutating func readColours(_ value: JSONValue) {
    for member in members(value, "colours", ["accent"]) {
      guard let name = text(member) else { continue }
      let digits = Array(name.utf8.dropFirst())
      let parts = stride(from: 0, to: digits.count, by: 2).compactMap { start in
        Int(
          String(decoding: digits[start..<min(start + 2, digits.count)], as: UTF8.self), radix: 16)
      }
      guard name.hasPrefix("#"), digits.count == 6, parts.count == 3 else {
        wrong("A colour is written #164e8c: red, green, blue.", at: member.value.position)
        continue
      }
      let contrast = Contrast.onWhite(parts)
      guard contrast >= Contrast.least else {
        let tenths = Int(contrast * 10)
        wrong(
          "This colour has a contrast of \(tenths / 10).\(tenths % 10) : 1 on white, and text needs "
            + "4.5 : 1: take a darker one.", at: member.value.position)
        continue
      }
      theme.accent = parts
    }
  }

  private mutating func readFonts(_ value: JSONValue) {
    var fonts = Theme.Fonts(regular: "", bold: "", fallback: [])
    let found = members(value, "fonts", ["regular", "bold", "fallback", "code"])
    for member in found {
      switch member.key {
      case "regular": fonts.regular = path(text(member))
      case "bold": fonts.bold = path(text(member))
      case "code": fonts.code = text(member).map { path($0) }
      default: fonts.fallback = texts(member).map { path($0) }
      }
    }
    for key in ["regular", "bold"] where !found.contains(where: { $0.key == key }) {
      wrong("Fonts need a \(key) one: \(key): \"PATH.ttf\".", at: value.position)
    }
    theme.fonts = fonts
  }

  private func path(_ name: String?) -> String {
    guard let name else { return "" }
    return name.hasPrefix("/") ? name : folder + name
  }

  private mutating func texts(_ member: JSONValue.Member) -> [String] {
    guard let elements = member.value.elements, elements.allSatisfy({ $0.string != nil }) else {
      wrong("'\(member.key)' must be a list of texts.", at: member.value.position)
      return []
    }
    return elements.compactMap(\.string)
  }

  private mutating func readLabels(_ value: JSONValue) {
    for (language, labels) in languages(value, "labels") {
      for label in members(labels.value, "labels", Word.allCases.map(\.rawValue)) {
        guard let word = Word(rawValue: label.key), let text = text(label) else { continue }
        let usual = WordTable.words[word]?[language] ?? ""
        guard Self.places(in: text) == Self.places(in: usual) else {
          wrong(
            "'\(label.key)' must have the same places as the usual '\(usual)'.",
            at: label.value.position)
          continue
        }
        theme.words[language, default: [:]][word] = text
      }
    }
  }

  /// Which of `{1}`, `{2}`, … a sentence has.
  private static func places(in text: String) -> Set<Int> {
    Set((1...9).filter { text.contains("{\($0)}") })
  }

  private mutating func datePattern(_ member: JSONValue.Member) -> String? {
    guard let pattern = text(member) else { return nil }
    for part in ["d", "M", "yyyy"] where !pattern.contains(part) {
      wrong(
        "A date is made of d or dd, MM or MMM, and yyyy, such as dd.MM.yyyy.",
        at: member.value.position)
      return nil
    }
    return pattern
  }

  private mutating func readNumbers(_ value: JSONValue) {
    for (language, style) in languages(value, "numbers") {
      var format = MoneyFormat(locale: language.rawValue)
      for member in members(style.value, "numbers", ["decimal", "group"]) {
        guard let mark = member.value.string, mark.count <= 1, !(mark.first?.isNumber ?? false)
        else {
          wrong("A separator is one character, or none.", at: member.value.position)
          continue
        }
        if member.key == "decimal" { format.decimal = mark } else { format.group = mark }
      }
      guard !format.decimal.isEmpty, format.decimal != format.group else {
        wrong(
          "The two separators must differ, and the decimal one must be there.",
          at: style.value.position)
        continue
      }
      theme.numbers[language] = format
    }
  }

  private mutating func readCompanies(_ value: JSONValue) {
    guard let companies = value.members else {
      wrong("companies must be an object with a company's code as key.", at: value.position)
      return
    }
    let keys = ["registration", "iban", "bic", "bank", "remitTo", "payOnline", "message"]
    for company in companies {
      var data = Theme.CompanyTheme()
      for member in members(company.value, "a company", keys) {
        switch member.key {
        case "registration": data.registration = text(member)
        case "iban": data.iban = iban(member)
        case "bic": data.bic = text(member)
        case "bank": data.bank = text(member)
        case "remitTo": data.remitTo = texts(member)
        case "payOnline":
          data.payOnline = text(member)
          if let link = data.payOnline, !link.hasPrefix("https://") {
            wrong("The address to pay at must begin with https://.", at: member.value.position)
          }
        default: data.message = text(member)
        }
      }
      theme.companies[company.key] = data
    }
  }

  /// An IBAN's own check digits find nearly every slip (ISO 13616).
  private mutating func iban(_ member: JSONValue.Member) -> String? {
    guard let written = text(member) else { return nil }
    let text = written.filter { $0 != " " }.uppercased()
    var rest = 0
    var isPlain = (15...34).contains(text.utf8.count)
    for byte in Array(text.utf8.dropFirst(4)) + Array(text.utf8.prefix(4)) {
      switch byte {
      case 48...57: rest = (rest * 10 + Int(byte) - 48) % 97
      case 65...90: rest = (rest * 100 + Int(byte) - 55) % 97
      default: isPlain = false
      }
    }
    guard isPlain, rest == 1 else {
      wrong("This is no IBAN: its check digits don't fit.", at: member.value.position)
      return nil
    }
    return text
  }

  private mutating func readSlip(_ value: JSONValue) {
    var slip = Theme.Slip(check: .mod10)
    for member in members(value, "slip", ["check"]) {
      slip.check = choice(member, CheckDigit.self) ?? .mod10
    }
    theme.slip = slip
  }
}
