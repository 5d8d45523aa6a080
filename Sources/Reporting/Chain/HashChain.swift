internal import Bytes

/// A hash that each record of a list adds to: h = SHA-256(h before, the record's bytes). Whoever changes,
/// drops, adds or moves a record later breaks every hash from there on.
struct HashChain {
  /// The name of the column that bears it.
  static let column = "chain"
  /// Hexadecimal digits of a hash.
  static let length = 64

  private var hash: [UInt8] = []
  var isEmpty: Bool { hash.isEmpty }
  /// The hash of everything up to here.
  var text: String { Hex.encode(hash) }

  mutating func link(_ record: ArraySlice<UInt8>) {
    var next = SHA256()
    next.update(hash[...])
    next.update(record)
    hash = next.finish()
  }
}
