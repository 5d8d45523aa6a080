/// Where an address must stand so that the window of an envelope shows it. Thousandths of a point from
/// the left and the upper edge of the sheet.
enum Window: String, CaseIterable, Sendable {
  /// DIN 5008, form B: the address field begins 45 mm from the top, 20 mm from the left, 85 by 45 mm.
  case din5008b = "din-5008-b"
  /// DIN 5008, form A: 27 mm from the top.
  case din5008a = "din-5008-a"
  /// US #10 envelope with two windows at the left, and a #9 with one for the slip. The sheet is folded
  /// in three and slides by half an inch in its envelope: this much is always behind the window.
  case us10 = "us-10-9"

  /// The first line of the recipient's address begins below this.
  var top: Int {
    switch self {
    case .din5008b: Self.millimetres(45) + Self.addressZone
    case .din5008a: Self.millimetres(27) + Self.addressZone
    case .us10: Self.inches(hundredths: 212)
    }
  }

  /// The first 17.7 mm of the field are the sender's line and remarks.
  private static let addressZone = 177 * 7_200 * 10 / 254

  /// The text's left edge.
  var left: Int {
    switch self {
    case .din5008a, .din5008b: Self.millimetres(25)
    case .us10: Self.inches(hundredths: 75)
    }
  }

  /// How many lines there is room for.
  var lines: Int { self == .us10 ? 5 : 6 }

  /// Whether the sender's address stands small above the recipient's, within the same window.
  var hasSenderLine: Bool { self != .us10 }

  /// Where a sheet is folded, and the middle at which it is punched, from the top.
  var marks: [Int] {
    switch self {
    case .din5008b: [Self.millimetres(105), Self.inches(hundredths: 585), Self.millimetres(210)]
    case .din5008a: [Self.millimetres(87), Self.inches(hundredths: 585), Self.millimetres(192)]
    case .us10: []
    }
  }

  static func millimetres(_ length: Int) -> Int { length * 72_000 * 10 / 254 }
  static func inches(hundredths: Int) -> Int { hundredths * 720 }
}
