/// A JSON document with the place of every value, so that a mistake can be pointed at.
public struct JSONValue: Sendable {
  public indirect enum Content: Sendable {
    case object([Member])
    case array([JSONValue])
    case string(String)
    /// As it was written.
    case number(String)
    case bool(Bool)
    case null
  }

  public struct Member: Sendable {
    public var key: String
    public var keyPosition: SourcePosition
    public var value: JSONValue
  }

  public var content: Content
  public var position: SourcePosition

  /// What it is, for messages.
  public var description: String {
    switch content {
    case .object: "an object"
    case .array: "a list"
    case .string: "a string"
    case .number: "a number"
    case .bool: "true or false"
    case .null: "null"
    }
  }

  public var string: String? {
    if case .string(let text) = content { return text }
    return nil
  }

  public var members: [Member]? {
    if case .object(let members) = content { return members }
    return nil
  }

  /// The value of a key; nil where there is none such.
  public func member(_ key: String) -> JSONValue? { members?.first { $0.key == key }?.value }

  public var elements: [JSONValue]? {
    if case .array(let elements) = content { return elements }
    return nil
  }

  public var integer: Int? {
    if case .number(let text) = content { return Int(text) }
    return nil
  }

  public var bool: Bool? {
    if case .bool(let value) = content { return value }
    return nil
  }
}
