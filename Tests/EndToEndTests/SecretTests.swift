import Foundation
import Support
import Testing

/// No card number and no password enters the store, a message or a reject file (rules §10).
@Suite struct SecretTests {
  private static let card = "4111 1111 1111 1111"

  private static func profile(_ extra: String = "", description: String = "\"$Note\"") -> String {
    """
    {
      profile: "old-payments", \(extra)
      records: [{ emit: [{ kind: "payment", fields: {
        id: "$Id", account: "$Customer", date: "$Day", amount: "$Amount", reference: "$Ref",
        description: \(description),
      } }] }],
    }
    """
  }

  private static func bring(_ workshop: Workshop, _ profile: String, _ rows: String) throws
    -> Tool.Result
  {
    _ = try workshop.folder.write("old.json5", profile)
    _ = try workshop.folder.write(
      "old.csv", "Id,Customer,Day,Amount,Ref,Note,Portal Password\n" + rows)
    return try workshop.run([
      "import", "old.csv", "--profile", "./old.json5", "--source", "acme",
    ])
  }

  private static func everything(_ workshop: Workshop) throws -> String {
    let dump = try Tool.run(
      "/usr/bin/sqlite3", [workshop.folder.file("carryover.db"), ".dump"],
      in: workshop.folder.path)
    return dump.output
  }

  @Test func cardInFreeTextIsMaskedAndCounted() throws {
    let workshop = try Workshop()
    let result = try Self.bring(
      workshop, Self.profile(),
      "P1,000017,2026-10-01,5.00,4111111111111111,took card \(Self.card),hunter2\n")
    #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
    #expect(result.output.contains("warning card-masked: 1"))
    #expect(
      try workshop.ask("SELECT description FROM payment") == "took card **** **** **** 1111")
    // A reference is an identifier: one in ten of those passes for a card.
    #expect(try workshop.ask("SELECT reference FROM payment") == "4111111111111111")
    #expect(try !Self.everything(workshop).contains("hunter2"))
    let batch = try workshop.run(["batches", "4"])
    #expect(batch.output.contains("warning: card-masked 1"))
  }

  @Test func profileMayRefuseOrAllow() throws {
    for (extra, description, exitCode, stored) in [
      ("secrets: \"refuse\",", "\"$Note\"", Int32(3), ""),
      ("", "{ col: \"Note\", pan: \"refuse\" }", 3, ""),
      ("", "{ col: \"Note\", pan: \"allow\" }", 0, Self.card),
    ] {
      let workshop = try Workshop()
      let result = try Self.bring(
        workshop, Self.profile(extra, description: description),
        "P1,000017,2026-10-01,5.00,r,\(Self.card),x\n")
      #expect(result.exitCode == exitCode, "\(extra)\(description): \(result.output)")
      #expect(try workshop.ask("SELECT description FROM payment") == stored)
      if exitCode == 0 {
        #expect(result.output.contains("warning card-allowed: 1"))
      } else {
        #expect(result.output.contains("[card-number]"))
        #expect(!result.output.contains(Self.card))
      }
    }
  }

  @Test func columnNamedLikeAPasswordIsNeverKept() throws {
    let workshop = try Workshop()
    let result = try Self.bring(
      workshop, Self.profile(description: "{ concat: [\"$Note\", \"$Portal Password\"] }"),
      "P1,000017,2026-10-01,5.00,r,n,hunter2\n")
    #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
    #expect(result.output.contains("warning secret-masked: 1"))
    #expect(try workshop.ask("SELECT description FROM payment") == "********")
  }

  @Test func logOfAChangedPasswordKeepsNeitherValue() throws {
    let workshop = try Workshop()
    let result = try workshop.bring(
      "log",
      """
      id,at,type,entity,field,previous,current
      1,2026-10-01T00:00:00.000Z,updated,contact,portal_password,old-secret,hunter2
      2,2026-10-01T00:00:00.000Z,updated,contact,email,a@example.com,b@example.com

      """, ["--source", "acme"])
    #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
    #expect(
      try workshop.ask("SELECT previous, current FROM log ORDER BY id")
        == "********|********\na@example.com|b@example.com")
  }

  /// The refused record's raw line has stars of equal length, also in columns that nothing reads.
  @Test func rejectFilesShowNoSecret() throws {
    let workshop = try Workshop()
    let result = try Self.bring(
      workshop, Self.profile(),
      "P1,999999,2026-10-01,5.00,4111111111111111,\"card \(Self.card), \"\"gold\"\"\",\"hun\"\"ter2\"\n"
    )
    #expect(result.exitCode == 3)
    let lines = try String(
      contentsOfFile: workshop.folder.file("rejects/old.csv.rejects"), encoding: .utf8)
    #expect(
      lines.split(separator: "\n").last
        == "P1,999999,2026-10-01,5.00,4111111111111111,\"card **** **** **** ****, \"\"gold\"\"\",\"***\"\"****\""
    )
    let reasons = try String(
      contentsOfFile: workshop.folder.file("rejects/old.csv.rejects.reasons.csv"), encoding: .utf8)
    #expect(reasons.contains("secret-hidden"))
    for text in [lines, reasons, result.output, result.errors] {
      #expect(!text.contains(Self.card) && !text.contains("hunter2"))
    }
  }

  struct Line: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var line: String
    /// What the reject file has of it.
    var shown: String
  }

  /// In JSON Lines keys are what columns are elsewhere, also those that nothing reads, and in lines that
  /// are no JSON.
  @Test(arguments: [
    Line(
      testDescription: "a key that nothing reads",
      line: #"{"id":"P1","acct":"9","sum":5,"portal_password":"hunter2"}"#,
      shown: #"{"id":"P1","acct":"9","sum":5,"portal_password":"*******"}"#),
    Line(
      testDescription: "a number, a list and an object",
      line:
        #"{"id":"P1","acct":"9","sum":5,"cvv":123,"card":{"cvc":["1","22"],"pwd":{"old":"x1","n":7}}}"#,
      shown:
        #"{"id":"P1","acct":"9","sum":5,"cvv":***,"card":{"cvc":["*","**"],"pwd":{"old":"**","n":*}}}"#
    ),
    Line(
      testDescription: "an escaped key and an escaped value",
      line: #"{"id":"P1","acct":"9","sum":5,"pass\u0077ord" : "hun\"ter2","next":"hunter3"}"#,
      shown: #"{"id":"P1","acct":"9","sum":5,"pass\u0077ord" : "***\"****","next":"hunter3"}"#),
    Line(
      testDescription: "cards in other values, but not in an identifier",
      line:
        #"{"id":"P1","acct":"9","sum":5,"ref":"4111111111111111","note":["on 4111 1111 1111 1111"],"n":4111111111111111}"#,
      shown:
        #"{"id":"P1","acct":"9","sum":5,"ref":"4111111111111111","note":["on **** **** **** ****"],"n":****************}"#
    ),
    Line(
      testDescription: "a line that is cut off",
      line: #"{"id":"P1","acct":"9","password":"hunter2 and m"#,
      shown: #"{"id":"P1","acct":"9","password":"******* *** *"#),
    Line(
      testDescription: "what is no JSON at all",
      line: "{id: 'P1', password: 'hunter2', card: 4111-1111-1111-1111}",
      shown: "{id: 'P1', password: '*******', card: ****-****-****-****}"),
  ]) func rejectedJSONLinesShowNoSecret(_ example: Line) throws {
    let workshop = try Workshop()
    _ = try workshop.folder.write(
      "j.json5",
      """
      { profile: "j", input: { format: "jsonl" }, records: [{ emit: [{ kind: "payment", fields: {
        id: "$id", account: "$acct", amount: "$sum", date: "2026-10-01", reference: "$ref" } }] }] }
      """)
    _ = try workshop.folder.write("j.jsonl", example.line + "\n")
    let result = try workshop.run([
      "import", "j.jsonl", "--profile", "./j.json5", "--source", "acme",
    ])
    #expect(result.exitCode == 3)
    #expect(try workshop.folder.text("rejects/j.jsonl.rejects") == example.shown + "\n")
    let reasons = try workshop.folder.text("rejects/j.jsonl.rejects.reasons.csv")
    #expect(reasons.contains("secret-hidden"))
    for text in [reasons, result.output, result.errors] {
      #expect(!text.contains("hunter2") && !text.contains("4111 1111"))
    }
  }

  /// A value of an array's element is told by the key in the element.
  @Test func passwordInAListIsNeverKept() throws {
    let workshop = try Workshop()
    _ = try workshop.folder.write(
      "j.json5",
      """
      { profile: "j", input: { format: "jsonl" }, records: [{ emit: [{ kind: "payment",
        each: { columns: { note: "cards[#].cvv" } }, fields: {
        account: "$acct", amount: "$sum", date: "2026-10-01", description: { each: "note" } } }] }] }
      """)
    _ = try workshop.folder.write(
      "j.jsonl", #"{"acct":"000017","sum":5,"cards":[{"cvv":"987"}]}"# + "\n")
    let result = try workshop.run([
      "import", "j.jsonl", "--profile", "./j.json5", "--source", "acme",
    ])
    #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
    #expect(result.output.contains("warning secret-masked: 1"))
    #expect(try workshop.ask("SELECT description FROM payment") == "********")
  }
}
