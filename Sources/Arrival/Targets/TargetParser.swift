internal import Bytes
package import Diagnostics
internal import Importing
internal import Store
internal import Tabular

/// Everything that is wrong with a target, each mistake with its line and column.
package struct TargetMistakes: Error {
  package var problems: [Problem]
}

/// Reads the declaration of a target. Goes on after a mistake, so that all of them are told at once.
package struct TargetParser {
  private var language: RowLanguage
  private let file: String
  private var lists: [String] = []
  private var parameters: [String: String] = [:]
  /// What is known only once a whole value is read.
  private var problems: [Problem] = []

  /// - Parameter file: its path, for messages; a name without a slash and without `.json5` is a target
  ///   that came with the command.
  /// - Throws: `TargetMistakes`.
  package static func parse(_ text: String, file: String) throws -> Target {
    let document: JSONValue
    do throws(Problem) { document = try JSON5Parser.parse(text, file: file) } catch {
      throw TargetMistakes(problems: [error])
    }
    let names = ["load_day", "as_of"] + (document.member("parameters")?.members ?? []).map(\.key)
    var parser = TargetParser(
      language: RowLanguage(file: file, parameters: names), file: file)
    for name in names { parser.parameters[name] = "" }
    let target = parser.target(document)
    let problems = parser.language.problems + parser.problems
    guard problems.isEmpty, var target else {
      throw TargetMistakes(problems: problems.sorted { $0.place < $1.place })
    }
    target.sha256 = SHA256.hex(of: text.utf8)
    return target
  }

  private init(language: RowLanguage, file: String) {
    self.language = language
    self.file = file
  }

  private mutating func wrong(_ code: Problem.Code, _ message: String, at json: JSONValue) {
    language.wrong(code, message, at: json.position)
  }

  // MARK: The document

  private mutating func target(_ document: JSONValue) -> Target? {
    let top = language.members(
      document,
      [
        "target", "version", "about", "dialect", "folder", "parameters", "currencies", "lookups",
        "lists", "names", "leaves", "notes", "files",
      ], needed: ["target", "about", "files"], "A target")
    guard let name = top["target"], let about = top["about"] else { return nil }
    if let version = top["version"] {
      _ = language.integer(version, "'version'", in: 1...1_000_000)
    }
    language.tables(top["lookups"])
    var target = Target(
      name: language.string(name, "The name"), about: language.string(about, "'about'"),
      dialect: dialect(top["dialect"]), parameters: parameters(top["parameters"]),
      lists: codeLists(top["lists"]), account: RowValue(literal: ""), leaves: [], files: [],
      notes: language.strings(top["notes"], "'notes'"))
    lists = target.lists.map(\.name)
    if let currencies = top["currencies"] {
      enum Word: String, CaseIterable { case one, many }
      target.hasOneCurrency =
        language.choice(currencies, "'currencies'", among: Word.allCases) == .one
    }
    if let names = top["names"] { readNames(names, of: &target) }
    for member in language.entries(top["leaves"], "'leaves'") {
      if Kinds.named(member.key) == nil {
        let known = Kinds.importable.map(\.name)
        language.wrong(
          "unknown-kind",
          "There is no kind '\(member.key)'.\(NearestName.hint(member.key, among: known))",
          at: member.keyPosition)
      }
      target.leaves.append((member.key, language.string(member.value, "A reason")))
    }
    for element in language.list(top["files"], "'files'") {
      guard let file = self.file(element) else { continue }
      if target.files.contains(where: { $0.name == file.name }) {
        wrong("duplicate-key", "There are two files '\(file.name)'.", at: element)
      }
      target.files.append(file)
    }
    if top["names"] == nil, !target.isOfCalls {
      wrong("missing-key", "A target of accounts needs 'names'.", at: document)
    }
    target.isOneFile = !language.flag(top["folder"], "'folder'", else: true)
    if target.isOneFile, target.written.count != 1, let folder = top["folder"] {
      wrong(
        "profile-type",
        "Only a target of one file goes without a folder, and this one has "
          + "\(target.written.count).", at: folder)
    }
    target.needsLoadDay = target.files.contains { $0.columns.contains { $0.limits.isNotPast } }
    return target
  }

  private mutating func readNames(_ json: JSONValue, of target: inout Target) {
    let parts = language.members(
      json, ["account", "service", "services", "invoice"], needed: ["account"], "'names'")
    language.beginRows()
    if let account = parts["account"] {
      target.account = language.value(account)
      check([target.account], over: "accounts")
    }
    if let service = parts["service"] {
      let value = language.value(service)
      check([value], over: "services")
      target.service = value
    }
    if let list = parts["services"] { target.serviceList = listName(list) }
    if let invoice = parts["invoice"] {
      let value = language.value(invoice)
      check([value], over: "open-invoices")
      target.invoice = value
    }
  }

  private mutating func dialect(_ json: JSONValue?) -> TargetDialect {
    var dialect = TargetDialect()
    guard let json else { return dialect }
    let parts = language.members(
      json, ["delimiter", "quote", "escape", "header", "lineEnd", "encoding", "without"],
      "'dialect'")
    if let delimiter = parts["delimiter"] {
      let text = Array(language.string(delimiter, "'delimiter'").utf8)
      if text.count == 1 {
        dialect.delimiter = text[0]
      } else {
        wrong("profile-type", "'delimiter' is one character of ASCII.", at: delimiter)
      }
    }
    if let quote = parts["quote"] {
      dialect.quoting =
        language.choice(quote, "'quote'", among: TargetDialect.Quoting.allCases) ?? .needed
    }
    if let escape = parts["escape"] {
      dialect.escapesWithBackslash = language.string(escape, "'escape'") == "\\"
      if !dialect.escapesWithBackslash {
        wrong("profile-type", "'escape' is '\\\\', or left out.", at: escape)
      }
    }
    dialect.hasHeader = language.flag(parts["header"], "'header'", else: true)
    if let end = parts["lineEnd"] {
      dialect.lineEnd =
        language.choice(end, "'lineEnd'", among: TargetDialect.LineEnd.allCases) ?? .lf
    }
    if let encoding = parts["encoding"] {
      let known: [TextEncoding] = [.utf8, .windows1252, .ascii]
      dialect.encoding = language.choice(encoding, "'encoding'", among: known) ?? .utf8
    }
    if let without = parts["without"] {
      dialect.without = Set(language.string(without, "'without'"))
    }
    return dialect
  }

  private mutating func parameters(_ json: JSONValue?) -> [TargetParameter] {
    var found: [TargetParameter] = []
    for member in language.entries(json, "'parameters'") {
      let parts = language.members(
        member.value, ["about", "required"], needed: ["about"], "A parameter")
      found.append(
        TargetParameter(
          name: member.key, about: parts["about"].map { language.string($0, "'about'") } ?? "",
          isRequired: language.flag(parts["required"], "'required'", else: false)))
    }
    return found
  }

  private mutating func codeLists(_ json: JSONValue?) -> [CodeList] {
    var found: [CodeList] = []
    for member in language.entries(json, "'lists'") {
      let parts = language.members(
        member.value, ["about", "words", "map", "else", "ours"], needed: ["about"], "A list")
      var list = CodeList(
        name: member.key, about: parts["about"].map { language.string($0, "'about'") } ?? "")
      list.words = Set(language.strings(parts["words"], "'words'"))
      for entry in language.entries(parts["map"], "'map'") {
        list.map[entry.key] = language.string(entry.value, "A code of the target")
      }
      list.otherwise = parts["else"].map { language.string($0, "'else'") }
      list.keepsOurs = language.flag(parts["ours"], "'ours'", else: false)
      if !list.words.isEmpty {
        for (code, word) in list.map where !list.words.contains(word) {
          wrong(
            "enum-error",
            "'\(code)' becomes '\(word)', which is not among the words of the list."
              + NearestName.hint(word, among: list.words.sorted()), at: member.value)
        }
      }
      found.append(list)
    }
    return found
  }

  // MARK: Files

  private mutating func file(_ json: JSONValue) -> TargetFile? {
    let parts = language.members(
      json,
      [
        "file", "about", "rows", "of", "carries", "aspect", "order", "let", "when", "key", "send",
        "after",
        "sum", "readBy", "stays", "columns",
      ], needed: ["file", "about", "rows", "key"], "A file")
    guard let name = parts["file"], let about = parts["about"], let rowsJSON = parts["rows"],
      let key = parts["key"]
    else { return nil }
    language.beginRows()
    let rowsName = language.string(rowsJSON, "'rows'")
    let rows: RowSet
    do throws(Problem) { rows = try RowSet.named(rowsName, beside: file) } catch {
      problems.append(error.code == "unknown-rows" ? error.placed(at: rowsJSON.position) : error)
      return nil
    }
    var result = TargetFile(
      name: language.string(name, "The file's name"), about: language.string(about, "'about'"),
      rows: rows, order: [], lets: language.lets(parts["let"]), key: RowValue(literal: ""),
      sending: .changed, waitsForCrosswalk: false, columns: [])
    if result.name.contains("/") || result.name.isEmpty {
      wrong("profile-type", "A file's name has no slash and is not empty.", at: name)
    }
    result.key = language.value(key)
    if let kind = parts["of"] { result.kind = kindName(kind) }
    for member in language.entries(parts["carries"], "'carries'") {
      let columns = language.list(member.value, "The columns of a kind")
      for column in columns {
        requireColumn(language.string(column, "A column"), of: rows, at: column)
      }
      result.carries.append((member.key, columns.compactMap(\.string)))
      if Kinds.importable(member.key) == nil {
        language.wrong(
          "unknown-kind",
          "There is no kind '\(member.key)'."
            + NearestName.hint(member.key, among: Kinds.importable.map(\.name)),
          at: member.keyPosition)
      }
    }
    if let aspect = parts["aspect"] {
      result.aspect = language.choice(aspect, "'aspect'", among: ParityAspect.allCases)
    }
    if let when = parts["when"] { result.when = language.condition(when) }
    if let send = parts["send"] {
      result.sending =
        language.choice(send, "'send'", among: TargetFile.Sending.allCases) ?? .changed
    }
    if let after = parts["after"] {
      enum Word: String, CaseIterable { case crosswalk }
      result.waitsForCrosswalk =
        language.choice(after, "'after'", among: Word.allCases) == .crosswalk
    }
    for element in language.list(parts["order"], "'order'") {
      let text = language.string(element, "A column of 'order'")
      let column = text.hasPrefix("-") ? String(text.dropFirst()) : text
      requireColumn(column, of: rows, at: element)
      result.order.append((column, text.hasPrefix("-")))
    }
    if let sum = parts["sum"] {
      let column = language.string(sum, "'sum'")
      requireColumn(column, of: rows, at: sum)
      result.sum = column
    }
    if let profile = parts["readBy"] { result.profile = profileName(profile) }
    result.stays = parts["stays"].map { language.string($0, "'stays'") }
    if (parts["columns"] == nil) == (result.stays == nil) {
      wrong("missing-key", "A file has 'columns', or says in 'stays' why its rows stay.", at: json)
    }
    for element in language.list(parts["columns"], "'columns'") {
      if let column = self.column(element) { result.columns.append(column) }
    }
    check(result)
    return result
  }

  private mutating func column(_ json: JSONValue) -> TargetColumn? {
    guard let parts = json.elements, (2...3).contains(parts.count) else {
      wrong(
        "profile-type", "A column is [HEADING, VALUE] or [HEADING, VALUE, { LIMITS }].", at: json)
      return nil
    }
    return TargetColumn(
      heading: language.string(parts[0], "A heading"), value: language.value(parts[1]),
      limits: parts.count == 3 ? limits(parts[2]) : TargetLimits())
  }

  private mutating func limits(_ json: JSONValue) -> TargetLimits {
    let parts = language.members(
      json,
      ["required", "max", "digits", "most", "notPast", "notZero", "fits", "list", "parts", "else"],
      "A limit")
    var limits = TargetLimits()
    limits.isRequired = language.flag(parts["required"], "'required'", else: false)
    limits.longest = parts["max"].map { language.integer($0, "'max'", in: 1...1_000_000) }
    limits.digits = parts["digits"].map { language.integer($0, "'digits'", in: 1...100) }
    limits.most = parts["most"].map { language.integer($0, "'most'", in: 0...1_000_000_000) }
    limits.isNotPast = language.flag(parts["notPast"], "'notPast'", else: false)
    limits.isNotZero = language.flag(parts["notZero"], "'notZero'", else: false)
    limits.fits = parts["fits"].map { language.condition($0) }
    limits.list = parts["list"].flatMap { listName($0) }
    if let pair = parts["parts"] {
      let texts = language.strings(pair, "'parts'")
      if texts.count == 2, let here = texts[0].first, texts[0].count == 1 {
        limits.parts = (here, texts[1])
      } else {
        wrong("profile-type", "'parts' is [what parts codes here, what there].", at: pair)
      }
    }
    limits.otherwise = parts["else"].flatMap {
      language.choice($0, "'else'", among: TargetLimits.Otherwise.allCases)
    }
    return limits
  }

  // MARK: Names

  private mutating func listName(_ json: JSONValue) -> String {
    let name = language.string(json, "A list")
    if !lists.contains(name) {
      wrong(
        "unknown-list",
        "The target has no list '\(name)'.\(NearestName.hint(name, among: lists))", at: json)
    }
    return name
  }

  private mutating func kindName(_ json: JSONValue) -> String {
    let name = language.string(json, "'of'")
    if Kinds.importable(name) == nil {
      let known = Kinds.importable.map(\.name)
      wrong(
        "unknown-kind", "There is no kind '\(name)'.\(NearestName.hint(name, among: known))",
        at: json)
    }
    return name
  }

  private mutating func profileName(_ json: JSONValue) -> String {
    let name = language.string(json, "'readBy'")
    let known = ProfileDirectory.builtIn
    if !name.hasSuffix(".json5"), !known.contains(name) {
      wrong(
        "unknown-profile",
        "No profile '\(name)' came with the command.\(NearestName.hint(name, among: known))",
        at: json)
    }
    return name
  }

  private mutating func requireColumn(_ name: String, of rows: RowSet, at json: JSONValue) {
    if !rows.columns.contains(name) {
      problems.append(.unknownRowColumn(name, among: rows.columns, at: json.position))
    }
  }

  /// Columns that values name must be there.
  private mutating func check(_ file: TargetFile) {
    check(
      file.lets + [file.key] + file.columns.map(\.value),
      conditions: [file.when].compactMap { $0 } + file.columns.compactMap(\.limits.fits),
      columns: file.rows.columns)
  }

  private mutating func check(_ values: [RowValue], over rows: String) {
    guard let rows = try? RowSet.named(rows, beside: file) else { return }
    check(values, conditions: [], columns: rows.columns)
  }

  private mutating func check(
    _ values: [RowValue], conditions: [RowCondition], columns: [String]
  ) {
    guard var reader = try? RowReader(columns: columns, file: file, parameters: parameters) else {
      return
    }
    for value in values {
      do throws(Problem) { _ = try reader.bind(value) } catch { problems.append(error) }
    }
    for condition in conditions {
      do throws(Problem) { _ = try reader.bind(condition) } catch { problems.append(error) }
    }
  }
}

extension Problem {
  /// For sorting: where it is.
  fileprivate var place: Int { (position?.line ?? 0) << 20 + (position?.column ?? 0) }

  fileprivate func placed(at place: SourcePosition) -> Problem {
    var copy = self
    copy.position = place
    return copy
  }
}
