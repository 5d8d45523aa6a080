internal import Diagnostics
internal import Store

let initVerb = Verb("init", "", "Make an empty store.") { invocation in
  let database = try StoreFile.create(at: invocation.storePath)
  try StoreFile.settle(database)
  if !invocation.isQuiet { Terminal.say("Made \(invocation.storePath).") }
  return 0
}
