/// The first bytes of well-known formats that are no text, so that the message can name them.
enum FileSignature {
  static let longest = 8

  private static let known: [(first: [UInt8], format: String)] = [
    ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive or an Excel workbook"),
    ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel workbook"),
    (Array("%PDF-".utf8), "a PDF document"),
    (Array("SQLite f".utf8), "an SQLite database"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "an xz archive"),
    ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard archive"),
    (Array("BZh".utf8) + Array("91".utf8), "a bzip2 archive"),
    ([0x1F, 0x8B], "gzip data inside gzip data"),
  ]

  static func format(of bytes: [UInt8]) -> String? {
    known.first { bytes.starts(with: $0.first) }?.format
  }
}
