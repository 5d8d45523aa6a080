/// The one shape of error: a stable code, a sentence that says what happened and what to do next,
/// where it happened, and what lay below it.
///
/// `message` holds no customer data, so that it may go into logs; `detail` may hold the offending
/// value and is shown only where the user asked for it (a terminal, a reject file).
public struct Problem: Error, Sendable, Equatable {
  /// A stable name such as `missing-column`; `carryover explain CODE` says more about it.
  public struct Code: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public init(stringLiteral value: String) { rawValue = value }
  }

  /// What kind of trouble this is; it decides the exit code of the command.
  public enum Kind: Int32, Sendable {
    /// Done, but something needs a look: rejects, failed equations (exit code 1).
    case finding = 1
    /// The command was called wrongly (exit code 2).
    case usage = 2
    /// An input file or a profile was refused; nothing was stored (exit code 3).
    case input = 3
    /// The store or the system failed: disk, permissions, a newer store (exit code 4).
    case system = 4
    /// The user interrupted (exit code 130).
    case interrupted = 130
  }

  public var code: Code
  public var kind: Kind
  public var message: String
  public var detail: String?
  public var position: SourcePosition?
  /// What lay below, already put into words.
  public var cause: String?

  public init(
    _ code: Code, _ kind: Kind, _ message: String, detail: String? = nil,
    at position: SourcePosition? = nil, cause: String? = nil
  ) {
    self.code = code
    self.kind = kind
    self.message = message
    self.detail = detail
    self.position = position
    self.cause = cause
  }

  /// The same problem, placed. Keeps a position that is already known.
  public func at(_ place: SourcePosition) -> Problem {
    var copy = self
    if copy.position == nil { copy.position = place }
    return copy
  }
}

extension Problem: CustomStringConvertible {
  /// One line without customer data: `payments.csv:3:7: message [code]`.
  public var description: String {
    let place = position.map { "\($0): " } ?? ""
    let below = cause.map { " (\($0))" } ?? ""
    return "\(place)\(message)\(below) [\(code.rawValue)]"
  }

  /// The description with the offending value, for eyes that may see it.
  public var explicitDescription: String {
    let place = position.map { "\($0): " } ?? ""
    let value = detail.map { ": \($0)" } ?? ""
    let below = cause.map { " (\($0))" } ?? ""
    return "\(place)\(message)\(value)\(below) [\(code.rawValue)]"
  }
}
