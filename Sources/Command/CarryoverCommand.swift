internal import Arrival
internal import Bytes
internal import Diagnostics
internal import Documents
internal import Importing

/// Arguments in, exit code out.
enum CarryoverCommand {
  static let version = "0.1.0"

  /// Every verb, in the order and the groups in which help lists them: the store; what a file is; files in;
  /// calls; the proof; a look; documents; another system.
  static let groups: [[Verb]] = [
    [demoVerb, initVerb, backupVerb, checkVerb, dumpVerb],
    [detectVerb, convertVerb, profileVerb, templateVerb],
    [importVerb, migrateVerb, batchesVerb, rejectsVerb, undoVerb, traceVerb, explainVerb],
    [rateVerb, decksVerb],
    [reconcileVerb, periodVerb, journalVerb],
    [findVerb, accountVerb, reportVerb],
    [invoiceVerb, statementVerb, receiptVerb, themeVerb],
    [exportVerb, crosswalkVerb, parityVerb],
  ]
  static let verbs: [Verb] = groups.flatMap { $0 }

  static func run(_ words: [String]) -> Int32 {
    do {
      return try dispatch(words)
    } catch let problem as Problem {
      Terminal.complain(problem)
      return problem.kind.rawValue
    } catch let mistakes as ProfileMistakes {
      for problem in mistakes.problems { Terminal.complain(problem) }
      return Problem.Kind.input.rawValue
    } catch let mistakes as TargetMistakes {
      for problem in mistakes.problems { Terminal.complain(problem) }
      return Problem.Kind.input.rawValue
    } catch let mistakes as ThemeMistakes {
      for problem in mistakes.problems { Terminal.complain(problem) }
      return Problem.Kind.input.rawValue
    } catch {
      Terminal.complain(Problem("internal", .system, "Something unforeseen happened: \(error)"))
      return Problem.Kind.system.rawValue
    }
  }

  private static func dispatch(_ words: [String]) throws -> Int32 {
    guard let first = words.first, first != "help", first != "--help", first != "-h" else {
      let topic = words.dropFirst().first
      guard let topic else {
        try Terminal.print(Help.overview(groups))
        return words.isEmpty ? Problem.Kind.usage.rawValue : 0
      }
      try Terminal.print(Help.page(try verb(named: topic)))
      return 0
    }
    if first == "--version" || first == "version" {
      try Terminal.print("carryover \(version)\n")
      return 0
    }
    let verb = try verb(named: first)
    let invocation = try Invocation(
      verb: verb, words: Array(words.dropFirst()), extra: try extraOptions(verb, words))
    if invocation.wantsHelp,
      !["report", "export"].contains(verb.name) || invocation.operands.isEmpty
    {
      try Terminal.print(Help.page(verb))
      return 0
    }
    return try verb.run(invocation)
  }

  private static func verb(named name: String) throws(Problem) -> Verb {
    guard let verb = verbs.first(where: { $0.name == name }) else {
      throw .unknownVerb(name, among: verbs.map(\.name))
    }
    return verb
  }
}
