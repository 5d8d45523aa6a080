/// A question about the rows of a report: what `--where` says.
indirect enum Filter: Equatable {
  case compare(column: String, operator: String, value: String)
  /// `*` stands for anything; letters' case does not count.
  case matches(column: String, pattern: String)
  case isIn(column: String, values: [String])
  case isBetween(column: String, low: String, high: String)
  case isSet(column: String)
  /// Whoever asks: what `--me` says.
  case isMe(column: String)
  case not(Filter)
  case all([Filter])
  case any([Filter])
}
