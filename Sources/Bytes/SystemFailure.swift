import Glibc

/// A failed system call: the error number, which carries its own sentence.
package struct SystemFailure: Error, Equatable, CustomStringConvertible {
  package let number: Int32

  package init(number: Int32) { self.number = number }

  /// What the last system call of this thread left behind.
  static var last: SystemFailure { SystemFailure(number: errno) }

  package var description: String {
    var text = [CChar](repeating: 0, count: 256)
    if unsafe strerror_r(number, &text, text.count) != 0 { return "error \(number)" }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// The disk, the quota, or the permitted size of a file is used up.
  package var meansFull: Bool { number == ENOSPC || number == EDQUOT || number == EFBIG }

  package var meansForbidden: Bool { number == EACCES || number == EPERM || number == EROFS }
}
