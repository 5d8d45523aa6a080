/// The kinds of structure element that documents here use (ISO 32000-1, 14.8.4).
public enum StructureKind: String, Sendable {
  case document = "Document"
  case heading1 = "H1"
  case heading2 = "H2"
  case paragraph = "P"
  case table = "Table"
  case tableHead = "THead"
  case tableBody = "TBody"
  case tableRow = "TR"
  case headerCell = "TH"
  case dataCell = "TD"
  case figure = "Figure"
}

/// A structure element under construction.
struct StructureElement {
  enum Kid {
    case element(Int)
    case content(page: Int, id: Int)
  }

  var kind: StructureKind
  var parent: Int?
  var kids: [Kid] = []
  /// Besides: `/Alt`, attributes.
  var extra: [(String, PDFObject)] = []
}

/// What is drawn and says nothing: lines, fills, repeated headers, page numbers.
public enum ArtifactKind: Sendable {
  case layout, header, footer, watermark

  var tag: String {
    switch self {
    case .layout: "/Artifact <</Type /Layout>> BDC"
    case .header: "/Artifact <</Type /Pagination /Subtype /Header>> BDC"
    case .footer: "/Artifact <</Type /Pagination /Subtype /Footer>> BDC"
    case .watermark: "/Artifact <</Type /Pagination /Subtype /Watermark>> BDC"
    }
  }
}
