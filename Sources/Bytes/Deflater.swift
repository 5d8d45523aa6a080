internal import CZlib

/// Compression as zlib does it (RFC 1950), piece after piece with one state: to make the state anew
/// costs as much as to compress a small piece.
@safe package final class Deflater {
  private let stream: UnsafeMutablePointer<z_stream>

  private var level: Int32

  /// - Parameter gzip: whether what comes out is a gzip file (RFC 1952), without a name and a time.
  package init(level: Int32 = 6, gzip: Bool = false) {
    self.level = level
    unsafe stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // 15 bits of window, the largest; 16 more ask for the gzip wrapper.
    let code = unsafe czlib_deflate_init(stream, level, gzip ? 15 + 16 : 15)
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
    begin(level: level)
    let bound = unsafe Int(deflateBound(stream, uLong(bytes.count)))
    run(bytes, Z_FINISH, room: bound, to: &output)
  }

  // MARK: In pieces

  /// Begins something that comes in pieces.
  package func begin(level: Int32? = nil) {
    unsafe deflateReset(stream)
    if let level, level != self.level {
      // Nothing has been put in since the reset, so that nothing comes out yet.
      let code = unsafe deflateParams(stream, level, Z_DEFAULT_STRATEGY)
      precondition(code == Z_OK, "zlib refused level \(level)")
      self.level = level
    }
  }

  /// Takes a piece; appends what is ready.
  package func add(_ bytes: [UInt8], to output: inout [UInt8]) {
    run(bytes, Z_NO_FLUSH, room: 64 << 10, to: &output)
  }

  /// Appends the rest.
  package func end(to output: inout [UInt8]) { run([], Z_FINISH, room: 64 << 10, to: &output) }

  private func run(_ bytes: [UInt8], _ flush: Int32, room: Int, to output: inout [UInt8]) {
    var used = 0
    var code = Z_OK
    repeat {
      output.append(addingCapacity: room) { space in
        unsafe space.withUnsafeMutableBufferPointer { memory, filled in
          unsafe bytes.withUnsafeBufferPointer { input in
            // zlib does not write through `next_in`; its declaration only lacks the const.
            unsafe stream.pointee.next_in = UnsafeMutablePointer(
              mutating: input.baseAddress?.advanced(by: used))
            unsafe stream.pointee.avail_in = UInt32(input.count - used)
            unsafe stream.pointee.next_out = memory.baseAddress
            unsafe stream.pointee.avail_out = UInt32(room)
            code = unsafe CZlib.deflate(stream, flush)
            used = unsafe input.count - Int(stream.pointee.avail_in)
            filled = unsafe room - Int(stream.pointee.avail_out)
          }
        }
      }
      precondition(code != Z_STREAM_ERROR, "zlib lost its state")
    } while flush == Z_FINISH ? code != Z_STREAM_END : used < bytes.count
  }

  package func zlib(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    append(bytes, to: &output)
    return output
  }
}
