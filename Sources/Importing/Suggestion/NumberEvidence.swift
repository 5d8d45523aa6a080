internal import Billing

/// How the cells of a column write numbers.
struct NumberEvidence {
  struct Candidate {
    var style: DecimalStyle
    /// The same as a profile writes it: the options of `money` or `decimal`.
    var options: String
  }

  static let candidates: [Candidate] = {
    func sign(_ text: String) -> UInt8? { text.utf8.first }
    let separators: [(decimal: String, group: String)] = [
      (".", ""), (".", ","), (",", "."), (",", ""), (".", " "), (",", " "), (".", "'"),
    ]
    let signs: [(DecimalStyle.Sign, String)] = [
      (.minus, ""), (.trailingMinus, "trailing"), (.parentheses, "parens"),
      (.debitCredit, "DR/CR"),
    ]
    return signs.flatMap { kind, name in
      separators.map { decimal, group in
        var options: [String] = []
        if decimal != "." { options.append("decimal: \"\(decimal)\"") }
        if group != "" { options.append("group: \"\(group)\"") }
        if name != "" { options.append("sign: \"\(name)\"") }
        return Candidate(
          style: DecimalStyle(decimal: sign(decimal) ?? 46, group: sign(group), sign: kind),
          options: options.joined(separator: ", "))
      }
    }
  }()

  /// Currency signs and blanks, which a step takes off; UTF-8 as it stands in the cells.
  static let marks = ["$", "€", "£", "\u{A0}"]

  /// Decimals that are counted: whole numbers, cents, as many as the store keeps.
  static let scales = [0, 2, 8]

  private var counts = Array(
    repeating: 0, count: NumberEvidence.candidates.count * NumberEvidence.scales.count)
  private var cells = 0
  private(set) var marksSeen = Set<String>()
  private static let trial = 100

  mutating func add(_ cell: ArraySlice<UInt8>) {
    cells += 1
    // Names and addresses are long, amounts are short.
    guard cell.count <= 40, cell.contains(where: { $0 &- 48 < 10 }) else { return }
    let text = cell.contains { $0 == 0x24 || $0 >= 0x80 } ? withoutMarks(cell) : cell
    for index in counts.indices where cells <= Self.trial || counts[index] > 0 {
      let candidate = Self.candidates[index / Self.scales.count]
      let scale = Self.scales[index % Self.scales.count]
      if (try? ScaledDecimal.parse(text, scale: scale, style: candidate.style)) != nil {
        counts[index] += 1
      }
    }
  }

  private mutating func withoutMarks(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = String(decoding: cell, as: UTF8.self)
    for mark in Self.marks where text.contains(Character(mark)) {
      marksSeen.insert(mark)
      text.removeAll { String($0) == mark }
    }
    return Array(text.utf8)[...]
  }

  struct Finding {
    var options: String
    var fitting: Int
  }

  /// The plainest style that reads the most cells with so many decimals; nil when none reads four
  /// of five.
  func finding(scale: Int) -> Finding? {
    guard let column = Self.scales.firstIndex(of: scale) else { return nil }
    var best: Finding?
    for (index, candidate) in Self.candidates.enumerated() {
      let count = counts[index * Self.scales.count + column]
      if count > best?.fitting ?? 0 { best = Finding(options: candidate.options, fitting: count) }
    }
    guard let best, best.fitting * 5 >= cells * 4 else { return nil }
    return best
  }
}
