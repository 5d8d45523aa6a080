internal import Diagnostics

/// An option of a verb: `--name` alone, or `--name VALUE`.
struct Option: Sendable {
  var name: String
  /// What its value is called in help; nil for a switch.
  var value: String?
  var about: String
  /// Whether it may be given more than once.
  var repeats = false

  static func flag(_ name: String, _ about: String) -> Option {
    Option(name: name, value: nil, about: about)
  }

  static func value(_ name: String, _ value: String, _ about: String, repeats: Bool = false)
    -> Option
  {
    Option(name: name, value: value, about: about, repeats: repeats)
  }
}

/// Something that the command can do. Help, checking of the command line and the list of verbs all
/// come from this declaration.
struct Verb: Sendable {
  var name: String
  /// The operands as help shows them, such as `FILE|DIR…`.
  var operands: String
  var about: String
  /// How many operands it takes.
  var count: ClosedRange<Int>
  var options: [Option]
  /// Does it; the result is the exit code.
  var run: @Sendable (Invocation) throws -> Int32

  init(
    _ name: String, _ operands: String = "", _ about: String, takes count: ClosedRange<Int> = 0...0,
    options: [Option] = [], run: @escaping @Sendable (Invocation) throws -> Int32
  ) {
    self.name = name
    self.operands = operands
    self.about = about
    self.count = count
    self.options = options
    self.run = run
  }
}

/// Options that every verb takes.
let commonOptions: [Option] = [
  .value("store", "FILE", "The store; else $CARRYOVER_STORE, else ./carryover.db"),
  .flag("json", "Give summaries as one JSON object"),
  .flag("quiet", "Say nothing that isn't asked for"),
  .flag("help", "Show this help"),
]
