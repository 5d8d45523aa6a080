internal import Billing
internal import Bytes
internal import Diagnostics
internal import Store

let batchesVerb = Verb(
  "batches", "[N]", "List the batches of the store, or show one with all it counted.", takes: 0...1,
  options: [
    .flag("repeats", "List each row of batch N that was there already, with batch and line"),
    .flag("open", "List the partial records, of batch N or all, that wait for a later file"),
  ]
) { invocation in
  let database = try invocation.readStore()
  let batches = Batches(database)
  if invocation.has("open") {
    let output = StandardOutput()
    let batch = try invocation.operands.first.map { try batches.require(try batchNumber($0)) }
    try batches.forEachOpenRecord(of: batch?.id) { record in
      let source = record.source.map { ", source \($0)" } ?? ""
      let since = record.at.map { ", since \(Instant(milliseconds: $0))" } ?? ""
      try output.write(
        "batch \(record.batch), line \(record.line): \(record.kind) '\(record.key)'\(since), "
          + "profile \(record.profile)\(source)\n")
    }
    _ = try output.finish()
    return 0
  }
  guard let operand = invocation.operands.first else {
    let undone = try batches.undone()
    var lines = try batches.all().map { batch in
      let set = batch.set.map { ", set \($0)" } ?? ""
      let continued = batch.continues.map { ", continues batch \($0)" } ?? ""
      let kept = undone.first { $0.id == batch.id }.map { ", undone but for \($0.kept) rows" } ?? ""
      return (
        batch.id,
        "\(batch.verb) \(batch.fileName)\(set)\(continued)\(kept)\n     \(batch.counts.equation)\n"
      )
    }
    lines += undone.filter { $0.kept == 0 }.map {
      ($0.id, "\($0.verb) \($0.fileName), undone \(Instant(milliseconds: $0.undone))\n")
    }
    for (id, text) in lines.sorted(by: { $0.0 < $1.0 }) {
      try Terminal.print("\(Help.padded(String(id), to: 4)) \(text)")
    }
    return 0
  }
  let batch = try batches.require(try batchNumber(operand))
  if invocation.has("repeats") {
    let output = StandardOutput()
    try batches.forEachRepeat(of: batch.id) { kind, line, state, other, otherLine in
      let relation =
        state == "unchanged" ? "is" : "\(state == "possible" ? state + " " : "")duplicate of"
      try output.write("line \(line): \(kind) \(relation) batch \(other), line \(otherLine)\n")
    }
    _ = try output.finish()
    return 0
  }
  var text = """
    Batch \(batch.id): \(batch.verb) of \(batch.fileName)
    SHA-256   \(batch.fileSHA256)
    Bytes     \(batch.bytes)
    Profile   \(batch.profile) \(batch.profileSHA256.prefix(12))
    Finished  \(Instant(milliseconds: batch.finished))
    Records   \(batch.counts.equation)

    """
  if batch.counts[.pending] > 0 {
    var open = 0
    try batches.forEachOpenRecord(of: batch.id) { _ in open += 1 }
    text += "          of the pending records \(open) wait still\n"
  }
  for count in try batches.counts(of: batch.id) {
    text += "          \(count.name) \(count.counted)"
    text += count.expected.map { ", declared \($0)" } ?? ""
    text += "\n"
  }
  try Terminal.print(text)
  return 0
}

let rejectsVerb = Verb(
  "rejects", "N", "List the records that a committed batch refused.", takes: 1...1
) { invocation in
  let database = try invocation.readStore()
  let batches = Batches(database)
  let batch = try batches.require(try batchNumber(invocation.operands[0]))
  for reject in try batches.rejects(of: batch.id) {
    let column = reject.column.map { " \($0):" } ?? ""
    try Terminal.print(
      "\(batch.fileName):\(reject.line):\(column) \(reject.message) [\(reject.code)]\n")
  }
  return 0
}

let traceVerb = Verb(
  "trace", "KIND KEY", "Say which file and line a stored row came from.", takes: 2...2
) { invocation in
  let database = try invocation.readStore()
  let kind = try Kinds.require(invocation.operands[0])
  guard let keyName = kind.key.first, let field = kind.field(keyName) else { return 2 }
  let column = kind.column(of: field)
  let found = try database.rows(
    """
    SELECT t.id, t.line, s.batch, b.file_name, b.file_sha256, b.profile, (
      SELECT group_concat('  with ' || file_name || ':' || o.line || ', batch ' || o.batch, char(10))
      FROM open_record o JOIN batch ON batch.id = o.batch
      WHERE o.closed_batch = s.batch AND o.closed_line = t.line AND o.kind = s.kind)
    FROM \(kind.table) t
    LEFT JOIN batch_span s ON s.kind = ? AND t.id BETWEEN s.first_id AND s.last_id
    LEFT JOIN batch b ON b.id = s.batch
    WHERE t.\(column) = ?
    """, [.text(kind.name), .text(invocation.operands[1])]
  ) {
    "\(kind.name) \(invocation.operands[1]): \($0.text(3) ?? "unknown file"):\($0.integer(1)), "
      + "batch \($0.integer(2)), profile \($0.text(5) ?? ""), SHA-256 \($0.text(4) ?? "")\n"
      + ($0.text(6).map { $0 + "\n" } ?? "")
  }
  if found.isEmpty {
    throw Problem(
      "unknown-row", .usage, "The store has no \(kind.name) '\(invocation.operands[1])'.")
  }
  for line in found { try Terminal.print(line) }
  return 0
}

func batchNumber(_ text: String) throws(Problem) -> Int64 {
  guard let number = Int64(text) else {
    throw Problem("not-a-number", .usage, "A batch is named by its number, not by '\(text)'.")
  }
  return number
}
