import Bytes
import Diagnostics
import Foundation
import Support
import Testing

@testable import Tabular

@Suite struct WorkbookTests {
  static func text(_ zip: StoredZip, sheet: String? = nil) throws -> String {
    let folder = try TemporaryFolder()
    let path = try folder.write("book.xlsx", Data(zip.finish()))
    let table = try TableFile(path: path, sheet: sheet)
    var bytes: [UInt8] = []
    while try table.source.read(into: &bytes) > 0 {}
    return String(decoding: bytes, as: UTF8.self)
  }

  static let styles = """
    <numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="00000"/>\
    <numFmt numFmtId="166" formatCode="[$-409]m/d/yy h:mm AM/PM;@"/><numFmt numFmtId="167" formatCode="&quot;day&quot; 0.00"/>\
    </numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/>\
    <xf numFmtId="165"/><xf numFmtId="22"/><xf numFmtId="46"/><xf numFmtId="166"/><xf numFmtId="167"/>\
    <xf numFmtId="21"/></cellXfs>
    """

  /// Each cell, and the text that it gives.
  @Test(arguments: [
    (#"<c t="s"><v>0</v></c>"#, "one"), (#"<c t="s"><v>1</v></c>"#, "two runs"),
    (#"<c t="s"><v>2</v></c>"#, "漢字"), (#"<c t="s"><v>3</v></c>"#, "\"a,\"\"b\"\"\nc\""),
    (#"<c t="inlineStr"><is><t> x &lt;&amp;&#233;&#x20AC; </t></is></c>"#, "\" x <&é€ \""),
    (#"<c t="str"><f>A1&amp;"x"</f><v>cached</v></c>"#, "cached"),
    (#"<c><f>1+1</f><v>2</v></c>"#, "2"), (#"<c t="b"><v>1</v></c>"#, "true"),
    (#"<c t="b"><v>0</v></c>"#, "false"), (#"<c t="e"><v>#REF!</v></c>"#, "#REF!"),
    (#"<c t="d"><v>2026-08-31T00:00:00</v></c>"#, "2026-08-31T00:00:00"),
    (#"<c><v>19.989999999999998</v></c>"#, "19.99"), (#"<c><v>0.1</v></c>"#, "0.1"),
    (#"<c><v>-1234.50</v></c>"#, "-1234.50"),
    (#"<c><v>12345678901234567</v></c>"#, "12345678901234567"),
    (#"<c><v>1.4255550177E10</v></c>"#, "14255550177"), (#"<c><v>1E-3</v></c>"#, "0.001"),
    (#"<c><v>999.99999999999995</v></c>"#, "1000"), (#"<c s="2"><v>123</v></c>"#, "00123"),
    (#"<c s="1"><v>46265</v></c>"#, "2026-08-31"),
    (#"<c s="1"><v>46265.5</v></c>"#, "2026-08-31T12:00:00"),
    (#"<c s="3"><v>46265</v></c>"#, "2026-08-31T00:00:00"),
    (#"<c s="3"><v>46265.524259259262</v></c>"#, "2026-08-31T12:34:56"),
    (#"<c s="5"><v>46265.25</v></c>"#, "2026-08-31T06:00:00"),
    (#"<c s="6"><v>5.25</v></c>"#, "5.25"),
    (#"<c s="4"><v>1.5</v></c>"#, "36:00:00"), (#"<c s="7"><v>0.75</v></c>"#, "18:00:00"),
    (#"<c s="1"><v>1</v></c>"#, "1900-01-01"), (#"<c s="1"><v>59</v></c>"#, "1900-02-28"),
    (#"<c s="1"><v>60</v></c>"#, "60"), (#"<c s="1"><v>61</v></c>"#, "1900-03-01"),
    (#"<c s="1"><v>-5</v></c>"#, "-5"), (#"<c s="1"><v>9999999</v></c>"#, "9999999"),
    (#"<c s="3"><v>46264.99999999999</v></c>"#, "2026-08-31T00:00:00"),
    (#"<x:c xmlns:x="m"><x:v>7</x:v></x:c>"#, "7"),
  ]) func cellsAsText(_ cell: String, _ text: String) throws {
    let strings = """
      <si><t>one</t></si><si><r><t xml:space="preserve">two </t></r><r><t>runs</t></r></si>\
      <si><t>漢字</t><rPh><t>かんじ</t></rPh></si><si><t>a,"b"_x000A_c</t></si>
      """
    let zip = StoredZip.workbook(
      [("S", "<row r=\"1\">\(cell)</row>")], strings: strings, styles: Self.styles)
    #expect(try Self.text(zip) == text + "\n")
  }

  @Test func daysCountFrom1904WhereTheWorkbookSaysSo() throws {
    let zip = StoredZip.workbook(
      [("S", #"<row><c s="1"><v>0</v></c><c s="1"><v>44803</v></c></row>"#)], styles: Self.styles,
      date1904: true)
    #expect(try Self.text(zip) == "1904-01-01,2026-08-31\n")
  }

  /// Rows and cells that the sheet leaves out, and merged cells, which have their text in the first.
  @Test func linesAreRows() throws {
    let rows = """
      <row r="2"><c r="A2" t="inlineStr"><is><t>id</t></is></c><c r="C2" t="inlineStr"><is><t>n</t></is></c></row>\
      <row r="4"><c r="A4"><v>1</v></c></row><row r="5"><c r="B5" s="1"/></row>
      """
    #expect(try Self.text(StoredZip.workbook([("S", rows)])) == "\nid,,n\n\n1,,\n\n")
  }

  @Test func sheetsAreChosen() throws {
    let sheets = [
      ("Hidden", "<row><c><v>1</v></c></row>"), ("Payments", "<row><c><v>2</v></c></row>"),
      ("Notes &amp; more", "<row><c><v>3</v></c></row>"),
    ]
    let zip = StoredZip.workbook(sheets, state: "state=\"hidden\"")
    #expect(try Self.text(zip) == "2\n")
    #expect(try Self.text(zip, sheet: "hidden") == "1\n")
    #expect(try Self.text(zip, sheet: "Notes & more") == "3\n")
    let problem = #expect(throws: Problem.self) { _ = try Self.text(zip, sheet: "Payment") }
    #expect(problem?.code == "unknown-sheet")
    #expect(problem?.message.contains("Did you mean 'Payments'?") == true)
  }

  @Test func oneFileInAZIP() throws {
    var zip = StoredZip()
    zip.add("export/", [])
    zip.add("export/a.csv", Array("a,b\n1,2\n".utf8))
    zip.add("__MACOSX/._a.csv", [0])
    #expect(try Self.text(zip) == "a,b\n1,2\n")
    zip.add("b.csv", [])
    let problem = #expect(throws: Problem.self) { _ = try Self.text(zip) }
    #expect(problem?.code == "several-files")
    #expect(problem?.message.contains("'export/a.csv', 'b.csv'") == true)
  }

  @Test(
    arguments: [
      ("encrypted-zip", 0, 1, nil, nil), ("zip-method", 12, 0, nil, nil),
      ("corrupt-zip", 0, 0, nil, 7), ("corrupt-zip", 8, 0, [0xFF, 0xFF], nil),
    ] as [(String, Int, Int, [UInt8]?, UInt32?)])
  func damagedArchivesAreRefused(
    _ code: String, _ method: Int, _ flags: Int, _ data: [UInt8]?, _ crc: UInt32?
  ) throws {
    var zip = StoredZip()
    zip.add("a.csv", Array("a,b\n".utf8), method: method, flags: flags, data: data, crc: crc)
    let problem = #expect(throws: Problem.self) { _ = try Self.text(zip) }
    #expect(problem?.code.rawValue == code)
  }

  @Test func cutAndForeignArchivesAreRefused() throws {
    let folder = try TemporaryFolder()
    let whole = StoredZip.workbook([("S", "<row/>")]).finish()
    let cut = try folder.write("cut.xlsx", Data(whole.dropLast(30)))
    let problem = #expect(throws: Problem.self) { _ = try TableFile(path: cut) }
    #expect(problem?.code == "corrupt-zip")
    var document = StoredZip()
    document.add("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8))
    let foreign = #expect(throws: Problem.self) { _ = try Self.text(document) }
    #expect(foreign?.message.contains("OpenDocument") == true)
    let plain = try folder.write("a.csv", "a\n")
    let unwanted = #expect(throws: Problem.self) { _ = try TableFile(path: plain, sheet: "S") }
    #expect(unwanted?.code == "no-sheets")
  }

  @Test(arguments: [
    "<row><c t=\"s\"><v>9</v></c></row>", "<row r=\"2\"/><row r=\"1\"/>", "<row><c><v>1</v>",
    "<row><c r=\"B1\"/><c r=\"A1\"/></row>", "<row r=\"99999999\"/>", "<row><c t=s/></row>",
    "<!DOCTYPE x [<!ENTITY a \"b\">]><row/>", "<row><c><v>&unknown;</v></c></row>",
  ]) func damagedSheetsAreRefused(_ rows: String) throws {
    let zip = StoredZip.workbook([("S", rows)])
    let problem = #expect(throws: Problem.self) { _ = try Self.text(zip) }
    #expect(problem?.code == "corrupt-workbook")
  }

  /// A workbook that a spreadsheet library wrote, deflated, read beside what was put into it.
  @Test func aWorkbookOfPython() throws {
    guard let python = Tool.judge("python3") else { return }
    let folder = try TemporaryFolder()
    let zip = StoredZip.workbook([
      ("S", (1...3000).map { "<row r=\"\($0)\"><c><v>\($0)</v></c></row>" }.joined())
    ])
    let stored = try folder.write("stored.zip", Data(zip.finish()))
    let script = """
      import sys, zipfile
      a = zipfile.ZipFile(sys.argv[1])
      with zipfile.ZipFile(sys.argv[2], 'w', zipfile.ZIP_DEFLATED) as b:
          for name in a.namelist(): b.writestr(name, a.read(name))
      """
    let path = folder.file("deflated.xlsx")
    let result = try Tool.run(python, ["-c", script, stored, path], in: folder.path)
    #expect(result.exitCode == 0, "\(result.errors)")
    let table = try TableFile(path: path)
    var bytes: [UInt8] = []
    while try table.source.read(into: &bytes) > 0 {}
    #expect(String(decoding: bytes, as: UTF8.self) == (1...3000).map { "\($0)\n" }.joined())
  }
}
