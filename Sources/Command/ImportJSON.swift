internal import Billing
internal import Importing
internal import Store

/// Imports and migrations as one JSON object.
enum ImportJSON {
  /// What an import of some files did.
  static func object(
    _ files: [ImportSummary], applied: [(source: String, summary: AppliedSummary)], exitCode: Int32
  ) -> String {
    JSONText.object(members(files, applied, exitCode), isLong: true).text + "\n"
  }

  /// What a migration did.
  static func object(
    _ report: Migration.Report, applied: [(source: String, summary: AppliedSummary)], store: String
  ) -> String {
    let outcome =
      switch report.outcome {
      case .done: "done"
      case .unproven: "unproven"
      case .refused: "refused"
      case .rehearsed: "rehearsed"
      }
    let own = [
      ("outcome", JSONText(outcome)), ("set", JSONText(report.set)), ("store", JSONText(store)),
      ("backup", JSONText(report.backup)),
    ]
    let all = own + members(report.files, applied, report.exitCode)
    return JSONText.object(all, isLong: true).text + "\n"
  }

  private static func members(
    _ files: [ImportSummary], _ applied: [(source: String, summary: AppliedSummary)],
    _ exitCode: Int32
  ) -> [(String, JSONText)] {
    let parts = applied.flatMap { source, summary in
      summary.parts.map { part in
        JSONText.object([
          ("source", JSONText(source)), ("batch", JSONText(part.batch)),
          ("how", JSONText("\(part.how)")), ("applications", JSONText(part.applications)),
          (
            "amounts",
            .list(part.amounts.map { amount($0, $1, digits: Currency.digits($0) ?? 2) })
          ),
        ])
      }
    }
    return [
      ("files", .list(files.map(file), isLong: true)), ("applied", .list(parts)),
      ("exit_code", JSONText(exitCode)),
    ]
  }

  // MARK: One file

  static func file(_ summary: ImportSummary) -> JSONText {
    let outcome =
      switch summary.outcome {
      case .committed: "committed"
      case .alreadyImported: "already imported"
      case .dryRun: "dry run"
      case .refused: "refused"
      }
    var members: [(String, JSONText)] = [
      ("file", JSONText(summary.file)), ("profile", JSONText(summary.profile)),
      ("source", JSONText(summary.source)), ("outcome", JSONText(outcome)),
      ("batch", JSONText(summary.batch)), ("continues", JSONText(summary.continues)),
      ("read", JSONText(summary.counts.read)),
    ]
    members += RecordCounts.printed.map { ($0.name, JSONText(summary.counts[$0])) }
    members.append(
      (
        "entities",
        .object(
          summary.entities.map { kind, states in
            (
              kind,
              .object(
                RecordCounts.printed.compactMap { state in
                  states[state].map { (state.name, JSONText($0)) }
                })
            )
          })
      ))
    members += [
      ("discards", .counts(summary.discards.map { ($0.rule, $0.count) })),
      ("control_totals", .list(summary.controls.map(control))),
      ("warnings", .counts(summary.warnings.map { ($0.code, $0.count) })),
      ("columns_not_used", .list(summary.ignoredColumns.map { JSONText($0) })),
      ("superseded", JSONText(summary.superseded)), ("reissue", reissue(summary.reissue)),
      ("possible_duplicates", JSONText(summary.possibleDuplicateCount)),
      (
        "first_repeats",
        .list(
          summary.duplicates.map { line($0, isPossible: false) }
            + summary.possibleDuplicates.map { line($0, isPossible: true) })
      ),
      ("completed_from_earlier_files", JSONText(summary.takenUp)),
      ("waiting_for_later_files", JSONText(summary.waiting)),
      ("open_too_long", JSONText(summary.overdueCount)),
      ("first_open_too_long", .list(summary.overdue.map(overdue))),
      ("in_store_not_in_file", .list(summary.missing.map(missing))),
      ("rejects_by_code", .counts(summary.rejectsByCode.map { ($0.code, $0.count) })),
      ("first_rejects", .list(summary.firstRejects.map(reject))),
      ("reject_file", JSONText(summary.rejectFile)),
      ("reject_reasons", JSONText(summary.rejectReasons)),
      ("exit_code", JSONText(summary.exitCode)),
    ]
    return .object(members)
  }

  private static func reissue(_ it: Reissue.Summary?) -> JSONText {
    guard let it else { return .null }
    return .object([
      ("in_place_of_batch", JSONText(it.batch)), ("new", JSONText(it.new)),
      ("changed", JSONText(it.changed)),
      ("gone", JSONText(it.gone)), ("alike", JSONText(it.alike)), ("billed", JSONText(it.billed)),
      ("exported", JSONText(it.exported)), ("frozen", JSONText(it.frozen)),
      ("doubtful", JSONText(it.doubtful)),
    ])
  }

  private static func control(_ total: ControlTotal) -> JSONText {
    .object([
      ("name", JSONText(total.name)), ("declared", JSONText(total.text(total.declared))),
      ("counted", JSONText(total.text(total.counted))), ("ties", JSONText(total.ties)),
    ])
  }

  private static func line(_ found: RepeatedLine, isPossible: Bool) -> JSONText {
    .object([
      ("line", JSONText(found.line)), ("batch", JSONText(found.batch)),
      ("other_line", JSONText(found.otherLine)), ("stored", JSONText(isPossible)),
      ("differs", JSONText(found.differs)),
    ])
  }

  private static func overdue(_ record: OverdueRecord) -> JSONText {
    .object([
      ("batch", JSONText(record.batch)), ("line", JSONText(record.line)),
      ("since", JSONText("\(Instant(milliseconds: record.since))")),
    ])
  }

  private static func missing(_ missing: Missing) -> JSONText {
    .object([
      ("kind", JSONText(missing.kind)), ("count", JSONText(missing.count)),
      ("amounts", .list(missing.amounts.map { amount($0.currency, $0.amount, digits: $0.digits) })),
      ("first", .list(missing.first.map { JSONText($0) })),
    ])
  }

  private static func reject(_ reject: RejectedRecord) -> JSONText {
    .object([
      ("line", JSONText(reject.line)), ("byte", JSONText(reject.byte)),
      ("column", JSONText(reject.column)),
      ("code", JSONText(reject.code)), ("message", JSONText(reject.message)),
      ("value", JSONText(reject.value)), ("occurrence", JSONText(reject.occurrence)),
    ])
  }

  /// Amounts are text: a reader would make floating point of a number.
  private static func amount(_ currency: String, _ amount: Int64, digits: Int) -> JSONText {
    .object([
      ("currency", JSONText(currency)),
      ("amount", JSONText(ScaledDecimal.print(amount, scale: digits))),
    ])
  }
}
