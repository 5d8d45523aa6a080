internal import Bytes
internal import Diagnostics
internal import Store

extension ExportedFile {
  /// A file as it lies in a folder.
  init(hashing name: String, in folder: String, rows: Int = 0) throws(Problem) {
    let input = try InputSource(path: folder + "/" + name)
    var hash = SHA256()
    var (count, piece): (Int, [UInt8]) = (0, [])
    while try input.read(into: &piece) > 0 {
      hash.update(piece[...])
      count += piece.count
      piece.removeAll(keepingCapacity: true)
    }
    self.init(name: name, sha256: Hex.encode(hash.finish()), bytes: count, rows: rows)
  }
}
