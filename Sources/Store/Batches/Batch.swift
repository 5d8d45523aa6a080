/// What one file brought into the store, in one transaction: the record that P1 and P2 rest on.
package struct Batch: Sendable {
  package var id: Int64 = 0
  package var verb = "import"
  package var source: Int64?
  /// Shared by the batches of one migration (`Batches.nextSet`); nil for a batch alone.
  package var set: Int64?
  /// The batch whose refused records this one brings, repaired.
  package var continues: Int64?
  /// The batch of the earlier file in whose place this one was sent.
  package var reissues: Int64?
  package var fileName: String
  /// Lower-case hexadecimal, of the file as it lies on the disk.
  package var fileSHA256: String
  package var bytes: Int
  package var profile: String
  package var profileSHA256: String
  package var version: String
  /// Milliseconds since 1970, UTC. Lineage only: no report reads it.
  package var finished: Int64 = 0
  package var counts = RecordCounts()
  package var warnings = 0

  package init(
    source: Int64?, fileName: String, fileSHA256: String, bytes: Int, profile: String,
    profileSHA256: String, version: String
  ) {
    self.source = source
    self.fileName = fileName
    self.fileSHA256 = fileSHA256
    self.bytes = bytes
    self.profile = profile
    self.profileSHA256 = profileSHA256
    self.version = version
  }
}

/// How many records of a file became what. Their sum is what was read: conservation (P1).
package struct RecordCounts: Sendable, Equatable {
  private var counts = [Int](repeating: 0, count: RecordState.allCases.count)

  package init() {}

  package subscript(state: RecordState) -> Int {
    get { counts[Int(state.rawValue)] }
    set { counts[Int(state.rawValue)] = newValue }
  }

  package var read: Int { counts.reduce(0, +) }

  /// The states in the order in which summaries print the equation.
  package static let printed: [RecordState] = [
    .inserted, .updated, .unchanged, .merged, .pending, .duplicate, .discarded, .rejected, .control,
  ]

  /// `read 5 = inserted 3 + rejected 2`: the terms that are zero are left out.
  package var equation: String {
    let terms = Self.printed.filter { self[$0] > 0 }.map { "\($0.name) \(self[$0])" }
    return "read \(read) = " + (terms.isEmpty ? "0" : terms.joined(separator: " + "))
  }
}

/// A number that a batch keeps by name: entities, discards by rule, a control total.
package struct BatchCount: Sendable, Equatable {
  package var name: String
  package var counted: Int64
  /// What the file itself declares, where it does.
  package var expected: Int64?

  package init(name: String, counted: Int64, expected: Int64? = nil) {
    self.name = name
    self.counted = counted
    self.expected = expected
  }
}

/// A record that a committed batch refused.
package struct BatchReject: Sendable, Equatable {
  package var line: Int
  package var code: String
  package var column: String?
  /// Without customer data; the value stands in the reject files.
  package var message: String

  package init(line: Int, code: String, column: String?, message: String) {
    self.line = line
    self.code = code
    self.column = column
    self.message = message
  }
}
