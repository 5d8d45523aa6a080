/// What a value must be besides its type.
final class Check: Sendable {
  enum Failure: String, Sendable, CaseIterable {
    case reject, warn
    case null
  }

  let words: Set<[UInt8]>
  let pattern: Pattern?
  /// How many characters it has.
  let length: ClosedRange<Int>?
  /// Whether the length was declared as one number: then digits that are too few lost their zeros.
  let isFixedLength: Bool
  /// In the field's canonical form.
  let least: [UInt8]?
  let most: [UInt8]?
  let onFail: Failure

  init(
    words: Set<[UInt8]>, pattern: Pattern?, length: ClosedRange<Int>?, isFixedLength: Bool,
    least: [UInt8]?, most: [UInt8]?, onFail: Failure
  ) {
    self.words = words
    self.pattern = pattern
    self.length = length
    self.isFixedLength = isFixedLength
    self.least = least
    self.most = most
    self.onFail = onFail
  }

  /// What is wrong with a text; nil when nothing is.
  func failure(of text: ArraySlice<UInt8>) -> CellFailure? {
    if !words.isEmpty, !words.contains(Array(text)) {
      let listed = words.map { String(decoding: $0, as: UTF8.self) }.sorted()
      return CellFailure(
        "constraint-error", "This is not one of \(listed.joined(separator: ", "))")
    }
    if let pattern, !pattern.takes(text) || pattern.match(text) == nil {
      return CellFailure(
        "constraint-error", "This does not match the profile's pattern \(pattern.text)")
    }
    guard let length else { return nil }
    let count = text.count { $0 & 0xC0 != 0x80 }
    if length.contains(count) { return nil }
    if isFixedLength, count < length.lowerBound, text.allSatisfy({ $0 &- 48 < 10 }) {
      return CellFailure(
        "lost-zeros",
        "This has \(count) digits, not \(length.lowerBound): a spreadsheet dropped the zeros in front. "
          + "Export the column as text; the step padLeft puts them back if all ids have one length")
    }
    return CellFailure(
      "constraint-error",
      count < length.lowerBound
        ? "This has \(count) characters, fewer than \(length.lowerBound)"
        : "This has \(count) characters, more than \(length.upperBound)")
  }
}
