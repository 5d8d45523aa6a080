extension StoredZip {
  private static let types = """
    <Types><Default Extension="xml" ContentType="application/xml"/></Types>
    """

  /// A workbook of given sheets.
  public static func workbook(
    _ sheets: [(name: String, rows: String)], strings: String? = nil, styles: String? = nil,
    date1904: Bool = false, state: String = ""
  ) -> StoredZip {
    var zip = StoredZip()
    zip.add("[Content_Types].xml", Array(types.utf8))
    zip.add(
      "_rels/.rels",
      Array(
        """
        <Relationships xmlns="p"><Relationship Id="rId1" Target="xl/workbook.xml" \
        Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>\
        </Relationships>
        """.utf8))
    var list = ""
    var related = ""
    for (index, sheet) in sheets.enumerated() {
      list +=
        "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\" \(index == 0 ? state : "") r:id=\"rId\(index)\"/>"
      related +=
        "<Relationship Id=\"rId\(index)\" Type=\"a/worksheet\" Target=\"worksheets/sheet\(index + 1).xml\"/>"
      zip.add(
        "xl/worksheets/sheet\(index + 1).xml",
        Array(
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<worksheet xmlns=\"m\"><sheetData>\(sheet.rows)</sheetData></worksheet>"
            .utf8))
    }
    if let strings {
      related += "<Relationship Id=\"s\" Type=\"a/sharedStrings\" Target=\"sharedStrings.xml\"/>"
      zip.add("xl/sharedStrings.xml", Array("<sst>\(strings)</sst>".utf8))
    }
    if let styles {
      related += "<Relationship Id=\"y\" Type=\"a/styles\" Target=\"/xl/styles.xml\"/>"
      zip.add("xl/styles.xml", Array("<styleSheet>\(styles)</styleSheet>".utf8))
    }
    zip.add(
      "xl/workbook.xml",
      Array(
        "<workbook><workbookPr date1904=\"\(date1904)\"/><sheets>\(list)</sheets></workbook>".utf8))
    zip.add("xl/_rels/workbook.xml.rels", Array("<Relationships>\(related)</Relationships>".utf8))
    return zip
  }
}
