/// What a file says about itself: XMP (ISO 16684-1) with the marks of its profile, and the older
/// information dictionary, which says the same.
struct Metadata: Sendable {
  var title: String
  var author: String
  /// `YYYY-MM-DD`: the date of the document, never the clock's.
  var date: String
  var producer: String
  var fontHash: String
  var invoice: ElectronicInvoice?

  /// `D:20261031000000Z`.
  var stamp: String { "D:" + date.filter { $0 != "-" } + "000000Z" }

  var information: PDFObject {
    .dictionary([
      ("Title", .text(title)), ("Author", .text(author)), ("Creator", .text("Carryover")),
      ("Producer", .text(producer)), ("Keywords", .text("fonts sha256 \(fontHash)")),
      ("CreationDate", .text(stamp)), ("ModDate", .text(stamp)),
    ])
  }

  func xmp(_ profile: PDFProfile) -> [UInt8] {
    // PDF/A wants every namespace declared that it doesn't know itself (ISO 19005-3, 6.6.2.3.3).
    var schemas = profile.isTagged ? Self.accessSchema : ""
    if invoice != nil { schemas += Self.invoiceSchema }
    let hasSchemas = profile.isArchive && !schemas.isEmpty
    var out: [UInt8] = []
    out.reserveCapacity(4_000)
    out.write("<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n")
    out.write("<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">")
    out.write("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n")
    out.write("<rdf:Description rdf:about=\"\"")
    for (prefix, namespace, isUsed) in [
      ("pdfaid", "http://www.aiim.org/pdfa/ns/id/", profile.isArchive),
      ("pdfuaid", "http://www.aiim.org/pdfua/ns/id/", profile.isTagged),
      ("dc", "http://purl.org/dc/elements/1.1/", true),
      ("xmp", "http://ns.adobe.com/xap/1.0/", true), ("pdf", "http://ns.adobe.com/pdf/1.3/", true),
      ("fx", Self.invoiceNamespace, invoice != nil),
      ("pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/", hasSchemas),
      ("pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#", hasSchemas),
      ("pdfaProperty", "http://www.aiim.org/pdfa/ns/property#", hasSchemas),
    ] where isUsed {
      out.write(" xmlns:\(prefix)=\"\(namespace)\"")
    }
    out.write(">\n")
    if let mark = profile.archiveMark {
      out.write("<pdfaid:part>\(mark.part)</pdfaid:part>")
      out.write("<pdfaid:conformance>\(mark.conformance)</pdfaid:conformance>\n")
    }
    if profile.isTagged { out.write("<pdfuaid:part>1</pdfuaid:part>\n") }
    out.write("<dc:format>application/pdf</dc:format><dc:title><rdf:Alt>")
    out.write("<rdf:li xml:lang=\"x-default\">\(escaped(title))</rdf:li></rdf:Alt></dc:title>")
    out.write("<dc:creator><rdf:Seq><rdf:li>\(escaped(author))</rdf:li></rdf:Seq></dc:creator>\n")
    out.write("<xmp:CreatorTool>Carryover</xmp:CreatorTool>")
    out.write("<xmp:CreateDate>\(date)T00:00:00Z</xmp:CreateDate>")
    out.write("<xmp:ModifyDate>\(date)T00:00:00Z</xmp:ModifyDate>\n")
    out.write("<pdf:Producer>\(escaped(producer))</pdf:Producer>")
    out.write("<pdf:Keywords>fonts sha256 \(fontHash)</pdf:Keywords>\n")
    if let invoice {
      out.write("<fx:DocumentType>INVOICE</fx:DocumentType>")
      out.write("<fx:DocumentFileName>\(escaped(invoice.fileName))</fx:DocumentFileName>")
      out.write("<fx:Version>\(escaped(invoice.version))</fx:Version>")
      out.write("<fx:ConformanceLevel>\(escaped(invoice.level))</fx:ConformanceLevel>\n")
    }
    if hasSchemas {
      out.write("<pdfaExtension:schemas><rdf:Bag>\(schemas)</rdf:Bag></pdfaExtension:schemas>\n")
    }
    out.write("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>")
    return out
  }

  private func escaped(_ text: String) -> String { XMLText.escaped(text) }

  private static let invoiceNamespace = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"

  private static let accessSchema = schema(
    "PDF/UA Universal Accessibility Schema", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid",
    [("part", "Integer", "internal", "Part of ISO 14289 that the file follows")])

  private static let invoiceSchema = schema(
    "Factur-X PDFA Extension Schema", invoiceNamespace, "fx",
    [
      ("DocumentFileName", "Text", "external", "Name of the embedded XML invoice"),
      ("DocumentType", "Text", "external", "INVOICE"),
      ("Version", "Text", "external", "Version of the standard of the embedded XML invoice"),
      ("ConformanceLevel", "Text", "external", "Profile of the embedded XML invoice"),
    ])

  private static func schema(
    _ title: String, _ namespace: String, _ prefix: String,
    _ properties: [(name: String, type: String, category: String, about: String)]
  ) -> String {
    var text = "<rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>\(title)</pdfaSchema:schema>"
    text += "<pdfaSchema:namespaceURI>\(namespace)</pdfaSchema:namespaceURI>"
    text += "<pdfaSchema:prefix>\(prefix)</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    for property in properties {
      text += "<rdf:li rdf:parseType=\"Resource\">"
      text += "<pdfaProperty:name>\(property.name)</pdfaProperty:name>"
      text += "<pdfaProperty:valueType>\(property.type)</pdfaProperty:valueType>"
      text += "<pdfaProperty:category>\(property.category)</pdfaProperty:category>"
      text += "<pdfaProperty:description>\(property.about)</pdfaProperty:description></rdf:li>"
    }
    return text + "</rdf:Seq></pdfaSchema:property></rdf:li>"
  }
}

enum XMLText {
  /// Text between XML tags. Control characters, which no XML may hold, become spaces.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case _ where scalar.value < 32: result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
