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
  /// Whether every column must have a place: so in canonical files, where an unknown column is a typo.
  var isClosed = false
  /// Whether a secret (a card number, a password) refuses its record instead of being masked.
  var refusesSecrets = false

  struct Match: Sendable {
    /// A file name with `*` for anything.
    var fileName: String?
    var headers: [String] = []
  }

  package struct Input: Sendable {
    package var layout: Layout
    package var encoding: TextEncoding?
    /// Lines that name the columns: 0 or 1.
    package var headerRows: Int
    /// Cells that mean "nothing", besides the empty one.
    var nulls: Set<[UInt8]> = []
    /// Whether blanks around a cell belong to it: no, unless the profile says so.
    var trims = true
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
    var lets: [(name: String, value: Value)] = []
    var skips: [(name: String, when: Condition)] = []
    var emits: [Emit] = []
  }

  struct Emit: Sendable {
    var kind: Kind
    var when: Condition?
    /// Indexes of the kind's fields, ascending, with what they come from.
    var fields: [(field: Int, value: Value)] = []
  }

  struct Control: Sendable {
    /// The control value that states how many records there are.
    var count: String?
    /// Control values that state the sum of a value over all records.
    var sums: [(declared: String, kind: String, field: String)] = []
    /// Whether a mismatch stops the import.
    var refuses = true
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
  var isRequired = false
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
    case variable(String)
    /// `file.name`, `line`, or a value of a control record such as `header.date`.
    case meta(String)
    case choice([(when: Condition, then: Value)], otherwise: Value?)
    /// Sums and differences of decimals with the given number of decimals.
    case sum([Value], signs: [Int64], scale: Int)
  }
}

/// A question that a record answers with yes or no.
indirect enum Condition: Sendable {
  case equal(Value, Value)
  case oneOf(Value, [Value])
  case startsWith(Value, Value)
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
