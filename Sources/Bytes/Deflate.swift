internal import CZlib

/// Compression as zlib does it (RFC 1950).
package enum Deflate {
  /// The compressed bytes; the same for the same input and level.
  package static func zlib(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8] {
    Deflater(level: level).zlib(bytes)
  }

  /// What was compressed, if it is no longer than `limit`; nil when the bytes are damaged.
  package static func inflated(_ bytes: [UInt8], limit: Int) -> [UInt8]? {
    var length = uLong(limit)
    var result = [UInt8](repeating: 0, count: limit)
    let code = unsafe result.withUnsafeMutableBufferPointer { output in
      unsafe bytes.withUnsafeBufferPointer { input in
        unsafe uncompress(output.baseAddress, &length, input.baseAddress, uLong(input.count))
      }
    }
    guard code == Z_OK else { return nil }
    result.removeLast(result.count - Int(length))
    return result
  }
}
