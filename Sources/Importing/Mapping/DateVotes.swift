internal import Billing
internal import Diagnostics

/// Which of several formats a column is written in, where a text may fit two of them: the whole column
/// decides, or nobody does.
struct DateVotes {
  private struct Group {
    /// Indexes of formats that rival each other.
    var members: [Int]
    /// How many texts any of them reads, and how many each.
    var total = 0
    var fits: [Int]
    /// A text that each does not read, though another does.
    var misfit: [(text: String, line: Int)?]
    /// A text that two of them read differently: for member i and a later one j at i × count + j.
    var conflicts: [(text: String, line: Int)?]
  }

  let formats: [TimeFormat]
  /// The column or field, for messages.
  let name: String
  private var groups: [Group]

  /// Nil when no format rivals another.
  init?(_ formats: [TimeFormat], name: String) {
    if formats.count < 2 { return nil }
    self.formats = formats
    self.name = name
    groups = TimeFormat.rivals(formats).map {
      Group(
        members: $0, fits: Array(repeating: 0, count: $0.count),
        misfit: Array(repeating: nil, count: $0.count),
        conflicts: Array(repeating: nil, count: $0.count * $0.count))
    }
    if groups.isEmpty { return nil }
  }

  mutating func add(_ text: ArraySlice<UInt8>, line: Int) {
    for index in groups.indices {
      let readings = groups[index].members.map { formats[$0].read(text) }
      if readings.allSatisfy({ $0 == nil }) { continue }
      groups[index].total += 1
      for (member, reading) in readings.enumerated() {
        if reading == nil {
          if groups[index].misfit[member] == nil {
            groups[index].misfit[member] = (String(decoding: text, as: UTF8.self), line)
          }
        } else {
          groups[index].fits[member] += 1
          for other in readings.indices.dropFirst(member + 1) {
            let pair = member * readings.count + other
            guard readings[other] != nil, readings[other] != reading,
              groups[index].conflicts[pair] == nil
            else { continue }
            groups[index].conflicts[pair] = (String(decoding: text, as: UTF8.self), line)
          }
        }
      }
    }
  }

  /// The formats that are left.
  ///
  /// - Throws: `ambiguous-date` when several read the whole column, and not alike; `mixed-dates` when
  ///   none does.
  func settled(file: String) throws(Problem) -> [TimeFormat] {
    var dropped = Set<Int>()
    for group in groups where group.total > 0 {
      let winners = group.members.indices.filter { group.fits[$0] == group.total }
      switch winners.count {
      case 0:
        throw .mixedDates(
          name,
          group.members.enumerated().compactMap { member, format in
            group.misfit[member].map { (formats[format].text, $0.text, $0.line) }
          }, file: file)
      case 1: break
      default:
        // All that is left reads every text; do they agree on all of them?
        for (index, one) in winners.enumerated() {
          for two in winners.dropFirst(index + 1) {
            guard let conflict = group.conflicts[one * group.members.count + two] else { continue }
            let bytes = Array(conflict.text.utf8)[...]
            let readings = [one, two].map { formats[group.members[$0]] }.compactMap { format in
              format.read(bytes).map { (format.text, $0.local.utcDay.description) }
            }
            throw .ambiguousDate(
              name, text: conflict.text, readings,
              at: SourcePosition(file: file, line: conflict.line))
          }
        }
      }
      let winner = winners.first
      for member in group.members.indices where member != winner {
        dropped.insert(group.members[member])
      }
    }
    return formats.indices.filter { !dropped.contains($0) }.map { formats[$0] }
  }
}
