internal import Bytes
internal import Diagnostics

/// What a thread of its own works out: who asks for it first waits for it.
final class Later<Value> {
  private let worker: Worker<Value>
  private var result: Result<Value, Problem>?

  init(_ worker: Worker<Value>) { self.worker = worker }

  var value: Value {
    get throws(Problem) {
      let result = result ?? Result { () throws(Problem) in try worker.join() }
      self.result = result
      return try result.get()
    }
  }
}
