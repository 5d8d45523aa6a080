import Foundation
import Support
import Testing

/// Every file of csv-spectrum gives exactly its JSON (see the README beside the fixtures).
@Suite struct SpectrumTests {
  static let folder = Tool.package.appending(path: "Tests/TabularTests/Fixtures/csv-spectrum")
  static let names = [
    "comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "location_coordinates",
    "newlines", "newlines_crlf", "quotes_and_newlines", "simple", "simple_crlf", "utf8",
  ]

  @Test func allFilesAreListed() throws {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: Self.folder.appending(path: "csvs").path)
    #expect(files.sorted() == Self.names.map { $0 + ".csv" })
  }

  @Test(arguments: names) func givesItsJSON(_ name: String) throws {
    let bytes = try Data(contentsOf: Self.folder.appending(path: "csvs/\(name).csv"))
    let json = try JSONSerialization.jsonObject(
      with: Data(contentsOf: Self.folder.appending(path: "json/\(name).json")))
    var expected = try #require(
      json as? [[String: String]] ?? (json as? [String: String]).map { [$0] })
    if name == "location_coordinates" {
      // The JSON disagrees with its own CSV about this one value.
      #expect(expected[0]["Contact Phone Number"] == "1234567890")
      expected[0]["Contact Phone Number"] = "2095257564"
    }
    for pieceSize in [1 << 20, 1, 3] {
      let records = try RecordReaderTests.read(Array(bytes), pieceSize: pieceSize).records
      let names = records[0]
      let found = records.dropFirst().map { record in
        Dictionary(uniqueKeysWithValues: zip(names, record))
      }
      #expect(found == expected)
      #expect(records.allSatisfy { $0.count == names.count })
    }
  }
}
