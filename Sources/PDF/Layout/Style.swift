extension PDFDocument {
  /// How text looks.
  public struct Style: Sendable, Hashable {
    /// Which of the palette's colours it has.
    public enum Tone: Sendable, Hashable { case text, muted, accent }

    /// Thousandths of a point.
    public var size: Int
    public var weight: FontWeight
    public var tone: Tone
    /// From baseline to baseline.
    public var leading: Int
    /// Whether letters that leave a gap move closer together.
    public var kerns: Bool

    public init(
      size: Int, weight: FontWeight = .regular, tone: Tone = .text, leading: Int? = nil,
      kerns: Bool = true
    ) {
      self.size = size
      self.weight = weight
      self.tone = tone
      self.leading = leading ?? size * 135 / 100
      self.kerns = kerns
    }

    public static let body = Style(size: 9_500)
    public static let strong = Style(size: 9_500, weight: .bold)
    public static let small = Style(size: 7_500, tone: .muted)
    public static let large = Style(size: 18_000, weight: .bold)
    /// For tables of many columns.
    public static let fine = Style(size: 7_000, kerns: false)
    public static let fineStrong = Style(size: 7_000, weight: .bold, kerns: false)
  }

  func colour(_ style: Style) -> Colour {
    switch style.tone {
    case .text: palette.text
    case .muted: palette.muted
    case .accent: palette.accent
    }
  }
}
