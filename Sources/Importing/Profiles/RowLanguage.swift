package import Diagnostics
internal import Tabular

/// The values and conditions of profiles, over rows that no file has: what a target's declaration makes
/// its cells of. Reads the plain values of JSON5 too, and gathers what is wrong with all of them.
package struct RowLanguage {
  private var parser: ProfileParser

  /// - Parameters:
  ///   - file: the declaration's path, for tables that lie beside it.
  ///   - parameters: what `{ meta: NAME }` may say besides.
  package init(file: String, parameters: [String] = []) {
    parser = ProfileParser(rowsOf: file, parameters: parameters)
  }

  package var problems: [Problem] { parser.problems }

  /// Tables for 'map' and 'lookup', by name.
  package mutating func tables(_ json: JSONValue?) {
    for (name, table) in parser.entries(json, "'lookups'") {
      parser.tables[name] = parser.lookup(table)
    }
  }

  /// Forgets what 'let' has named.
  package mutating func beginRows() { parser.lets = [] }

  /// Values to be used again as `{ let: NAME }`.
  package mutating func lets(_ json: JSONValue?) -> [RowValue] {
    var values: [RowValue] = []
    for (name, definition) in parser.entries(json, "'let'") {
      values.append(value(definition))
      parser.lets.append(name)
    }
    return values
  }

  package mutating func value(_ json: JSONValue) -> RowValue {
    RowValue(value: parser.value(json, for: .text))
  }

  package mutating func condition(_ json: JSONValue) -> RowCondition {
    RowCondition(condition: parser.condition(json))
  }

  // MARK: Plain values

  package mutating func wrong(_ code: Problem.Code, _ message: String, at place: SourcePosition) {
    parser.wrong(code, message, at: place)
  }

  /// The members of an object by name; unknown ones, and needed ones that are not there, are mistakes.
  package mutating func members(
    _ json: JSONValue, _ words: [String], needed: [String] = [], _ what: String
  ) -> [String: JSONValue] {
    let found = parser.members(json, words, what)
    if json.members == nil { return found }
    for word in needed where found[word] == nil {
      parser.wrong("missing-key", "\(what) needs '\(word)'.", at: json.position)
    }
    return found
  }

  /// The members of an object whose names are the user's own.
  package mutating func entries(_ json: JSONValue?, _ what: String) -> [JSONValue.Member] {
    json.map { parser.entryList($0, what) } ?? []
  }

  package mutating func list(_ json: JSONValue?, _ what: String) -> [JSONValue] {
    json.flatMap { parser.list($0, what) } ?? []
  }

  package mutating func string(_ json: JSONValue, _ what: String) -> String {
    parser.string(json, what)
  }

  package mutating func strings(_ json: JSONValue?, _ what: String) -> [String] {
    json.map { parser.strings($0, what) } ?? []
  }

  package mutating func flag(_ json: JSONValue?, _ what: String, else absent: Bool) -> Bool {
    json.map { parser.flag($0, what) } ?? absent
  }

  package mutating func integer(_ json: JSONValue, _ what: String, in range: ClosedRange<Int>)
    -> Int
  {
    parser.integer(json, what, in: range)
  }

  package mutating func choice<Word: RawRepresentable<String>>(
    _ json: JSONValue, _ what: String, among words: [Word]
  ) -> Word? {
    parser.choice(json, what, among: words)
  }
}

/// A value whose columns have names.
package struct RowValue: Sendable {
  fileprivate var value: Value

  package var position: SourcePosition? { value.position }

  /// A text that stands for itself.
  package init(literal text: String) { value = Value(source: .literal(Array(text.utf8))) }

  fileprivate init(value: Value) { self.value = value }
}

/// A question whose columns have names.
package struct RowCondition: Sendable {
  fileprivate var condition: Condition
}

/// Values and conditions with their columns found.
package struct BoundRowValue: Sendable {
  fileprivate var value: Value
}

package struct BoundRowCondition: Sendable {
  fileprivate var condition: Condition
}

/// Reads one row after another.
package struct RowReader {
  private var binder: ColumnBinder
  private let facts: MappingFacts
  private let texts: [String: [UInt8]]
  private var lets: [Value] = []
  private var reader: ValueReader

  /// - Parameters:
  ///   - columns: of the rows.
  ///   - parameters: what `{ meta: NAME }` says.
  package init(columns: [String], file: String, parameters: [String: String]) throws(Problem) {
    var header = HeaderBinding(names: columns, file: file)
    header.isDeclared = true
    binder = ColumnBinder(header: header)
    facts = MappingFacts(
      Profile.Input(layout: .delimited(Dialect()), header: .init(rows: 1)),
      try MappingContext(source: nil, fileName: ""))
    texts = parameters.mapValues { Array($0.utf8) }
    reader = ValueReader(records: RecordBatch(), facts: facts, texts: texts)
  }

  /// The columns that something bound so far is made of, from 0.
  package var usedColumns: Set<Int> { binder.used }

  package mutating func bind(lets values: [RowValue]) throws(Problem) {
    for value in values { lets.append(try binder.boundOrEmpty(value.value)) }
  }

  package mutating func bind(_ value: RowValue) throws(Problem) -> BoundRowValue {
    BoundRowValue(value: try binder.boundOrEmpty(value.value))
  }

  package mutating func bind(_ condition: RowCondition) throws(Problem) -> BoundRowCondition {
    BoundRowCondition(condition: try binder.bound(condition.condition))
  }

  /// Goes to the next row.
  package mutating func take(_ cells: [String?]) {
    var batch = RecordBatch()
    for cell in cells {
      let start = Int32(batch.bytes.count)
      batch.bytes += Array((cell ?? "").utf8)
      batch.fieldRanges.append(start..<Int32(batch.bytes.count))
    }
    batch.firstField.append(Int32(cells.count))
    batch.textRanges.append(0..<Int32(batch.bytes.count))
    batch.lines.append(1)
    batch.offsets.append(0)
    batch.lengths.append(Int32(batch.bytes.count))
    reader = ValueReader(records: batch, facts: facts, texts: texts)
    for value in lets { reader.variables.append(((try? reader.text(value)) ?? nil)) }
  }

  /// The text of a value in this row; empty when there is none.
  package func text(_ value: BoundRowValue) throws(CellFailure) -> String {
    String(decoding: try reader.text(value.value) ?? [], as: UTF8.self)
  }

  package func isTrue(_ condition: BoundRowCondition) -> Bool { reader.isTrue(condition.condition) }
}
