import Diagnostics
import PDF
import Testing

@testable import Documents

/// Tables of a document: their amounts are never cut, and what no page holds is said.
@Suite struct SheetTests {
  private static func draw(_ columns: Int, _ amount: String) throws -> [UInt8] {
    var document = PDFDocument(
      fonts: try FontSet.system(), title: "Amounts", author: "a", date: "2026-11-01",
      language: "en", footer: "")
    var sheet = Sheet([.text("What")] + (1...columns).map { .number("Amount \($0)") })
    sheet.rows.append(.init(["All of it"] + (1...columns).map { _ in amount }))
    try sheet.draw("Amounts", on: &document)
    return try document.render()
  }

  @Test func amountsBeyondTheColumnTakeSmallerTypeAndThenAreRefused() throws {
    let amount = "-92,233,720,368,547,758.08"
    #expect(try Self.draw(2, amount).starts(with: Array("%PDF".utf8)))
    // Three of them fit in small type only.
    #expect(try Self.draw(3, amount).starts(with: Array("%PDF".utf8)))
    let problem = #expect(throws: Problem.self) { try Self.draw(5, amount) }
    #expect(problem?.code == "amounts-too-wide" && problem?.kind == .input)
    #expect(
      problem?.message
        == "The numbers of a table are wider than the page: print on a wider sheet, with a theme.")
  }

  @Test func amountsThatCannotBeAddedAreRefused() throws {
    #expect(throws: Never.self) {
      try AmountBound.check([.max - 1, 1], of: "5001")
      try AmountBound.check([], of: "5001")
    }
    for amounts: [Int64] in [[.max, 1], [.min], [.max, -1], [.max, .min, .max]] {
      let problem = #expect(throws: Problem.self) { try AmountBound.check(amounts, of: "5001") }
      #expect(
        problem?.message
          == "The amounts of 5001 add up to more than can be counted: one of them must be wrong. "
          + "Correct it in the source.")
    }
  }
}
