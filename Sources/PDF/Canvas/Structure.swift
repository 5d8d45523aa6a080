/// The kinds of structure element that documents here use (ISO 32000-1, 14.8.4).
public enum StructureKind: Sendable, CaseIterable {
  case document
  /// One document of several in a file.
  case part
  case section
  case heading1
  case heading2
  case heading3
  case paragraph
  case link
  case table
  case tableHead
  case tableBody
  case tableRow
  case headerCell
  case dataCell
  case figure

  /// Its name in the file.
  var words: StaticString {
    switch self {
    case .document: "Document"
    case .part: "Part"
    case .section: "Sect"
    case .heading1: "H1"
    case .heading2: "H2"
    case .heading3: "H3"
    case .paragraph: "P"
    case .link: "Link"
    case .table: "Table"
    case .tableHead: "THead"
    case .tableBody: "TBody"
    case .tableRow: "TR"
    case .headerCell: "TH"
    case .dataCell: "TD"
    case .figure: "Figure"
    }
  }
}

/// What is drawn and says nothing: lines, fills, repeated headers, page numbers.
public enum ArtifactKind: Sendable {
  case layout, header, footer, watermark

  var tag: String {
    switch self {
    case .layout: "/Artifact<</Type/Layout>>BDC\n"
    case .header: "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n"
    case .footer: "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n"
    case .watermark: "/Artifact<</Type/Pagination/Subtype/Watermark>>BDC\n"
    }
  }
}
