internal import Bytes
public import Diagnostics

/// A picture, ready to stand in a document: PNG, with or without transparency, or JPEG.
public struct PDFImage: Sendable {
  /// Pixels.
  public let width: Int
  public let height: Int
  /// Its name among the resources, made of its content: the same picture comes once into a file.
  let name: String
  let samples: Samples
  /// The opacity of each pixel, compressed, eight bits each.
  let mask: [UInt8]?

  struct Samples: Sendable {
    /// The entries of the image's dictionary that say how to read the bytes.
    var dictionary: String
    var bytes: [UInt8]
  }

  /// A side of more pixels than that is no picture for a page: 10,000 make a poster at 300 a inch.
  static let mostPixels = 10_000
  /// In all: a picture is taken apart in memory.
  static let mostArea = 16_000_000

  /// Reads a picture.
  ///
  /// - Parameter path: its name for messages.
  /// - Throws: `bad-image`, which says why: damaged, interlaced, in printing colours (CMYK), too large.
  public init(_ bytes: [UInt8], path: String) throws(Problem) {
    if bytes.starts(with: PNGReader.signature) {
      let png = try PNGReader(bytes, path)
      (width, height) = (png.width, png.height)
      (samples, mask) = try png.samples()
    } else if bytes.starts(with: [0xFF, 0xD8]) {
      let jpeg = try JPEGReader(bytes, path)
      (width, height) = (jpeg.width, jpeg.height)
      samples = jpeg.samples
      mask = nil
    } else {
      throw .badImage(path, "it is neither PNG nor JPEG. Save it as one of these")
    }
    name = "I" + SHA256.hex(of: bytes).prefix(16)
  }

  /// Reads a picture's file.
  public init(path: String) throws(Problem) { try self.init(try Self.file(path), path: path) }

  /// The bytes of a picture's file, for those who need them besides.
  ///
  /// - Throws: `bad-image` for one of more than 64 MB.
  public static func file(_ path: String) throws(Problem) -> [UInt8] {
    let input = try InputSource(path: path)
    var bytes: [UInt8] = []
    while try input.read(into: &bytes) > 0 {
      if bytes.count > 64 << 20 {
        throw .badImage(path, "it has more than 64 MB. Save it smaller")
      }
    }
    return bytes
  }

  static func check(_ width: Int, _ height: Int, _ path: String) throws(Problem) {
    guard width > 0, height > 0 else { throw .badImage(path, "it has no pixels") }
    guard width <= mostPixels, height <= mostPixels, width * height <= mostArea else {
      throw .badImage(
        path,
        "it has \(width) by \(height) pixels, and \(mostPixels) a side and \(mostArea) in all are "
          + "allowed. Scale it down")
    }
  }
}
