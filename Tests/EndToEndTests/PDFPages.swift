import Foundation
import Support

/// The words on a PDF's pages, as poppler finds them in reading order of the page.
enum PDFPages {
  /// nil without poppler.
  static func text(_ name: String, in workshop: Workshop) throws -> String? {
    guard let tool = Tool.judge("pdftotext") else { return nil }
    _ = try Tool.run(tool, ["-layout", name, name + ".txt"], in: workshop.folder.path)
    return try workshop.folder.text(name + ".txt")
  }

  /// What the first line that has a text ends with.
  static func last(_ words: String, in text: String) -> String? {
    text.split(separator: "\n").first { $0.contains(words) }?
      .split(separator: " ").last.map(String.init)
  }
}
