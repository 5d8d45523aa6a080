internal import Billing
internal import Importing
internal import Store

/// Summaries of imports, for people and for programs.
enum ImportText {
  static func summary(_ summary: ImportSummary) -> String {
    var text = summary.file + ": "
    switch summary.outcome {
    case .alreadyImported(let batch):
      return text + "already imported as batch \(batch); nothing to do\n"
    case .committed(let batch): text += "batch \(batch)"
    case .dryRun: text += "dry run, nothing kept"
    case .refused: text += "too many rejects, nothing stored"
    }
    text += ", profile \(summary.profile)"
    if let source = summary.source { text += ", source \(source)" }
    if let earlier = summary.continues { text += ", continues batch \(earlier)" }
    text += "\n  " + summary.counts.equation + "\n"
    if summary.entities.count > 1 {
      for (kind, states) in summary.entities {
        let terms = RecordCounts.printed.filter { states[$0, default: 0] > 0 }
          .map { "\($0.name) \(states[$0, default: 0])" }
        if !terms.isEmpty { text += "    \(kind): \(terms.joined(separator: ", "))\n" }
      }
    }
    for (rule, count) in summary.discards { text += "  discarded by '\(rule)': \(count)\n" }
    for total in summary.controls {
      text += "  control \(total.name): declared \(total.text(total.declared)), "
      text += "counted \(total.text(total.counted)), "
      text += total.ties ? "PASS\n" : "FAIL\n"
    }
    for (code, count) in summary.warnings { text += "  warning \(code): \(count)\n" }
    if !summary.ignoredColumns.isEmpty {
      text += "  columns not used: \(summary.ignoredColumns.joined(separator: ", "))\n"
    }
    text += repeats(summary.duplicates, of: summary.counts[.duplicate], "duplicate of", summary)
    text += repeats(
      summary.possibleDuplicates, of: summary.possibleDuplicateCount, "possible duplicate of",
      summary)
    if let reissue = summary.reissue { text += self.reissue(reissue) }
    if summary.superseded > 0 {
      text += "  superseded: \(summary.superseded), each by contra and new\n"
    }
    if summary.redatedCount > 0 {
      text += "  too late for closed books, dated to an open day: \(summary.redatedCount)\n"
      for late in summary.redated {
        text += "    line \(late.line): \(late.kind) of \(late.stated), now \(late.date)\n"
      }
      if summary.redatedCount > summary.redated.count {
        text += "    and more: 'carryover report late-entries' lists them\n"
      }
    }
    text += open(summary)
    for missing in summary.missing { text += Self.missing(missing) }
    for reject in summary.firstRejects {
      let column = reject.column.map { " \($0):" } ?? ""
      let value = reject.value.map { " '\($0)'" } ?? ""
      text += "  \(summary.file):\(reject.line):\(column)\(value) \(reject.message)"
      text += " [\(reject.code)]\n"
    }
    let total = summary.rejectsByCode.map(\.count).reduce(0, +)
    if total > summary.firstRejects.count {
      text += "  and \(total - summary.firstRejects.count) more\n"
    }
    if let file = summary.rejectFile, let reasons = summary.rejectReasons {
      text += "  rejected records: \(file), reasons: \(reasons)\n"
    }
    return text
  }

  private static func repeats(
    _ found: [RepeatedLine], of total: Int, _ word: String, _ summary: ImportSummary
  ) -> String {
    var text = ""
    for found in found {
      let batch = found.batch.map { "batch \($0), " } ?? ""
      text += "  line \(found.line): \(word) \(batch)line \(found.otherLine)"
      text += found.differs ? ", with another time, duration or amount\n" : "\n"
    }
    if total > found.count {
      text += "  and \(total - found.count) more"
      if case .committed(let batch) = summary.outcome {
        text += ": 'carryover batches \(batch) --repeats' lists them"
      }
      text += "\n"
    }
    return text
  }

  /// What a file changed that was sent in the place of an earlier one.
  private static func reissue(_ it: Reissue.Summary) -> String {
    let file = it.file.split(separator: "/").last.map(String.init) ?? it.file
    var text = "  in place of batch \(it.batch) (\(file)): new \(it.new), changed \(it.changed), "
    text += "gone \(it.gone), alike \(it.alike)\n"
    if it.reversed > 0 {
      text += "    taken back: \(it.reversed), of them billed \(it.billed), exported \(it.exported)"
      text += "; 'carryover report cdr-changes' lists them\n"
    }
    if it.frozen > 0 {
      text += "    stay as they were, on a frozen invoice or in closed books: \(it.frozen)\n"
    }
    if it.doubtful > 0 {
      text += "    not in this file, and stay, since some of its records were refused: "
      text += "\(it.doubtful)\n"
    }
    return text
  }

  private static func open(_ summary: ImportSummary) -> String {
    var text = ""
    if summary.takenUp > 0 {
      text += "  completed \(summary.takenUp) partial records of earlier files\n"
    }
    if summary.waiting > 0 {
      text += "  partial records that wait for a later file: \(summary.waiting)\n"
    }
    for record in summary.overdue {
      let batch = record.batch.map { "batch \($0), " } ?? ""
      text += "    too long: \(batch)line \(record.line), "
      text += "open since \(Instant(milliseconds: record.since)) [open-too-long]\n"
    }
    if summary.overdueCount > summary.overdue.count {
      text += "    and \(summary.overdueCount - summary.overdue.count) more: "
      text += "'carryover batches --open' lists them\n"
    }
    return text
  }

  private static func missing(_ missing: Missing) -> String {
    let amounts = missing.amounts.map {
      MoneyFormat(locale: "en").text($0.amount, digits: $0.digits)
        + ($0.currency.isEmpty ? "" : " " + $0.currency)
    }
    var text = "  in store, not in this file: \(missing.count) \(missing.kind)"
    text += amounts.isEmpty ? "\n" : ", \(amounts.joined(separator: ", "))\n"
    for row in missing.first { text += "    \(row)\n" }
    if missing.count > missing.first.count {
      text += "    and \(missing.count - missing.first.count) more\n"
    }
    return text
  }

  /// What was applied, and what that takes back.
  /// - Parameter isRehearsal: whether none of it was kept.
  static func applied(_ summary: AppliedSummary, source: String, isRehearsal: Bool = false)
    -> String
  {
    if summary.parts.isEmpty { return "" }
    var text = ""
    for part in summary.parts {
      let sums = part.amounts.map { currency, amount in
        "\(currency) "
          + MoneyFormat(locale: "en").text(amount, digits: Currency.digits(currency) ?? 2)
      }
      text +=
        isRehearsal
        ? "\(source): would be applied by \(part.how)\n"
        : "\(source): applied by \(part.how): batch \(part.batch)\n"
      let word = part.applications == 1 ? "application" : "applications"
      text += "  \(part.applications) \(word), \(sums.joined(separator: ", "))\n"
    }
    return text
  }
}
