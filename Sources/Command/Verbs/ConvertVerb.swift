internal import Bytes
internal import Diagnostics
internal import Tabular

let convertVerb = Verb(
  "convert", "FILE",
  "Write any text table as clean text: UTF-8, RFC 4180 or JSON Lines, every value as it was, the names "
    + "of the columns first. How the file is written is found out, as far as the options don't say it. "
    + "Certain repairs are made and told; what isn't certain is written as it is and told (exit code 1). "
    + "'-' reads standard input; gzip, a ZIP of one file and .xlsx are read, too.", takes: 1...1,
  options: dialectOptions + [
    .value("format", "csv|jsonl", "What to write; csv if not given")
  ] + outputOptions
) { invocation in
  var conversion = TableConversion(path: invocation.operands[0])
  conversion.sheet = invocation.value("sheet")
  conversion.declared = try invocation.declaredDialect()
  if let name = invocation.value("format") {
    let all = CleanFormat.allCases.map(\.rawValue)
    guard let format = CleanFormat(rawValue: name) else {
      throw Problem.badChoice(option: "format", name, among: all)
    }
    conversion.format = format
  }
  let progress = Progress(isShown: !invocation.isQuiet && !invocation.wantsJSON)
  conversion.onProgress = { progress.show(bytes: $0, of: $1, records: $2) }
  let output = invocation.value("output") ?? "-"
  let sink: any ByteSink =
    output == "-" ? StandardOutput() : try OutputFile(path: output, force: invocation.has("force"))
  let summary = try conversion.run(to: sink)
  _ = try sink.finish()
  progress.end()
  if invocation.wantsJSON {
    // The table itself has standard output, unless it goes to a file.
    let text = ConversionText.json(summary).text
    if output == "-" { Terminal.say(text) } else { try Terminal.print(text + "\n") }
  } else if !invocation.isQuiet {
    Terminal.say(ConversionText.summary(summary))
  }
  return summary.hasDoubts ? Problem.Kind.finding.rawValue : 0
}

/// How a file is written, where the user says it.
let dialectOptions: [Option] = [
  .value(
    "delimiter", "TEXT", "What stands between fields: such as ; or || or tab, comma, pipe ..."),
  .value("quote", "CHAR|none", "What stands around fields: \" or ' or none"),
  .value("escape", "WORD", "A quote within quotes: doubled, or backslash"),
  .value("header", "N", "Rows that name the columns: 0, 1 or more"),
  .value("skip", "N", "Lines before them"),
  .value("encoding", "NAME", "utf-8, windows-1252, utf-16le, utf-16be or ascii"),
  .value("sheet", "NAME", "The sheet of a workbook; the first if not given"),
]

extension Invocation {
  func declaredDialect() throws(Problem) -> TableSketch.Declared {
    var declared = TableSketch.Declared()
    if let text = value("delimiter") {
      guard let delimiter = Self.delimiter(text) else {
        throw Problem(
          "bad-delimiter", .usage,
          "--delimiter is up to eight characters without a letter or digit, or one of "
            + "\(Self.named.map(\.name).joined(separator: ", ")), not '\(text)'.")
      }
      declared.delimiter = delimiter
    }
    if let text = value("quote") {
      guard text == "none" || text.utf8.count == 1, text != "\n" else {
        throw Problem.badChoice(option: "quote", text, among: ["\"", "'", "none"])
      }
      declared.quote = .some(text == "none" ? nil : text.utf8.first)
    }
    if let quote = declared.quote, let quote, declared.delimiter?.bytes.contains(quote) == true {
      throw Problem(
        "bad-delimiter", .usage, "--delimiter has the character of --quote; one must differ.")
    }
    if let text = value("escape") {
      switch text {
      case "doubled": declared.escape = .doubled
      case "backslash", "\\": declared.escape = .backslash
      default: throw Problem.badChoice(option: "escape", text, among: ["doubled", "backslash"])
      }
    }
    declared.headerRows = try number("header")
    declared.skip = try number("skip")
    if let name = value("encoding") {
      guard let encoding = TextEncoding(name: name) else {
        throw Problem.badChoice(
          option: "encoding", name, among: TextEncoding.allCases.map(\.rawValue))
      }
      declared.encoding = encoding
    }
    return declared
  }

  /// Names for what is hard to type.
  static let named: [(name: String, byte: UInt8)] = [
    ("tab", 9), ("comma", UInt8(ascii: ",")), ("semicolon", UInt8(ascii: ";")),
    ("pipe", UInt8(ascii: "|")), ("space", 32), ("colon", UInt8(ascii: ":")),
    ("caret", UInt8(ascii: "^")), ("tilde", UInt8(ascii: "~")), ("unit-separator", 0x1F),
  ]

  /// A name, `\\t`, or the characters themselves. Letters and digits would cut every text.
  private static func delimiter(_ text: String) -> Delimiter? {
    if text == "\\t" { return Delimiter(9) }
    if let named = named.first(where: { $0.name == text.lowercased() }) {
      return Delimiter(named.byte)
    }
    if text.contains(where: { $0.isLetter || $0.isNumber }) { return nil }
    return Delimiter(text.utf8)
  }
}
