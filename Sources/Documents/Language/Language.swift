/// A language that documents are written in.
package enum Language: String, CaseIterable, Sendable {
  case english = "en"
  case french = "fr"
  case german = "de"
  case spanish = "es"

  /// The language of a BCP 47 tag such as `fr-CA`; nil where documents don't speak it.
  package init?(tag: String?) {
    guard let first = tag?.split(separator: "-").first else { return nil }
    self.init(rawValue: first.lowercased())
  }
}
