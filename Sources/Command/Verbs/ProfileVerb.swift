internal import Diagnostics
internal import Importing

let profileVerb = Verb(
  "profile", "list | show NAME | lint FILE… | reference",
  "List, show and check profiles: with lint every mistake of your own is told, with its line and "
    + "column.", takes: 1...10_000
) { invocation in
  let names = invocation.operands.dropFirst()
  switch invocation.operands[0] {
  case "list":
    let width = ProfileDirectory.builtIn.map(\.count).max() ?? 0
    for name in ProfileDirectory.builtIn {
      let about = try ProfileDirectory.profile(name).about
      try Terminal.print(Help.padded(name, to: width) + "  " + about + "\n")
    }
    try Terminal.print("Files in Carryover's own columns need none: 'carryover template'.\n")
    return 0
  case "reference":
    try Terminal.print(ProfileReference.text)
    return 0
  case "show":
    guard let name = names.first, names.count == 1 else {
      throw Problem("operands", .usage, "Name the profile to show.")
    }
    try Terminal.print(try ProfileDirectory.text(name) + "\n")
    return 0
  case "lint":
    if names.isEmpty { throw Problem("operands", .usage, "Name the profiles to check.") }
    var exitCode: Int32 = 0
    for name in names {
      do {
        _ = try ProfileDirectory.profile(name)
        if !invocation.isQuiet { Terminal.say("\(name): no mistakes") }
      } catch let mistakes as ProfileMistakes {
        for problem in mistakes.problems { Terminal.complain(problem) }
        exitCode = Problem.Kind.input.rawValue
      }
    }
    return exitCode
  default:
    throw Problem.badChoice(
      option: "profile", invocation.operands[0], among: ["list", "show", "lint", "reference"])
  }
}
