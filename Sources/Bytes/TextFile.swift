package import Diagnostics

/// Small text files, read whole: profiles, reports, manifests.
package enum TextFile {
  private static let longest = 4 << 20

  /// - Throws: what `InputSource` throws; `file-too-large`; `encoding-error`.
  package static func read(_ path: String) throws(Problem) -> String {
    let input = try InputSource(path: path)
    var bytes: [UInt8] = []
    while try input.read(into: &bytes) > 0 {
      if bytes.count > longest {
        throw Problem(
          "file-too-large", .input, "This is larger than any such file: is it the right one?",
          at: SourcePosition(file: path))
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Problem(
        "encoding-error", .input, "The file is not UTF-8 text; save it as UTF-8.",
        at: SourcePosition(file: path))
    }
    return text
  }
}
