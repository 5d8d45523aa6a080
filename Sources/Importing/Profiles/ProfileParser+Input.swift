internal import Diagnostics
internal import Tabular

// How the bytes of a file are cut into records.

extension ProfileParser {
  mutating func input(_ value: JSONValue?) -> Profile.Input {
    guard let value else {
      hasHeader = true
      return Profile.Input(
        layout: .delimited(Dialect()), encoding: nil, header: Profile.Header(rows: 1))
    }
    let parts = members(value, format == .fixed ? WordTable.fixed : WordTable.input)
    if let word = parts["format"] { _ = choice(word, "'format'", among: Format.allCases) }
    let skip = parts["skip"].map { integer($0, "'skip'", in: 0...10_000) } ?? 0
    let comment = parts["comment"].map { character($0, "'comment'") }
    let header = self.header(parts["header"])
    hasHeader = header.rows > 0 || format == .jsonl || format == .xml
    var input = Profile.Input(
      layout: .lines(skip: skip, comment: comment),
      encoding: parts["encoding"].flatMap { encoding($0) }, header: header)
    switch format {
    case .delimited:
      var dialect = self.dialect(parts)
      dialect.skip = skip
      dialect.comment = comment
      // Preamble has other columns than the table.
      if header.rows == 0 || header.find != nil { dialect.columns = .various }
      input.layout = .delimited(dialect)
    case .jsonl, .xml:
      for name in ["delimiter", "quote", "escape", "header"] {
        guard let stray = parts[name] else { continue }
        wrong(
          "unknown-key", "\(format == .xml ? "XML has" : "JSON Lines have") no '\(name)'.",
          at: stray.position)
      }
      if format == .xml {
        if let record = parts["record"] {
          input.layout = .elements(name: string(record, "'record'"))
        } else {
          wrongType("'record' names the element that is a record: 'cdrData'.", at: value)
        }
      }
    case .fixed:
      if let length = parts["recordLength"] {
        let count = integer(length, "'recordLength'", in: 1...1_000_000)
        if let end = parts["terminator"], !end.isNull {
          if end.string != "\n" { wrongType("'terminator' is '\\n' or null.", at: end) }
          input.lineLength = count
        } else {
          input.layout = .blocks(length: count)
        }
      } else if let stray = parts["terminator"] {
        wrong("unknown-key", "'terminator' stands with 'recordLength' only.", at: stray.position)
      }
    }
    if format != .xml, let stray = parts["record"] {
      wrong("unknown-key", "'record' stands with the format 'xml' only.", at: stray.position)
    }
    input.nulls = Set((parts["nulls"].map { strings($0, "'nulls'") } ?? []).map { Array($0.utf8) })
    input.trims = parts["trim"].map { flag($0, "'trim'") } ?? true
    input.footer = parts["footer"].map { condition($0) }
    return input
  }

  private mutating func header(_ value: JSONValue?) -> Profile.Header {
    guard let value else { return Profile.Header(rows: format == .delimited ? 1 : 0) }
    guard value.members != nil else {
      return Profile.Header(rows: integer(value, "'header'", in: 0...20))
    }
    let parts = members(value, WordTable.header)
    return Profile.Header(
      rows: parts["rows"].map { integer($0, "'rows'", in: 1...20) } ?? 1,
      isJoined: parts["join"].map { flag($0, "'join'") } ?? false,
      find: parts["find"].map { string($0, "'find'") })
  }

  private mutating func dialect(_ parts: [String: JSONValue]) -> Dialect {
    var dialect = Dialect()
    if let delimiter = parts["delimiter"], delimiter.string != "auto" {
      dialect.delimiter = self.delimiter(delimiter)
    }
    if let quote = parts["quote"] {
      dialect.quote = quote.isNull ? nil : character(quote, "'quote', unless it is null,")
    }
    if let quote = dialect.quote, let delimiter = parts["delimiter"],
      dialect.delimiter?.bytes.contains(quote) == true
    {
      wrongType("The delimiter has the character of the quotes; one must differ.", at: delimiter)
    }
    if let escape = parts["escape"] {
      if escape.string == "\\" {
        dialect.escape = .backslash
      } else {
        wrongType("'escape' is \"\\\\\"; a doubled quote needs none.", at: escape)
      }
    }
    return dialect
  }

  private mutating func delimiter(_ value: JSONValue) -> Delimiter? {
    let text = string(value, "'delimiter'")
    if text.contains(where: { $0.isLetter || $0.isNumber }) || Delimiter(text.utf8) == nil {
      if value.string == nil { return nil }
      wrongType(
        "'delimiter' is auto, or up to eight characters without a letter, a digit or a line end.",
        at: value)
    }
    return Delimiter(text.utf8)
  }

  private mutating func encoding(_ value: JSONValue) -> TextEncoding? {
    let text = string(value, "'encoding'")
    let encoding = TextEncoding(name: text)
    if encoding == nil, text != "auto" {
      let names = TextEncoding.allCases.map(\.rawValue)
      wrongType(
        "There is no encoding '\(text)': \(names.joined(separator: ", ")) or auto."
          + NearestName.hint(text, among: names), at: value)
    }
    return encoding
  }
}
