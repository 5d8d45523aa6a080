import Glibc

/// A lock with a condition to wait for. `Synchronization.Mutex` has none, so this is POSIX's.
@safe final class Condition: @unchecked Sendable {
  // Sendable: both pointers are constant, and what they lead to is made for several threads.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>

  init() {
    unsafe mutex = .allocate(capacity: 1)
    unsafe changed = .allocate(capacity: 1)
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(changed, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(changed)
    unsafe pthread_mutex_destroy(mutex)
    unsafe changed.deallocate()
    unsafe mutex.deallocate()
  }

  func withLock<Result>(_ body: () -> Result) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    return body()
  }

  /// Waits, inside `withLock`, until another thread calls `signal`. May wake without a reason.
  func wait() { unsafe pthread_cond_wait(changed, mutex) }

  /// Wakes all that wait.
  func signal() { unsafe pthread_cond_broadcast(changed) }
}
