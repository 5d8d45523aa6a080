internal import Bytes
package import Diagnostics
internal import Reports
internal import Store

/// The reports that there are: those that came with the command, and those in the user's folder,
/// which may replace one of the same name.
package struct ReportCatalogue: Sendable {
  private let folder: String?

  package init(folder: String? = nil) { self.folder = folder }

  /// Names, sorted.
  package var names: [String] {
    let embedded = Reports.EmbeddedTexts.names.map { String($0.dropLast(4)) }
    let own = folder.flatMap { Folder.files(in: $0) } ?? []
    return Set(embedded + own.filter { $0.hasSuffix(".sql") }.map { String($0.dropLast(4)) })
      .sorted()
  }

  /// The reports of the month, in their order.
  package var pack: [ReportDefinition] {
    get throws(Problem) {
      var reports: [ReportDefinition] = []
      for name in names {
        let report = try report(name)
        if report.isOfPack { reports.append(report) }
      }
      return reports.sorted { ($0.packPlace ?? 0, $0.name) < ($1.packPlace ?? 0, $1.name) }
    }
  }

  /// The report of that name, or at that path if it ends in `.sql`.
  ///
  /// - Throws: `unknown-report`, `report-header`.
  package func report(_ name: String) throws(Problem) -> ReportDefinition {
    let source = try source(name)
    return try ReportParser.parse(source.text, name: source.name, file: source.file)
  }

  /// The text of a report, with the file that it is from.
  ///
  /// - Throws: `unknown-report`.
  package func source(_ name: String) throws(Problem) -> (name: String, text: String, file: String)
  {
    if name.hasSuffix(".sql") {
      let base = name.split(separator: "/").last.map { String($0.dropLast(4)) } ?? name
      return (base, try TextFile.read(name), name)
    }
    if let folder, Folder.files(in: folder)?.contains(name + ".sql") == true {
      let path = "\(folder)/\(name).sql"
      return (name, try TextFile.read(path), path)
    }
    guard let text = Reports.EmbeddedTexts.text(name + ".sql") else {
      throw Problem(
        "unknown-report", .usage,
        "There is no report '\(name)'.\(NearestName.hint(name, among: names)) "
          + "'carryover report list' shows them.")
    }
    return (name, text, "Reports/\(name).sql")
  }

  /// Reads a report and prepares its query against an empty store: what can be wrong without data is
  /// found.
  ///
  /// - Throws: `report-header`, `report-refused`, `report-sql`, placed.
  package func lint(_ name: String) throws(Problem) -> ReportDefinition {
    let definition = try report(name)
    let database = try StoreFile.inMemory()
    database.allowOnlyReading()
    let statement = try definition.prepared(in: database)
    do throws(Problem) { _ = try statement.step() } catch {
      throw definition.refused(error, by: database)
    }
    return definition
  }
}
