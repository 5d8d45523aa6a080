internal import Bytes
package import Diagnostics
internal import Store
internal import Tabular

/// What profiles make of the first records of a file: many formats, of switches above all, name their
/// columns nowhere, so that only reading them tells what they are.
package struct ProfileTrial {
  /// Whole lines of its beginning.
  private let text: [UInt8]
  private let table: TableFile
  private let path: String
  private let beginning: [UInt8]

  private static let size = 64 << 10

  /// - Parameters:
  ///   - sheet: nil for the first of a workbook.
  ///   - beginning: the first bytes of the text, without a byte order mark.
  package init(path: String, sheet: String?, beginning: [UInt8]) throws(Problem) {
    self.path = path
    self.beginning = beginning
    table = try TableFile(path: path, sheet: sheet)
    let sample = try TableSample(table.source, limit: Self.size)
    var text = sample.bytes[...]
    if !sample.isWhole, let end = text.lastIndex(of: UInt8(ascii: "\n")) {
      text = text[...end]
    }
    self.text = Array(text)
  }

  /// What a profile made of them.
  package struct Reading: Sendable {
    package var read: Int
    package var of: Int
    /// The fields of the first row that hold times, numbers and words of ours: text can be anything.
    package var typed: Int
  }

  /// - Returns: nil where it can't read such a file.
  package func run(_ profile: Profile) -> Reading? {
    guard isOfForm(profile), let mapped = try? map(profile) else { return nil }
    let pending = mapped.states.count { $0 == .pending }
    if mapped.rows.allSatisfy({ $0.count == 0 }), pending == 0 { return nil }
    let refused = mapped.states.count { $0 == .rejected }
    return Reading(
      read: mapped.states.count - refused, of: mapped.states.count,
      // A part of a call has its time and what parts it from others, at least.
      typed: max(pending > 0 ? 3 : 0, mapped.rows.map(Self.typed).max() ?? 0))
  }

  private static func typed(_ rows: RowBatch) -> Int {
    if rows.count == 0 { return 0 }
    return rows.columns.indices.count { column in
      if RowBatch.isEmpty(rows.columns[column][0]) { return false }
      switch rows.kind.fields[rows.fields[column]].type {
      case .text, .identifier, .reference, .phone: return false
      default: return true
      }
    }
  }

  /// Whether a profile is for such text, and says nothing of the file that does not hold.
  private func isOfForm(_ profile: Profile) -> Bool {
    let input = profile.input
    if !beginning.starts(with: profile.match.firstBytes) { return false }
    let form = TextForm(beginning)
    if case .elements = input.layout {
      if case .xml = form { return true }
      return false
    }
    return (input.paths == nil ? TextForm.table : .jsonLines) == form
  }

  private func map(_ profile: Profile) throws(Problem) -> MappedBatch {
    var context = try MappingContext(source: nil, fileName: path)
    // There is no source yet that says of which country its numbers are: any will do to tell them from words.
    context.country = "US"
    context.currencyDigits = 2
    context.deck = "deck"
    let format = profile.input
    let reader = RecordReader(
      InputSource(name: path, bytes: text[...]), layout: table.layout(format.layout),
      encoding: table.encoding(format.encoding))
    var batch = RecordBatch()
    guard try reader.next(&batch) else { return MappedBatch(rows: []) }
    let header = try HeaderRecords(from: &batch, format.header, file: path)
    var mapper = Mapper(profile: profile, context: context)
    try mapper.bind(header: header.names, line: header.line)
    if mapper.needsSurvey {
      mapper.survey(batch)
      try mapper.settle()
      mapper.rewind()
    }
    var mapped = mapper.emptyBatch()
    mapper.map(batch, into: &mapped)
    return mapped
  }
}

extension ProfileGuess {
  /// Those that read the records, where a file's header and name say too little: the likeliest first.
  ///
  /// - Parameters:
  ///   - known: the guesses by header, name and first bytes.
  ///   - hasHeader: whether the file has one, and only profiles come into question that pass over it.
  package static func tried(
    _ trial: ProfileTrial, _ known: [ProfileGuess], _ names: [String], hasHeader: Bool
  ) -> [ProfileGuess] {
    var guesses = known
    for name in names {
      guard let profile = try? ProfileDirectory.profile(name),
        (profile.input.header.rows > 0) == hasHeader
      else { continue }
      let found = trial.run(profile)
      let isRead = found.map { $0.read * 20 >= $0.of * 19 } ?? false
      let reason = found.map { "it reads \($0.read) of the first \($0.of) records" } ?? ""
      if let index = guesses.firstIndex(where: { $0.name == name }) {
        guesses[index].score = isRead ? min(95, guesses[index].score + 30) : 20
        guesses[index].reason += "; " + (isRead ? reason : "it can't read the records")
      } else if isRead, let found, found.typed > (hasHeader ? 1 : 0) {
        // By positions in lines of a fixed length not much is read by chance.
        let score = (profile.input.isFixedWidth ? 64 : 54) + min(16, 2 * found.typed)
        guesses.append(
          ProfileGuess(name: name, kinds: profile.kinds.map(\.name), score: score, reason: reason))
      }
    }
    return guesses.sorted { ($0.score, $1.name) > ($1.score, $0.name) }
  }

  private init(name: String, kinds: [String], score: Int, reason: String) {
    (self.name, self.kinds, self.score, self.reason) = (name, kinds, score, reason)
  }
}

extension Profile.Input {
  fileprivate var isFixedWidth: Bool {
    switch layout {
    case .lines, .blocks: paths == nil
    case .delimited, .elements: false
    }
  }
}
