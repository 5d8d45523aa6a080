internal import Bytes
internal import Diagnostics
internal import Store
internal import Tabular

/// A repaired file of rejects is a continuation of the batch that refused its records (rules §10):
/// its rows count as rows of that batch's own file.
struct Continuation {
  static let suffix = ".rejects"
  static let reasonsSuffix = ".reasons.csv"

  let batches: Batches
  let request: ImportRequest

  /// The batch that the file continues; nil when it is a file of its own, or when nothing of the file
  /// that its records are from was stored.
  ///
  /// - Throws: `no-continuation` when the request names a batch that the file can't continue.
  func find() throws(Problem) -> Int64? {
    if let wanted = request.continues {
      let refusing = try refusingBatches()
      if refusing.contains(where: { $0.id == wanted }) { return wanted }
      throw .noContinuation(wanted, profile: request.profile.name)
    }
    guard request.path.hasSuffix(Self.suffix),
      Folder.fileExists(request.path + Self.reasonsSuffix)
    else { return nil }
    let lines = try refusedLines()
    for batch in try refusingBatches() where Self.stem(batch.fileName) == Self.stem(request.path) {
      // A batch keeps the first of its rejects; the file that tells of them all begins with these.
      let kept = try batches.rejectedLines(of: batch.id)
      if !kept.isEmpty, lines.starts(with: kept) { return batch.id }
    }
    return nil
  }

  /// The batches that refused records through the same profile, newest first.
  private func refusingBatches() throws(Problem) -> [(id: Int64, fileName: String)] {
    try batches.refusing(profile: request.profile.name, source: request.source?.id)
  }

  /// The lines that the file of reasons speaks of.
  private func refusedLines() throws(Problem) -> [Int] {
    let reader = RecordReader(
      try InputSource(path: request.path + Self.reasonsSuffix),
      layout: .delimited(Dialect(delimiter: UInt8(ascii: ","))))
    var batch = RecordBatch()
    var lines: [Int] = []
    while try reader.next(&batch) {
      for record in 0..<batch.count {
        if let line = batch.string(record, 0).flatMap({ Int($0) }), line != lines.last {
          lines.append(line)
        }
      }
    }
    return lines
  }

  /// The name of the file whose records were refused: `payment.csv` for `x/payment.csv.2.rejects`.
  static func stem(_ path: String) -> String {
    var name = String(path.split(separator: "/").last ?? "")
    guard name.hasSuffix(suffix) else { return name }
    name.removeLast(suffix.count)
    let parts = name.split(separator: ".")
    if parts.count > 1, let last = parts.last, Int(last) != nil {
      name.removeLast(last.count + 1)
    }
    return name
  }
}
