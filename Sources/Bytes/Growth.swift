import Diagnostics

/// Whether what comes out of a compressed file is in proportion to what lies in it. A few kilobytes that
/// become gigabytes are made to fill memory or disk.
enum Growth {
  /// Tables of real data grow to fifty times their compressed size, the most regular ones to two hundred.
  static let most = 500
  /// What is smaller than that does no harm.
  private static let harmless = 64 << 20

  /// - Throws: `too-compressed`.
  static func check(_ produced: Int, from compressed: Int, _ name: String) throws(Problem) {
    if produced > harmless, produced / most > compressed { throw .tooCompressed(name) }
  }
}
