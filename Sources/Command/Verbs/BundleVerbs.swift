internal import Arrival
internal import Diagnostics
internal import Store

/// `export bundle -o FILE`.
func exportBundle(_ invocation: Invocation) throws -> Int32 {
  guard let path = invocation.value("output") else {
    throw Problem(
      "operands", .usage, "Say with -o FILE where the bundle goes, such as store.bundle.")
  }
  let summary = try BundleWriter(try invocation.readStore())
    .write(to: path, force: invocation.has("force"))
  if !invocation.isQuiet {
    Terminal.say(
      "\(path): \(Help.grouped(summary.rows)) rows of \(summary.tables) tables; 'carryover import "
        + "--create \(path) --store NEW.db' makes the same store of it")
  }
  return 0
}

/// `import --create BUNDLE`.
func importBundle(_ path: String, _ invocation: Invocation) throws -> Int32 {
  guard invocation.has("create") else {
    throw Problem(
      "whole-store", .usage,
      "This is a bundle, a whole store: --create makes a new store of it, at --store.")
  }
  let store = invocation.storePath
  let lock = try StoreLock(
    storePath: store, verb: "import", waiting: try invocation.number("wait") ?? 0)
  defer { withExtendedLifetime(lock) {} }
  let summary = try BundleReader(path).restore(to: store)
  if !invocation.isQuiet {
    Terminal.say("\(store): \(Help.grouped(summary.rows)) rows of \(summary.tables) tables")
    if let fault = summary.faults.first {
      Terminal.say(
        "\(store): as in the store that the bundle was made of, something is wrong: \(fault). 'carryover "
          + "check' lists it")
    }
  }
  return summary.faults.isEmpty ? 0 : Problem.Kind.finding.rawValue
}
