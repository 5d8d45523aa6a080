/// Letters with marks as single characters (Unicode's composition, NFC), as far as a font could have
/// them: Latin, Greek, Cyrillic, Vietnamese, Hangul.
enum Composition {
  /// Whether a character may be part of something that is composed, or has a better twin.
  static func concerns(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x0300...0x036F, 0x1100...0x11FF, 0x0374, 0x037E, 0x0387, 0x1F71...0x1FFD, 0x2126,
      0x212A, 0x212B:
      true
    default: false
    }
  }

  /// The text with what can be composed composed.
  static func composed(_ text: String) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    for character in text {
      let scalars = Array(character.unicodeScalars)
      guard scalars.contains(where: { concerns($0.value) }) else {
        result += scalars
        continue
      }
      if let syllable = hangul(scalars) {
        result.append(syllable)
        continue
      }
      // The longest beginning that is one character; a mark that stays behind is refused later.
      var count = scalars.count
      while count > 0 {
        var beginning = String.UnicodeScalarView()
        beginning.append(contentsOf: scalars[..<count])
        if let single = singles[String(beginning)] {
          result.append(single)
          break
        }
        count -= 1
      }
      result += scalars[count...]
    }
    return result
  }

  /// Characters by themselves: as Swift compares strings by canonical equivalence, the sequence of
  /// letter and marks finds its single character here.
  private static let singles: [String: Unicode.Scalar] = {
    let ranges: [ClosedRange<UInt32>] = [
      0x3B...0x3B, 0x41...0x5A, 0xB7...0xB7, 0xC0...0x24F, 0x2B9...0x2B9, 0x370...0x373,
      0x375...0x37D, 0x380...0x386, 0x388...0x52F, 0x1E00...0x1FFF,
    ]
    var singles: [String: Unicode.Scalar] = [:]
    for range in ranges {
      for value in range {
        guard let scalar = Unicode.Scalar(value) else { continue }
        let text = String(Character(scalar))
        // Of characters that mean the same, the first is the composed one.
        if singles[text] == nil { singles[text] = scalar }
      }
    }
    return singles
  }()

  /// Leading consonant, vowel and perhaps a final consonant are one syllable (Unicode 3.12).
  private static func hangul(_ scalars: [Unicode.Scalar]) -> Unicode.Scalar? {
    guard (2...3).contains(scalars.count), (0x1100...0x1112).contains(scalars[0].value),
      (0x1161...0x1175).contains(scalars[1].value)
    else { return nil }
    var value = 0xAC00 + ((scalars[0].value - 0x1100) * 21 + scalars[1].value - 0x1161) * 28
    if scalars.count == 3 {
      guard (0x11A8...0x11C2).contains(scalars[2].value) else { return nil }
      value += scalars[2].value - 0x11A7
    }
    return Unicode.Scalar(value)
  }
}
