/// A colour of the screen's space, eight bits a part.
public struct Colour: Sendable, Hashable {
  public let red: UInt8
  public let green: UInt8
  public let blue: UInt8

  /// Parts from 0 to 255.
  public init(red: Int, green: Int, blue: Int) {
    self.red = UInt8(clamping: red)
    self.green = UInt8(clamping: green)
    self.blue = UInt8(clamping: blue)
  }

  public static let black = Colour(red: 0, green: 0, blue: 0)
  public static let white = Colour(red: 255, green: 255, blue: 255)
  public static let grey = Colour(red: 95, green: 99, blue: 104)
  public static let hairline = Colour(red: 200, green: 204, blue: 210)
  public static let shade = Colour(red: 243, green: 245, blue: 247)
  public static let accent = Colour(red: 22, green: 78, blue: 140)
  public static let pale = Colour(red: 160, green: 190, blue: 222)
}

/// The colours of a document.
public struct Palette: Sendable, Hashable {
  public var text: Colour
  /// Small print, names of values.
  public var muted: Colour
  /// Titles, bars.
  public var accent: Colour
  /// What goes with the accent: second bars.
  public var pale: Colour
  public var hairline: Colour
  /// Behind headers of tables.
  public var shade: Colour

  public init(
    text: Colour = .black, muted: Colour = .grey, accent: Colour = .accent, pale: Colour = .pale,
    hairline: Colour = .hairline, shade: Colour = .shade
  ) {
    self.text = text
    self.muted = muted
    self.accent = accent
    self.pale = pale
    self.hairline = hairline
    self.shade = shade
  }
}
