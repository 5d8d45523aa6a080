internal import Billing
internal import Diagnostics
package import Store
package import Tabular

/// How a foreign file is read: data, linted before use.
package struct Profile: Sendable {
  package var name: String
  package var about: String
  /// Of the text that it was read from; of the kind's declaration for a canonical one.
  package var sha256: String
  package var input: Input
  var match: Match
  var records: [RecordRule]
  var control: Control
  var policy = Policy()
  /// Whether every column must have a place: so in canonical files, where an unknown column is a typo.
  var isClosed = false
  /// Whether a secret (a card number, a password) refuses its record instead of being masked.
  var refusesSecrets = false

  struct Match: Sendable {
    /// File names with `*` for anything: one of them.
    var fileNames: [String] = []
    var headers: [String] = []
    var firstBytes: [UInt8] = []
    var isEmpty: Bool { fileNames.isEmpty && headers.isEmpty && firstBytes.isEmpty }
  }

  struct Policy: Sendable {
    enum Excel: String, Sendable, CaseIterable { case reject, warn, allow }
    var refusesExtraColumns = false
    var rejectsExtraCells = false
    /// Whether a record may end before its last columns: some programs drop empty cells.
    var fillsMissingCells = false
    var excel = Excel.reject
  }

  package struct Input: Sendable {
    package var layout: Layout
    package var encoding: TextEncoding?
    package var header: Header
    /// The values of JSON objects that the profile uses, by their paths; nil for other formats.
    var paths: [String]?
    /// How many characters each line of a fixed-width file has, where that is fixed.
    var lineLength: Int?
    /// From the first record for which it is true, nothing is data.
    var footer: Condition?
    /// Cells that mean "nothing", besides the empty one.
    var nulls: Set<[UInt8]> = []
    /// Whether blanks around a cell belong to it: no, unless the profile says so.
    var trims = true
  }

  /// The records that name the columns.
  package struct Header: Sendable {
    package var rows: Int
    /// Whether names run through all of its rows.
    var isJoined = false
    /// A cell of its first row; what stands before is preamble.
    var find: String?
  }

  /// What is done with a record that fits.
  struct RecordRule: Sendable {
    var when: Condition?
    var content: Content

    enum Content: Sendable {
      case rows(Rows)
      /// A header or trailer: its named values.
      case control(prefix: String, fields: [(name: String, value: Value)])
      /// Passed over on purpose.
      case discard(rule: String)
    }
  }

  struct Rows: Sendable {
    var minColumns = 0
    var group: Value?
    /// Columns whose empty cells mean what stands above.
    var fillDown: [Value] = []
    /// Values for slots 0, 1, … of the record's variables.
    var lets: [Value] = []
    var skips: [(name: String, when: Condition)] = []
    var emits: [Emit] = []
    var keeps: [(name: String, value: Value)] = []
    var merge: Merge?
    /// How many slots for variables its records need.
    var slots = 0
  }

  struct Emit: Sendable {
    var kind: Kind
    var when: Condition?
    /// Whether only the first record of a group makes one.
    var isOnce = false
    var each: Each?
    /// Indexes of the kind's fields, ascending, with what they come from.
    var fields: [(field: Int, value: Value)] = []
  }

  /// One entity for each of several values. The round's number stands in slot `slot`, its values in
  /// the slots after.
  struct Each: Sendable {
    enum Rounds: Sendable {
      /// Columns with a number in the place of `#`: names before they are bound, then values by round.
      case columns([Value])
      case list([[Value]])
      case split(Value, by: [UInt8])
      /// Groups of so many columns from one on.
      case groups(from: Int, size: Int)
      /// Elements of a JSON array, with the path of each value in an element.
      case elements(Value, paths: [String])
    }
    var rounds: Rounds
    var slot: Int
    var count: Int
  }

  /// Partial records that become one entity.
  struct Merge: Sendable {
    var key: Value
    /// Whether a record is the last of them.
    var last: Condition?
    /// As soon as so many of them are there, in whatever order. With neither, what was held is joined
    /// to each record.
    var count: Int?
    /// Whether a record only adds to what another one makes.
    var isSide = false
    /// How long one may wait, in later files, too; nil: its thing must be complete within the file.
    var hours: Int?
    /// Indexes of the kind's fields.
    var sums: Set<Int>
    var firsts: Set<Int>
  }

  struct Control: Sendable {
    /// The control value that states how many records there are.
    var count: String?
    /// Control values that state the sum of a value over all records.
    var sums: [(declared: String, kind: String, field: String)] = []
    var sequence: FileSequence?
    /// Whether a mismatch stops the import.
    var refuses = true
  }

  /// The number of the file in the row of its source's files.
  package struct FileSequence: Sendable {
    package enum Response: String, Sendable, CaseIterable { case refuse, warn }
    package var number: String
    package var gap = Response.warn
    package var repetition = Response.refuse
    package var first: Int64 = 1
    package var last: Int64?
  }

  /// How many records name the columns.
  package var headerRows: Int { input.header.rows }

  /// How many hours a partial record may wait for the last of its thing, in later files, too; nil where
  /// none may wait.
  package var openHours: Int? {
    records.compactMap { rule in
      if case .rows(let rows) = rule.content { rows.merge?.hours } else { nil }
    }.max()
  }

  /// Whether a column may have formats between which only the whole of it decides.
  var mayNeedSurvey: Bool {
    records.contains { rule in
      guard case .rows(let rows) = rule.content else { return false }
      return rows.emits.contains { emit in
        emit.fields.contains { ($0.value.type?.formats.count ?? 0) > 1 }
      }
    }
  }

  /// The arrays of JSON objects whose elements 'each' goes over, with the paths in an element.
  var elementPaths: [String: [String]] {
    var found: [String: [String]] = [:]
    for case .rows(let rows) in records.map(\.content) {
      for case .elements(let array, let paths)? in rows.emits.map(\.each?.rounds) {
        guard case .column(let names, _) = array.source, let name = names.first else { continue }
        found[name, default: []] += paths
      }
    }
    return found
  }

  /// The kinds that it makes, in order, each once.
  package var kinds: [Kind] {
    var kinds: [Kind] = []
    for rule in records {
      guard case .rows(let rows) = rule.content else { continue }
      for emit in rows.emits where !kinds.contains(where: { $0.name == emit.kind.name }) {
        kinds.append(emit.kind)
      }
    }
    return kinds
  }
}

/// Where a cell comes from, what happens to its text, what it is, and what it must be.
struct Value: Sendable {
  var source: Source
  var steps: [Step] = []
  /// Nil: what the field's type says.
  var type: CellType?
  var check: Check?
  var isRequired = false
  /// Whether an empty one takes away what is stored (rules §8); only master data has such.
  var clears = false
  /// What is done with card numbers in it, where the profile says so.
  var cards: CardRule?
  var position: SourcePosition?

  enum CardRule: String, Sendable, CaseIterable {
    /// They are no card numbers, or may be kept.
    case allow
    /// They refuse the record, also in an identifier.
    case refuse
  }

  indirect enum Source: Sendable {
    case literal([UInt8])
    /// A column by one of its names; absent columns are an error unless optional.
    case column(names: [String], isOptional: Bool)
    /// A column by its number, from 1.
    case index(Int)
    /// Characters of a fixed-width record, from 1.
    case characters(start: Int, length: Int)
    case concat([Value])
    /// The first that is not empty.
    case coalesce([Value])
    /// A slot of the record's variables.
    case variable(Int)
    /// `file.name`, `line`, `group.line`, or a value of an earlier record such as `header.date`.
    case meta(String)
    case choice([(when: Condition, then: Value)], otherwise: Value?)
    case lookup(LookupTable, key: Value, byPrefix: Bool, otherwise: Miss)
    case arithmetic(Operation, [Value], scale: Int)
  }

  enum Operation: String, Sendable, CaseIterable { case sum, sub, mul, div }
}

/// What becomes of a text that a table or pattern does not know.
indirect enum Miss: Sendable {
  case reject, nothing, keep
  case value(Value)
}

/// A question that a record answers with yes or no.
indirect enum Condition: Sendable {
  case equal(Value, Value)
  case oneOf(Value, [Value])
  case startsWith(Value, Value)
  case matches(Value, Pattern)
  /// As plain decimals: whether the first is less than, equal to, or more than the second.
  case ordered(Value, Value, Set<Int>)
  case empty(Value)
  case not(Condition)
  case all([Condition])
  case any([Condition])
}

/// Declared beside counted: what a file says of itself, and what was read.
package struct ControlTotal: Sendable, Equatable {
  package var name: String
  package var declared: Int64
  package var counted: Int64
  /// How many decimals the numbers have, for people: 2 for amounts in cents, 3 for milliseconds.
  package var decimals: Int
  package var ties: Bool { declared == counted }

  package init(name: String, declared: Int64, counted: Int64, decimals: Int = 0) {
    self.name = name
    self.declared = declared
    self.counted = counted
    self.decimals = decimals
  }

  /// A side as people read it: `1234.56`, `471678`.
  package func text(_ side: Int64) -> String {
    ScaledDecimal.print(side, scale: decimals, trimmed: decimals > 2)
  }
}
