/// What a document says about itself: XMP (ISO 16684-1) with the marks of PDF/A-3a and PDF/UA-1.
struct Metadata: Sendable {
  var title: String
  var author: String
  /// `YYYY-MM-DD`: the date of the document, never the clock's.
  var date: String
  var producer: String
  var fontHash: String

  var xmp: [UInt8] {
    let moment = "\(date)T00:00:00Z"
    func description(_ namespace: String, _ body: String) -> String {
      "<rdf:Description rdf:about=\"\" \(namespace)>\(body)</rdf:Description>\n"
    }
    let text =
      "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      + "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
      + "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      + description(
        "xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"",
        "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>")
      + description(
        "xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"", "<pdfuaid:part>1</pdfuaid:part>")
      + description(
        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"",
        "<dc:format>application/pdf</dc:format><dc:title><rdf:Alt>"
          + "<rdf:li xml:lang=\"x-default\">\(escaped(title))</rdf:li></rdf:Alt></dc:title>"
          + "<dc:creator><rdf:Seq><rdf:li>\(escaped(author))</rdf:li></rdf:Seq></dc:creator>")
      + description(
        "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"",
        "<xmp:CreatorTool>Carryover</xmp:CreatorTool><xmp:CreateDate>\(moment)</xmp:CreateDate>"
          + "<xmp:ModifyDate>\(moment)</xmp:ModifyDate>")
      + description(
        "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"",
        "<pdf:Producer>\(escaped(producer))</pdf:Producer>"
          + "<pdf:Keywords>fonts sha256 \(fontHash)</pdf:Keywords>")
      + description(
        "xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" "
          + "xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" "
          + "xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\"", Self.uaSchema)
      + "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>"
    return Array(text.utf8)
  }

  /// PDF/A wants every namespace that it doesn't know itself declared (ISO 19005-3, 6.6.2.3.3).
  private static let uaSchema =
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">"
    + "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>"
    + "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    + "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    + "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>part</pdfaProperty:name>"
    + "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    + "<pdfaProperty:category>internal</pdfaProperty:category>"
    + "<pdfaProperty:description>Part of ISO 14289 that the file follows"
    + "</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag>"
    + "</pdfaExtension:schemas>"

  private func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result.append(character)
      }
    }
    return result
  }
}
