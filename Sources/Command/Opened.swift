internal import Diagnostics
internal import Store

extension Invocation {
  /// The store for reading.
  func readStore() throws(Problem) -> Database { try StoreFile.openForReading(at: storePath) }

  /// The store for writing, held until the result is let go.
  func writeStore(verb: String) throws(Problem) -> (database: Database, lock: StoreLock) {
    // Asked first: a lock file beside a store that isn't there would only puzzle.
    _ = try StoreFile.openForReading(at: storePath)
    let lock = try StoreLock(storePath: storePath, verb: verb, waiting: try number("wait") ?? 0)
    return (try StoreFile.openForWriting(at: storePath), lock)
  }
}

let waitOption = Option.value("wait", "SECONDS", "How long to wait for another writer")
let outputOptions: [Option] = [
  .value("output", "FILE", "Where to write; also -o. Standard output if not given"),
  .flag("force", "Replace a file with other content"),
]
