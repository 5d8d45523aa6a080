import Diagnostics
import Foundation
import PDF
import Support
import Testing

@Suite struct ImageTests {
  /// The colours of some pixels of a page that shows a picture at its upper left, 64 points wide.
  private static func colours(_ picture: PDFImage, _ pixels: [(Int, Int)]) throws -> [[UInt8]]? {
    guard let render = Tool.judge("pdftoppm") else { return nil }
    var document = Samples.document()
    try document.image(
      picture, height: 64_000, alternative: "A picture", at: .init(left: 0, top: 0))
    let folder = try TemporaryFolder()
    let path = try folder.write("picture.pdf", Data(document.render()))
    _ = try Tool.run(render, ["-r", "72", path, "page"], in: folder.path)
    let name = try #require(folder.names.first { $0.hasSuffix(".ppm") })
    let ppm = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.file(name))))
    // "P6\nWIDTH HEIGHT\n255\n", then three bytes a pixel.
    let ends = ppm.indices.filter { ppm[$0] == 10 }
    let size = String(decoding: ppm[ends[0] + 1..<ends[1]], as: UTF8.self).split(separator: " ")
    let width = try #require(Int(size[0]))
    return pixels.map { x, y in
      let start = ends[2] + 1 + 3 * (y * width + x)
      return Array(ppm[start..<start + 3])
    }
  }

  @Test func transparencyShowsThePaper() throws {
    let badge = try PDFImage(Pictures.badge(), path: "badge.png")
    guard let colours = try Self.colours(badge, [(1, 1), (32, 10), (32, 50)]) else { return }
    #expect(colours[0] == [255, 255, 255])
    for (colour, y) in [(colours[1], 10), (colours[2], 50)] {
      #expect(abs(Int(colour[0]) - 200) < 4 && abs(Int(colour[1]) - 2 * y) < 5, "\(colour)")
    }
  }

  /// One pixel black, one white or transparent, in each way to write them.
  @Test(
    arguments: [
      (1, 0, [], [], [0, 0b0100_0000]), (4, 0, [], [], [0, 0x0F]), (8, 0, [], [], [0, 0, 255]),
      (16, 0, [], [], [0, 0, 0, 255, 255]), (8, 2, [], [], [0, 0, 0, 0, 255, 255, 255]),
      (8, 3, [0, 0, 0, 255, 255, 255], [], [0, 0, 1]),
      (2, 3, [255, 0, 0, 0, 0, 0], [0, 255], [0, 0b0100_0000]),
      (8, 4, [], [], [0, 0, 255, 9, 0]),
      (16, 6, [], [], [0, 0, 0, 0, 0, 0, 0, 255, 255] + Array(repeating: 0, count: 8)),
      (8, 0, [], [0, 7], [0, 0, 7]),
    ] as [(UInt8, UInt8, [UInt8], [UInt8], [UInt8])])
  func everyKindOfPNGIsRead(
    _ depth: UInt8, _ kind: UInt8, _ palette: [UInt8], _ transparency: [UInt8], _ row: [UInt8]
  ) throws {
    let bytes = Pictures.png(
      width: 2, height: 1, depth: depth, kind: kind, palette: palette, transparency: transparency,
      rows: row)
    let picture = try PDFImage(bytes, path: "a.png")
    guard let colours = try Self.colours(picture, [(10, 30), (110, 30)]) else { return }
    let expected: [[UInt8]] = [[0, 0, 0], [255, 255, 255]]
    #expect(colours == expected)
  }

  @Test func jpegGoesInAsItIs() throws {
    guard let render = Tool.judge("pdftoppm") else { return }
    let folder = try TemporaryFolder()
    let path = try folder.write("a.pdf", Data(Samples.figures()))
    for (option, isFine) in [("-jpeg", true), ("-jpegcmyk", false)] {
      _ = try Tool.run(
        render, ["-r", "20", option, "-l", "1", path, "page\(option)"], in: folder.path)
      let name = try #require(folder.names.first { $0.hasPrefix("page\(option)-") })
      if isFine {
        let picture = try PDFImage(path: folder.file(name))
        guard let colours = try Self.colours(picture, [(1, 1)]) else { return }
        #expect(colours == [[255, 255, 255]])
      } else {
        let problem = #expect(throws: Problem.self) { try PDFImage(path: folder.file(name)) }
        #expect(problem?.code == "bad-image" && problem?.message.contains("CMYK") == true)
      }
    }
  }

  @Test func picturesThatCannotBeUsedAreRefused() throws {
    let row = [UInt8](repeating: 0, count: 3)
    let good = Pictures.png(width: 2, height: 1, depth: 8, kind: 0, rows: row)
    let cases: [([UInt8], String)] = [
      (Pictures.png(width: 20_000, height: 20_000, depth: 8, kind: 0, rows: row), "20000 by 20000"),
      (Pictures.png(width: 0, height: 1, depth: 8, kind: 0, rows: row), "no pixels"),
      (
        Pictures.png(width: 2, height: 1, depth: 8, kind: 0, interlaced: true, rows: row),
        "interlaced"
      ),
      (Pictures.png(width: 2, height: 9, depth: 8, kind: 0, rows: row), "damaged"),
      (Pictures.png(width: 2, height: 1, depth: 8, kind: 0, rows: [9, 0, 0]), "damaged"),
      (Pictures.png(width: 2, height: 1, depth: 8, kind: 3, rows: row), "palette"),
      (Pictures.png(width: 2, height: 1, depth: 8, kind: 5, rows: row), "unknown kind"),
      (Array(good.prefix(60)), "cut off"), (Array(good.prefix(20)), "cut off"),
      (Array("GIF89a".utf8), "neither PNG nor JPEG"), ([0xFF, 0xD8, 0xFF, 0xE0, 0, 4], "damaged"),
      ([], "neither"),
    ]
    for (bytes, reason) in cases {
      let problem = #expect(throws: Problem.self) { try PDFImage(bytes, path: "logo.png") }
      #expect(
        problem?.code == "bad-image" && problem?.message.contains(reason) == true,
        "\(reason): \(problem?.message ?? "")")
    }
  }
}
