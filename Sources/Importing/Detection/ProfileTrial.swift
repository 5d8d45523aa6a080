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

  /// How many of the records a profile reads, and of how many; nil where it can't read such a file.
  package func run(_ profile: Profile) -> (read: Int, of: Int)? {
    guard isOfForm(profile), let (states, rows) = try? map(profile), rows > 0 else { return nil }
    let refused = states.count { $0 == .rejected }
    return (states.count - refused, states.count)
  }

  /// Whether a profile is for such text, and says nothing of the file that does not hold.
  private func isOfForm(_ profile: Profile) -> Bool {
    let input = profile.input
    if !beginning.starts(with: profile.match.firstBytes) { return false }
    // A header would have told what it is.
    if input.header.rows > 0 { return false }
    let form = TextForm(beginning)
    if case .elements = input.layout {
      if case .xml = form { return true }
      return false
    }
    return (input.paths == nil ? TextForm.table : .jsonLines) == form
  }

  private func map(_ profile: Profile) throws(Problem) -> ([MappedBatch.State], rows: Int) {
    var context = try MappingContext(source: nil, fileName: path)
    // Without a source a number is one of any country.
    context.country = "US"
    context.currencyDigits = 2
    context.deck = "deck"
    var rest = text[...]
    let source = InputSource(name: path, size: text.count, isPlain: true) {
      (buffer: inout [UInt8], limit: Int) throws(Problem) in
      let piece = rest.prefix(limit)
      buffer.append(contentsOf: piece)
      rest = rest.dropFirst(piece.count)
      return piece.count
    }
    let format = profile.input
    let reader = RecordReader(
      source, layout: table.layout(format.layout), encoding: table.encoding(format.encoding))
    var batch = RecordBatch()
    guard try reader.next(&batch) else { return ([], 0) }
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
    let rows = mapped.rows.reduce(0) { $0 + $1.count } + mapped.states.count { $0 == .pending }
    return (mapped.states, rows)
  }
}

extension ProfileGuess {
  /// Those that read the records, where a file's header and name say too little: the likeliest first.
  ///
  /// - Parameter known: the guesses by header, name and first bytes.
  package static func tried(_ trial: ProfileTrial, _ known: [ProfileGuess], _ names: [String])
    -> [ProfileGuess]
  {
    var guesses = known
    for name in names {
      guard let profile = try? ProfileDirectory.profile(name) else { continue }
      let found = trial.run(profile)
      let isRead = found.map { $0.read * 20 >= $0.of * 19 } ?? false
      let reason = found.map { "it reads \($0.read) of the first \($0.of) records" } ?? ""
      if let index = guesses.firstIndex(where: { $0.name == name }) {
        guesses[index].score = isRead ? min(95, guesses[index].score + 30) : 20
        guesses[index].reason += "; " + (isRead ? reason : "it can't read the records")
      } else if isRead {
        guesses.append(
          ProfileGuess(
            name: name, kinds: profile.kinds.map(\.name),
            // By positions in lines of a fixed length not much is read by chance.
            score: profile.input.isFixedWidth ? 70 : 60, reason: reason))
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
