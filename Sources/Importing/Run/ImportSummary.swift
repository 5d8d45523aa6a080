package import Store

/// What an import did: printed, given as JSON, and kept with the batch.
package struct ImportSummary: Sendable {
  package enum Outcome: Sendable, Equatable {
    case committed(batch: Int64)
    case dryRun
    /// The same bytes came before.
    case alreadyImported(batch: Int64)
    /// More rejects than allowed; nothing was stored.
    case refused
  }

  package var file: String
  package var profile: String
  package var source: String?
  package var outcome: Outcome
  /// The batch whose refused records the file brought, repaired.
  package var continues: Int64?
  package var counts = RecordCounts()
  /// Entities by kind and state, in the order of the profile.
  package var entities: [(kind: String, states: [RecordState: Int])] = []
  /// Records passed over on purpose, by the name of the rule.
  package var discards: [(rule: String, count: Int)] = []
  /// Declared totals beside what was read.
  package var controls: [ControlTotal] = []
  /// Repairs and doubts, by code.
  package var warnings: [(code: String, count: Int)] = []
  /// Columns of the file that the profile does not use.
  package var ignoredColumns: [String] = []
  package var rejectsByCode: [(code: String, count: Int)] = []
  /// The first few rejects, for the eye.
  package var firstRejects: [RejectedRecord] = []
  package var rejectFile: String?
  package var rejectReasons: String?
  /// The first few rows that equal a stored one, and were not stored for it.
  package var duplicates: [RepeatedLine] = []
  /// The first few rows of an increment that equal a stored one, and were stored all the same.
  package var possibleDuplicates: [RepeatedLine] = []
  package var possibleDuplicateCount = 0
  /// Rows that were not stored, as their key is there, with another time, duration or amount.
  package var differentDuplicateCount = 0
  /// What a file changed that was sent in the place of an earlier one.
  package var reissue: Reissue.Summary?
  /// The rates that ended, of a file that is a whole deck.
  package var goneRates: GoneRates?
  /// Ledger rows that were superseded, by contra and new.
  package var superseded = 0
  /// The first few rows that were dated to an open day, since the books of theirs are closed.
  package var redated: [RedatedRow] = []
  package var redatedCount = 0
  /// Partial records of earlier files that became part of rows.
  package var takenUp = 0
  /// Partial records of this source and profile that wait for a later file.
  package var waiting = 0
  /// The first few of those that wait too long.
  package var overdue: [OverdueRecord] = []
  package var overdueCount = 0
  /// What the store has of earlier snapshots, and this one does not.
  package var missing: [Missing] = []

  package init(file: String, profile: String, source: String?, outcome: Outcome) {
    self.file = file
    self.profile = profile
    self.source = source
    self.outcome = outcome
  }

  /// The batch that the file is, now or since an earlier import.
  package var batch: Int64? {
    switch outcome {
    case .committed(let batch), .alreadyImported(let batch): batch
    case .dryRun, .refused: nil
    }
  }

  /// DESIGN §8: 0 done, 1 done with findings, 3 nothing stored.
  package var exitCode: Int32 {
    switch outcome {
    case .refused: 3
    case .alreadyImported: 0
    case .committed, .dryRun:
      counts[.rejected] > 0 || possibleDuplicateCount > 0 || differentDuplicateCount > 0
        || !missing.isEmpty || overdueCount > 0 || reissue?.wantsLook == true
        || controls.contains { !$0.ties } ? 1 : 0
    }
  }
}

extension Reissue.Summary {
  /// Whether somebody must look at it: something is otherwise that was charged or sent already, or that
  /// had to stay as it was.
  package var wantsLook: Bool { billed + exported + frozen + doubtful > 0 }

  /// As a batch keeps it.
  var counts: [BatchCount] {
    [
      ("alike", alike), ("new", new), ("changed", changed), ("gone", gone), ("billed", billed),
      ("exported", exported), ("frozen", frozen), ("doubtful", doubtful),
    ].filter { $0.1 > 0 }.map { BatchCount(name: "reissue: \($0.0)", counted: Int64($0.1)) }
  }
}

/// A line of the file whose row equals one that was there.
package struct RepeatedLine: Sendable {
  package var line: Int
  /// The batch and line that it equals; no batch when that is in the same file.
  package var batch: Int64?
  package var otherLine: Int64
  /// Whether it has another time, duration or amount.
  package var differs = false
}

/// A record that was refused, with everything a person needs to repair it.
package struct RejectedRecord: Sendable, Equatable {
  package var line: Int
  package var byte: Int
  package var column: String?
  package var code: String
  /// Without customer data.
  package var message: String
  /// Card numbers masked.
  package var value: String?
  /// How many records with the same text came before it in the file. One that is like it is refused like
  /// it, so that these are all that are equal.
  package var occurrence = 0
}
