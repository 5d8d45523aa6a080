internal import Bytes
internal import Diagnostics
internal import Store

let undoVerb = Verb(
  "undo", "[BATCH]",
  "Take a batch back: the store is then as if it had never come, and the same file can be imported "
    + "again. Where later batches changed its rows, refer to them or rely on them, it is refused.",
  takes: 0...1,
  options: [
    .value("set", "N", "Take back all batches of migration N"),
    .flag("cascade", "Take back the later batches that are in the way, too, newest first"),
    .flag("keep-changed", "Leave the rows that later batches need, and list them"),
    .flag("dry-run", "Say what would be done and do nothing"),
    waitOption,
  ]
) { invocation in
  let (database, lock) = try invocation.writeStore(verb: "undo")
  defer { withExtendedLifetime(lock) {} }
  let undo = try Undo(database)
  let wanted = try wantedBatches(invocation, undo, Batches(database))
  let keeps = invocation.has("keep-changed")
  if keeps, invocation.has("cascade") {
    throw Problem(
      "operands", .usage,
      "--cascade takes the later batches back and --keep-changed leaves them: "
        + "give one of the two.")
  }
  let batches = invocation.has("cascade") ? try undo.cascade(from: wanted) : wanted
  let obstacles = try undo.obstacles(to: batches)
  if !obstacles.isEmpty, !keeps { throw UndoText.refusal(wanted, obstacles) }
  let descriptions = try batches.map { try undo.describe($0) }

  var kept: [UndoText.Kept] = []
  let now = WallClock.milliseconds
  try database.execute("BEGIN IMMEDIATE")
  do {
    if keeps {
      for batch in batches {
        _ = try undo.runKeeping(batch, at: now) { kind, name, later in
          kept.append(.init(batch: batch, kind: kind, name: name, later: later))
        }
      }
    } else {
      try undo.run(batches, at: now)
    }
    try Interrupt.check()
    try database.execute(invocation.has("dry-run") ? "ROLLBACK" : "COMMIT")
  } catch {
    // What went wrong matters more than a rollback that SQLite may have done by itself.
    try? database.execute("ROLLBACK")
    throw error
  }
  try StoreFile.settle(database)
  let text = UndoText(descriptions: descriptions, kept: kept, isDryRun: invocation.has("dry-run"))
  if invocation.wantsJSON {
    try Terminal.print(text.json)
  } else if !invocation.isQuiet {
    try Terminal.print(text.summary)
  }
  return kept.isEmpty ? 0 : Problem.Kind.finding.rawValue
}

/// The batches that the command line names, newest first.
private func wantedBatches(_ invocation: Invocation, _ undo: Undo, _ batches: Batches) throws
  -> [Int64]
{
  if let set = try invocation.number("set") {
    guard invocation.operands.isEmpty else {
      throw Problem("operands", .usage, "Name a batch or a set, not both.")
    }
    let found = try undo.batches(ofSet: Int64(set))
    if found.isEmpty {
      throw Problem(
        "unknown-set", .usage,
        "There are no batches of set \(set): 'carryover batches' lists those that there are.")
    }
    return found
  }
  guard let operand = invocation.operands.first else {
    throw Problem(
      "operands", .usage, "Say which batch ('carryover batches' lists them), or which --set.")
  }
  return [try batches.require(try batchNumber(operand)).id]
}

/// What an undo did, in words.
struct UndoText {
  struct Kept {
    var batch: Int64
    var kind: String
    var name: String
    var later: Int64
  }

  var descriptions: [Undo.Description]
  var kept: [Kept]
  var isDryRun: Bool

  var summary: String {
    var text = isDryRun ? "Dry run, nothing was changed:\n" : ""
    for batch in descriptions {
      text += "batch \(batch.id) undone: \(batch.verb) of \(batch.fileName), "
      text += "\(batch.inserted) rows removed, \(batch.changed) restored"
      let left = kept.count { $0.batch == batch.id }
      text += left == 0 ? "\n" : ", but for \(left) that were kept\n"
      for row in kept where row.batch == batch.id {
        text += "  kept \(row.kind) \(row.name): batch \(row.later) needs it\n"
      }
    }
    return text
  }

  var json: String {
    let batches = descriptions.map { batch in
      let rows = kept.filter { $0.batch == batch.id }.map {
        JSONText.object([
          ("kind", JSONText($0.kind)), ("row", JSONText($0.name)), ("batch", JSONText($0.later)),
        ])
      }
      return JSONText.object([
        ("batch", JSONText(batch.id)), ("file", JSONText(batch.fileName)),
        ("removed", JSONText(batch.inserted)), ("restored", JSONText(batch.changed)),
        ("kept", .list(rows)),
      ])
    }
    let whole = JSONText.object([
      ("dry_run", JSONText(isDryRun)), ("undone", .list(batches, isLong: true)),
    ])
    return whole.text + "\n"
  }

  static func refusal(_ batches: [Int64], _ obstacles: [Obstacle]) -> Problem {
    var reasons: [String] = []
    for number in Set(obstacles.map(\.batch)).sorted(by: >) {
      let own = obstacles.filter { $0.batch == number }
      let words = Set(own.map(\.reason.rawValue)).sorted().map { word in
        let kinds = own.filter { $0.reason.rawValue == word && $0.kind != "batch" }
          .map { "\($0.count) \($0.kind)" }
        return kinds.isEmpty ? word : "\(word) (\(kinds.joined(separator: ", ")))"
      }
      let name = number == 0 ? "rows of no batch" : "batch \(number)"
      reasons.append("\(name) \(words.joined(separator: " and "))")
    }
    let what = batches.count == 1 ? "Batch \(batches[0])" : "The set"
    return Problem(
      "not-undone", .input,
      "\(what) can't be undone, since other batches need its rows: "
        + reasons.joined(separator: "; ")
        + ". Undo these first, or all with --cascade; --keep-changed leaves what they need. Nothing "
        + "was changed.")
  }
}
