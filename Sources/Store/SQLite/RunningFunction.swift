internal import CSQLite
package import Diagnostics

/// A function over the rows of a window, from its first row on: it sees them in order, and says
/// something at each.
package protocol RunningFunction {
  init()
  mutating func next(_ arguments: borrowing SQLArguments) -> SQLValue
}

/// One run of a running function, kept where SQLite can point at it.
private final class FunctionRun {
  var function: any RunningFunction
  var value = SQLValue.null
  init(_ function: any RunningFunction) { self.function = function }
}

/// Makes running functions, kept where SQLite can point at it.
final class FunctionMaker {
  let make: () -> any RunningFunction
  init(_ make: @escaping () -> any RunningFunction) { self.make = make }
}

/// What SQLite keeps for one run: the run, once there is one.
private typealias RunSlot = UnsafeMutablePointer<Unmanaged<FunctionRun>?>

private func runSlot(_ context: OpaquePointer?, making: Bool) -> RunSlot? {
  // SQLite gives zeroed memory, and none for a size of nothing where there is none yet.
  let size = unsafe making ? CInt(MemoryLayout<Unmanaged<FunctionRun>?>.size) : 0
  return unsafe sqlite3_aggregate_context(context, size)?
    .assumingMemoryBound(to: Unmanaged<FunctionRun>?.self)
}

extension Database {
  /// Registers a function of `arity` arguments that is used with `OVER (… ORDER BY …)`.
  package func addRunningFunction<Function: RunningFunction>(
    _ name: String, arity: Int32, _ type: Function.Type
  ) throws(Problem) {
    let maker = FunctionMaker { Function() }
    makers.append(maker)
    let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS
    let result = unsafe sqlite3_create_window_function(
      handle, name, arity, flags, Unmanaged.passUnretained(maker).toOpaque(),
      { context, count, arguments in
        guard let slot = unsafe runSlot(context, making: true) else {
          unsafe sqlite3_result_error_nomem(context)
          return
        }
        let run: FunctionRun
        if let known = unsafe slot.pointee {
          run = unsafe known.takeUnretainedValue()
        } else {
          let maker = unsafe Unmanaged<FunctionMaker>.fromOpaque(sqlite3_user_data(context))
            .takeUnretainedValue()
          run = FunctionRun(maker.make())
          unsafe slot.pointee = Unmanaged.passRetained(run)
        }
        run.value = run.function.next(unsafe SQLArguments(arguments, count: Int(count)))
      },
      { context in
        guard let slot = unsafe runSlot(context, making: false), let run = unsafe slot.pointee
        else {
          unsafe sqlite3_result_null(context)
          return
        }
        unsafe setResult(unsafe run.takeRetainedValue().value, context)
        unsafe slot.pointee = nil
      },
      { context in
        let run = unsafe runSlot(context, making: false)?.pointee
        unsafe setResult(unsafe run?.takeUnretainedValue().value ?? .null, context)
      },
      { context, _, _ in
        unsafe sqlite3_result_error(
          context, "this function wants a window from its first row on", -1)
      }, nil)
    if result != SQLITE_OK { throw failure(result, sql: nil) }
  }
}
