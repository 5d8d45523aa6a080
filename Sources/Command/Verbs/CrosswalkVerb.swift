internal import Arrival
internal import Diagnostics
internal import Store

let crosswalkVerb = Verb(
  "crosswalk", "import FILE | list",
  "Bring in the ids that another system gave the accounts: a file of old id and new id. Later exports to "
    + "it use the new ids, and 'find' and 'account' know both.", takes: 1...2,
  options: [
    .value("target", "NAME", "The system whose ids the new ones are, as 'export list' calls it"),
    .value("source", "NAME", "Whose ids the old ones are, where two sources have the same"),
    waitOption,
  ]
) { invocation in
  switch (invocation.operands[0], invocation.operands.count) {
  case ("list", 1):
    try invocation.readStore().forEach(
      """
      SELECT target, external_id, new_id, name FROM crosswalk
      JOIN account ON account.id = crosswalk.account
      WHERE ?1 IS NULL OR target = ?1 ORDER BY target, external_id
      """, [.optional(invocation.value("target"))]
    ) { row in
      try Terminal.print(
        Help.padded(row.text(0) ?? "", to: 12) + "  " + Help.padded(row.text(1) ?? "", to: 14)
          + "  "
          + Help.padded(row.text(2) ?? "", to: 14) + "  " + (row.text(3) ?? "") + "\n")
    }
    return 0
  case ("import", 2): break
  default:
    throw Problem(
      "operands", .usage, "Write 'crosswalk import FILE --target NAME' or 'crosswalk list'.")
  }
  guard let target = invocation.value("target") else {
    throw Problem(
      "missing-parameter", .usage,
      "Say with --target whose ids the new ones are, such as --target freeside.")
  }
  let name = try knownTarget(target, invocation)
  let (database, lock) = try invocation.writeStore(verb: "crosswalk")
  defer { withExtendedLifetime(lock) {} }
  let summary = try CrosswalkImport(
    into: database, target: name, source: invocation.value("source"),
    version: CarryoverCommand.version
  ).run(invocation.operands[1])
  try StoreFile.settle(database)
  if invocation.wantsJSON {
    let object = JSONText.object([
      ("target", JSONText(name)), ("batch", JSONText(summary.batch)),
      ("inserted", JSONText(summary.inserted)), ("unchanged", JSONText(summary.unchanged)),
    ])
    try Terminal.print(object.text + "\n")
  } else if !invocation.isQuiet {
    let batch = summary.batch.map { ", batch \($0)" } ?? ""
    try Terminal.print(
      "\(name): \(Help.grouped(summary.inserted)) new, \(Help.grouped(summary.unchanged)) known "
        + "already\(batch)\n")
  }
  return 0
}

/// A target by its name, or by the path of its declaration: one that came with the command, or that something
/// went to.
private func knownTarget(_ name: String, _ invocation: Invocation) throws -> String {
  if name.hasSuffix(".json5") { return try TargetDirectory.target(name).name }
  let sent = try invocation.readStore().rows("SELECT DISTINCT target FROM export_file") {
    $0.text(0) ?? ""
  }
  let known = Set(TargetDirectory.builtIn + sent).sorted()
  guard known.contains(name) else { throw Problem.unknown("target", name, among: known) }
  return name
}
