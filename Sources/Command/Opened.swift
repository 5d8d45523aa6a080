internal import Billing
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
    let database = try StoreFile.openForWriting(at: storePath)
    let newest = try Batches(database).nextID() - 1
    if let killed = lock.killed, !isQuiet { Terminal.say(Self.story(of: killed, newest: newest)) }
    lock.note(newestBatch: newest)
    return (database, lock)
  }

  /// What became of a command that was killed, or lost its machine.
  private static func story(of killed: StoreLock.Holder, newest: Int64) -> String {
    let begun = Instant(milliseconds: killed.since)
    var text = "The last \(killed.verb) (process \(killed.process), begun \(begun)) was cut off: "
    if let before = killed.newestBatch, newest > before {
      text += newest == before + 1 ? "batch \(newest) is" : "batches \(before + 1) to \(newest) are"
      text += " in the store, whole; what came after was not kept."
    } else {
      text += "nothing of it was kept."
    }
    return text
  }
}

let waitOption = Option.value("wait", "SECONDS", "How long to wait for another writer")
let outputOptions: [Option] = [
  .value("output", "FILE", "Where to write; also -o. Standard output if not given"),
  .flag("force", "Replace a file with other content"),
]
