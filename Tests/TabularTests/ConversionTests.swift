import Bytes
import Diagnostics
import Foundation
import Support
import Testing

@testable import Tabular

@Suite struct ConversionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var csv: String
    /// `kind count lines`, in the order of the summary.
    var findings: [String] = []
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(name: "clean", text: "a,b\n1,2\n3,4\n", csv: "a,b\n1,2\n3,4\n"),
    Case(name: "CRLF", text: "a,b\r\n1,2\r\n\"x\r\ny\",4\r\n", csv: "a,b\n1,2\n\"x\r\ny\",4\n"),
    Case(name: "CR only", text: "a,b\r1,2\r3,4\r", csv: "a,b\n1,2\n3,4\n"),
    Case(name: "mixed line ends", text: "a,b\r\n1,2\n3,4\r5,6", csv: "a,b\n1,2\n3,4\n5,6\n"),
    Case(name: "no line end at the end", text: "a,b\n1,2", csv: "a,b\n1,2\n"),
    Case(name: "blank lines", text: "a,b\n1,2\n\n3,4\n\n\n5,6\n", csv: "a,b\n1,2\n3,4\n5,6\n"),
    Case(
      name: "quotes that need not be", text: "a,b\n\"1\",\"2\"\n", csv: "a,b\n\"1\",\"2\"\n"),
    Case(
      name: "needed quotes", text: "a,b\n\"1,5\",\"say \"\"x\"\"\"\n2,\"two\nlines\"\n",
      csv: "a,b\n\"1,5\",\"say \"\"x\"\"\"\n2,\"two\nlines\"\n"),
    Case(
      name: "semicolons", text: "a;b\n1,5;\"x;y\"\n", csv: "a,b\n\"1,5\",x;y\n"),
    Case(name: "sep=", text: "sep=|\na|b\n1|2\n", csv: "a,b\n1,2\n"),
    Case(
      name: "byte order mark and accents", text: "\u{FEFF}a,b\né,2\n", csv: "a,b\né,2\n"),
    Case(
      name: "padded", text: "\"a\", \"b\"\n\"1\", \"x, y\"\n", csv: "a,b\n1,\"x, y\"\n"),
    Case(
      name: "stray quotes", text: "a,b\n1,\"5\" pipe\"\n2,7\" pipe\n\"open,2\n3,4\n",
      csv: "a,b\n1,\"5\"\" pipe\"\n2,\"7\"\" pipe\"\n\"\"\"open\",2\n3,4\n",
      findings: ["stray-quote 1 [2]", "unclosed-quote 1 [4]"]),
    Case(
      name: "ragged rows", text: "a,b,c\n1,2,3\n4,5\n6,7,8,,\n9,10,11,12\n13,14,15\n",
      csv: "a,b,c\n1,2,3\n4,5,\n6,7,8\n9,10,11,12\n13,14,15\n",
      findings: ["short-row 1 [3]", "empty-extra-cells 1 [4]", "extra-cell 1 [5]"]),
    Case(
      name: "a row broken in two", text: "a,b,c,d\n1,2,3,4\n5,6\n7,8,9\n1,2,3,4\n",
      csv: "a,b,c,d\n1,2,3,4\n5,6,,\n7,8,9,\n1,2,3,4\n",
      findings: ["short-row 2 [3, 4]", "broken-row 1 [4]"]),
    Case(
      name: "a delimiter at the end of each row", text: "a,b\n1,2,\n3,4,\n", csv: "a,b\n1,2\n3,4\n",
      findings: ["empty-extra-cells 2 [2, 3]"]),
    Case(
      name: "a delimiter at the end of the header", text: "a,b,\n1,2\n3,4\n", csv: "a,b\n1,2\n3,4\n"
    ),
    Case(
      name: "preamble, repeated header, footer",
      text: "Report,,\nof October,,\n,,\nId,Date,Sum\n1,2026-10-01,5.00\nId,Date,Sum\n"
        + "2,2026-10-02,6.00\n\nTotal,,11.00\nPrinted by Ann,,\n",
      csv: "Id,Date,Sum\n1,2026-10-01,5.00\n2,2026-10-02,6.00\n",
      findings: ["preamble 3 [1]", "repeated-header 1 [6]", "footer 2 [9, 10]"]),
    Case(
      name: "names that are missing or twice", text: "id,,id\n1,2,3\n4,5,6\n",
      csv: "id,column2,id_2\n1,2,3\n4,5,6\n",
      findings: ["blank-label 1 [1]", "duplicate-label 1 [1]"]),
    Case(
      name: "no header", text: "1,2026-10-01\n2,2026-10-02\n",
      csv: "column1,column2\n1,2026-10-01\n2,2026-10-02\n"),
    Case(
      name: "two header rows", text: "Id,Volume\n,GB\n1,10.5\n2,11.5\n",
      csv: "Id,Volume GB\n1,10.5\n2,11.5\n"),
    Case(
      name: "NUL bytes", text: "a,b\n1,x\0y\n2,\0\0\n", csv: "a,b\n1,xy\n2,\n",
      findings: ["nul-byte 3 [2]"]),
    Case(
      name: "several tables",
      text: "id,date,sum\n1,2026-10-01,5\n2,2026-10-02,6\n\nk,v\nA,x\nB,y\n",
      csv: "id,date,sum\n1,2026-10-01,5\n2,2026-10-02,6\n", findings: ["other-table 1 [5]"]),
    Case(
      name: "values that look like a separator hint", text: "sep=x,b\n1,2\n",
      csv: "\"sep=x\",b\n1,2\n"),
  ]

  @Test(arguments: cases) func writesCleanCSV(_ example: Case) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("in.csv", example.text)
    let summary = try Self.convert(path, to: folder.file("out.csv"))
    #expect(try folder.text("out.csv") == example.csv)
    #expect(
      summary.findings.map { "\($0.kind.rawValue) \($0.count) \($0.lines)" } == example.findings)
    #expect(summary.hasDoubts == summary.findings.contains { $0.kind.group == .toCheck })
    // What is clean stays as it is, ragged rows apart.
    if !summary.hasDoubts {
      let again = try Self.convert(folder.file("out.csv"), to: folder.file("again.csv"))
      #expect(again.findings == [])
      #expect(try folder.text("again.csv") == example.csv)
    }
  }

  @Test func writesJSONLines() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("in.csv", "a;b\"c\n1;\"x\ty\"\n2\n3;4;5\n")
    _ = try Self.convert(path, to: folder.file("out"), format: .jsonl)
    #expect(
      try folder.text("out")
        == #"""
        {"a":"1","b\"c":"x\ty"}
        {"a":"2","b\"c":null}
        {"a":"3","b\"c":"4","column3":"5"}

        """#)
  }

  /// Many batches, with the fast way and the slow one in turn, beside Python's csv module.
  @Test func agreesWithPython() throws {
    guard let python = Tool.judge("python3") else { return }
    let folder = try TemporaryFolder()
    var text = "id,text,amount\r\n"
    for row in 0..<20_000 {
      let note = ["plain", "\"with, comma\"", "\"say \"\"x\"\"\"", "\"two\nlines\"", ""][row % 5]
      text += "\(row),\(row % 7 == 0 ? note : "plain"),\(row).00" + (row % 3 == 0 ? "\n" : "\r\n")
    }
    let path = try folder.write("in.csv", text)
    let summary = try Self.convert(path, to: folder.file("out.csv"))
    #expect(summary.records == 20_000)
    let script = """
      import csv, sys
      a, b = [list(csv.reader(open(p, newline='', encoding='utf-8'))) for p in sys.argv[1:]]
      print(len(b), a == b)
      """
    let result = try Tool.run(
      python, ["-c", script, path, folder.file("out.csv")], in: folder.path)
    #expect(result.output == "20001 True\n")
  }

  static func convert(_ path: String, to output: String, format: CleanFormat = .csv) throws
    -> ConversionSummary
  {
    var conversion = TableConversion(path: path)
    conversion.format = format
    let sink = try OutputFile(path: output)
    let summary = try conversion.run(to: sink)
    _ = try sink.finish()
    return summary
  }
}
