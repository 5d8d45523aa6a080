internal import Bytes
public import Diagnostics

/// The weights that a document may use.
public enum FontWeight: Int, Sendable, CaseIterable {
  case regular, bold
  /// Letters of one width, for lines that machines read; the regular ones where no such font was given.
  case code
}

/// Fonts, read once and used for any number of documents, on any number of threads.
public struct FontSet: Sendable {
  let faces: [TrueTypeFont]
  /// The SHA-256 of the font files, for the metadata.
  public let sha256: String
  /// The faces of each weight, in the order in which they are asked for a character.
  private let chains: [[Int]]
  /// What the first characters of Unicode look like in each weight, found out beforehand.
  private let known: [[ShapedText.Glyph]]
  /// Kerning between ASCII characters in the first face of each weight.
  private let tightness: [[Int32]]
  let subsets: SubsetCache

  /// Characters that are looked up beforehand: up to the symbols for currencies and the like.
  private static let knownCount = 0x2200

  /// The DejaVu Sans family of the system.
  ///
  /// - Parameter code: fonts of letters of one width besides.
  /// - Throws: `missing-font`, which names the package that has it.
  public static func system(code: [String] = []) throws(Problem) -> FontSet {
    try FontSet(
      regular: [systemFolder + "DejaVuSans.ttf"], bold: [systemFolder + "DejaVuSans-Bold.ttf"],
      code: code)
  }

  static let systemFolder = "/usr/share/fonts/truetype/dejavu/"
  /// The system's font of letters of one width: at 12 points ten of them are an inch, as scanners want it.
  public static let systemCode = systemFolder + "DejaVuSansMono.ttf"

  /// Two font files.
  public init(regular: String, bold: String) throws(Problem) {
    try self.init(regular: [regular], bold: [bold])
  }

  /// Font files by weight: a character that the first does not have is taken from the next. Regular and
  /// bold need a font each; a font may stand in several chains.
  ///
  /// - Throws: `missing-font`; `bad-font` for what is no TrueType font, or may not be embedded.
  public init(regular: [String], bold: [String], code: [String] = []) throws(Problem) {
    precondition(!regular.isEmpty && !bold.isEmpty, "each weight needs a font")
    var faces: [TrueTypeFont] = []
    var chains: [[Int]] = []
    var hash = SHA256()
    for paths in [regular, bold] + (code.isEmpty ? [] : [code]) {
      var chain: [Int] = []
      for path in paths {
        if let known = faces.firstIndex(where: { $0.path == path }) {
          chain.append(known)
          continue
        }
        let bytes = try Self.read(path)
        hash.update(bytes[...])
        chain.append(faces.count)
        faces.append(try TrueTypeFont(bytes, path: path))
      }
      chains.append(chain)
    }
    self.faces = faces
    sha256 = Hex.encode(hash.finish())
    var known = chains.map { chain in
      (0..<UInt32(Self.knownCount)).map { Self.find($0, faces, chain) }
    }
    var tightness: [[Int32]] = zip(chains, known).map { chain, known in
      let kerning = faces[chain[0]].kerning
      if kerning.isEmpty { return [] }
      return (0..<128 * 128).map { pair in
        let (left, right) = (known[pair >> 7], known[pair & 127])
        guard left.face == right.face, left.face == chain[0], left.scalar > 32, right.scalar > 32
        else { return 0 }
        return kerning.between(left.number, right.number)
      }
    }
    if code.isEmpty {
      chains.append(chains[0])
      known.append(known[0])
      tightness.append(tightness[0])
    }
    (self.chains, self.known, self.tightness) = (chains, known, tightness)
    subsets = SubsetCache()
  }

  private static func read(_ path: String) throws(Problem) -> [UInt8] {
    var bytes: [UInt8] = []
    do throws(Problem) {
      let input = try InputSource(path: path)
      while try input.read(into: &bytes) > 0 {}
    } catch { throw .missingFont(path, cause: error) }
    return bytes
  }

  // MARK: Glyphs

  /// The glyph of a character in the first face that has it; number 0 when none has.
  private static func find(_ scalar: UInt32, _ faces: [TrueTypeFont], _ chain: [Int])
    -> ShapedText.Glyph
  {
    for index in chain {
      let glyph = faces[index].map.glyph(of: scalar)
      if glyph != 0 {
        return ShapedText.Glyph(
          face: UInt8(index), number: UInt16(glyph), scalar: scalar,
          advance: faces[index].advances[glyph])
      }
    }
    return ShapedText.Glyph(face: 0, number: 0, scalar: scalar, advance: 0)
  }

  /// Text as glyphs.
  ///
  /// - Throws: `missing-glyph`; `needs-shaping` for scripts whose letters join or reorder, and for marks
  ///   that belong to no single character; `control-character`.
  func shape(_ text: String, _ weight: FontWeight, kerns: Bool) throws(Problem) -> ShapedText {
    var shaped = ShapedText()
    shaped.glyphs.reserveCapacity(text.utf8.count)
    let known = known[weight.rawValue]
    for scalar in text.unicodeScalars {
      let value = scalar.value
      if value >= 0x20, value < 0x7F {
        shaped.glyphs.append(known[Int(value)])
        if known[Int(value)].number == 0 { throw missing(scalar, weight, in: text) }
        continue
      }
      if Composition.concerns(value) {
        shaped.glyphs.removeAll(keepingCapacity: true)
        for scalar in Composition.composed(text) {
          try append(scalar, weight, to: &shaped, text)
        }
        break
      }
      try append(scalar, weight, to: &shaped, text)
    }
    if kerns { kern(&shaped, weight) }
    return shaped
  }

  private func append(
    _ scalar: Unicode.Scalar, _ weight: FontWeight, to shaped: inout ShapedText, _ text: String
  ) throws(Problem) {
    var value = scalar.value
    switch value {
    case 0x0A, 0x2028, 0x2029:
      shaped.glyphs.append(ShapedText.Glyph(face: 0, number: 0, scalar: 10, advance: 0))
      return
    case 0x0D: return
    case 0x09: value = 32
    default: break
    }
    if Scripts.isControl(value) { throw .controlCharacter(scalar, in: text) }
    if Scripts.isInvisible(value) { return }
    if Scripts.isMark(value) { throw .strayMark(scalar, in: text) }
    if let script = Scripts.refused(value) { throw .needsShaping(scalar, script, in: text) }
    let glyph =
      value < Self.knownCount
      ? known[weight.rawValue][Int(value)] : Self.find(value, faces, chains[weight.rawValue])
    if glyph.number == 0 { throw missing(scalar, weight, in: text) }
    shaped.glyphs.append(glyph)
  }

  private func missing(_ scalar: Unicode.Scalar, _ weight: FontWeight, in text: String) -> Problem {
    .missingGlyph(scalar, fonts: chains[weight.rawValue].map { faces[$0].path }, in: text)
  }

  private func kern(_ shaped: inout ShapedText, _ weight: FontWeight) {
    let tightness = tightness[weight.rawValue]
    if shaped.glyphs.count < 2 { return }
    for index in 0..<shaped.glyphs.count - 1 {
      let (left, right) = (shaped.glyphs[index], shaped.glyphs[index + 1])
      var kern: Int32 = 0
      if left.scalar < 128, right.scalar < 128 {
        if !tightness.isEmpty { kern = tightness[Int(left.scalar) << 7 | Int(right.scalar)] }
      } else if left.face == right.face, left.scalar > 32, right.scalar > 32 {
        kern = faces[Int(left.face)].kerning.between(left.number, right.number)
      }
      if kern != 0 {
        shaped.glyphs[index].kern = kern
        shaped.isKerned = true
      }
    }
  }

  /// The width of a text in thousandths of a point, at a size in thousandths of a point. A character
  /// that no font has counts nothing: drawing it will say so.
  func width(_ text: String, _ weight: FontWeight, size: Int, kerns: Bool = false) -> Int {
    (try? shape(text, weight, kerns: kerns))?.width(size: size) ?? 0
  }
}
