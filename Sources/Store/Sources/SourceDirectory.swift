internal import Diagnostics

/// A source as imports need it.
package struct Source: Sendable, Equatable {
  package var id: Int64
  package var name: String
  /// `system` for a billing system.
  package var role = ""
  package var feed: String?
  package var zone: String
  package var country: String?
  package var currency: String?
  package var area: String?
  /// What a file has alike with the earlier one that it replaces: `name`, `date` or `sequence`.
  package var reissue: String?
  /// The code of the company whose accounts it has.
  package var company: String?

  package init(
    id: Int64, name: String, feed: String?, zone: String, country: String?, currency: String?,
    area: String?, company: String? = nil
  ) {
    self.id = id
    self.name = name
    self.feed = feed
    self.zone = zone
    self.country = country
    self.currency = currency
    self.area = area
    self.company = company
  }

  package var facts: SourceFacts {
    SourceFacts(id: id, name: name, currency: currency, feed: feed)
  }
}

extension Database {
  /// The source of that name. Where the store has only one, no name is needed.
  package func source(named name: String?) throws -> Source {
    let sources = try rows(
      """
      SELECT source.id, source.name, feed, source.zone, source.country, source.currency, area,
        company.code, role, reissue
      FROM source LEFT JOIN company ON company.id = source.company ORDER BY source.name
      """
    ) {
      var source = Source(
        id: $0.integer(0), name: $0.text(1) ?? "", feed: $0.text(2), zone: $0.text(3) ?? "",
        country: $0.text(4), currency: $0.text(5), area: $0.text(6), company: $0.text(7))
      source.role = $0.text(8) ?? ""
      source.reissue = $0.text(9)
      return source
    }
    if let name {
      if let source = sources.first(where: { $0.name == name }) { return source }
      throw Problem.unknown("source", name, among: sources.map(\.name))
    }
    if sources.count == 1 { return sources[0] }
    let names = sources.map(\.name).joined(separator: ", ")
    throw Problem(
      "no-source", .usage,
      sources.isEmpty
        ? "The store knows no source yet: import a file of kind 'source' first "
          + "('carryover template source' shows its columns)."
        : "Say with --source which system the file is from. There are: \(names).")
  }
}
