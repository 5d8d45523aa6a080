/// A later batch that stands in the way of taking an earlier one back.
package struct Obstacle: Sendable, Hashable {
  package enum Reason: String, Sendable {
    case changed = "changed them"
    case completed = "completed partial records of it"
    case refers = "refers to them"
    case repeats = "had them again"
    case computed = "was computed with them"
    case continues = "continues it"
    case source = "is of a source that it made"
  }

  /// 0: rows that no batch brought.
  package var batch: Int64
  package var reason: Reason
  /// The kind of the rows at hand, and how many of them there are.
  package var kind: String
  package var count: Int64
}
