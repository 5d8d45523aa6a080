import Foundation
import Support
import Testing

@testable import Documents

/// What stands on the pages of the demo, read as a customer reads it, comes to what the ledger and the
/// equations of `reconcile` say.
@Suite struct DocumentSumsTests {
  private static let languages = [("CAD", Words("en-CA")), ("EUR", Words("de-DE"))]

  /// The words of every statement and invoice, by the file's name; nil where nothing reads them.
  private static let texts = Result { () -> [String: String]? in
    let folder = try SampleDemo.folder.file("carryover-demo")
    guard let tool = Tool.judge("pdftotext") else { return nil }
    let copies = try TemporaryFolder()
    _ = try Tool.run(
      "/bin/sh",
      [
        "-c",
        "ls statements/*.pdf invoices/*.pdf | xargs -P 2 -I @ sh -c "
          + "'\(tool) -layout @ \(copies.path)/$(echo @ | tr / _).txt'",
      ], in: folder)
    return try copies.names.reduce(into: [:]) { texts, name in
      texts[String(name.dropLast(8))] = try copies.text(name)
    }
  }

  private static func texts(of prefix: String) throws -> [String: String]? {
    try texts.get()?.filter { $0.key.hasPrefix(prefix) }
  }

  /// `1,234.50` or `1.234,50` in cents.
  private static func cents(_ text: some StringProtocol) -> Int? {
    Int(String(text.filter { $0.isASCII && ($0.isNumber || $0 == "-") }))
  }

  private static func report(_ words: [String]) throws -> [[String: String]] {
    let result = try Tool.carryover(
      ["report"] + words + ["--format", "csv", "--store", try SampleDemo.store],
      in: SampleDemo.folder.path)
    let lines = result.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  /// Every movement of every statement, added up by company: the roll-forward of the period.
  @Test func statementsAddUpToTheRollForward() throws {
    guard let texts = try Self.texts(of: "statements_") else { return }
    var sums: [String: [String: Int]] = [:]
    var closings: [String: Int] = [:]
    for (name, text) in texts {
      let (currency, words) = try #require(
        Self.languages.first { text.contains($0.1[.summary]) }, "\(name): \(text)")
      let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      let start = try #require(lines.firstIndex(of: words[.summary]))
      // Opening, movements, closing: from the heading and the table's header to the strong line.
      let end = words.text(.balanceOn, words.date("2026-10-31"))
      var balance = 0
      for line in lines[(start + 2)...] {
        let amount = try #require(
          line.split(separator: " ").last.flatMap { Self.cents($0) }, "\(name): \(line)")
        if line.hasPrefix(end) {
          #expect(amount == balance, "\(name) adds up")
          closings[String(name.dropFirst("statements_".count))] = amount
          sums[currency, default: [:]]["closing", default: 0] += amount
          break
        }
        balance += amount
        // "Payments returned" are no "Payments".
        let names = Movement.words.filter { line.hasPrefix(words[$0.word]) }
        let movement =
          names.max { words[$0.word].count < words[$1.word].count }?.movement ?? "before"
        sums[currency, default: [:]][movement, default: 0] += amount
      }
    }
    let columns = [
      ("charge", "charges"), ("tax", "taxes"), ("discount", "discounts"),
      ("adjustment", "adjustments"), ("credit note", "credit_notes"), ("write-off", "write_offs"),
      ("payment", "payments"), ("payment reversal", "payment_reversals"), ("refund", "refunds"),
      ("between accounts", "between_accounts"), ("closing", "closing"),
    ]
    let rows = try Self.report(["roll-forward", "--from", "2026-10-01", "--to", "2026-10-31"])
    #expect(rows.count == 2)
    for row in rows {
      let own = sums[row["currency"] ?? ""] ?? [:]
      for (movement, column) in columns {
        #expect(own[movement] ?? 0 == row[column].flatMap { Self.cents($0) }, "\(column)")
      }
      let opening = (own["before"] ?? 0) + (own["opening"] ?? 0)
      #expect(opening == row["opening"].flatMap { Self.cents($0) })
    }
    let balances = try Tool.carryover(
      [
        "report", "balances", "--as-of", "2026-10-31", "--format", "csv", "--store",
        try SampleDemo.store,
      ], in: SampleDemo.folder.path
    ).output.split(separator: "\n").dropFirst()
    #expect(balances.count > 100)
    for line in balances {
      // Names may hold commas: the account stands first, its balance last.
      let cells = line.split(separator: ",")
      let account = String(cells[0])
      #expect(closings[account] == cells.last.flatMap { Self.cents($0) }, "\(account)")
    }
  }

  /// The total of each invoice, those of calls among them, from the rows that no view has touched.
  @Test func invoicesShowWhatTheirRowsComeTo() throws {
    guard let texts = try Self.texts(of: "invoices_") else { return }
    let result = try Tool.run(
      "/usr/bin/sqlite3",
      [
        try SampleDemo.store,
        """
        SELECT number, sum(debit.amount + ifnull((SELECT sum(amount) FROM tax_line
          WHERE tax_line.debit = debit.id), 0))
        FROM invoice JOIN debit ON debit.invoice = invoice.id
        WHERE invoice.date BETWEEN '2026-10-01' AND '2026-10-31' OR number LIKE 'PFL-C%'
        GROUP BY invoice.id
        """,
      ], in: SampleDemo.folder.path)
    let totals = result.output.split(separator: "\n").map { $0.split(separator: "|") }
    #expect(totals.count == texts.count && totals.count > 100)
    for total in totals {
      let text = texts["invoices_\(total[0])"] ?? ""
      let shown = Self.languages.compactMap { PDFPages.last($0.1[.totalInvoice], in: text) }.first
      #expect(shown.flatMap { Self.cents($0) } == Int(total[1]), "\(total[0])")
    }
  }
}
