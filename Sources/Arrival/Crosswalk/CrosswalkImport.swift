internal import Bytes
internal import Diagnostics
package import Store

/// Brings in the ids that another system gave our accounts, from its file of `old id,new id`: as one batch,
/// all of it or nothing. The same again changes nothing.
package struct CrosswalkImport {
  package struct Summary: Sendable {
    /// The batch; nil where every line was known.
    package var batch: Int64?
    package var inserted = 0
    package var unchanged = 0
  }

  private struct Entry {
    var account: Int64
    var source: Int64
    var newID: String
    var line: Int
  }

  private let database: Database
  private let target: String
  private let source: String?
  private let version: String

  /// - Parameters:
  ///   - target: the system whose ids the new ones are.
  ///   - source: whose ids the old ones are, where two sources have the same.
  package init(into database: Database, target: String, source: String?, version: String) {
    self.database = database
    self.target = target
    self.source = source
    self.version = version
  }

  /// - Throws: `unknown-account`, `ambiguous-account`, `same-id`, `two-new-ids`, each with its line.
  package func run(_ path: String) throws -> Summary {
    var bytes: [UInt8] = []
    let pairs = try PairFile.read(path, header: ["old id", "new id"]) { bytes += $0 }
    if pairs.isEmpty {
      throw Problem(
        "empty-file", .input, "The file has no line of 'old id,new id'. Nothing was stored.",
        at: SourcePosition(file: path))
    }
    return try database.transaction {
      var summary = Summary()
      var entries: [Entry] = []
      var ofAccount: [Int64: String] = [:]
      var ofNewID: [String: String] = [:]
      for pair in pairs {
        let found = try account(pair)
        if pair.second.isEmpty {
          throw Problem(
            "missing-cell", .input,
            "The account '\(pair.first)' has no new id here. Nothing was stored.",
            at: pair.secondPlace)
        }
        let known = try database.text(
          "SELECT new_id FROM crosswalk WHERE account = ? AND target = ?",
          [.integer(found.account), .text(target)])
        if let before = ofAccount[found.account] ?? known {
          if before != pair.second {
            throw Problem.twoNewIDs(pair.first, before, pair.second, at: pair.secondPlace)
          }
          summary.unchanged += 1
          continue
        }
        let holder = try database.text(
          """
          SELECT external_id FROM crosswalk JOIN account ON account.id = crosswalk.account
          WHERE target = ? AND new_id = ?
          """, [.text(target), .text(pair.second)])
        if let other = ofNewID[pair.second] ?? holder {
          throw Problem.oneNewID(pair.second, other, pair.first, at: pair.secondPlace)
        }
        ofAccount[found.account] = pair.second
        ofNewID[pair.second] = pair.first
        entries.append(
          Entry(
            account: found.account, source: found.source, newID: pair.second,
            line: pair.place.line ?? 0))
      }
      summary.inserted = entries.count
      if !entries.isEmpty { summary.batch = try keep(entries, path: path, bytes: bytes) }
      return summary
    }
  }

  private func account(_ pair: PairFile.Pair) throws -> (account: Int64, source: Int64) {
    let found = try database.rows(
      """
      SELECT account.id, source.id, source.name FROM account JOIN source ON source.id = account.source
      WHERE external_id = ?1 AND (?2 IS NULL OR source.name = ?2) ORDER BY source.name
      """, [.text(pair.first), .optional(source)]
    ) { (account: $0.integer(0), source: $0.integer(1), name: $0.text(2) ?? "") }
    guard let first = found.first else {
      let ids = try database.rows(
        "SELECT external_id FROM account ORDER BY external_id LIMIT 100000"
      ) { $0.text(0) ?? "" }
      throw Problem.unknownOldID(
        pair.first, nearest: NearestName.hint(pair.first, among: ids), at: pair.place)
    }
    if found.count > 1 {
      throw Problem.ambiguousOldID(pair.first, sources: found.map(\.name), at: pair.place)
    }
    return (first.account, first.source)
  }

  private func keep(_ entries: [Entry], path: String, bytes: [UInt8]) throws -> Int64 {
    var batch = try MadeBatch(database, verb: "crosswalk", about: path, version: version)
    batch.bytes(of: bytes, profile: target)
    let first = (try database.integer("SELECT max(id) FROM crosswalk") ?? 0) + 1
    let insert = try database.prepare(
      "INSERT INTO crosswalk (source, line, account, target, new_id) VALUES (?, ?, ?, ?, ?)")
    for entry in entries {
      insert.bind([
        .integer(entry.source), .integer(Int64(entry.line)), .integer(entry.account),
        .text(target), .text(entry.newID),
      ])
      _ = try insert.step()
    }
    try batch.keep(spans: [("crosswalk", first, first + Int64(entries.count) - 1)])
    return batch.id
  }
}
