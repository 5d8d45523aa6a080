/// Scripts whose letters join, reorder or run from right to left: drawn one by one they would be wrong.
enum Scripts {
  private struct Block {
    var range: ClosedRange<UInt32>
    var name: String
    init(_ range: ClosedRange<UInt32>, _ name: String) {
      self.range = range
      self.name = name
    }
  }

  private static let blocks: [Block] = [
    Block(0x0590...0x05FF, "Hebrew"), Block(0x0600...0x06FF, "Arabic"),
    Block(0x0700...0x074F, "Syriac"), Block(0x0750...0x077F, "Arabic"),
    Block(0x0780...0x07BF, "Thaana"), Block(0x07C0...0x07FF, "N'Ko"),
    Block(0x0800...0x083F, "Samaritan"), Block(0x0840...0x085F, "Mandaic"),
    Block(0x0860...0x086F, "Syriac"), Block(0x0870...0x08FF, "Arabic"),
    Block(0x0900...0x097F, "Devanagari"), Block(0x0980...0x09FF, "Bengali"),
    Block(0x0A00...0x0A7F, "Gurmukhi"), Block(0x0A80...0x0AFF, "Gujarati"),
    Block(0x0B00...0x0B7F, "Odia"), Block(0x0B80...0x0BFF, "Tamil"),
    Block(0x0C00...0x0C7F, "Telugu"), Block(0x0C80...0x0CFF, "Kannada"),
    Block(0x0D00...0x0D7F, "Malayalam"), Block(0x0D80...0x0DFF, "Sinhala"),
    Block(0x0E00...0x0E7F, "Thai"), Block(0x0E80...0x0EFF, "Lao"),
    Block(0x0F00...0x0FFF, "Tibetan"), Block(0x1000...0x109F, "Burmese"),
    Block(0x1700...0x177F, "Philippine"), Block(0x1780...0x17FF, "Khmer"),
    Block(0x1800...0x18AF, "Mongolian"), Block(0x1900...0x1AAF, "Southeast Asian"),
    Block(0x1B00...0x1C7F, "Southeast Asian"), Block(0xA800...0xA8FF, "Indic"),
    Block(0xA900...0xAADF, "Southeast Asian"), Block(0xAAE0...0xABFF, "Meetei Mayek"),
    Block(0xFB1D...0xFB4F, "Hebrew"), Block(0xFB50...0xFDFF, "Arabic"),
    Block(0xFE70...0xFEFE, "Arabic"), Block(0x10800...0x10FFF, "right-to-left"),
    Block(0x11000...0x11FFF, "Indic"), Block(0x1E800...0x1EFFF, "right-to-left"),
  ]

  /// The name of the script, if it is one of those.
  static func refused(_ scalar: UInt32) -> String? {
    if scalar < 0x590 { return nil }
    return blocks.first { $0.range.contains(scalar) }?.name
  }

  static func isMark(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x0300...0x036F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F: true
    default: false
    }
  }

  /// Characters that show nothing by themselves: joiners, marks of direction, soft hyphens, variants.
  static func isInvisible(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF: true
    default: false
    }
  }

  static func isControl(_ scalar: UInt32) -> Bool {
    scalar < 0x20 || (0x7F...0x9F).contains(scalar)
  }
}
