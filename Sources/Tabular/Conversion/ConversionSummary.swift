/// What a conversion did: everything that isn't in the output as it was in the file.
package struct ConversionSummary: Sendable {
  /// Something that was found at some lines.
  package struct Finding: Sendable, Equatable {
    package var kind: Kind
    package var count: Int
    /// The first lines, at most `mostLines`.
    package var lines: [Int]
  }

  package enum Kind: String, Sendable, CaseIterable {
    // Left out.
    case preamble
    case repeatedHeader = "repeated-header"
    case footer
    // Repaired, as the repair is certain.
    case strayQuote = "stray-quote"
    case unclosedQuote = "unclosed-quote"
    case nul = "nul-byte"
    case shortRow = "short-row"
    case emptyCells = "empty-extra-cells"
    case blankLabel = "blank-label"
    case duplicateLabel = "duplicate-label"
    // For a person to look at.
    case longRow = "extra-cell"
    case brokenRow = "broken-row"
    case otherTable = "other-table"

    package enum Group: String, Sendable { case leftOut, repaired, toCheck }

    package var group: Group {
      switch self {
      case .preamble, .repeatedHeader, .footer: .leftOut
      case .strayQuote, .unclosedQuote, .nul, .shortRow, .emptyCells, .blankLabel,
        .duplicateLabel:
        .repaired
      case .longRow, .brokenRow, .otherTable: .toCheck
      }
    }
  }

  package static let mostLines = 8

  package var name: String
  package var container: TableFile.Container
  package var encoding: TextEncoding
  package var sketch: TableSketch
  /// The names of the columns as they were written.
  package var names: [String] = []
  /// Records written, the header not counted.
  package var records = 0
  package var control = ControlLines()
  /// What the columns look like, where that was wanted.
  package var profile: TableProfile?
  private var found: [Kind: Finding] = [:]

  package var findings: [Finding] { Kind.allCases.compactMap { found[$0] } }

  /// Whether a person has to look.
  package var hasDoubts: Bool { found.keys.contains { $0.group == .toCheck } }

  init(name: String, container: TableFile.Container, encoding: TextEncoding, sketch: TableSketch) {
    self.name = name
    self.container = container
    self.encoding = encoding
    self.sketch = sketch
  }

  mutating func add(_ kind: Kind, line: Int, count: Int = 1) {
    var finding = found[kind] ?? Finding(kind: kind, count: 0, lines: [])
    finding.count += count
    if finding.lines.count < Self.mostLines { finding.lines.append(line) }
    found[kind] = finding
  }
}
