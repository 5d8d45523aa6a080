internal import Billing
internal import Bytes
package import Diagnostics
internal import PDF
package import Store

/// The pack that a controller signs: which files came in, what they come to, which equations hold,
/// which accounts differ, by how much they may. No clock is read: the same store gives the same bytes.
package struct EvidencePack {
  struct Company: Sendable {
    var code: String
    var name: String
    var currency: String
  }

  struct File: Sendable {
    var batch: Batch
    var source: String?
    var counts: [BatchCount]
    /// Without its folders: the same pack wherever the files lay.
    var name: String { batch.fileName.split(separator: "/").last.map(String.init) ?? "" }
  }

  let reconciliation: Reconciliation
  let version: String
  let tolerance: Tolerance
  private(set) var companies: [Company]
  private(set) var files: [File]
  /// How what arrived in other systems compares with what left.
  let parity: ParityFacts
  /// When the newest batch was finished, UTC.
  let finished: String

  package init(
    of database: Database, _ reconciliation: Reconciliation, tolerance: Tolerance, version: String
  ) throws {
    self.reconciliation = reconciliation
    self.tolerance = tolerance
    self.version = version
    companies = try database.rows("SELECT code, name, currency FROM company ORDER BY code") {
      Company(code: $0.text(0) ?? "", name: $0.text(1) ?? "", currency: $0.text(2) ?? "")
    }
    let sources = Dictionary(
      uniqueKeysWithValues: try database.rows("SELECT id, name FROM source") {
        ($0.integer(0), $0.text(1) ?? "")
      })
    let batches = Batches(database)
    files = try batches.all().map {
      File(
        batch: $0, source: $0.source.flatMap { sources[$0] }, counts: try batches.counts(of: $0.id))
    }
    parity = try ParityFacts(of: database)
    finished =
      files.map(\.batch.finished).max().map { Instant(milliseconds: $0).description } ?? "never"
  }

  /// Writes `evidence.json`, `evidence.pdf`, which names the JSON's hash, and `SHA256SUMS` over both,
  /// as `sha256sum --check` reads it.
  ///
  /// - Returns: the paths.
  package func write(to folder: String, force: Bool) throws(Problem) -> [String] {
    try Folder.make(folder)
    let json = json
    let hash = SHA256.hex(of: json)
    let pdf = try pdf(fonts: try FontSet.system(), jsonHash: hash)
    let sums = "\(hash)  evidence.json\n\(SHA256.hex(of: pdf))  evidence.pdf\n"
    var paths: [String] = []
    for (name, bytes) in [
      ("evidence.json", json), ("evidence.pdf", pdf), ("SHA256SUMS", Array(sums.utf8)),
    ] {
      let path = folder + (folder.hasSuffix("/") ? "" : "/") + name
      let file = try OutputFile(path: path, force: force)
      try file.write(bytes[...])
      _ = try file.finish()
      paths.append(path)
    }
    return paths
  }

  // MARK: JSON

  /// What `evidence.json` holds.
  package var json: [UInt8] {
    let stated = reconciliation.stated
    return JSONNode.object([
      ("carryover", .text(version)),
      ("as_of", .text(reconciliation.period.asOf)),
      ("from", .text(reconciliation.period.from)),
      ("store_finished", .text(finished)),
      (
        "companies",
        .array(
          companies.map {
            .object([
              ("code", .text($0.code)), ("name", .text($0.name)), ("currency", .text($0.currency)),
            ])
          })
      ),
      (
        "result",
        .object([
          ("pass", .count(reconciliation.count(.pass))),
          ("fail", .count(reconciliation.count(.fail))),
          ("no_data", .count(reconciliation.count(.noData))),
          ("invariants_shown", .count(reconciliation.shown.count)),
          ("accepted", .text(reconciliation.isAccepted(within: tolerance) ? "yes" : "no")),
        ])
      ),
      ("stated_balances", .text(stated.line)),
      (
        "tolerances",
        .object([
          ("accounts", .count(tolerance.accounts)), ("amount", .text(tolerance.amount)),
          ("tax_line", .text("one smallest unit of the currency")),
          ("everything_else", .text("none")),
        ])
      ),
      ("equations", .array(reconciliation.equations.map(equation))),
      ("parity", parity.json),
      ("files", .array(files.map(file))),
    ]).bytes
  }

  private func equation(_ equation: Equation) -> JSONNode {
    func side(_ value: Int64, _ currency: String?) -> JSONNode {
      guard equation.unit == .money, let digits = currency.flatMap({ Currency.digits($0) }) else {
        return .count(value)
      }
      return .text(ScaledDecimal.print(value, scale: digits, trimmed: false))
    }
    let segments = equation.verdict == .noData ? [] : equation.segments
    return .object([
      ("invariant", .count(equation.invariant)), ("name", .text(equation.name)),
      ("title", .text(equation.title)), ("left", .text(equation.leftName)),
      ("right", .text(equation.rightName)), ("verdict", .text(equation.verdict.rawValue)),
      ("not_stated", .count(equation.lacking)), ("why", .optional(equation.reason)),
      (
        "segments",
        .array(
          segments.map {
            .object([
              ("company", .optional($0.company)), ("currency", .optional($0.currency)),
              ("by", .optional($0.dimension)), ("value", .text($0.value)),
              ("left", side($0.left, $0.currency)), ("right", side($0.right, $0.currency)),
              ("verdict", .text($0.ties ? "PASS" : "FAIL")),
            ])
          })
      ),
      (
        "exceptions",
        .array(
          equation.exceptions.map {
            .object([
              ("company", .text($0.company)), ("account", .text($0.account)),
              ("currency", .optional($0.currency)), ("left", side($0.left, $0.currency)),
              ("right", side($0.right, $0.currency)),
              ("difference", side($0.difference, $0.currency)),
            ])
          })
      ),
    ])
  }

  private func file(_ file: File) -> JSONNode {
    let batch = file.batch
    let states = RecordCounts.printed.map { ($0.name, JSONNode.count(batch.counts[$0])) }
    return .object([
      ("batch", .count(batch.id)), ("verb", .text(batch.verb)), ("file", .text(file.name)),
      ("source", .optional(file.source)), ("set", batch.set.map { .count($0) } ?? .null),
      ("bytes", .count(batch.bytes)), ("sha256", .text(batch.fileSHA256)),
      ("profile", .text(batch.profile)), ("profile_sha256", .text(batch.profileSHA256)),
      ("version", .text(batch.version)),
      ("finished", .text(Instant(milliseconds: batch.finished).description)),
      ("records", .object([("read", .count(batch.counts.read))] + states)),
      (
        "totals",
        .array(
          file.counts.map {
            .object([
              ("name", .text($0.name)), ("counted", .count($0.counted)),
              ("declared", $0.expected.map { .count($0) } ?? .null),
            ])
          })
      ),
    ])
  }
}
