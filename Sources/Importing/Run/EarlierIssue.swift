internal import Diagnostics
internal import Store

/// The batch of the earlier file in whose place a file was sent, by the rule of its source: both have the
/// same name, the same day in their names, or the same number.
struct EarlierIssue {
  let database: Database
  let request: ImportRequest

  /// - Parameter sequence: the number that the file states.
  /// - Returns: nil where the source has no such rule, or no earlier file.
  /// - Throws: `older-issue` when what came before is the newer of the two.
  func find(sequence: () -> Int64?) throws -> Int64? {
    guard let source = request.source, let rule = source.reissue,
      request.profile.kinds.contains(where: { $0.name == "cdr" }),
      !request.path.hasSuffix(Continuation.suffix)
    else { return nil }
    let batches = try earlier(of: source.id)
    let name = Self.name(request.path)
    switch rule {
    case "name": return batches.first { Self.name($0.file) == name }?.id
    case "date":
      guard let day = Self.day(in: name),
        let found = batches.first(where: { Self.day(in: Self.name($0.file)) == day })
      else { return nil }
      // Of the files of a day the one with the highest number counts, in whatever order they come.
      if FolderImport.inSequence(name, Self.name(found.file)) {
        throw Problem.olderIssue(request.path, batch: found.id, newer: Self.name(found.file))
      }
      return found.id
    case "sequence":
      guard let number = sequence() else { return nil }
      return batches.first { $0.sequence == number }?.id
    default: return nil
    }
  }

  /// The batches of files that no later one replaced, newest first.
  private func earlier(of source: Int64) throws -> [(id: Int64, file: String, sequence: Int64?)] {
    try database.rows(
      """
      SELECT id, file_name, (
        SELECT expected FROM batch_count
        WHERE batch_count.batch = batch.id AND name = 'control: file sequence')
      FROM batch
      WHERE verb = 'import' AND source = ? AND profile = ? AND continues IS NULL
        AND id NOT IN (SELECT reissues FROM batch WHERE reissues IS NOT NULL)
        AND id NOT IN (SELECT batch FROM batch_undone)
      ORDER BY id DESC
      """, [.integer(source), .text(request.profile.name)]
    ) { ($0.integer(0), $0.text(1) ?? "", $0.optionalInteger(2)) }
  }

  private static func name(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The first day in a name: eight digits, or parted by dashes or underscores.
  static func day(in name: String) -> String? {
    let bytes = Array(name.utf8)
    for start in bytes.indices {
      var digits = ""
      for byte in bytes[start...] {
        if byte &- 48 < 10 {
          digits.append(Character(Unicode.Scalar(byte)))
        } else if ![4, 6].contains(digits.count) || !"-_".utf8.contains(byte) {
          break
        }
        if digits.count == 8 { break }
      }
      if digits.count == 8, isDay(digits) { return digits }
    }
    return nil
  }

  private static func isDay(_ digits: String) -> Bool {
    guard let year = Int(digits.prefix(4)), let month = Int(digits.dropFirst(4).prefix(2)),
      let day = Int(digits.suffix(2))
    else { return false }
    return (1990...2099).contains(year) && (1...12).contains(month) && (1...31).contains(day)
  }
}
