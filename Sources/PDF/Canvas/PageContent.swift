/// The operators of a page (ISO 32000-1, 8 and 9). It knows what font, colour and place are set, so
/// that nothing is said twice. Lengths are hundredths of a point here.
struct PageContent {
  private(set) var bytes: [UInt8] = []
  private var isInText = false
  /// Where the line of text began last, within a text object.
  private var lineX = 0
  private var lineY = 0
  private var face = -1
  private var size = 0
  private var colour: Colour?

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  mutating func beginMark(_ tag: String) {
    endText()
    bytes.write(tag)
  }

  mutating func beginMark(_ kind: StructureKind, id: Int) {
    endText()
    bytes.append(UInt8(ascii: "/"))
    bytes.write(words: kind.words)
    bytes.write(words: "<</MCID ")
    bytes.write(id)
    bytes.write(words: ">>BDC\n")
  }

  mutating func endMark() {
    endText()
    bytes.write(words: "EMC\n")
  }

  private mutating func endText() {
    if isInText { bytes.write(words: "ET\n") }
    isInText = false
  }

  private mutating func fill(_ wanted: Colour) {
    if colour == wanted { return }
    colour = wanted
    if wanted.red == wanted.green, wanted.green == wanted.blue {
      write(part: wanted.red)
      bytes.write(words: "g\n")
      return
    }
    write(part: wanted.red)
    write(part: wanted.green)
    write(part: wanted.blue)
    bytes.write(words: "rg\n")
  }

  /// A part of a colour from 0 to 1, in hundredths: finer than a screen can show is of no use.
  private mutating func write(part: UInt8) {
    bytes.write(hundredths: (Int(part) * 100 + 127) / 255)
    bytes.append(32)
  }

  // MARK: Text

  /// Draws glyphs of one face, in one line.
  mutating func text(
    _ shaped: ShapedText, _ range: Range<Int>, x: Int, y: Int, size: Int, _ colour: Colour
  ) {
    fill(colour)
    if !isInText {
      bytes.write(words: "BT\n")
      isInText = true
      (lineX, lineY) = (0, 0)
    }
    let face = Int(shaped.glyphs[range.lowerBound].face)
    if face != self.face || size != self.size {
      (self.face, self.size) = (face, size)
      bytes.write(words: "/F")
      bytes.write(face)
      bytes.append(32)
      bytes.write(hundredths: size)
      bytes.write(words: " Tf\n")
    }
    bytes.write(hundredths: x - lineX)
    bytes.append(32)
    bytes.write(hundredths: y - lineY)
    bytes.write(words: " Td\n")
    (lineX, lineY) = (x, y)
    let isKerned = shaped.isKerned
    bytes.write(words: isKerned ? "[(" : "(")
    if !isKerned {
      // A glyph takes two bytes, four if both are escaped.
      bytes.append(addingCapacity: 4 * range.count) { space in
        for index in range { Self.write(shaped.glyphs[index].number, to: &space) }
      }
      bytes.write(words: ")Tj\n")
      return
    }
    for index in range {
      let glyph = shaped.glyphs[index]
      bytes.append(addingCapacity: 4) { Self.write(glyph.number, to: &$0) }
      if glyph.kern != 0, index + 1 < range.upperBound {
        bytes.append(UInt8(ascii: ")"))
        // TJ takes thousandths of the em away.
        bytes.write(Int(-glyph.kern + (glyph.kern < 0 ? 500 : -500)) / 1000)
        bytes.append(UInt8(ascii: "("))
      }
    }
    bytes.write(words: ")]TJ\n")
  }

  /// The two bytes of a glyph within a string.
  @inline(__always) private static func write(_ code: UInt16, to space: inout OutputSpan<UInt8>) {
    write(UInt8(code >> 8), to: &space)
    write(UInt8(truncatingIfNeeded: code), to: &space)
  }

  @inline(__always) private static func write(_ byte: UInt8, to space: inout OutputSpan<UInt8>) {
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"):
      space.append(UInt8(ascii: "\\"))
      space.append(byte)
    case 13:
      // A bare CR would read as LF.
      space.append(UInt8(ascii: "\\"))
      space.append(UInt8(ascii: "r"))
    default: space.append(byte)
    }
  }

  // MARK: Graphics

  mutating func rectangle(x: Int, y: Int, width: Int, height: Int, _ colour: Colour) {
    rectangles([(x, y, width, height)], colour)
  }

  mutating func rectangles(
    _ rectangles: [(x: Int, y: Int, width: Int, height: Int)], _ colour: Colour
  ) {
    if rectangles.isEmpty { return }
    endText()
    fill(colour)
    for rectangle in rectangles {
      write([rectangle.x, rectangle.y, rectangle.width, rectangle.height], "re\n")
    }
    bytes.write(words: "f\n")
  }

  /// A line from place to place.
  mutating func line(
    from: (x: Int, y: Int), to: (x: Int, y: Int), width: Int, dash: [Int], _ colour: Colour
  ) {
    endText()
    bytes.write(words: "q\n")
    for part in [colour.red, colour.green, colour.blue] { write(part: part) }
    bytes.write(words: "RG\n")
    write([width], "w\n")
    if !dash.isEmpty {
      bytes.write(words: "[")
      for length in dash {
        bytes.write(hundredths: length)
        bytes.append(32)
      }
      bytes.write(words: "]0 d\n")
    }
    write([from.x, from.y], "m\n")
    write([to.x, to.y], "l S\nQ\n")
  }

  /// A picture in a rectangle.
  mutating func image(_ name: String, x: Int, y: Int, width: Int, height: Int) {
    endText()
    bytes.write(words: "q\n")
    write([width, 0, 0, height, x, y], "cm\n")
    bytes.write("/\(name) Do\nQ\n")
  }

  /// Draws within a state of its own, turned by 45 degrees about a place and faint.
  mutating func faintAndRising(x: Int, y: Int, _ body: (inout PageContent) -> Void) {
    endText()
    let (face, size, colour) = (face, size, colour)
    bytes.write(words: "q\n/GW gs\n.7071 .7071 -.7071 .7071 ")
    write([x, y], "cm\n")
    body(&self)
    endText()
    bytes.write(words: "Q\n")
    (self.face, self.size, self.colour) = (face, size, colour)
  }

  private mutating func write(_ numbers: [Int], _ operation: String) {
    for number in numbers {
      bytes.write(hundredths: number)
      bytes.append(32)
    }
    bytes.write(operation)
  }
}
