internal import Diagnostics
internal import Store
internal import Tabular

/// Which column fills which field of a kind.
struct ColumnPlacing {
  struct Place {
    var field: Field
    var column: ColumnEvidence
    var reading: ColumnReading
  }

  let kind: Kind
  let columns: [ColumnEvidence]
  /// By name of the field.
  private(set) var places: [String: Place] = [:]
  /// Columns by field whose header fits, but whose cells don't.
  private(set) var unfit: [String: ColumnEvidence] = [:]
  /// A day in one column and its time in another, which are a needed instant together.
  private(set) var moments: [String: (day: ColumnEvidence, time: ColumnEvidence)] = [:]
  private var synonyms: SynonymTable { .shared }

  init(_ columns: [ColumnEvidence], into kind: Kind) {
    self.kind = kind
    self.columns = columns
    place()
  }

  private struct Claim {
    var field: Field
    var column: ColumnEvidence
    var reading: ColumnReading
    /// How far down the list of the field's headers the column's stands.
    var rank: Int
  }

  private mutating func place() {
    var claims: [Claim] = []
    let persons = ["first", "last"].flatMap { synonyms.headers(ofPart: $0) }
    let hasPlaces = columns.contains { HeaderName.normalize($0.header) == "city" }
    let hasPersons = columns.contains { persons.contains(HeaderName.normalize($0.header)) }
    for field in kind.fields {
      let headers = synonyms.headers(of: field, in: kind)
      for column in columns {
        let name = HeaderName.normalize(column.header)
        guard !name.isEmpty, let rank = headers.firstIndex(of: name) else { continue }
        // Beside a person's names the company is the person's, and stands for the name only then.
        if field.name == "name" || field.type == .reference("company"), hasPersons,
          synonyms.headers(ofPart: "company").contains(name)
        {
          continue
        }
        // Beside a city a state is a place.
        if field.name == "status", name == "state", hasPlaces { continue }
        let reading = ColumnReading(column, as: field, in: kind)
        if reading.isUnfit {
          unfit[field.name] = column
        } else {
          claims.append(Claim(field: field, column: column, reading: reading, rank: rank))
        }
      }
    }
    claims.sort { Self.order($0) < Self.order($1) }
    var taken = Set<Int>()
    for claim in claims where places[claim.field.name] == nil {
      // A number is kept as it is written and as E.164, both from one column.
      let isShared = claim.field.type == .phone || claim.field.name.hasSuffix("_text")
      if taken.contains(claim.column.index), !isShared { continue }
      if !isShared || claim.field.isRequired { taken.insert(claim.column.index) }
      places[claim.field.name] = Place(
        field: claim.field, column: claim.column, reading: claim.reading)
      unfit[claim.field.name] = nil
    }
    preferInstant()
    joinMoments()
  }

  /// Carriers like to part the day of a call from its time.
  private mutating func joinMoments() {
    for field in kind.fields where field.isRequired && field.type == .instant {
      if places[field.name] != nil { continue }
      let headers = synonyms.headers(of: field, in: kind)
      func isNamed(_ column: ColumnEvidence, _ words: [String]) -> Bool {
        let name = HeaderName.normalize(column.header)
        return headers.contains(name) || words.contains { name.contains($0) }
      }
      let day = unplaced.first {
        DateFinding($0.shapes).map { !$0.hasTime } == true && isNamed($0, ["date", "day"])
      }
      let time = unplaced.first { $0.shapes.type == .time && isNamed($0, ["time", "hour"]) }
      if let day, let time, time.timePattern != nil { moments[field.name] = (day, time) }
    }
  }

  /// The surest first: a column that is filled where the field is needed, the header that is nearest to
  /// the field's own name, the cells that fit best, the leftmost.
  private static func order(_ claim: Claim) -> (Int, Int, Int, Int, Int) {
    let hasGaps = claim.column.empty > 0 && (claim.field.isRequired || claim.column.filled == 0)
    return (
      hasGaps ? 1 : 0, claim.rank, claim.reading.steps.count, claim.reading.misfits,
      claim.column.index
    )
  }

  /// A day with its time is an instant, where the kind keeps one; both from one column say the same
  /// twice.
  private mutating func preferInstant() {
    guard let day = places["date"], let field = kind.field("at") else { return }
    if let instant = places["at"] {
      if day.column.index == instant.column.index { places["date"] = nil }
      return
    }
    let reading = ColumnReading(day.column, as: field, in: kind)
    if reading.isUnfit || day.column.filled == 0 { return }
    places["at"] = Place(field: field, column: day.column, reading: reading)
    places["date"] = nil
  }

  var unplaced: [ColumnEvidence] {
    let used = Set(
      places.values.map(\.column.index)
        + moments.values.flatMap { [$0.day.index, $0.time.index] })
    return columns.filter { !used.contains($0.index) }
  }

  /// The columns that hold a part of a name; nil unless one of first and last is there.
  var nameParts: (first: ColumnEvidence?, last: ColumnEvidence?, company: ColumnEvidence?)? {
    func column(_ part: String) -> ColumnEvidence? {
      let headers = synonyms.headers(ofPart: part)
      return unplaced.first { headers.contains(HeaderName.normalize($0.header)) }
    }
    let (first, last) = (column("first"), column("last"))
    return first == nil && last == nil ? nil : (first, last, column("company"))
  }

  /// What an unplaced column may be: fields of this kind with a near name, then fields of other kinds
  /// that have its name.
  func candidates(for column: ColumnEvidence) -> [String] {
    let name = HeaderName.normalize(column.header)
    if name.isEmpty { return [] }
    let free = kind.fields.filter { places[$0.name] == nil }
    var found = free.filter { field in
      let headers = synonyms.headers(of: field, in: kind)
      return NearestName.to(name, among: headers) != nil
        || headers.contains { $0.count > 4 && (name.hasPrefix($0) || name.hasSuffix($0)) }
    }.map(\.name)
    for other in Kinds.importable
    where other.isSourced && other.name != kind.name && found.count < 3 {
      for field in other.fields where synonyms.headers(of: field, in: other).contains(name) {
        found.append("\(other.name).\(field.name)")
        break
      }
    }
    return Array(found.prefix(3))
  }

  /// Columns that a needed field may be in: those with a near name, then those whose cells fit.
  func candidates(for field: Field) -> [String] {
    let headers = synonyms.headers(of: field, in: kind)
    let near = unplaced.filter {
      NearestName.to(HeaderName.normalize($0.header), among: headers) != nil
    }
    let fitting = unplaced.filter { column in
      column.filled > 0 && !ColumnReading(column, as: field, in: kind).isUnfit
        && !near.contains { $0.index == column.index }
    }
    return (near + fitting).prefix(3).map(\.header)
  }
}
