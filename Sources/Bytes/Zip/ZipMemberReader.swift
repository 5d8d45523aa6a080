import CZlib
import Diagnostics

/// Streams one member of an archive and checks its length and CRC at the end.
final class ZipMemberReader {
  private let file: RandomAccessFile
  private let member: ZipArchive.Member
  private let inflater: Inflater?
  private let start: Int
  private var offset: Int
  private let end: Int
  private var pending: [UInt8] = []
  private var pendingStart = 0
  private var produced = 0
  private var crc: UInt = 0

  init(file: RandomAccessFile, member: ZipArchive.Member, start: Int) throws(Problem) {
    self.file = file
    self.member = member
    self.start = start
    offset = start
    let (end, overflows) = start.addingReportingOverflow(member.compressedSize)
    guard member.compressedSize >= 0, member.size >= 0, start >= 0, !overflows, end <= file.size
    else { throw .corruptZip(file.name, "'\(member.name)' is cut off") }
    self.end = end
    inflater = member.method == 8 ? try Inflater(.raw) : nil
  }

  func read(into buffer: inout [UInt8], upTo limit: Int) throws(Problem) -> Int {
    let before = buffer.count
    if let inflater {
      try inflate(inflater, into: &buffer, upTo: limit)
    } else {
      let piece = try file.read(at: offset, count: min(limit, end - offset))
      offset += piece.count
      buffer.append(contentsOf: piece)
    }
    let count = buffer.count - before
    produced += count
    crc = unsafe buffer[before...].withUnsafeBufferPointer {
      unsafe crc32(crc, $0.baseAddress, uInt($0.count))
    }
    if inflater != nil {
      try Growth.check(
        produced, from: offset - start - (pending.count - pendingStart),
        "\(file.name):\(member.name)")
    }
    // What is longer than its directory says is made to fill memory or disk.
    if produced > member.size || count == 0 && produced < member.size {
      throw damaged("its length is not what its directory says")
    }
    if count == 0, UInt32(truncatingIfNeeded: crc) != member.crc {
      throw damaged("its checksum is wrong")
    }
    return count
  }

  private func inflate(_ inflater: Inflater, into buffer: inout [UInt8], upTo limit: Int)
    throws(Problem)
  {
    while true {
      if inflater.isBetweenMembers { return }
      if pendingStart == pending.count {
        pending = try file.read(at: offset, count: min(256 << 10, end - offset))
        pendingStart = 0
        offset += pending.count
        if pending.isEmpty { throw damaged("it ends too early") }
      }
      do throws(Inflater.Failure) {
        if try inflater.inflate(pending, from: &pendingStart, into: &buffer, upTo: limit) > 0 {
          return
        }
      } catch {
        if case .noMemory = error { throw .outOfMemory("inflating '\(member.name)'") }
        throw damaged("it does not inflate")
      }
    }
  }

  private func damaged(_ reason: String) -> Problem {
    .corruptZip(file.name, "'\(member.name)': \(reason)")
  }
}
