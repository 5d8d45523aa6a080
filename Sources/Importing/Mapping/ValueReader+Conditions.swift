extension ValueReader {
  /// No condition is always true. A value that can't be read is empty to a condition.
  func isTrue(_ condition: Condition?) -> Bool {
    guard let condition else { return true }
    switch condition {
    case .equal(let a, let b): return read(a) == read(b)
    case .oneOf(let a, let list):
      let value = read(a)
      return list.contains { read($0) == value }
    case .startsWith(let a, let b): return read(a).starts(with: read(b))
    case .matches(let a, let pattern):
      let value = read(a)
      return pattern.takes(value) && pattern.match(value) != nil
    case .ordered(let a, let b, let orders):
      guard let a = Ratio(read(a)), let b = Ratio(read(b)), let order = a.compared(to: b) else {
        return false
      }
      return orders.contains(order)
    case .empty(let a): return read(a).isEmpty
    case .not(let inner): return !isTrue(inner)
    case .all(let list): return list.allSatisfy { isTrue($0) }
    case .any(let list): return list.contains { isTrue($0) }
    }
  }

  private func read(_ value: Value) -> ArraySlice<UInt8> { ((try? text(value)) ?? nil) ?? [] }
}
