import Foundation
import Support
import Testing

/// Documents of the demo before a foreign judge of PDF/A-3a and PDF/UA-1.
@Suite struct DocumentJudgeTests {
  /// Several of a kind: what a compressed stream happens to end with differs from page to page.
  private static let documents =
    ["000001", "000003", "000017", "000042", "000048"].map { "statements/\($0).pdf" }
    + ["100281", "100283", "100292", "100294"].map { "invoices/\($0).pdf" }
    + ["reports/usage-history.pdf", "evidence/evidence.pdf"]

  @Test(arguments: ["3a", "ua1"]) func documentsConform(_ profile: String) throws {
    guard let judge = Tool.judge("page-validation") else { return }
    let folder = try SampleDemo.folder.file("carryover-demo")
    let result = try Tool.run(judge, [profile] + Self.documents, in: folder)
    #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
    #expect(result.output.hasSuffix("\(profile): \(Self.documents.count) PASS, 0 FAIL\n"))
  }

  /// A judge that lets everything pass is none: one wrong letter.
  @Test(arguments: [
    ("3a", "<pdfaid:part>3<", "<pdfaid:part>2<"), ("ua1", "<pdfuaid:part>1<", "<pdfuaid:part>2<"),
    ("3a", "<pdfaid:conformance>A<", "<pdfaid:conformance>B<"),
  ]) func judgeNoticesWhatIsBroken(_ profile: String, _ right: String, _ wrong: String) throws {
    guard let judge = Tool.judge("page-validation") else { return }
    let path = try SampleDemo.folder.file("carryover-demo/" + Self.documents[0])
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    let place = try #require(bytes.firstRange(of: Data(right.utf8)))
    bytes.replaceSubrange(place, with: Data(wrong.utf8))
    let folder = try TemporaryFolder()
    let result = try Tool.run(judge, [profile, folder.write("broken.pdf", bytes)], in: folder.path)
    #expect(result.exitCode == 1 && result.output.contains("0 PASS, 1 FAIL"), "\(result.output)")
  }
}
