internal import CZlib

/// Compression as zlib does it (RFC 1950).
package enum Deflate {
  /// The compressed bytes; the same for the same input and level.
  package static func zlib(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8] {
    var length = compressBound(uLong(bytes.count))
    var result = [UInt8](repeating: 0, count: Int(length))
    let code = unsafe result.withUnsafeMutableBufferPointer { output in
      unsafe bytes.withUnsafeBufferPointer { input in
        unsafe compress2(
          output.baseAddress, &length, input.baseAddress, uLong(input.count), level)
      }
    }
    // The output has room for the worst case, so only a level out of range can fail.
    precondition(code == Z_OK, "zlib refused level \(level)")
    result.removeLast(result.count - Int(length))
    return result
  }
}
