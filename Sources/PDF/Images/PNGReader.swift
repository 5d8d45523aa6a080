internal import Bytes
internal import Diagnostics

/// A PNG file (ISO 15948). Its compressed rows go into the document as they are, since PDF knows the
/// same prediction; transparency has to be taken apart from the colours.
struct PNGReader {
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  let width: Int
  let height: Int
  private let path: String
  private let depth: Int
  private let kind: Kind
  private var palette: [UInt8] = []
  private var transparency: [UInt8]?
  private var rows: [UInt8] = []

  private enum Kind: Int {
    case grey = 0
    case colour = 2
    case palette = 3
    case greyAlpha = 4
    case colourAlpha = 6

    var channels: Int {
      switch self {
      case .grey, .palette: 1
      case .greyAlpha: 2
      case .colour: 3
      case .colourAlpha: 4
      }
    }
    var hasAlpha: Bool { self == .greyAlpha || self == .colourAlpha }
  }

  init(_ bytes: [UInt8], _ path: String) throws(Problem) {
    self.path = path
    let data = BigEndian(bytes: bytes)
    guard bytes.count > 33, data.long(12) == 0x4948_4452 else {  // IHDR
      throw .badImage(path, "it is cut off")
    }
    (width, height) = (data.long(16), data.long(20))
    try PDFImage.check(width, height, path)
    depth = data.byte(24)
    guard let kind = Kind(rawValue: data.byte(25)), [1, 2, 4, 8, 16].contains(depth) else {
      throw .badImage(path, "its colours are of an unknown kind")
    }
    // Only grey and palettes come in less than eight bits, and palettes in no more.
    guard depth >= 8 || kind == .grey || kind == .palette, depth <= 8 || kind != .palette else {
      throw .badImage(path, "its colours are of an unknown kind")
    }
    self.kind = kind
    if data.byte(28) != 0 {
      throw .badImage(path, "it is interlaced. Save it without interlacing")
    }
    var place = 8
    var isWhole = false
    while place + 12 <= bytes.count {
      let length = data.long(place)
      let content = place + 8..<place + 8 + length
      guard content.upperBound + 4 <= bytes.count else { break }
      switch data.long(place + 4) {
      case 0x504C_5445: palette = Array(bytes[content])  // PLTE
      case 0x7452_4E53: transparency = Array(bytes[content])  // tRNS
      case 0x4944_4154: rows += bytes[content]  // IDAT
      case 0x4945_4E44: isWhole = true  // IEND
      default: break
      }
      place = content.upperBound + 4
    }
    if !isWhole { throw .badImage(path, "it is cut off") }
    if kind == .palette, palette.isEmpty || palette.count % 3 != 0 || palette.count > 768 {
      throw .badImage(path, "its palette is damaged")
    }
  }

  private var space: String {
    switch kind {
    case .grey, .greyAlpha: "/DeviceGray"
    case .colour, .colourAlpha: "/DeviceRGB"
    case .palette:
      "[/Indexed/DeviceRGB \(palette.count / 3 - 1)\(PDFObject.hex(palette).text)]"
    }
  }

  /// The picture for PDF, and its opacity if it has any.
  func samples() throws(Problem) -> (PDFImage.Samples, [UInt8]?) {
    let unpacked = try unfiltered()
    if kind.hasAlpha {
      let (colours, mask) = split(unpacked)
      return (
        PDFImage.Samples(
          dictionary: "/ColorSpace\(space)/BitsPerComponent 8/Filter/FlateDecode",
          bytes: Deflate.zlib(colours, level: 9)), mask
      )
    }
    let dictionary =
      "/ColorSpace\(space)/BitsPerComponent \(depth)/Filter/FlateDecode/DecodeParms"
      + "<</Predictor 15/Colors \(kind.channels)/BitsPerComponent \(depth)/Columns \(width)>>"
    return (PDFImage.Samples(dictionary: dictionary, bytes: rows), mask(unpacked))
  }

  // MARK: Rows

  private var rowSize: Int { (width * kind.channels * depth + 7) / 8 }

  /// The rows without prediction (ISO 15948, 9). Also the check that they are whole: a viewer would
  /// stumble later.
  private func unfiltered() throws(Problem) -> [UInt8] {
    let size = rowSize
    guard let packed = Deflate.inflated(rows, limit: (size + 1) * height),
      packed.count == (size + 1) * height
    else { throw .badImage(path, "its data are damaged") }
    let step = max(1, kind.channels * depth / 8)
    var result = [UInt8](repeating: 0, count: size * height)
    for row in 0..<height {
      let source = row * (size + 1)
      let filter = packed[source]
      guard filter <= 4 else { throw .badImage(path, "its data are damaged") }
      let start = row * size
      for column in 0..<size {
        let left = column >= step ? Int(result[start + column - step]) : 0
        let above = row > 0 ? Int(result[start + column - size]) : 0
        let corner = row > 0 && column >= step ? Int(result[start + column - size - step]) : 0
        let predicted =
          switch filter {
          case 0: 0
          case 1: left
          case 2: above
          case 3: (left + above) / 2
          default: Self.nearest(left, above, corner)
          }
        result[start + column] = packed[source + 1 + column] &+ UInt8(truncatingIfNeeded: predicted)
      }
    }
    return result
  }

  /// Paeth's predictor: the neighbour that is nearest to left + above − corner.
  private static func nearest(_ left: Int, _ above: Int, _ corner: Int) -> Int {
    let estimate = left + above - corner
    let distances = (abs(estimate - left), abs(estimate - above), abs(estimate - corner))
    if distances.0 <= distances.1, distances.0 <= distances.2 { return left }
    return distances.1 <= distances.2 ? above : corner
  }

  /// Colours and opacity apart, eight bits each.
  private func split(_ bytes: [UInt8]) -> (colours: [UInt8], mask: [UInt8]) {
    let size = depth / 8
    let channels = kind.channels
    var colours: [UInt8] = []
    var mask: [UInt8] = []
    colours.reserveCapacity(width * height * (channels - 1))
    mask.reserveCapacity(width * height)
    for pixel in 0..<width * height {
      // Of sixteen bits the first eight are enough.
      let start = pixel * channels * size
      for channel in 0..<channels - 1 { colours.append(bytes[start + channel * size]) }
      mask.append(bytes[start + (channels - 1) * size])
    }
    return (colours, mask)
  }

  /// The opacity of a picture whose palette, or one colour, is transparent.
  private func mask(_ bytes: [UInt8]) -> [UInt8]? {
    guard let transparency else { return nil }
    var mask: [UInt8] = []
    mask.reserveCapacity(width * height)
    let data = BigEndian(bytes: transparency)
    let clear = (0..<kind.channels).map { data.short(2 * $0) }
    for row in 0..<height {
      for column in 0..<width {
        let values = (0..<kind.channels).map { sample(bytes, row, column * kind.channels + $0) }
        if kind == .palette {
          let index = values[0]
          mask.append(index < transparency.count ? transparency[index] : 255)
        } else {
          mask.append(values == clear ? 0 : 255)
        }
      }
    }
    return mask
  }

  private func sample(_ bytes: [UInt8], _ row: Int, _ index: Int) -> Int {
    let start = row * rowSize
    if depth == 16 { return Int(bytes[start + 2 * index]) << 8 | Int(bytes[start + 2 * index + 1]) }
    let bit = index * depth
    let shift = 8 - depth - bit % 8
    return Int(bytes[start + bit / 8]) >> shift & (1 << depth - 1)
  }
}
