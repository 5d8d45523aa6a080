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
      (Pictures.png(width: 2, height: 1, depth: 4, kind: 6, rows: row), "unknown kind"),
      (Pictures.png(width: 9_000, height: 9_000, depth: 8, kind: 0, rows: row), "9000 by 9000"),
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

  /// Whatever stands in a picture's file, it is refused or used, and nothing traps.
  @Test func damagedPicturesDoNoHarm() throws {
    let kinds: [[UInt8]] = [
      Pictures.badge(), Pictures.gradient(),
      Pictures.png(
        width: 2, height: 1, depth: 2, kind: 3, palette: [255, 0, 0, 0, 0, 0],
        transparency: [0, 255],
        rows: [0, 64]),
    ]
    var state: UInt64 = 11
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    var (used, refused) = (0, 0)
    for round in 0..<600 {
      var bytes = kinds[round % kinds.count]
      for _ in 0..<1 + random(3) {
        bytes[random(2) == 0 ? random(min(64, bytes.count)) : random(bytes.count)] = UInt8(
          random(256))
      }
      // A size that the change made huge costs time, not sense: it is refused or inflates to nothing.
      if bytes[16] > 0 || bytes[17] > 0 || bytes[20] > 0 || bytes[21] > 0 { continue }
      if (try? PDFImage(bytes, path: "a.png")) != nil { used += 1 } else { refused += 1 }
    }
    #expect(used > 0 && refused > 0)
  }
}
