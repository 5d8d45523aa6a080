internal import Arrival
internal import Diagnostics

let exportVerb = Verb(
  "export", "TARGET | list | show TARGET | lint FILE | bundle",
  "Write the files that another system imports, with -o DIR: accounts, services, balances and more. Or "
    + "calls in its format; or, as 'bundle', the whole store as one file. Nothing leaves twice: each "
    + "export is a batch that is remembered. TARGET is a name of 'export list', or the path of a "
    + "declaration of your own; 'export TARGET --help' lists its parameters. Exits with 1 where anything "
    + "stays behind; with --new, only where an earlier export did not tell it.", takes: 0...100,
  options: [
    .flag("new", "Only what never went to it, or changed since; tells only what is new, too"),
    .value("again", "N", "Export N once more: the same bytes"),
    .value("as-of", "DATE", "The day; the last accounting date if not given"),
    .value("load-day", "DATE", "The day on which the files are loaded"),
    .value("company", "CODE", "Only this company's accounts"),
    .value("source", "NAME", "Only accounts, or calls, of this source"),
    .value("maps", "DIR", "A folder of LIST.csv files (from, to): what our codes are there"),
    .value("draft-maps", "DIR", "Write these files for all codes that lack a counterpart"),
    .flag("strict", "Refuse where anything stays behind"),
    waitOption,
  ] + outputOptions
) { invocation in
  guard let name = invocation.operands.first else {
    throw Problem("operands", .usage, "Name the target; 'carryover export list' shows them.")
  }
  switch name {
  case "list": return try ExportLists.list()
  case "bundle": return try exportBundle(invocation)
  case "lint": return try ExportLists.lint(Array(invocation.operands.dropFirst()))
  case "show":
    guard invocation.operands.count == 2 else {
      throw Problem("operands", .usage, "Name the target to show.")
    }
    try Terminal.print(try TargetDirectory.text(invocation.operands[1]) + "\n")
    return 0
  default: break
  }
  guard invocation.operands.count == 1 else {
    throw Problem("operands", .usage, "Name one target at a time.")
  }
  return try exportTarget(name, invocation)
}
