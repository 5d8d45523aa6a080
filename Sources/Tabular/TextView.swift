/// A look at bytes that somebody else owns, for the loops that touch every byte: no bounds are
/// checked in a release build. It must not outlive the closure that it was made in.
@safe struct TextView {
  private let base: UnsafeRawPointer
  let count: Int

  /// Lends the first `count` bytes to `body`.
  static func with<Result, Failure: Error>(
    _ bytes: [UInt8], count: Int, _ body: (TextView) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(count <= bytes.count)
    // An array without elements may have no address: lend one that nobody reads.
    let lent = count == 0 ? [0] : bytes
    return try unsafe lent.withUnsafeBufferPointer { (buffer) throws(Failure) -> Result in
      try unsafe body(TextView(UnsafeRawBufferPointer(buffer), count: count))
    }
  }

  private init(_ buffer: UnsafeRawBufferPointer, count: Int) {
    guard let base = buffer.baseAddress else { preconditionFailure("memory without an address") }
    unsafe self.base = unsafe base
    self.count = count
  }

  @inline(__always)
  subscript(_ index: Int) -> UInt8 {
    assert(index >= 0 && index < count)
    return unsafe base.load(fromByteOffset: index, as: UInt8.self)
  }

  /// The eight bytes from `index` on.
  @inline(__always)
  func word(_ index: Int) -> UInt64 {
    assert(index >= 0 && index + 8 <= count)
    return unsafe base.loadUnaligned(fromByteOffset: index, as: UInt64.self)
  }

  /// Unicode scalars in a range of valid UTF-8.
  func characterCount(_ range: Range<Int>) -> Int {
    var count = 0
    for i in range where self[i] & 0xC0 != 0x80 { count += 1 }
    return count
  }

  /// Line ends in a range: LF, CR, and CR LF as one.
  func lineEnds(_ range: Range<Int>) -> Int {
    var count = 0
    for i in range where isLineEnd(i) { count += 1 }
    return count
  }

  /// Whether a line ends here; of CR LF the CR counts.
  @inline(__always)
  func isLineEnd(_ i: Int) -> Bool {
    self[i] == .cr || self[i] == .lf && (i == 0 || self[i - 1] != .cr)
  }
}

extension UInt8 {
  static let lf = UInt8(ascii: "\n")
  static let cr = UInt8(ascii: "\r")
  static let quote = UInt8(ascii: "\"")
  static let backslash = UInt8(ascii: "\\")
}
