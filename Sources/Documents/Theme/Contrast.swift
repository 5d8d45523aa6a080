internal import Glibc

/// How well a colour can be read on white (WCAG 2.1, 1.4.3).
enum Contrast {
  /// What body text needs.
  static let least = 4.5

  static func onWhite(_ rgb: [Int]) -> Double {
    let parts = rgb.map { part -> Double in
      let share = Double(part) / 255
      return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    guard parts.count == 3 else { return 1 }
    return 1.05 / (0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] + 0.05)
  }
}
