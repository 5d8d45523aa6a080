internal import Diagnostics
internal import Store
internal import Tabular

/// Counts what became of every record, writes the reject files, and makes the summary.
struct ImportTally {
  private(set) var counts = RecordCounts()
  var summary: ImportSummary
  private(set) var batchRejects: [BatchReject] = []
  private let request: ImportRequest
  /// The number that the batch gets.
  private let batch: Int64
  private let limit: RejectLimit
  private let rules: [String]
  private let secretColumns: SecretColumns
  private var discards: [String: Int] = [:]
  private var warnings: [String: Int] = [:]
  private var rejectsByCode: [String: Int] = [:]
  private let files: RejectFiles
  /// How often a text was refused, by its hash.
  private var occurrences: [Int: Int] = [:]

  /// Rejects shown in the summary itself.
  private static let shown = 10
  /// Rejects kept with a batch; the files have them all.
  private static let kept = 10_000
  private static let nothingToEmit = "nothing to store"

  init(request: ImportRequest, reader: ImportReader, batch: Int64) {
    self.request = request
    self.batch = batch
    limit = request.rejectLimit ?? .ruled(by: request.profile.kinds)
    rules = reader.rules
    secretColumns = reader.secretColumns
    files = RejectFiles(
      folder: request.rejectsFolder, file: request.path, header: reader.header)
    summary = ImportSummary(
      file: request.path, profile: request.profile.name, source: request.source?.name,
      outcome: .refused)
    summary.ignoredColumns = reader.ignoredColumns
  }

  var isWithinLimit: Bool { limit.allows(counts[.rejected], of: counts.read - counts[.control]) }

  mutating func add(_ piece: ImportPiece, _ result: LoadResult) throws(Problem) {
    var reasons: [Int: [RejectedRecord]] = [:]
    for reject in piece.mapped.rejects {
      reasons[reject.record, default: []].append(
        RejectedRecord(
          line: piece.records.lines[reject.record], byte: piece.records.offsets[reject.record],
          column: reject.column, code: reject.code, message: reject.message, value: reject.value))
    }
    for refusal in result.refusals {
      reasons[refusal.record, default: []].append(
        RejectedRecord(
          line: piece.records.lines[refusal.record], byte: piece.records.offsets[refusal.record],
          column: refusal.field, code: refusal.code, message: refusal.message,
          value: refusal.value))
    }
    for (record, state) in piece.mapped.states.enumerated() {
      switch state {
      case .mapped: counts[result.states[record] ?? .unchanged] += 1
      case .control: counts[.control] += 1
      case .pending: counts[.pending] += 1
      case .duplicate: counts[.duplicate] += 1
      case .rejected: counts[.rejected] += 1
      case .discarded(let rule):
        counts[.discarded] += 1
        discards[rules.indices.contains(rule) ? rules[rule] : Self.nothingToEmit, default: 0] += 1
      }
    }
    for merge in piece.mapped.merges where result.states[merge.record] != .rejected {
      move(merge.parts.count { $0.id == nil }, to: .merged)
    }
    for record in reasons.keys.sorted() {
      if request.profile.openHours == nil,
        let merge = piece.mapped.merges.first(where: { $0.record == record })
      {
        // What was joined to a record that is refused is repaired together with it.
        try refuse(merge.parts)
      }
      try keep(reasons[record] ?? [], record, of: piece.records)
    }
    for (code, count) in piece.mapped.warnings { warnings[code, default: 0] += count }
    for repair in piece.records.repairs { warnings[repair.kind.rawValue, default: 0] += 1 }
    if result.possibleDuplicates > 0 {
      warnings["possible-duplicate", default: 0] += result.possibleDuplicates
    }
    if result.differentDuplicates > 0 {
      warnings["duplicate-differs", default: 0] += result.differentDuplicates
    }
    summary.possibleDuplicateCount += result.possibleDuplicates
    summary.differentDuplicateCount += result.differentDuplicates
    summary.superseded += result.superseded
    for found in result.repeats {
      let line = RepeatedLine(
        line: piece.records.lines[found.record],
        batch: found.batch == batch ? nil : found.batch, otherLine: found.line,
        differs: found.relation == .different)
      if found.relation == .possible {
        summary.possibleDuplicates.append(line)
      } else {
        summary.duplicates.append(line)
      }
    }
  }

  /// Partial records that turn out to be something else.
  private mutating func move(_ records: Int, to state: RecordState) {
    counts[.pending] -= records
    counts[state] += records
  }

  private mutating func refuse(_ records: [OpenRecord]) throws(Problem) {
    move(records.count, to: .rejected)
    for record in records {
      let reason = RejectedRecord(
        line: record.line, byte: record.byte, code: "open-record",
        message:
          "The last record of this one's call or thing is not in the file, or was refused: import "
          + "them together")
      try keep([reason], raw: record.raw[...], occurrence(of: record.raw[...]))
    }
  }

  /// Adds what became of the records that were left over at the end of the file.
  mutating func add(_ open: OpenTally, _ left: (records: [OpenRecord], newest: Int64?))
    throws(Problem)
  {
    if request.profile.openHours == nil { return try refuse(left.records) }
    for (state, records) in open.settled { move(records, to: state) }
    summary.takenUp = open.takenUp
    summary.waiting = open.waiting.count
    let overdue = open.overdue(newest: left.newest)
    summary.overdueCount = overdue.count
    summary.overdue = Array(overdue.prefix(Self.shown))
  }

  private mutating func keep(_ reasons: [RejectedRecord], _ record: Int, of records: RecordBatch)
    throws(Problem)
  {
    let (raw, isHidden) = secretColumns.original(record, of: records)
    // By the text as it is: two card numbers are the same stars.
    let occurrence = occurrence(of: isHidden ? records.original(record) : raw)
    let mark = RejectedRecord(
      line: records.lines[record], byte: records.offsets[record], column: nil,
      code: "secret-hidden",
      message: "A card number or a password stands as stars in the reject file", value: nil)
    try keep(reasons, raw: raw, besides: isHidden ? [mark] : [], occurrence)
  }

  /// How many refused records had the same text before.
  private mutating func occurrence(of raw: ArraySlice<UInt8>) -> Int {
    let end = raw.lastIndex { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    let text = raw[...(end ?? raw.startIndex - 1)]
    defer { occurrences[text.hashValue, default: 0] += 1 }
    return occurrences[text.hashValue, default: 0]
  }

  private mutating func keep(
    _ reasons: [RejectedRecord], raw: ArraySlice<UInt8>, besides marks: [RejectedRecord] = [],
    _ occurrence: Int
  ) throws(Problem) {
    func numbered(_ reason: RejectedRecord) -> RejectedRecord {
      var reason = reason
      reason.occurrence = occurrence
      return reason
    }
    let reasons = reasons.map(numbered)
    try files.add(raw, reasons: reasons + marks.map(numbered))
    for reason in reasons {
      rejectsByCode[reason.code, default: 0] += 1
      if summary.firstRejects.count < Self.shown { summary.firstRejects.append(reason) }
      if batchRejects.count < Self.kept {
        batchRejects.append(
          BatchReject(
            line: reason.line, code: reason.code, column: reason.column, message: reason.message))
      }
    }
  }

  mutating func finish(_ end: FileEnd, missing: [Missing]) throws(Problem) {
    summary.missing = missing
    counts[.control] += end.controlLines
    for (code, count) in end.warnings { warnings[code, default: 0] += count }
    summary.counts = counts
    summary.controls = end.totals
    summary.discards = discards.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    summary.warnings = warnings.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    summary.rejectsByCode = rejectsByCode.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    try files.finish()
    if !files.isEmpty {
      summary.rejectFile = files.linesPath
      summary.rejectReasons = files.reasonsPath
    }
  }

  /// What the batch keeps besides its record counts.
  func batchCounts(entities: [(kind: String, states: [RecordState: Int])]) -> [BatchCount] {
    var found: [BatchCount] = []
    for (kind, states) in entities {
      for state in RecordCounts.printed {
        if let count = states[state], count > 0 {
          found.append(BatchCount(name: "\(kind) \(state.name)", counted: Int64(count)))
        }
      }
    }
    for (rule, count) in summary.discards {
      found.append(BatchCount(name: "discarded: \(rule)", counted: Int64(count)))
    }
    for (code, count) in summary.warnings {
      found.append(BatchCount(name: "warning: \(code)", counted: Int64(count)))
    }
    found += summary.reissue?.counts ?? []
    if summary.superseded > 0 {
      found.append(BatchCount(name: "superseded", counted: Int64(summary.superseded)))
    }
    if summary.takenUp > 0 {
      found.append(BatchCount(name: "taken up from earlier files", counted: Int64(summary.takenUp)))
    }
    for missing in summary.missing {
      found.append(
        BatchCount(name: "not in this file: \(missing.kind)", counted: Int64(missing.count)))
    }
    for total in summary.controls {
      found.append(
        BatchCount(
          name: "control: \(total.name)", counted: total.counted, expected: total.declared))
    }
    return found
  }
}
