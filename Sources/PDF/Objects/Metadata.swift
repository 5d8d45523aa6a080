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
    var out: [UInt8] = []
    out.reserveCapacity(4_000)
    out.write("<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n")
    out.write("<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">")
    out.write("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n")
    if let mark = profile.archiveMark {
      Self.describe("xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"", on: &out) {
        $0.write("<pdfaid:part>\(mark.part)</pdfaid:part>")
        $0.write("<pdfaid:conformance>\(mark.conformance)</pdfaid:conformance>")
      }
    }
    if profile.isTagged {
      Self.describe("xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"", on: &out) {
        $0.write("<pdfuaid:part>1</pdfuaid:part>")
      }
    }
    Self.describe("xmlns:dc=\"http://purl.org/dc/elements/1.1/\"", on: &out) {
      $0.write("<dc:format>application/pdf</dc:format><dc:title><rdf:Alt>")
      $0.write("<rdf:li xml:lang=\"x-default\">\(escaped(title))</rdf:li></rdf:Alt></dc:title>")
      $0.write("<dc:creator><rdf:Seq><rdf:li>\(escaped(author))</rdf:li></rdf:Seq></dc:creator>")
    }
    Self.describe("xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"", on: &out) {
      $0.write("<xmp:CreatorTool>Carryover</xmp:CreatorTool>")
      $0.write("<xmp:CreateDate>\(date)T00:00:00Z</xmp:CreateDate>")
      $0.write("<xmp:ModifyDate>\(date)T00:00:00Z</xmp:ModifyDate>")
    }
    Self.describe("xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"", on: &out) {
      $0.write("<pdf:Producer>\(escaped(producer))</pdf:Producer>")
      $0.write("<pdf:Keywords>fonts sha256 \(fontHash)</pdf:Keywords>")
    }
    if let invoice {
      Self.describe("xmlns:fx=\"\(Self.invoiceNamespace)\"", on: &out) {
        $0.write("<fx:DocumentType>INVOICE</fx:DocumentType>")
        $0.write("<fx:DocumentFileName>\(escaped(invoice.fileName))</fx:DocumentFileName>")
        $0.write("<fx:Version>\(escaped(invoice.version))</fx:Version>")
        $0.write("<fx:ConformanceLevel>\(escaped(invoice.level))</fx:ConformanceLevel>")
      }
    }
    // PDF/A wants every namespace declared that it doesn't know itself (ISO 19005-3, 6.6.2.3.3).
    var schemas = profile.isTagged ? Self.accessSchema : ""
    if invoice != nil { schemas += Self.invoiceSchema }
    if profile.isArchive, !schemas.isEmpty {
      Self.describe(Self.extensionNamespaces, on: &out) {
        $0.write("<pdfaExtension:schemas><rdf:Bag>\(schemas)</rdf:Bag></pdfaExtension:schemas>")
      }
    }
    out.write("</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>")
    return out
  }

  private static func describe(
    _ namespaces: String, on out: inout [UInt8], _ body: (inout [UInt8]) -> Void
  ) {
    out.write("<rdf:Description rdf:about=\"\" \(namespaces)>")
    body(&out)
    out.write("</rdf:Description>\n")
  }

  private func escaped(_ text: String) -> String { XMLText.escaped(text) }

  private static let invoiceNamespace = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"
  private static let extensionNamespaces =
    "xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" "
    + "xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" "
    + "xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\""

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
