package import Diagnostics

/// The members of a ZIP file, by its central directory (APPNOTE 6.3), ZIP64 included. Members are
/// streamed, so that one that grows beyond measure takes time but no memory.
package struct ZipArchive {
  package struct Member: Sendable {
    package var name: String
    package var isFolder: Bool { name.hasSuffix("/") }
    /// Length after inflating, as the directory states it.
    package var size: Int
    var compressedSize: Int
    var method: Int
    var isEncrypted: Bool
    var crc: UInt32
    var headerOffset: Int
  }

  package let name: String
  package let members: [Member]
  private let file: RandomAccessFile

  /// More directory than this no archive of ours has.
  private static let longestDirectory = 16 << 20

  /// - Throws: `corrupt-zip`; what reading throws.
  package init(_ file: RandomAccessFile) throws(Problem) {
    self.file = file
    name = file.name
    let end = try Self.findEnd(file)
    guard end.size <= Self.longestDirectory, end.offset >= 0, end.offset <= file.size else {
      throw .corruptZip(file.name, "its directory is out of bounds")
    }
    let directory = try file.read(at: end.offset, count: end.size)
    guard directory.count == end.size else {
      throw .corruptZip(file.name, "its directory is cut off")
    }
    members = try Self.parse(directory, count: end.count, name: file.name)
  }

  private static func parse(_ directory: [UInt8], count: Int, name: String) throws(Problem)
    -> [Member]
  {
    var members: [Member] = []
    var at = 0
    while members.count < count {
      guard at + 46 <= directory.count, directory.number(at, 4) == 0x0201_4B50 else {
        throw .corruptZip(name, "its directory is damaged")
      }
      let (nameLength, extraLength) = (directory.number(at + 28, 2), directory.number(at + 30, 2))
      let next = at + 46 + nameLength + extraLength + directory.number(at + 32, 2)
      guard next <= directory.count else { throw .corruptZip(name, "its directory is damaged") }
      let flags = directory.number(at + 8, 2)
      var member = Member(
        name: String(decoding: directory[at + 46..<at + 46 + nameLength], as: UTF8.self),
        size: directory.number(at + 24, 4), compressedSize: directory.number(at + 20, 4),
        method: directory.number(at + 10, 2), isEncrypted: flags & 1 != 0,
        crc: UInt32(directory.number(at + 16, 4)), headerOffset: directory.number(at + 42, 4))
      let extra = directory[at + 46 + nameLength..<at + 46 + nameLength + extraLength]
      member.takeZIP64(Array(extra))
      members.append(member)
      at = next
    }
    return members
  }

  private static func findEnd(_ file: RandomAccessFile) throws(Problem)
    -> (offset: Int, size: Int, count: Int)
  {
    // The last record is 22 bytes and a comment of at most 65535.
    let start = max(0, file.size - 22 - 65535)
    let tail = try file.read(at: start, count: file.size - start)
    var at = tail.count - 22
    while at >= 0 {
      if tail.number(at, 4) == 0x0605_4B50, at + 22 + tail.number(at + 20, 2) <= tail.count {
        break
      }
      at -= 1
    }
    if at < 0 { throw .corruptZip(file.name, "it has no directory: it is cut off") }
    var found = (
      offset: tail.number(at + 16, 4), size: tail.number(at + 12, 4), count: tail.number(at + 10, 2)
    )
    if at >= 20, tail.number(at - 20, 4) == 0x0706_4B50 {
      let place = tail.number(at - 12, 8)
      guard place >= 0, place <= file.size else {
        throw .corruptZip(file.name, "its directory is out of bounds")
      }
      let record = try file.read(at: place, count: 56)
      guard record.count == 56, record.number(0, 4) == 0x0606_4B50 else {
        throw .corruptZip(file.name, "its directory is damaged")
      }
      found = (record.number(48, 8), record.number(40, 8), record.number(32, 8))
    }
    return found
  }

  /// The content of a member, in pieces.
  ///
  /// - Throws: `encrypted-zip`, `corrupt-zip`.
  package func open(_ member: Member) throws(Problem) -> InputSource {
    if member.isEncrypted { throw .encryptedZip(name, member: member.name) }
    guard member.method == 0 || member.method == 8 else {
      throw .zipMethod(name, member: member.name, method: member.method)
    }
    guard 0..<file.size ~= member.headerOffset else {
      throw .corruptZip(name, "'\(member.name)' is not where its directory says")
    }
    let header = try file.read(at: member.headerOffset, count: 30)
    guard header.count == 30, header.number(0, 4) == 0x0403_4B50 else {
      throw .corruptZip(name, "'\(member.name)' is not where its directory says")
    }
    let start = member.headerOffset + 30 + header.number(26, 2) + header.number(28, 2)
    let reader = try ZipMemberReader(file: file, member: member, start: start)
    return InputSource(
      name: "\(name):\(member.name)", size: member.size, isPlain: true, pull: reader.read)
  }
}

extension ZipArchive.Member {
  /// Sizes that don't fit 32 bits stand in an extra field, in this order, only those that are all ones.
  fileprivate mutating func takeZIP64(_ extra: [UInt8]) {
    var at = 0
    while at + 4 <= extra.count {
      let length = extra.number(at + 2, 2)
      let end = min(extra.count, at + 4 + length)
      if extra.number(at, 2) == 1 {
        var place = at + 4
        func take(_ value: inout Int) {
          guard value == 0xFFFF_FFFF, place + 8 <= end else { return }
          value = extra.number(place, 8)
          place += 8
        }
        take(&size)
        take(&compressedSize)
        take(&headerOffset)
      }
      at = end
    }
  }
}

extension [UInt8] {
  /// A number of some bytes, the lowest first; one that is too large comes out negative.
  fileprivate func number(_ at: Int, _ length: Int) -> Int {
    var value: UInt64 = 0
    for i in 0..<length { value |= UInt64(self[at + i]) << UInt64(8 * i) }
    return Int(truncatingIfNeeded: value)
  }
}
