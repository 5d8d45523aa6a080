/// A file inside the document (ISO 19005-3, 6.8).
public struct Attachment: Sendable {
  /// What the file is to the document that carries it.
  public enum Relationship: String, Sendable {
    /// The same content in another form: an electronic invoice.
    case alternative = "Alternative"
    case data = "Data"
    case source = "Source"
    case supplement = "Supplement"
    case unspecified = "Unspecified"
  }

  public var name: String
  /// Its MIME type, such as `text/xml`.
  public var type: String
  public var about: String
  public var relationship: Relationship
  public var content: [UInt8]

  public init(
    name: String, type: String, about: String, relationship: Relationship = .supplement,
    content: [UInt8]
  ) {
    self.name = name
    self.type = type
    self.about = about
    self.relationship = relationship
    self.content = content
  }
}

/// What the metadata says about an electronic invoice among the attachments (Factur-X 1.0).
public struct ElectronicInvoice: Sendable {
  /// The attachment's name: `factur-x.xml`, or `xrechnung.xml`.
  public var fileName: String
  /// `MINIMUM`, `BASIC WL`, `BASIC`, `EN 16931`, `EXTENDED` or `XRECHNUNG`.
  public var level: String
  public var version: String

  public init(
    fileName: String = "factur-x.xml", level: String = "EN 16931", version: String = "1.0"
  ) {
    self.fileName = fileName
    self.level = level
    self.version = version
  }
}
