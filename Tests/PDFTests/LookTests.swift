import Bytes
import Foundation
import PDF
import Support
import Testing

/// Pages as they look, compared with pictures that a person has looked at. `CARRYOVER_RECORD=1` records
/// them anew, and that run fails; `CARRYOVER_LOOK=FOLDER` writes the samples where one can look at them.
@Suite struct LookTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let fixtures = Tool.package.path + "/Tests/PDFTests/Fixtures/"

  @Test(arguments: [("pages", 1), ("pages", 3), ("figures", 1), ("programme", 1), ("programme", 3)])
  func pagesLookAsTheyDid(_ name: String, _ page: Int) throws {
    guard let render = Tool.judge("pdftoppm") else { return }
    let bytes =
      switch name {
      case "pages": try Samples.pages()
      case "figures": try Samples.figures()
      default: try LayoutTests.programme()
      }
    let folder = try TemporaryFolder()
    let path = try folder.write("sample.pdf", Data(bytes))
    _ = try Tool.run(
      render,
      ["-r", "40", "-gray", "-png", "-singlefile", "-f", "\(page)", "-l", "\(page)", path, "page"],
      in: folder.path)
    let made = try Data(contentsOf: URL(fileURLWithPath: folder.file("page.png")))
    let golden = URL(fileURLWithPath: "\(Self.fixtures)\(name)-\(page).png")
    if Self.environment["CARRYOVER_RECORD"] != nil {
      try made.write(to: golden)
      Issue.record("recorded \(golden.lastPathComponent): look at it, then run again")
      return
    }
    let (new, old) = (
      try Self.samples([UInt8](made)), try Self.samples([UInt8](Data(contentsOf: golden)))
    )
    #expect(new.width == old.width && new.samples.count == old.samples.count)
    // Other versions of the renderer smooth edges a little otherwise.
    let different = zip(new.samples, old.samples).count { abs(Int($0) - Int($1)) > 48 }
    #expect(
      different * 500 < old.samples.count, "\(different) of \(old.samples.count) samples differ")
  }

  @Test(.enabled(if: environment["CARRYOVER_LOOK"] != nil)) func samplesAreWritten() throws {
    let folder = try #require(Self.environment["CARRYOVER_LOOK"])
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for profile in PDFProfile.allCases {
      var samples = try Samples.all(profile)
      if profile == .archiveAndAccess { samples.append(("programme", try LayoutTests.programme())) }
      for (name, bytes) in samples {
        let path = "\(folder)/\(name)-\(profile.rawValue).pdf"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        #expect(bytes.starts(with: Array("%PDF-1.7".utf8)))
      }
    }
  }

  /// The samples of a PNG as the renderer writes it: eight bits, grey or colour, not interlaced.
  private static func samples(_ png: [UInt8]) throws -> (width: Int, samples: [UInt8]) {
    func long(_ place: Int) -> Int { (0..<4).reduce(0) { $0 << 8 | Int(png[place + $1]) } }
    #expect(png[24] == 8 && png[28] == 0)
    let channels = png[25] == 0 ? 1 : 3
    let (width, height) = (long(16), long(20))
    let size = width * channels
    var packed: [UInt8] = []
    var place = 8
    while place < png.count {
      if png[place + 4..<place + 8].elementsEqual("IDAT".utf8) {
        packed += png[place + 8..<place + 8 + long(place)]
      }
      place += 12 + long(place)
    }
    let inflated = Deflate.inflated(packed, limit: (size + 1) * height)
    guard let rows = inflated else { throw CocoaError(.fileReadCorruptFile) }
    var samples: [UInt8] = []
    samples.reserveCapacity(size * height)
    for row in 0..<height {
      let filter = rows[row * (size + 1)]
      for column in 0..<size {
        let left = column >= channels ? Int(samples[samples.count - channels]) : 0
        let above = row > 0 ? Int(samples[samples.count - size]) : 0
        let corner =
          row > 0 && column >= channels ? Int(samples[samples.count - size - channels]) : 0
        let predicted =
          switch filter {
          case 0: 0
          case 1: left
          case 2: above
          case 3: (left + above) / 2
          default: nearest(left, above, corner)
          }
        samples.append(rows[row * (size + 1) + 1 + column] &+ UInt8(truncatingIfNeeded: predicted))
      }
    }
    return (width, samples)
  }

  private static func nearest(_ left: Int, _ above: Int, _ corner: Int) -> Int {
    let estimate = left + above - corner
    let (a, b, c) = (abs(estimate - left), abs(estimate - above), abs(estimate - corner))
    return a <= b && a <= c ? left : b <= c ? above : corner
  }
}
