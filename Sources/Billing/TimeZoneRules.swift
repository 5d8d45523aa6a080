/// The offsets of a time zone through time: the content of a TZif file (RFC 8536).
package struct TimeZoneRules: Sendable {
  package let name: String
  /// When offsets change, seconds since 1970 UTC, ascending; `offsets[i]` holds from `transitions[i]`.
  private let transitions: [Int64]
  private let offsets: [Int32]
  /// The offset before the first transition.
  private let firstOffset: Int32
  /// What holds after the last transition.
  private let footer: PosixZone?

  package static let utc = TimeZoneRules(
    name: "UTC", transitions: [], offsets: [], firstOffset: 0, footer: nil)

  private init(
    name: String, transitions: [Int64], offsets: [Int32], firstOffset: Int32, footer: PosixZone?
  ) {
    self.name = name
    self.transitions = transitions
    self.offsets = offsets
    self.firstOffset = firstOffset
    self.footer = footer
  }

  /// Reads a TZif file of version 2 or later; nil when it is damaged or older.
  package init?(name: String, tzif bytes: [UInt8]) {
    var reader = TZifReader(bytes: bytes)
    guard let first = reader.header(), first.version >= 2,
      reader.skip(first.bodyLength(timeSize: 4)), let header = reader.header()
    else { return nil }
    var transitions: [Int64] = []
    for _ in 0..<header.times {
      guard let time = reader.signed(8) else { return nil }
      transitions.append(time)
    }
    var indexes: [Int] = []
    for _ in 0..<header.times {
      guard let index = reader.signed(1), index >= 0, index < header.types else { return nil }
      indexes.append(Int(index))
    }
    var types: [Int32] = []
    for _ in 0..<header.types {
      guard let offset = reader.signed(4), reader.skip(2) else { return nil }
      types.append(Int32(offset))
    }
    guard let firstType = types.first,
      reader.skip(header.characters + header.leaps * 12 + header.standards + header.universals)
    else { return nil }
    self.init(
      name: name, transitions: transitions, offsets: indexes.map { types[$0] },
      firstOffset: firstType, footer: reader.footer().flatMap { PosixZone($0) })
  }

  /// Seconds east of UTC at an instant.
  package func offset(at instant: Instant) -> Int32 {
    let seconds = floorDivide(instant.milliseconds, 1000)
    guard let last = transitions.last else { return footer?.offset(at: seconds) ?? firstOffset }
    if seconds >= last { return footer?.offset(at: seconds) ?? offsets[offsets.count - 1] }
    var (low, high) = (0, transitions.count)
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= seconds { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? firstOffset : offsets[low - 1]
  }

  /// The local clock at an instant, as if it were UTC: its day and time of day are the local ones.
  package func local(_ instant: Instant) -> Instant {
    Instant(milliseconds: instant.milliseconds + Int64(offset(at: instant)) * 1000)
  }

  package func localDay(of instant: Instant) -> CalendarDate { local(instant).utcDay }

  /// The instants at which the local clock shows `local` (see `local(_:)`): one; two, the earlier
  /// first, when clocks were set back over it; none when they were set forward over it.
  package func instants(ofLocal local: Instant) -> [Instant] {
    // No zone is farther than a day from UTC: the offsets on both sides are the only candidates.
    var found: [Instant] = []
    for probe in [-Instant.millisecondsPerDay, Instant.millisecondsPerDay] {
      let offset = offset(at: Instant(milliseconds: local.milliseconds + probe))
      let candidate = Instant(milliseconds: local.milliseconds - Int64(offset) * 1000)
      if self.local(candidate) == local, !found.contains(candidate) { found.append(candidate) }
    }
    return found.sorted()
  }

  /// The number of the quarter of an hour that a moment lies in, of UTC or of local time: within one the
  /// offset stays and so does the day. Nil before 2012, when Newfoundland still set its clocks a minute
  /// past midnight.
  package static func quarter(of moment: Instant) -> Int64? {
    moment.milliseconds >= 1_325_376_000_000 ? moment.milliseconds / (15 * 60 * 1000) : nil
  }

  /// The first instant of a local day: midnight, or where clocks skip it, the end of the gap.
  package func startOfDay(_ date: CalendarDate) -> Instant {
    let midnight = Instant(date)
    if let start = instants(ofLocal: midnight).first { return start }
    let before = offset(
      at: Instant(milliseconds: midnight.milliseconds - Instant.millisecondsPerDay))
    // With the offset from before the gap, the missing midnight is the very moment of the change.
    return Instant(milliseconds: midnight.milliseconds - Int64(before) * 1000)
  }
}

/// The numbers of a TZif file, big-endian.
private struct TZifReader {
  struct Header {
    var version: Int
    var universals, standards, leaps, times, types, characters: Int

    func bodyLength(timeSize: Int) -> Int {
      times * (timeSize + 1) + types * 6 + characters + leaps * (timeSize + 4) + standards
        + universals
    }
  }

  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func header() -> Header? {
    guard bytes.count >= position + 44, bytes[position..<position + 4].elementsEqual("TZif".utf8)
    else { return nil }
    let version = Int(bytes[position + 4]) - 48
    position += 20
    var counts: [Int] = []
    for _ in 0..<6 {
      guard let count = signed(4), count >= 0 else { return nil }
      counts.append(Int(count))
    }
    return Header(
      version: version, universals: counts[0], standards: counts[1], leaps: counts[2],
      times: counts[3], types: counts[4], characters: counts[5])
  }

  mutating func skip(_ count: Int) -> Bool {
    guard bytes.count - position >= count else { return false }
    position += count
    return true
  }

  mutating func signed(_ size: Int) -> Int64? {
    guard bytes.count - position >= size else { return nil }
    var value = Int64(Int8(bitPattern: bytes[position]))
    for index in 1..<max(1, size) { value = value << 8 | Int64(bytes[position + index]) }
    position += size
    return value
  }

  /// The text between the two line ends after the data.
  func footer() -> String? {
    guard position < bytes.count, bytes[position] == 10 else { return nil }
    return String(decoding: bytes[(position + 1)...].prefix { $0 != 10 }, as: UTF8.self)
  }
}
