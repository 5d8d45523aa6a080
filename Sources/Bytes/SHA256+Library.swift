internal import Glibc

extension SHA256 {
  /// The blocks of OpenSSL's libcrypto, where the process has it already: libxlsxwriter brings it on many
  /// systems, and it uses the processor's own instructions for SHA-256, which Swift doesn't offer. It is
  /// looked up by name, so that nothing is missing where it isn't there.
  @safe struct Library: Sendable {
    /// `SHA256_CTX` of `<openssl/sha.h>`: eight words of state, two of the length, sixteen of a block
    /// that isn't full, and two counts.
    typealias Context = InlineArray<28, UInt32>
    private typealias Update =
      @convention(c) (UnsafeMutableRawPointer?, UnsafeRawPointer?, Int) -> Int32

    private let update: Update

    /// nil where there is no such function, or it doesn't do what is expected.
    static let loaded: Library? = {
      guard let found = unsafe dlsym(nil, "SHA256_Update") else { return nil }
      let library = unsafe Library(update: unsafeBitCast(found, to: Update.self))
      return library.isRight ? library : nil
    }()

    /// The blocks of a message that both ways must agree on.
    private var isRight: Bool {
      let message = (0..<192).map { UInt8($0) }
      var (own, other) = (SHA256.start, SHA256.start)
      SHA256.compress(message[...], into: &own)
      return compress(message[...], into: &other) && own == other
    }

    /// Takes in whole blocks.
    ///
    /// - Returns: Whether it did: otherwise the state is as it was.
    func compress(_ blocks: ArraySlice<UInt8>, into state: inout SIMD8<UInt32>) -> Bool {
      var context = Context(repeating: 0)
      for word in 0..<8 { context[word] = state[word] }
      let isDone = unsafe blocks.withUnsafeBytes { bytes in
        unsafe withUnsafeMutableBytes(of: &context) {
          unsafe update($0.baseAddress, bytes.baseAddress, bytes.count) == 1
        }
      }
      guard isDone else { return false }
      for word in 0..<8 { state[word] = context[word] }
      return true
    }
  }
}
