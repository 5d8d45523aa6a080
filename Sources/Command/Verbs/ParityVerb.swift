internal import Arrival
internal import Bytes
internal import Diagnostics
internal import Store

let parityVerb = Verb(
  "parity", "FILE… | DIR",
  "Compare what arrived in another system with what left: read its own export, after the load, and set "
    + "accounts, balances, services, open invoices and next bill dates beside the store's, one by one. The "
    + "result stays in the reconciliation pack.", takes: 1...100,
  options: [
    .value(
      "profile", "NAME",
      "How to read the files, one for all or one for each, in their order; of a DIR by its file names",
      repeats: true),
    .value("target", "NAME", "The system; else what the profile's name begins with"),
    .value("as-of", "DATE", "The day; that of the newest export to it if not given"),
    .value("company", "CODE", "Only this company's accounts; as at the export if not given"),
    .value("source", "NAME", "Only accounts of this source; as at the export if not given"),
    .value("maps", "DIR", "The maps of the export"),
    .value(
      "ids", "old|new",
      "Which ids the files have: the accounts' own, or those that the target gave them (crosswalk); if "
        + "not given, those of which more are known"),
    waitOption,
  ]
) { invocation in
  let profiles = invocation.values("profile")
  guard
    let target = invocation.value("target")
      ?? profiles.first.flatMap({ profile in
        TargetDirectory.builtIn.filter { profile.hasPrefix($0 + "-") }.max { $0.count < $1.count }
      })
  else {
    throw Problem(
      "missing-parameter", .usage, "Say with --target which system the files are from.")
  }
  var files: [(path: String, profile: String)] = []
  if let folder = invocation.operands.first, Folder.isFolder(folder), profiles.isEmpty {
    files = try Parity.files(in: folder, of: target)
    if files.isEmpty {
      throw Problem(
        "no-files", .usage,
        "The folder has none of the files that \(target)'s declaration knows how to read.",
        at: SourcePosition(file: folder))
    }
  } else {
    guard profiles.count == 1 || profiles.count == invocation.operands.count else {
      throw Problem(
        "no-profile", .usage,
        "Say with --profile how to read the files: one profile for all, or one for each, in their order."
      )
    }
    for (index, path) in invocation.operands.enumerated() {
      files.append((path, profiles.count == 1 ? profiles[0] : profiles[index]))
    }
  }
  var request = Parity.Request(files: files, target: target, version: CarryoverCommand.version)
  request.asOf = try invocation.date("as-of")
  request.company = invocation.value("company")
  request.source = invocation.value("source")
  request.maps = invocation.value("maps")
  if let word = invocation.value("ids") {
    guard let ids = Parity.IDs(rawValue: word) else {
      throw Problem("operands", .usage, "--ids is old or new, not '\(word)'.")
    }
    request.ids = ids
  }
  let (database, lock) = try invocation.writeStore(verb: "parity")
  defer { withExtendedLifetime(lock) {} }
  let report = try Parity(request).run(
    reading: { try invocation.readStore() }, writer: database)
  try StoreFile.settle(database)
  if invocation.wantsJSON {
    let parts = report.parts.map { part in
      JSONText.object([
        ("aspect", JSONText(part.aspect.rawValue)), ("currency", JSONText(part.currency)),
        ("equal", JSONText(part.equal)), ("differing", JSONText(part.differences.count)),
        ("difference", JSONText(part.sum)),
      ])
    }
    let whole = JSONText.object([
      ("target", JSONText(target)), ("batch", JSONText(report.batch)),
      ("unexplained", JSONText(report.unexplained)), ("parts", .list(parts)),
    ])
    try Terminal.print(whole.text + "\n")
  } else {
    for line in report.lines { try Terminal.print(line + "\n") }
    let verdict =
      report.unexplained > 0
      ? "\(report.unexplained) \(report.unexplained == 1 ? "difference" : "differences") that no export listed"
      : report.listed > 0 ? "all equal but for what the exports had listed" : "all equal"
    try Terminal.print("\(target): \(verdict); kept as batch \(report.batch)\n")
  }
  return report.unexplained > 0 ? Problem.Kind.finding.rawValue : 0
}
