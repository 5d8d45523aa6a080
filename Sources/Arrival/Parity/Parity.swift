internal import Billing
internal import Bytes
internal import Diagnostics
internal import Importing
package import Store

/// Whether what arrived in the other system is what left: accounts, balances, services, open invoices and
/// next bill dates, one by one.
package struct Parity {
  /// The ids that accounts had here, or those that the target gave them.
  package enum IDs: String, Sendable, CaseIterable { case old, new }

  package struct Request: Sendable {
    /// Files with the profiles that read them.
    package var files: [(path: String, profile: String)]
    package var target: String
    package var company: String?
    package var source: String?
    package var asOf: String?
    package var maps: String?
    /// Which ids the files have; nil: those that more of them know.
    package var ids: IDs?
    package var version: String

    package init(files: [(path: String, profile: String)], target: String, version: String) {
      self.files = files
      self.target = target
      self.version = version
    }
  }

  private let target: Target
  private let request: Request

  /// - Throws: `unknown-target`, `TargetMistakes`.
  package init(_ request: Request) throws {
    target = try TargetDirectory.target(request.target)
    self.request = request
  }

  /// The files of a folder that the target's declaration names a profile for.
  package static func files(in folder: String, of target: String) throws -> [(
    path: String, profile: String
  )] {
    let declared = try TargetDirectory.target(target)
    let present = Set(Folder.files(in: folder) ?? [])
    return declared.written.compactMap { file in
      guard let profile = file.profile, present.contains(file.name) else { return nil }
      return ("\(folder)/\(file.name)", profile)
    }
  }

  /// Compares, and remembers the result as a batch.
  package func run(reading open: @escaping () throws -> Database, writer: Database) throws
    -> ParityReport
  {
    let told = try lastArguments(in: open())
    var arguments = ["target": target.name]
    arguments["company"] = request.company ?? told["company"]
    arguments["source"] = request.source ?? told["source"]
    let asOf =
      try request.asOf ?? told["as_of"] ?? LedgerCalendar.lastDate(in: open()) ?? "9999-12-31"
    arguments["as_of"] = asOf
    var parameters = told.filter { !["company", "source", "target"].contains($0.key) }
    parameters["as_of"] = asOf
    var ours = OurSide(
      target, arguments: arguments, parameters: parameters,
      maps: try CodeMaps(target.lists, folder: request.maps), reading: open)
    let files = try request.files.map { ($0.path, try ProfileDirectory.profile($0.profile)) }
    var theirs = try TheirSide(
      like: open(), company: arguments["company"], day: asOf, version: request.version)
    try theirs.inOneGo { try ours.read(into: theirs.facts) }
    try theirs.expectServices()
    try theirs.read(files, of: target.name)
    try theirs.findAccounts(request.ids, of: target.name, in: request.files.first?.path ?? "")
    try theirs.inOneGo { try theirs.note(numbersInvoices: target.invoice != nil) }
    var report = ParityReport(target: target.name, asOf: asOf)
    report.unread = theirs.unread
    report.doubts = theirs.doubts
    try report.compare(ours.aspects, theirs, listed: try ListedThings(of: target, in: open()))
    try writer.transaction { report.batch = try keep(report, in: writer) }
    return report
  }

  // MARK: What the exports said

  /// What the newest export to the target was told.
  private func lastArguments(in database: Database) throws -> [String: String] {
    let batches = ExportBatches(database)
    guard let batch = try batches.newest(target: target.name),
      let text = try batches.arguments(of: batch)
    else { return [:] }
    let members = try JSON5Parser.parse(text, file: "batch \(batch)").members ?? []
    return Dictionary(
      members.compactMap { member in
        member.value.string.map { (member.key, $0) }
      }
    ) { first, _ in first }
  }

  // MARK: Keeping

  private func keep(_ report: ParityReport, in database: Database) throws -> Int64 {
    var batch = try MadeBatch(
      database, verb: "parity", about: "parity with \(target.name)", version: request.version)
    batch.bytes(of: Array(report.lines.joined(separator: "\n").utf8), profile: target.name)
    let first = (try database.integer("SELECT max(id) FROM parity") ?? 0) + 1
    let firstDifference = (try database.integer("SELECT max(id) FROM parity_difference") ?? 0) + 1
    var (row, difference) = (first, firstDifference)
    for part in report.parts {
      try database.run(
        """
        INSERT INTO parity (id, line, name, target, aspect, as_of, currency, equal, differing, listed,
          difference) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          .integer(row), .integer(row - first + 1),
          .text("\(target.name) \(batch.id) \(part.aspect.rawValue) \(part.currency ?? "")"),
          .text(target.name), .text(part.aspect.rawValue), .text(report.asOf),
          .optional(part.currency), .integer(Int64(part.equal)),
          .integer(Int64(part.differences.count)),
          .integer(Int64(part.differences.count { $0.listed != nil })),
          .optional(part.currency == nil ? nil : part.sum),
        ])
      var seen: [String: Int] = [:]
      for found in part.differences {
        // Something may be there more than twice.
        let times = (seen["\(found.account)/\(found.item)"] ?? 0) + 1
        seen["\(found.account)/\(found.item)"] = times
        try database.run(
          """
          INSERT INTO parity_difference (id, line, parity, account, item, ours, theirs,
            difference, listed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
          [
            .integer(difference), .integer(difference - firstDifference + 1), .integer(row),
            .text(found.account), .text(times == 1 ? found.item : "\(found.item) #\(times)"),
            .optional(found.ours), .optional(found.theirs),
            .optional(found.difference), .optional(found.listed),
          ])
        difference += 1
      }
      row += 1
    }
    try batch.keep(
      spans: [
        ("parity", first, row - 1), ("parity_difference", firstDifference, difference - 1),
      ])
    return batch.id
  }
}
