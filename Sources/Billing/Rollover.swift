/// What periods left over of their caps, and how much of it is there in later ones: the oldest is used
/// first.
package struct Rollover: Sendable {
  /// What a period found, used and lost of what earlier ones had left over.
  package struct Share: Sendable, Equatable {
    package var available: Int64 = 0
    package var used: Int64 = 0
    package var expired: Int64 = 0

    package init(available: Int64 = 0, used: Int64 = 0, expired: Int64 = 0) {
      self.available = available
      self.used = used
      self.expired = expired
    }
  }

  private var left: [(period: Int, bytes: Int64)] = []
  private var period = 0

  package init() {}

  /// Goes on to the next period.
  ///
  /// - Parameters:
  ///   - cap: used before anything that rolled over; nil where there is none.
  ///   - used: what counts against it.
  ///   - life: in how many periods after its own something may be used; 0 for good; nil where nothing
  ///     rolls over into this period.
  package mutating func next(cap: Int64?, used: Int64, life: Int64?) -> Share {
    defer { period += 1 }
    var share = Share()
    if let life {
      share.available = left.reduce(0) { Self.sum($0, $1.bytes) }
      share.used = min(share.available, cap.map { max(0, Self.difference(used, $0)) } ?? 0)
      take(share.used)
      if life > 0 {
        let kept = left.filter { Int64(period - $0.period) < life }
        share.expired =
          share.available - share.used - kept.reduce(0) { Self.sum($0, $1.bytes) }
        left = kept
      }
    } else {
      left = []
    }
    if let cap, cap > max(0, used) { left.append((period, cap - max(0, used))) }
    return share
  }

  private mutating func take(_ bytes: Int64) {
    var rest = bytes
    while rest > 0, let oldest = left.first {
      if oldest.bytes > rest {
        left[0].bytes -= rest
        return
      }
      rest -= oldest.bytes
      left.removeFirst()
    }
  }

  // Nonsense in a file may not stop a report: what doesn't fit a number is as large as one can be.
  private static func sum(_ a: Int64, _ b: Int64) -> Int64 {
    let sum = a.addingReportingOverflow(b)
    return sum.overflow ? .max : sum.partialValue
  }

  private static func difference(_ a: Int64, _ b: Int64) -> Int64 {
    let difference = a.subtractingReportingOverflow(b)
    return difference.overflow ? .max : difference.partialValue
  }
}
