package import Diagnostics
import Glibc
import Synchronization

/// Ctrl-C and `kill`, as a flag that long loops ask for, so that they can stop cleanly.
package enum Interrupt {
  private static let flag = Atomic<Bool>(false)

  /// From now on SIGINT and SIGTERM set the flag, once each: a second one ends the process at once,
  /// for somebody who does not want to wait. System calls that wait are cut short.
  package static func install() {
    // The handler must find the flag made: to make it there would not be safe.
    flag.store(false, ordering: .sequentiallyConsistent)
    var action = sigaction()
    unsafe action.__sigaction_handler.sa_handler = { _ in
      Interrupt.flag.store(true, ordering: .sequentiallyConsistent)
    }
    action.sa_flags = CInt(bitPattern: UInt32(SA_RESETHAND))
    for signal in [SIGINT, SIGTERM] { unsafe sigaction(signal, &action, nil) }
  }

  package static var isRequested: Bool { flag.load(ordering: .relaxed) }

  /// - Throws: `interrupted` when the user asked to stop.
  package static func check() throws(Problem) {
    if isRequested { throw .interrupted }
  }
}
