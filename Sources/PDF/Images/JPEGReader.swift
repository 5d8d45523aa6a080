internal import Diagnostics

/// What the head of a JPEG file says; its data goes into the document as it is.
struct JPEGReader {
  let width: Int
  let height: Int
  let samples: PDFImage.Samples

  init(_ bytes: [UInt8], _ path: String) throws(Problem) {
    let data = BigEndian(bytes: bytes)
    var place = 2
    while place + 4 <= bytes.count {
      guard bytes[place] == 0xFF else { break }
      let marker = bytes[place + 1]
      // Fill bytes, and markers without content.
      if marker == 0xFF || (0xD0...0xD8).contains(marker) || marker == 1 {
        place += marker == 0xFF ? 1 : 2
        continue
      }
      switch marker {
      case 0xC0, 0xC1, 0xC2:
        guard data.byte(place + 4) == 8 else {
          throw .badImage(path, "it has 12 bits a colour. Save it with 8")
        }
        (height, width) = (data.short(place + 5), data.short(place + 7))
        try PDFImage.check(width, height, path)
        let space: String
        switch data.byte(place + 9) {
        case 1: space = "DeviceGray"
        case 3: space = "DeviceRGB"
        case 4:
          throw .badImage(
            path,
            "its colours are those of printing (CMYK), which screens and archives read "
              + "differently. Save it as RGB")
        default: throw .badImage(path, "it has a number of colours that is unknown")
        }
        samples = PDFImage.Samples(
          dictionary: "/ColorSpace/\(space)/BitsPerComponent 8/Filter/DCTDecode", bytes: bytes)
        return
      case 0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
        throw .badImage(path, "it is compressed in a rare way. Save it as ordinary JPEG")
      default: place += 2 + data.short(place + 2)
      }
    }
    throw .badImage(path, "it is damaged: its size is not there")
  }
}
