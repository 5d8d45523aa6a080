import Foundation
import PDF
import Support
import Testing

/// A judge that lets everything pass is none: a valid file, broken in one place, must fail. The file is
/// unpacked by qpdf, so that words can be changed for others of equal length.
@Suite struct MutantTests {
  struct Mutant: Sendable {
    var right: String
    var wrong: String
    /// The promise that is broken.
    var promise: String
    /// Whether only veraPDF sees it.
    var isSubtle: Bool

    init(_ right: String, _ wrong: String, _ promise: String = "3a", isSubtle: Bool = false) {
      self.right = right
      self.wrong = wrong
      self.promise = promise
      self.isSubtle = isSubtle
    }
  }

  private static let mutants: [Mutant] = [
    Mutant("<pdfaid:part>3<", "<pdfaid:part>2<"),
    Mutant("<pdfaid:conformance>A<", "<pdfaid:conformance>B<"),
    Mutant("<pdfuaid:part>1<", "<pdfuaid:part>2<", "ua1"),
    Mutant("<dc:title><rdf:Alt>", "<dc:titel><rdf:Alt>", "ua1"),
    Mutant("http://www.aiim.org/pdfa/ns/id/", "http://www.aiim.org/pdfa/ns/ie/"),
    Mutant("<pdfaExtension:schemas>", "<pdfaExtension:schemat>"),
    Mutant("valueType>Integer<", "valueType>Integes<"),
    Mutant("/Marked true", "/Marked null"), Mutant("/MarkInfo", "/MarkInfp", "ua1"),
    Mutant("/StructTreeRoot ", "/StructTreeRoom "), Mutant("/Lang ", "/Lanh ", "ua1"),
    Mutant("/DisplayDocTitle true", "/DisplayDocTitlf true", "ua1"),
    Mutant("/Metadata ", "/Metadatb "), Mutant("/OutputIntents ", "/OutputIntentt "),
    Mutant("/S /GTS_PDFA1", "/S /GTS_PDFX1"),
    Mutant("/DestOutputProfile", "/DestOutputProfilf"), Mutant("/FontFile2", "/FontFile9"),
    Mutant("/ToUnicode", "/ToUnicodf"), Mutant("/CIDToGIDMap", "/CIDToGIDMaq"),
    Mutant("/Encoding /Identity-H", "/Encoding /Identity-K"),
    Mutant("/StructParents", "/StructParentt", "ua1", isSubtle: true),
    Mutant("/Tabs /S", "/Tabs /R", "ua1"), Mutant("/Alt ", "/Alu ", "ua1"),
    Mutant("/S /TBody", "/S /TBodz", "ua1"), Mutant("/S /TH ", "/S /TJ ", "ua1"),
    Mutant("/S /H1", "/S /H3", "ua1"), Mutant("/F 4 /Rect", "/F 2 /Rect"),
    Mutant("/Contents (Pay", "/Contentt (Pay", "ua1"),
    Mutant("/StructParent ", "/StructParenu ", "ua1"),
    Mutant("/AFRelationship", "/AFRelationshiq"), Mutant("/AF [", "/AG ["),
    Mutant("/UF (", "/UG ("), Mutant("/Subtype /text#2fxml", "/Subtypf /text#2fxml"),
    Mutant("/Artifact<</Type/Layout>>BDC", "/Artifacu<</Type/Layout>>BDC", "ua1"),
    Mutant("/ColorSpace /DeviceGray", "/ColorSpace /DeviceCMYK"), Mutant("/ID [", "/IE ["),
    Mutant("/Subtype /Link", "/Subtype /Linq"), Mutant("/S /URI", "/S /URX"),
    Mutant("%PDF-1.7", "%PDF-x.7"), Mutant("3 [ 317.871", "3 [ 917.871"),
    Mutant("[ 0 0 595.28", "[ 0 0 15000."), Mutant("/S /P ", "/S /Q ", "ua1"),
    Mutant("/Subtype /CIDFontType2", "/Subtype /CIDFontType0", isSubtle: true),
    Mutant("/FontDescriptor ", "/FontDescriptos "), Mutant("/CA .15", "/TR .15"),
    Mutant("/Scope /Column", "/Scopf /Column", "ua1"),
  ]

  /// Writes the valid file and its mutants, and gives their names.
  private static func write(into folder: TemporaryFolder) throws -> Bool {
    guard let qpdf = Tool.judge("qpdf") else { return false }
    let path = try folder.write("packed.pdf", Data(Samples.figures()))
    let options = [
      "--static-id", "--newline-before-endstream", "--stream-data=uncompress",
      "--normalize-content=n", "--object-streams=disable",
    ]
    let result = try Tool.run(qpdf, options + [path, "whole.pdf"], in: folder.path)
    #expect(result.exitCode == 0, "\(result.errors)")
    let whole = try Data(contentsOf: URL(fileURLWithPath: folder.file("whole.pdf")))
    for (index, mutant) in mutants.enumerated() {
      #expect(mutant.right.utf8.count == mutant.wrong.utf8.count, "\(mutant)")
      var bytes = whole
      let place = try #require(bytes.firstRange(of: Data(mutant.right.utf8)), "\(mutant)")
      bytes.replaceSubrange(place, with: Data(mutant.wrong.utf8))
      _ = try folder.write("mutant\(index).pdf", bytes)
    }
    return true
  }

  /// Names of files that a judge finds fault with.
  private static func failing(
    _ judge: String, _ promise: String, _ names: [String], in folder: TemporaryFolder
  ) throws -> Set<String> {
    let result = try Tool.run(judge, [promise] + names, in: folder.path)
    #expect(result.output.contains("\(promise): "), "\(result.output)\(result.errors)")
    return Set(
      result.output.split(separator: "\n").compactMap { $0.split(separator: ":").first }
        .map(String.init))
  }

  /// The quick judge in every run; veraPDF where `.ci/judges` set it up, as `.ci/full` does.
  @Test(arguments: ["page-validation", "verapdf"]) func mutantsFail(_ name: String) throws {
    let isQuick = name == "page-validation"
    let installed = Tool.package.path + "/.build/judges/verapdf"
    if !isQuick, !FileManager.default.isExecutableFile(atPath: installed) {
      print("SKIPPED: veraPDF is not set up; .ci/judges does that")
      return
    }
    guard let judge = Tool.judge(name) else { return }
    let folder = try TemporaryFolder()
    guard try Self.write(into: folder) else { return }
    #expect(Self.mutants.count >= 30)
    for promise in ["3a", "ua1"] {
      let chosen = Self.mutants.indices.filter {
        Self.mutants[$0].promise == promise && !(isQuick && Self.mutants[$0].isSubtle)
      }
      let failing = try Self.failing(
        judge, promise, ["whole.pdf"] + chosen.map { "mutant\($0).pdf" }, in: folder)
      #expect(!failing.contains("whole.pdf"))
      for index in chosen {
        #expect(failing.contains("mutant\(index).pdf"), "\(name) lets pass: \(Self.mutants[index])")
      }
    }
  }
}
