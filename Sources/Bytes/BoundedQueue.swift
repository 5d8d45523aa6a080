/// A queue between two threads that holds a limited number of elements: the faster side waits.
///
/// Elements are handed over: the giver keeps no reference.
package final class BoundedQueue<Element>: @unchecked Sendable {
  // Sendable: everything below is touched only inside `condition.withLock`.
  private let condition = Condition()
  private let capacity: Int
  private var elements: [Element] = []
  private var isFinished = false

  package init(capacity: Int) { self.capacity = max(1, capacity) }

  /// Waits for room, then gives the element.
  ///
  /// - Returns: false when the queue is finished or cancelled; the element is dropped then.
  @discardableResult
  package func put(_ element: sending Element) -> Bool {
    let handed = Handed(element)
    return condition.withLock {
      while elements.count >= capacity && !isFinished { condition.wait() }
      if isFinished { return false }
      elements.append(unsafe handed.element)
      condition.signal()
      return true
    }
  }

  /// Waits for an element and takes it; nil when the queue is finished and empty, or cancelled.
  package func take() -> sending Element? {
    let taken: Handed<Element?> = condition.withLock {
      while elements.isEmpty && !isFinished { condition.wait() }
      let element = elements.isEmpty ? nil : elements.removeFirst()
      condition.signal()
      return Handed(element)
    }
    return unsafe taken.element
  }

  /// Takes an element if one is there.
  package func takeNow() -> sending Element? {
    let taken: Handed<Element?> = condition.withLock {
      let element = elements.isEmpty ? nil : elements.removeFirst()
      condition.signal()
      return Handed(element)
    }
    return unsafe taken.element
  }

  /// Whether it was finished or cancelled.
  package var hasEnded: Bool { condition.withLock { isFinished } }

  /// No more elements will come; those in the queue can still be taken.
  package func finish() {
    condition.withLock {
      isFinished = true
      condition.signal()
    }
  }

  /// Drops everything and wakes both sides: nobody wants the rest.
  package func cancel() {
    condition.withLock {
      isFinished = true
      elements.removeAll()
      condition.signal()
    }
  }
}

/// Carries a value across the lock. The compiler cannot see that `put` and `take` hand each element to
/// exactly one owner; the lock makes it so.
private struct Handed<Value>: @unchecked Sendable {
  nonisolated(unsafe) let element: Value
  init(_ element: Value) { unsafe self.element = element }
}
