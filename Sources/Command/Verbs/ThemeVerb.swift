internal import Diagnostics
internal import Documents
internal import Store

let themeVerb = Verb(
  "theme", "lint FILE",
  "Check a theme, the brand of documents: every mistake with its line and column.",
  takes: 2...2
) { invocation in
  guard invocation.operands[0] == "lint" else {
    throw Problem.unknown("word of 'theme'", invocation.operands[0], among: ["lint"])
  }
  let theme = try ThemeParser.read(invocation.operands[1])
  _ = try theme.fontSet()
  if !invocation.isQuiet {
    try Terminal.print("\(invocation.operands[1]): theme '\(theme.name)', sha256 \(theme.sha256)\n")
  }
  return 0
}
