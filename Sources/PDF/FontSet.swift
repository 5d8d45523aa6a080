internal import Bytes
public import Diagnostics

/// The weights that a document may use.
public enum FontWeight: Int, Sendable, CaseIterable {
  case regular, bold
}

/// Fonts, read once and used for any number of documents.
public struct FontSet: Sendable {
  let faces: [TrueTypeFont]
  /// The SHA-256 of the font files, for the metadata.
  public let sha256: String

  /// The DejaVu Sans family of the system.
  ///
  /// - Throws: `missing-font`, which names the package that has it.
  public static func system() throws(Problem) -> FontSet {
    let folder = "/usr/share/fonts/truetype/dejavu/"
    return try FontSet(
      regular: folder + "DejaVuSans.ttf", bold: folder + "DejaVuSans-Bold.ttf")
  }

  /// Two font files.
  public init(regular: String, bold: String) throws(Problem) {
    var faces: [TrueTypeFont] = []
    var hash = SHA256()
    for path in [regular, bold] {
      var bytes: [UInt8] = []
      do throws(Problem) {
        let input = try InputSource(path: path)
        while try input.read(into: &bytes) > 0 {}
      } catch {
        throw Problem(
          "missing-font", .system,
          "This font is needed for documents: install the package fonts-dejavu-core.",
          at: SourcePosition(file: path), cause: error.code.rawValue)
      }
      hash.update(bytes[...])
      faces.append(try TrueTypeFont(bytes, path: path))
    }
    self.faces = faces
    sha256 = Hex.encode(hash.finish())
  }

  /// The width of a text in thousandths of a point, at a size in thousandths of a point.
  func width(_ text: String, _ weight: FontWeight, size: Int) -> Int {
    let face = faces[weight.rawValue]
    var units = 0
    for scalar in text.unicodeScalars {
      units += face.advance(face.glyph(of: scalar) ?? 0)
    }
    return units * size / face.unitsPerEm
  }

  /// The glyph of a character.
  ///
  /// - Throws: `missing-glyph`, or `needs-shaping` for scripts whose letters join or reorder: drawn
  ///   one by one they would be wrong.
  func glyph(of scalar: Unicode.Scalar, _ weight: FontWeight) throws(Problem) -> Int {
    let code = String(scalar.value, radix: 16, uppercase: true)
    let name = "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
    if let script = Self.shapedScript(scalar) {
      throw Problem(
        "needs-shaping", .input,
        "The character \(name) belongs to the \(script) script, whose letters this writer can't join. "
          + "Give the text in another script.", detail: String(Character(scalar)))
    }
    guard let glyph = faces[weight.rawValue].glyph(of: scalar) else {
      throw Problem(
        "missing-glyph", .input,
        "The font has no glyph for \(name): use a theme with a font that has it.",
        detail: String(Character(scalar)))
    }
    return glyph
  }

  private static let shaped: [(ClosedRange<UInt32>, String)] = [
    (0x0300...0x036F, "combining marks"), (0x0590...0x05FF, "Hebrew"), (0x0600...0x077F, "Arabic"),
    (0x08A0...0x08FF, "Arabic"), (0x0900...0x0DFF, "Indic"), (0x0E00...0x0EFF, "Thai or Lao"),
    (0x0F00...0x109F, "Tibetan or Burmese"), (0x1780...0x17FF, "Khmer"),
  ]

  private static func shapedScript(_ scalar: Unicode.Scalar) -> String? {
    if scalar.value < 0x300 { return nil }
    return shaped.first { $0.0.contains(scalar.value) }?.1
  }
}
