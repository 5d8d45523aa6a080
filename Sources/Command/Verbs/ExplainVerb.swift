internal import Diagnostics

let explainVerb = Verb(
  "explain", "[CODE]",
  "Say what a code means, and what to do: codes stand in [ ] after an error, and in lists of rejects "
    + "and warnings. Without one, all are listed.", takes: 0...1
) { invocation in
  guard let code = invocation.operands.first else {
    let width = ErrorCatalogue.entries.map(\.code.count).max() ?? 0
    for entry in ErrorCatalogue.entries {
      try Terminal.print(
        Help.wrapped(entry.about, indent: width + 2, first: Help.padded(entry.code, to: width + 2)))
    }
    return 0
  }
  let entry = try ErrorCatalogue.entry(code)
  try Terminal.print(
    "\(entry.code)\n" + Help.wrapped(entry.about, indent: 2, first: "  ")
      + Help.wrapped(entry.remedy, indent: 2, first: "  "))
  return 0
}
