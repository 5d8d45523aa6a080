import CZlib
import Diagnostics

/// Inflates gzip: one member or several one after another, as `cat a.gz b.gz` makes them; or the bare
/// data of a ZIP's member.
@safe final class Inflater {
  static let magic: [UInt8] = [0x1F, 0x8B]

  enum Wrapper { case gzip, raw }

  enum Failure: Error {
    case damaged(String)
    /// After a complete member follows something that is neither a member nor padding of zeros.
    case garbage
    case noMemory
  }

  private let stream: UnsafeMutablePointer<z_stream>
  /// A member is complete, and no byte of the next one has been seen.
  private(set) var isBetweenMembers = false
  private var sawPadding = false
  private let wrapper: Wrapper

  init(_ wrapper: Wrapper = .gzip) throws(Problem) {
    self.wrapper = wrapper
    unsafe stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // 15 bits of window, the largest; 16 more ask for the gzip wrapper, negative bits for none.
    if unsafe czlib_inflate_init(stream, wrapper == .gzip ? 15 + 16 : -15) != Z_OK {
      throw .outOfMemory("inflating")
    }
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Inflates from `input[position...]` and moves `position`; appends at most `limit` bytes.
  ///
  /// - Returns: how many bytes were appended; 0 means that more input is needed.
  func inflate(
    _ input: [UInt8], from position: inout Int, into output: inout [UInt8], upTo limit: Int
  ) throws(Failure) -> Int {
    while position < input.count {
      if isBetweenMembers {
        if wrapper == .raw { return 0 }
        if input[position] == 0 {
          // Tape formats pad with zeros; gzip itself ignores them.
          sawPadding = true
          position += 1
          continue
        }
        if sawPadding || input[position] != Self.magic[0] { throw .garbage }
        isBetweenMembers = false
        unsafe inflateReset(stream)
      }
      let before = output.count
      var status = Z_OK
      var used = 0
      output.append(addingCapacity: limit) { space in
        unsafe space.withUnsafeMutableBufferPointer { memory, filled in
          unsafe input.withUnsafeBufferPointer { bytes in
            let available = bytes.count - position
            // zlib does not write through `next_in`; its declaration only lacks the const.
            unsafe stream.pointee.next_in = UnsafeMutablePointer(
              mutating: bytes.baseAddress?.advanced(by: position))
            unsafe stream.pointee.avail_in = UInt32(available)
            unsafe stream.pointee.next_out = memory.baseAddress
            unsafe stream.pointee.avail_out = UInt32(limit)
            status = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
            used = unsafe available - Int(stream.pointee.avail_in)
            filled = unsafe limit - Int(stream.pointee.avail_out)
          }
        }
      }
      position += used
      switch status {
      case Z_OK: break
      case Z_STREAM_END: isBetweenMembers = true
      case Z_BUF_ERROR where used == 0: return output.count - before
      case Z_MEM_ERROR: throw .noMemory
      default:
        let reason = unsafe stream.pointee.msg.map { unsafe String(cString: $0) }
        throw .damaged(reason ?? "zlib error \(status)")
      }
      if output.count > before { return output.count - before }
    }
    return 0
  }
}
