package import Store
package import Tabular

/// Which kind a table's columns speak for, and why.
package struct KindGuess: Sendable {
  package var kind: Kind
  package var matches: [HeaderSynonyms.Match]
  /// From 0 to 100.
  package var score: Int
  /// Required fields that no column is named like.
  package var missing: [String]
  /// Columns that no field is named like.
  package var unplaced: [String]

  /// The kinds that the header speaks for, the likeliest first; none for which little speaks.
  package static func all(_ header: [String], columns: [ColumnProfile] = [], fileName: String)
    -> [KindGuess]
  {
    Kinds.importable.map { KindGuess($0, header, columns, fileName) }
      .filter { $0.score >= 25 && $0.matches.count >= min(2, header.count) }
      .sorted { ($0.score, $0.matches.count) > ($1.score, $1.matches.count) }
  }

  init(_ kind: Kind, _ header: [String], _ columns: [ColumnProfile], _ fileName: String) {
    self.kind = kind
    let found = HeaderSynonyms.matches(header, of: kind)
    // A column of words is no amount, whatever it is called.
    matches = found.filter { match in
      guard columns.indices.contains(match.column) else { return true }
      return Self.fits(columns[match.column].type, kind.fields[match.field].type)
    }
    let placed = Set(matches.map(\.field))
    let required = kind.fields.indices.filter { index in
      // A ledger row has its day from `at` or from `date`; what belongs to a source comes from there.
      kind.fields[index].isRequired && kind.fields[index].name != "company"
    }
    missing = required.filter { !placed.contains($0) }.map { kind.fields[$0].name }
    let columnsPlaced = Set(matches.map(\.column))
    unplaced = header.indices.filter { !columnsPlaced.contains($0) && !header[$0].isEmpty }
      .map { header[$0] }
    let named = header.count { !$0.isEmpty }
    let known = named == 0 ? 0 : matches.count * 100 / named
    let needed =
      required.isEmpty ? 50 : (required.count - missing.count) * 100 / required.count
    // What it needs counts as much as what it knows; its name on the file is a hint only.
    let words = fileName.lowercased().split(separator: "/").last.map(String.init) ?? ""
    let isNamed = HeaderName.normalize(words).contains(HeaderName.normalize(kind.name))
    score = min(100, (known + needed) / 2 * 9 / 10 + (isNamed ? 10 : 0))
  }

  private static func fits(_ column: ColumnProfile.ColumnType, _ field: FieldType) -> Bool {
    switch field {
    case .money, .rate, .quantity, .integer, .bytes, .milliseconds, .seconds:
      switch column {
      case .text, .flag: return false
      case .date: return false
      case .time:
        if case .milliseconds = field { return true }
        if case .seconds = field { return true }
        return false
      case .integer, .decimal, .empty: return true
      }
    case .date, .instant:
      switch column {
      case .text, .flag, .decimal: return false
      case .date, .empty, .integer, .time: return true
      }
    default: return true
    }
  }

  /// `5 of 6 columns (id, account, ...); missing amount`.
  package func reason(columns: Int) -> String {
    let names = matches.map { kind.fields[$0.field].name }.joined(separator: ", ")
    var text = "\(matches.count) of \(columns) columns: \(names)"
    if !missing.isEmpty { text += "; missing: \(missing.joined(separator: ", "))" }
    return text
  }
}
