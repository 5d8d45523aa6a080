internal import Billing
internal import Importing
internal import Store

/// Imports and migrations as one JSON object.
enum ImportJSON {
  /// What an import of some files did.
  static func object(
    _ files: [ImportSummary], applied: [(source: String, summary: AppliedSummary)], exitCode: Int32
  ) -> String {
    "{" + members(files, applied, exitCode).joined(separator: ",\n ") + "}\n"
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
      "\"outcome\": \"\(outcome)\"", "\"set\": \(report.set)", "\"store\": \(text(store))",
      "\"backup\": \(optional(report.backup))",
    ]
    return "{" + (own + members(report.files, applied, report.exitCode)).joined(separator: ",\n ")
      + "}\n"
  }

  private static func members(
    _ files: [ImportSummary], _ applied: [(source: String, summary: AppliedSummary)],
    _ exitCode: Int32
  ) -> [String] {
    let parts = applied.flatMap { source, summary in
      summary.parts.map { part in
        object([
          ("source", text(source)), ("batch", "\(part.batch)"), ("how", text("\(part.how)")),
          ("applications", "\(part.applications)"),
          (
            "amounts",
            list(part.amounts.map { amount($0, $1, digits: Currency.digits($0) ?? 2) })
          ),
        ])
      }
    }
    return [
      "\"files\": [" + files.map(file).joined(separator: ",\n  ") + "]",
      "\"applied\": \(list(parts))", "\"exit_code\": \(exitCode)",
    ]
  }

  // MARK: One file

  static func file(_ summary: ImportSummary) -> String {
    let outcome =
      switch summary.outcome {
      case .committed: "committed"
      case .alreadyImported: "already imported"
      case .dryRun: "dry run"
      case .refused: "refused"
      }
    var members = [
      ("file", text(summary.file)), ("profile", text(summary.profile)),
      ("source", optional(summary.source)), ("outcome", text(outcome)),
      ("batch", optional(summary.batch)), ("continues", optional(summary.continues)),
      ("read", "\(summary.counts.read)"),
    ]
    members += RecordCounts.printed.map { ($0.name, "\(summary.counts[$0])") }
    members.append(
      (
        "entities",
        object(
          summary.entities.map { kind, states in
            (
              kind,
              object(
                RecordCounts.printed.compactMap { state in
                  states[state].map { (state.name, "\($0)") }
                })
            )
          })
      ))
    members += [
      ("discards", counts(summary.discards.map { ($0.rule, $0.count) })),
      ("control_totals", list(summary.controls.map(control))),
      ("warnings", counts(summary.warnings.map { ($0.code, $0.count) })),
      ("columns_not_used", list(summary.ignoredColumns.map(text))),
      ("superseded", "\(summary.superseded)"), ("reissue", reissue(summary.reissue)),
      ("possible_duplicates", "\(summary.possibleDuplicateCount)"),
      (
        "first_repeats",
        list(
          summary.duplicates.map { line($0, isPossible: false) }
            + summary.possibleDuplicates.map { line($0, isPossible: true) })
      ),
      ("completed_from_earlier_files", "\(summary.takenUp)"),
      ("waiting_for_later_files", "\(summary.waiting)"),
      ("open_too_long", "\(summary.overdueCount)"),
      ("first_open_too_long", list(summary.overdue.map(overdue))),
      ("in_store_not_in_file", list(summary.missing.map(missing))),
      ("rejects_by_code", counts(summary.rejectsByCode.map { ($0.code, $0.count) })),
      ("first_rejects", list(summary.firstRejects.map(reject))),
      ("reject_file", optional(summary.rejectFile)),
      ("reject_reasons", optional(summary.rejectReasons)), ("exit_code", "\(summary.exitCode)"),
    ]
    return object(members)
  }

  private static func reissue(_ it: Reissue.Summary?) -> String {
    guard let it else { return "null" }
    return object([
      ("in_place_of_batch", "\(it.batch)"), ("new", "\(it.new)"), ("changed", "\(it.changed)"),
      ("gone", "\(it.gone)"), ("alike", "\(it.alike)"), ("billed", "\(it.billed)"),
      ("exported", "\(it.exported)"), ("frozen", "\(it.frozen)"), ("doubtful", "\(it.doubtful)"),
    ])
  }

  private static func control(_ total: ControlTotal) -> String {
    object([
      ("name", text(total.name)), ("declared", text(total.text(total.declared))),
      ("counted", text(total.text(total.counted))), ("ties", "\(total.ties)"),
    ])
  }

  private static func line(_ found: RepeatedLine, isPossible: Bool) -> String {
    object([
      ("line", "\(found.line)"), ("batch", optional(found.batch)),
      ("other_line", "\(found.otherLine)"), ("stored", "\(isPossible)"),
      ("differs", "\(found.differs)"),
    ])
  }

  private static func overdue(_ record: OverdueRecord) -> String {
    object([
      ("batch", optional(record.batch)), ("line", "\(record.line)"),
      ("since", text("\(Instant(milliseconds: record.since))")),
    ])
  }

  private static func missing(_ missing: Missing) -> String {
    object([
      ("kind", text(missing.kind)), ("count", "\(missing.count)"),
      ("amounts", list(missing.amounts.map { amount($0.currency, $0.amount, digits: $0.digits) })),
      ("first", list(missing.first.map(text))),
    ])
  }

  private static func reject(_ reject: RejectedRecord) -> String {
    object([
      ("line", "\(reject.line)"), ("byte", "\(reject.byte)"), ("column", optional(reject.column)),
      ("code", text(reject.code)), ("message", text(reject.message)),
      ("value", optional(reject.value)), ("occurrence", "\(reject.occurrence)"),
    ])
  }

  // MARK: JSON

  private static func object(_ members: [(name: String, value: String)]) -> String {
    "{" + members.map { "\(text($0.name)): \($0.value)" }.joined(separator: ", ") + "}"
  }

  private static func counts(_ found: [(String, Int)]) -> String {
    object(found.map { ($0, "\($1)") })
  }

  /// Amounts are text: a reader would make floating point of a number.
  private static func amount(_ currency: String, _ amount: Int64, digits: Int) -> String {
    object([
      ("currency", text(currency)), ("amount", text(ScaledDecimal.print(amount, scale: digits))),
    ])
  }

  private static func list(_ values: [String]) -> String {
    "[" + values.joined(separator: ", ") + "]"
  }

  private static func text(_ text: String) -> String { ImportText.quoted(text) }
  private static func optional(_ value: String?) -> String { value.map(text) ?? "null" }
  private static func optional(_ value: Int64?) -> String { value.map(String.init) ?? "null" }
}
