internal import CZlib

/// Compression as zlib does it (RFC 1950), piece after piece with one state: to make the state anew
/// costs as much as to compress a small piece.
@safe package final class Deflater {
  private let stream: UnsafeMutablePointer<z_stream>

  private var level: Int32

  package init(level: Int32 = 6) {
    self.level = level
    unsafe stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let code = unsafe czlib_deflate_init(stream, level, 15)
    // Only a level out of range or no memory at all can fail.
    precondition(code == Z_OK, "zlib refused level \(level)")
  }

  deinit {
    unsafe deflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Appends the compressed form; the same for the same input and level.
  ///
  /// - Parameter level: where it is not the one of the last piece.
  package func append(_ bytes: [UInt8], level: Int32? = nil, to output: inout [UInt8]) {
    unsafe deflateReset(stream)
    if let level, level != self.level {
      // Nothing has been put in since the reset, so that nothing comes out yet.
      let code = unsafe deflateParams(stream, level, Z_DEFAULT_STRATEGY)
      precondition(code == Z_OK, "zlib refused level \(level)")
      self.level = level
    }
    let bound = unsafe Int(deflateBound(stream, uLong(bytes.count)))
    output.append(addingCapacity: bound) { space in
      unsafe space.withUnsafeMutableBufferPointer { memory, filled in
        unsafe bytes.withUnsafeBufferPointer { input in
          // zlib does not write through `next_in`; its declaration only lacks the const.
          unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
          unsafe stream.pointee.avail_in = UInt32(input.count)
          unsafe stream.pointee.next_out = memory.baseAddress
          unsafe stream.pointee.avail_out = UInt32(bound)
          let code = unsafe CZlib.deflate(stream, Z_FINISH)
          precondition(code == Z_STREAM_END, "there is room for the worst case")
          filled = unsafe bound - Int(stream.pointee.avail_out)
        }
      }
    }
  }

  package func zlib(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    append(bytes, to: &output)
    return output
  }
}
