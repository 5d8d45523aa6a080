/// Which promises a file keeps.
public enum PDFProfile: String, Sendable, CaseIterable {
  /// PDF/A-3a and PDF/UA-1 together: for the archive, for screen readers, with attachments.
  case archiveAndAccess = "3a"
  /// PDF/A-3b: for the archive, without tags, and so the smallest that may carry attachments.
  case archive = "3b"
  /// PDF/A-2u and PDF/UA-1: for archives that allow no attachments.
  case archiveWithoutAttachments = "2u"
  /// PDF 1.7 that promises nothing more.
  case plain = "plain"

  /// Whether what is drawn is tagged with what it is.
  var isTagged: Bool { self == .archiveAndAccess || self == .archiveWithoutAttachments }

  var isArchive: Bool { self != .plain }
  var allowsAttachments: Bool { self != .archiveWithoutAttachments }
  /// Whether an electronic invoice may be inside: Factur-X is PDF/A-3.
  public var carriesElectronicInvoices: Bool { archiveMark?.part == 3 }

  /// Part and conformance of ISO 19005.
  var archiveMark: (part: Int, conformance: String)? {
    switch self {
    case .archiveAndAccess: (3, "A")
    case .archive: (3, "B")
    case .archiveWithoutAttachments: (2, "U")
    case .plain: nil
    }
  }
}
