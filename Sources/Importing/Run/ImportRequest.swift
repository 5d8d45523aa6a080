package import Store

/// What the user asked of an import.
package struct ImportRequest: Sendable {
  /// A path, or `-` for standard input.
  package var path: String
  package var profile: Profile
  /// The sheet of a workbook; nil for the first.
  package var sheet: String?
  /// Nil for kinds that belong to no source: companies and sources themselves.
  package var source: Source?
  package var isDryRun = false
  package var rejectsFolder = "rejects"
  /// How many rejects are too many; nil means the rule of the profile's kinds (rules §10).
  package var rejectLimit: RejectLimit?
  /// The batch whose refused records the file brings, repaired; nil: found by the file of reasons
  /// beside it.
  package var continues: Int64?
  /// Whether a ledger row that comes with other values is taken, as contra and new.
  package var supersedes = false
  /// Whether rows that are dated into closed books get the first open day.
  package var redates = false
  /// Width of the hash of rows without a key; a test narrows it to force collisions.
  package var fingerprintBits = 40
  /// The rate deck that the file is loaded into: profiles read it as meta 'deck'.
  package var deck: String?
  /// Whether the file is all of the deck, so that rates end which it lacks.
  package var isWholeDeck = false
  /// The migration that the file is part of (`Batches.nextSet`); nil for a file alone.
  package var set: Int64?
  /// What somebody else than the file says that it comes to: a manifest.
  package var declared: [DeclaredTotal] = []
  /// The version of the command, kept with the batch.
  package var version: String

  package init(path: String, profile: Profile, source: Source?, version: String) {
    self.path = path
    self.profile = profile
    self.source = source
    self.version = version
  }
}

/// How many records a file may lose and still come in.
package enum RejectLimit: Sendable, Equatable {
  case count(Int)
  /// Hundredths of the records read.
  case percent(Int)

  /// `12` or `5%`; nil for anything else.
  package init?(_ text: String) {
    if text.hasSuffix("%") {
      guard let percent = Int(text.dropLast()), (0...100).contains(percent) else { return nil }
      self = .percent(percent)
    } else {
      guard let count = Int(text), count >= 0 else { return nil }
      self = .count(count)
    }
  }

  /// Money and master data: one reject stops the file. Calls, usage and logs: one in a hundred.
  static func ruled(by kinds: [Kind]) -> RejectLimit {
    kinds.allSatisfy { $0.conduct == .event } ? .percent(1) : .count(0)
  }

  func allows(_ rejected: Int, of read: Int) -> Bool {
    switch self {
    case .count(let limit): rejected <= limit
    case .percent(let limit): rejected * 100 <= limit * read
    }
  }
}
