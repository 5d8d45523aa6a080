internal import Bytes
public import Diagnostics

/// Many documents in one file: fonts and pictures once, a bookmark for each, pages counted by document.
/// What was added is written and let go of, so that memory does not grow with their number.
public final class PDFBatch {
  private var composer: FileComposer
  private let metadata: Metadata
  private let output: OutputFile?

  /// - Parameters:
  ///   - path: where the file will appear; nil to get its bytes from `finish`.
  ///   - force: whether it may replace another file.
  ///   - language: of the bookmarks and what all documents share; each has its own besides.
  public init(
    fonts: FontSet, title: String, author: String, date: String, language: String,
    profile: PDFProfile = .archiveAndAccess, path: String? = nil, force: Bool = false
  ) throws(Problem) {
    if let path { output = try OutputFile(path: path, force: force) } else { output = nil }
    composer = FileComposer(
      fonts: fonts, profile: profile, language: language, isBatch: true, to: output)
    metadata = Metadata(
      title: title, author: author, date: date, producer: "Carryover", fontHash: fonts.sha256)
  }

  /// Adds a document of the same fonts and profile. Files that it carries come along.
  ///
  /// - Parameters:
  ///   - bookmark: its title in the list beside the pages; its own bookmarks come below.
  ///   - isPadded: whether an odd number of pages gets a blank one, so that on both sides of the paper the
  ///     next document begins on a new sheet.
  public func add(_ document: PDFDocument, bookmark: String, isPadded: Bool = false) throws(Problem)
  {
    var document = document
    precondition(
      document.canvas.profile == composer.profile
        && document.canvas.fonts.sha256 == composer.fonts.sha256,
      "documents of a batch have its fonts and its profile")
    try document.drawFeet()
    document.canvas.becomePart(of: composer.language, language: document.language)
    let own = document.bookmarks.map { bookmark in
      var bookmark = bookmark
      bookmark.level += 1
      return bookmark
    }
    let first = Bookmark(title: bookmark, level: 1, page: 0, y: document.paper.size.height)
    try composer.add(document.canvas, bookmarks: [first] + own, isPadded: isPadded)
    try composer.attach(document.attachments, stamp: metadata.stamp)
  }

  /// Writes what the documents share, and makes the file appear.
  ///
  /// - Returns: the file's bytes, where no path was given.
  public func finish() throws(Problem) -> [UInt8] {
    let bytes = try composer.finish(metadata)
    if let output {
      _ = try output.finish()
      return []
    }
    return bytes
  }
}
