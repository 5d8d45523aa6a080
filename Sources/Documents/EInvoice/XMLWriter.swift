internal import Diagnostics

/// Elements one after the other; what is text stays text.
struct XMLWriter {
  private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

  /// An element with elements in it; empty ones are left out.
  mutating func element(
    _ name: String, _ attributes: String = "", _ body: (inout XMLWriter) throws(Problem) -> Void
  ) throws(Problem) {
    let before = text
    text += attributes.isEmpty ? "<\(name)>" : "<\(name) \(attributes)>"
    let start = text.utf8.count
    try body(&self)
    if text.utf8.count == start {
      text = before
    } else {
      text += "</\(name)>"
    }
  }

  /// An element with text in it; nil and empty text is left out.
  ///
  /// - Throws: `control-character`: XML has no way to write one.
  mutating func leaf(_ name: String, _ content: String?, _ attributes: String = "")
    throws(Problem)
  {
    guard let content, !content.isEmpty else { return }
    text += attributes.isEmpty ? "<\(name)>" : "<\(name) \(attributes)>"
    for scalar in content.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\n", "\r", "\t": text += " "
      default:
        if scalar.value < 32 || scalar.value == 0xFFFE || scalar.value == 0xFFFF {
          throw Problem.controlCharacter(scalar, in: name)
        }
        text.unicodeScalars.append(scalar)
      }
    }
    text += "</\(name)>"
  }
}
