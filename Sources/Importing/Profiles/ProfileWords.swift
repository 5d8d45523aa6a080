/// A word of the language with its meaning.
package struct ProfileWord: Sendable {
  package let name: String
  /// What stands after it, as the grammar writes it.
  package let takes: String
  package let about: String
  /// Whether it must stand where its table is used.
  package var isNeeded = false

  init(_ name: String, _ takes: String, _ about: String, isNeeded: Bool = false) {
    self.name = name
    self.takes = takes
    self.about = about
    self.isNeeded = isNeeded
  }
}

/// The words that may stand in one place of a profile. The parser takes these and no others, the lint
/// suggests them, and the page of reference prints them: nothing else says what the language is.
package struct WordTable: Sendable {
  /// What the grammar calls it: `input`, `record`.
  package let name: String
  /// What messages call it: `'input'`, `A record rule`.
  let subject: String
  package let words: [ProfileWord]
  /// What the page of reference says below the words.
  var note = ""

  package var names: [String] { words.map(\.name) }

  package static let all: [WordTable] = [
    .profile, .match, .input, .fixed, .header, .lookup, .record, .skip, .merge, .emit, .each,
    .value,
    .check, .control, .sequence, .policy,
  ]

  static let profile = WordTable(
    name: "profile", subject: "A profile",
    words: [
      .init("profile", "NAME", "Its name, kept with every batch.", isNeeded: true),
      .init("version", "INTEGER", "Your own count of its changes."),
      .init("about", "TEXT", "What 'profile list' says of it."),
      .init("match", "match", "Which files it is for, when none is named."),
      .init("input", "input", "How the bytes are cut into records; CSV with a header if left out."),
      .init("lookups", "{ NAME: lookup, … }", "Tables for 'map' and 'lookup'."),
      .init(
        "records", "[record, …]",
        "What is done with records. The first that fits takes the record.",
        isNeeded: true),
      .init("control", "control", "What the file states of itself."),
      .init("policy", "policy", "What is done with what it does not foresee."),
      .init(
        "secrets", "'mask' | 'refuse'",
        "Card numbers in free text are masked to their last four digits, passwords and security "
          + "codes whole: mask, if not given. Or their record is refused."),
    ])

  static let match = WordTable(
    name: "match", subject: "'match'",
    words: [
      .init("fileName", "TEXT | [TEXT, …]", "The file's name, * for anything: 'Master*.csv'."),
      .init("headers", "[NAME, …]", "Columns that the header has; more may be there."),
      .init("firstBytes", "TEXT", "How the file's text begins, byte for byte."),
    ], note: "All that is given must be true.")

  static let input = WordTable(
    name: "input", subject: "'input'",
    words: [
      .init("format", "'delimited' | 'fixed' | 'jsonl' | 'xml'", "The first, if not given."),
      .init("record", "NAME", "In XML: the element that is a record, such as 'cdrData'."),
      .init(
        "delimiter", "'auto' | TEXT",
        "Between columns: ';', or several characters such as '||'; found out if not given."),
      .init("quote", "CHARACTER | null", "Around cells; \" if not given, null for none."),
      .init(
        "escape", "'\\\\'",
        "Before a quote within quotes, in place of doubling it; without quotes before a delimiter."),
    ] + common,
    note: "In JSON Lines a column is the path of a value: '$customer.name', '$lines[0].amount'. In "
      + "XML it is the path of an element within the record's.")

  /// Words of every format.
  private static let common: [ProfileWord] = [
    .init("encoding", "'auto' | ENCODING", "utf-8, utf-16le, utf-16be, windows-1252 or ascii."),
    .init("header", "INTEGER | header", "How many lines name the columns: 1, in fixed width 0."),
    .init("skip", "LINES", "Lines to pass over at the beginning."),
    .init("comment", "CHARACTER", "Lines that begin with it are passed over."),
    .init("footer", "condition", "From the first record for which it is true, nothing is data."),
    .init("nulls", "[WORD, …]", "Cells that mean nothing, besides the empty one."),
    .init("trim", "BOOLEAN", "Whether blanks around a cell are dropped: true if not given."),
  ]

  static let fixed = WordTable(
    name: "input", subject: "'input'",
    words: [
      .init("format", "'fixed'", "Records whose values stand at fixed places.", isNeeded: true),
      .init("recordLength", "INTEGER", "Characters of a record; without it each line is one."),
      .init(
        "terminator", "'\\n' | null", "What ends a record of that length; nothing if not given."),
    ] + common)

  static let header = WordTable(
    name: "header", subject: "'header'",
    words: [
      .init("rows", "INTEGER", "How many records it takes; 1 if not given."),
      .init(
        "join", "BOOLEAN", "Whether the names run through all of them; else the first has them."),
      .init("find", "NAME", "It begins with the record that has this cell; before is preamble."),
    ])

  static let lookup = WordTable(
    name: "lookup", subject: "A lookup from a file",
    words: [
      .init("csv", "PATH", "A CSV file with a header, beside the profile.", isNeeded: true),
      .init("key", "NAME", "The column of what is looked up.", isNeeded: true),
      .init("value", "NAME", "The column of what it becomes.", isNeeded: true),
    ], note: "Or the table itself: { A: 'active', S: 'suspended' }.")

  static let record = WordTable(
    name: "record", subject: "A record rule",
    words: [
      .init("when", "condition", "Which records it takes; all if not given."),
      .init("minColumns", "INTEGER", "A record with fewer columns is cut off, and refused."),
      .init("group", "value", "Records that follow one another with the same value are a group."),
      .init(
        "fillDown", "[NAME | INTEGER, …]",
        "Columns whose empty cells mean what stands above, within the group."),
      .init("let", "{ NAME: value, … }", "Values to be used again."),
      .init("skip", "[skip, …]", "Records passed over on purpose, counted by name."),
      .init("emit", "[emit, …]", "What is made of it, all accepted or all refused."),
      .init(
        "merge", "merge",
        "Partial records, and side records of other rules, become one entity with the record that "
          + "completes it."),
      .init("keep", "{ NAME: value, … }", "Values that later records read as meta 'kept.NAME'."),
      .init("header", "{ NAME: value, … }", "It is no data, but states these values."),
      .init("trailer", "{ NAME: value, … }", "The same, at the end."),
      .init("discard", "NAME", "It is passed over on purpose, counted by this name."),
    ], note: "One of emit, header, trailer and discard.")

  static let skip = WordTable(
    name: "skip", subject: "A skip rule",
    words: [
      .init("name", "NAME", "What the summary calls it.", isNeeded: true),
      .init("when", "condition", "Which records.", isNeeded: true),
    ])

  static let merge = WordTable(
    name: "merge", subject: "'merge'",
    words: [
      .init(
        "key", "value", "What the records of one thing have in common, in all rules.",
        isNeeded: true),
      .init("last", "condition", "Whether this record is the last of them; or"),
      .init("count", "INTEGER", "how many of them there are, in any order; or"),
      .init(
        "side", "BOOLEAN",
        "that this one only adds to the entity of another rule with that key: what that one leaves "
          + "empty, also when it is stored already."),
      .init(
        "hours", "INTEGER",
        "The last may come in a later file. One that waits longer is listed with each import, by "
          + "the files' own time."),
      .init("sum", "[FIELD, …]", "Fields that are added up."),
      .init(
        "first", "[FIELD, …]",
        "Fields that the first record says; the others, the last that has one."),
    ],
    note:
      "Without 'hours', what is still open at the end of the file is refused as open-record. A rule "
      + "with 'key' alone is whole by itself, and takes what side records have for it.")

  static let emit = WordTable(
    name: "emit", subject: "'emit'",
    words: [
      .init("kind", "KIND", "What it is: 'carryover template' lists the kinds.", isNeeded: true),
      .init("when", "condition", "Whether there is one."),
      .init("once", "BOOLEAN", "Only one for each group, made of its first record."),
      .init("each", "each", "One for each of several values."),
      .init("fields", "{ FIELD: value, … }", "Its fields.", isNeeded: true),
    ])

  static let each = WordTable(
    name: "each", subject: "'each'",
    words: [
      .init(
        "columns", "{ NAME: 'a[#]', … }",
        "Columns with a number in their names, # in its place: one round for each number."),
      .init("list", "[{ NAME: value, … }, …]", "One round for each object."),
      .init("split", "value", "One round for each part of it, named 'part'."),
      .init("by", "TEXT", "What the parts are cut at; ',' if not given."),
      .init("from", "INTEGER", "The column at which groups of columns begin."),
      .init("names", "[NAME, …]", "The columns of a group; the groups run to the record's end."),
    ],
    note:
      "One of columns, list, split and from. Values are read with { each: NAME }; 'number' is the "
      + "number of the round. A round whose values are all empty makes nothing.")

  static let value = WordTable(
    name: "value", subject: "A value",
    words: [
      .init("steps", "[step, …]", "What is done to the text, in order."),
      .init("type", "type", "What the text is; the field's own form if not given."),
      .init("required", "BOOLEAN", "Whether an empty one is refused."),
      .init(
        "clear", "BOOLEAN",
        "Whether an empty one takes away what the store has of master data; else that is kept."),
      .init("check", "check", "What it must be besides."),
      .init("optional", "BOOLEAN", "With col: the file may lack the column."),
      .init("in", "TABLE", "With lookup: the table."),
      .init("longestPrefix", "BOOLEAN", "With lookup: the longest entry it begins with is taken."),
      .init("else", "value", "With case or lookup: what it is otherwise."),
      .init("onMiss", "'reject' | 'null' | 'keep'", "With lookup: what it is otherwise."),
      .init(
        "pan", "'allow' | 'refuse'",
        "Card numbers in this field may be kept, or refuse the record even in an identifier."),
      .init("scale", "INTEGER", "With arithmetic: the decimals of the result, 8 if not given."),
    ])

  static let check = WordTable(
    name: "check", subject: "'check'",
    words: [
      .init("oneOf", "[WORD, …]", "It is one of these."),
      .init("pattern", "REGEX", "It matches somewhere; ^ and $ hold it fast."),
      .init("length", "INTEGER", "It has so many characters; digits that are too few lost zeros."),
      .init("minLength", "INTEGER", "It has so many characters at least."),
      .init("maxLength", "INTEGER", "It has so many characters at most."),
      .init("min", "TEXT", "It is this or more, in canonical form: '0.01', '2020-01-01'."),
      .init("max", "TEXT", "It is this or less."),
      .init("onFail", "'reject' | 'warn' | 'null'", "What happens otherwise; reject if not given."),
    ])

  static let control = WordTable(
    name: "control", subject: "'control'",
    words: [
      .init("count", "CONTROL", "What states the number of records."),
      .init("sums", "{ CONTROL: KIND.FIELD, … }", "What states the sum of a field."),
      .init("sequence", "sequence", "What states the number of the file."),
      .init("onMismatch", "'refuse' | 'warn'", "Refuse, if not given."),
    ], note: "CONTROL is header.NAME or trailer.NAME.")

  static let sequence = WordTable(
    name: "sequence", subject: "'sequence'",
    words: [
      .init("number", "CONTROL", "What states it.", isNeeded: true),
      .init("gap", "'refuse' | 'warn'", "When it is not the next one; warn if not given."),
      .init("repeat", "'refuse' | 'warn'", "When it came before; refuse if not given."),
      .init("last", "INTEGER", "The number after which it begins at the first again."),
      .init("first", "INTEGER", "The number that it begins with; 1 if not given."),
    ])

  static let policy = WordTable(
    name: "policy", subject: "'policy'",
    words: [
      .init(
        "extraColumns", "'ignore' | 'refuse'", "Columns that nothing uses; ignore if not given."),
      .init("extraCells", "'ignore' | 'reject'", "Cells beyond the header; ignore if not given."),
      .init(
        "missingCells", "'reject' | 'empty'",
        "Records that end before the last column that is used; reject if not given."),
      .init(
        "excel", "'reject' | 'warn' | 'allow'",
        "Identifiers that a spreadsheet destroyed; reject if not given."),
    ])

  /// Sources: exactly one in a value.
  package static let sources = WordTable(
    name: "source", subject: "A value",
    words: [
      .init("col", "NAME | [NAME, …] | INTEGER", "A column by one of its names, or its number."),
      .init("pos", "[FIRST, LENGTH]", "Characters of a fixed-width record, from 1."),
      .init("const", "TEXT", "This text."),
      .init("concat", "[value, …]", "Values, one after another."),
      .init("coalesce", "[value, …]", "The first of the values that is not empty."),
      .init("let", "NAME", "A value that 'let' has named."),
      .init("each", "NAME", "A value of this round of 'each', or its 'number'."),
      .init("ref", "KIND.FIELD", "What that field of an entity before this one in 'emit' is."),
      .init(
        "meta", "NAME",
        "file.name, line, source.company (its code), deck (that 'rate --deck' loads), group.line (the "
          + "record's number in its group), kept.NAME, or a value of the file's header such as header.date."
      ),
      .init("case", "[{ when, then }, …]", "The 'then' of the first that is true, or 'else'."),
      .init(
        "lookup", "value",
        "What the table 'in' says of it. What the table lacks is refused, or becomes 'else', or "
          + "what 'onMiss' says: reject, null or keep."),
      .init("sum", "[value, …]", "The sum. Parts are plain decimals, or have a type."),
      .init("sub", "[value, …]", "The first value less the others."),
      .init("mul", "[value, …]", "The product; nothing where a part is empty."),
      .init("div", "[value, …]", "The first by the others. One rounding, half away from zero."),
    ],
    note:
      "Arithmetic is exact; only its result is rounded to 'scale' decimals. Times and durations "
      + "count in milliseconds.")

  package static let conditions = WordTable(
    name: "condition", subject: "A condition",
    words: [
      .init("eq", "[value, value]", "Both are the same text."),
      .init("ne", "[value, value]", "They differ."),
      .init("in", "[value, [value, …]]", "The first is one of the others."),
      .init("startsWith", "[value, value]", "The first begins with the second."),
      .init("matches", "[value, REGEX]", "The pattern matches somewhere; ^ and $ hold it fast."),
      .init("lt", "[value, value]", "Less, as plain decimals; false where one is none."),
      .init("le", "[value, value]", "Less or equal."),
      .init("gt", "[value, value]", "More."),
      .init("ge", "[value, value]", "More or equal."),
      .init("empty", "value", "The value is empty."),
      .init("and", "[condition, …]", "All of the conditions."),
      .init("or", "[condition, …]", "One of the conditions at least."),
      .init("not", "condition", "Not this condition."),
    ])
}
