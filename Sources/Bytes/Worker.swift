package import Diagnostics
import Glibc

/// A closure that runs on a thread of its own; `join` waits for its result.
package final class Worker<Value> {
  private let job: Job<Value>
  private let thread: pthread_t
  private var isJoined = false

  /// Starts the thread.
  ///
  /// - Throws: `no-thread` when the system gives none.
  package init(_ body: sending @escaping () throws(Problem) -> Value) throws(Problem) {
    let job = Job(body)
    self.job = job
    var thread = pthread_t()
    // The thread owns one reference to the job until it has run.
    let reference = unsafe Unmanaged<AnyObject>.passRetained(job)
    let status = unsafe pthread_create(
      &thread, nil,
      { argument in
        guard let argument = unsafe argument else { return nil }
        let job = unsafe Unmanaged<AnyObject>.fromOpaque(argument).takeRetainedValue()
        (job as? any Runnable)?.run()
        return nil
      }, reference.toOpaque())
    self.thread = thread
    if status != 0 {
      unsafe reference.release()
      isJoined = true
      throw .cannotStartThread(SystemFailure(number: status))
    }
  }

  deinit { if !isJoined { pthread_detach(thread) } }

  /// Waits until the closure has ended, and gives what it returned or throws what it threw.
  /// To be called once.
  package func join() throws(Problem) -> Value {
    precondition(!isJoined, "a worker is joined once")
    pthread_join(thread, nil)
    isJoined = true
    guard let result = job.result else { preconditionFailure("the thread ended without a result") }
    return try result.get()
  }
}

/// What the machine has.
package enum Machine {
  /// Processors that are switched on; at least one.
  package static var cores: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}

private protocol Runnable: AnyObject { func run() }

/// What the thread runs, and where it leaves the result: read only after `pthread_join`.
private final class Job<Value>: Runnable {
  private let body: () throws(Problem) -> Value
  private(set) var result: Result<Value, Problem>?

  init(_ body: @escaping () throws(Problem) -> Value) { self.body = body }

  func run() {
    do throws(Problem) { result = .success(try body()) } catch { result = .failure(error) }
  }
}
