import Foundation
import Support
import Testing

/// A list as CSV goes into another store by a profile, and that store lists the same, to the byte (S5).
@Suite struct RoundTripTests {
  struct List: Sendable {
    var report: String
    var kind: String
    /// What comes in, in Carryover's own columns.
    var rows: String
    /// The fields of the kind, by columns of the report.
    var fields: String
    var options: [String] = []
  }

  /// Texts that would be formulas, signs of CSV, two lines in a cell, leading zeros.
  static let lists = [
    List(
      report: "log", kind: "log",
      rows: """
        id,at,account,level,type,entity,entity_id,field,user,message,previous,current
        1,2026-10-20T15:04:00.000Z,000017,info,updated,account_service,0007,price,apatel,=HYPERLINK("x"),49.95,59.95
        2,2026-10-21T15:04:00.123Z,000018,,created,ticket,9,,@me,"a, ""b""
        c","'=1",-2
        3,2026-10-22T00:00:00.000Z,,critical,system,,,,,"Zoë → ☎",,+1
        """,
      fields: """
        at: "$at", account: "$account", level: "$level", type: "$type", entity: "$entity",
        entity_id: "$entity_id", field: "$field", user: "$user", message: "$message",
        previous: "$previous", current: "$current"
        """),
    List(
      report: "payments", kind: "payment",
      rows: """
        id,account,date,amount,method,reference
        p1,000017,2026-10-01,52.45,cash,=1+2
        p2,000018,2026-10-09,10.00,check,"a, b"
        p3,000018,2026-10-12,0.05,,000123
        """,
      fields: """
        account: "$account", date: "$date", amount: "$amount", method: "$method",
        reference: "$reference", status: "$status"
        """),
    List(
      report: "contacts", kind: "contact",
      rows: """
        account,role,name,email,phone,phone_number,language,is_primary
        000017,billing,Zoë,z@pn.example,306-555-0101,306-555-0101,fr-CA,true
        000018,technical,"O'Brien, Al",,+1 306 555 0102,+13065550102,,
        """,
      fields: """
        account: "$account", role: "$role", name: "$name", email: "$email", phone: "$phone",
        phone_number: "$e164", language: "$language", is_primary: "$primary"
        """),
    List(
      report: "correspondence", kind: "correspondence",
      rows: """
        id,at,account,channel,address,subject,body,length,status,reject_reason
        c1,2026-10-20T10:00:00.000Z,000017,call,+13065550101,-10 %,"two
        lines",312,,
        c2,2026-10-21T10:00:00.500Z,,sms,306-555-0102,@home,,,failed,no credit
        """,
      fields: """
        at: "$at", account: "$account", channel: "$channel", address: "$address",
        subject: "$subject", body: "$body", user: "$user", length: "$length", status: "$status",
        reject_reason: "$reject_reason"
        """),
    List(
      report: "ip-assignments", kind: "ip_assignment",
      rows: """
        address,account,type,holder,holder_name,since,until
        192.0.2.1,000017,hard,mac,02:00:5e:00:00:01,2026-08-01T00:00:00.000Z,2026-09-01T00:00:00.000Z
        192.0.2.1,000018,soft,,,2026-09-01T00:00:00.000Z,
        2001:db8::/48,000018,,radius,0042,,
        """,
      fields: """
        address: "$address", account: "$account", type: "$type", holder: "$holder",
        holder_name: "$holder_name", since: "$since", until: "$until"
        """),
    List(
      report: "tickets", kind: "ticket",
      rows: """
        id,account,subject,status,priority,team,assignee,is_public,created,due,closed,description
        00501,000017,=cmd|' /C calc'!A0,open,high,support,jsmith,true,2026-10-01T09:00:00.000Z,2026-10-05,,x
        00502,,Down,closed,,,,,,,2026-10-03T09:00:00.000Z,
        """,
      fields: """
        id: "$ticket", account: "$account", subject: "$subject", status: "$status",
        priority: "$priority", team: "$team", assignee: "$assignee", is_public: "$public",
        created: "$created", due: "$due", closed: "$closed", description: "$description"
        """),
  ]

  @Test func csvToStoreAndBackIsEqual() throws {
    let first = try Workshop(feed: "increment")
    let second = try Workshop(feed: "increment")
    for list in Self.lists {
      let brought = try first.bring(list.kind, list.rows + "\n")
      #expect(brought.exitCode == 0, "\(list.kind): \(brought.output)\(brought.errors)")
      for reader in ["data", "spreadsheet"] {
        // A spreadsheet's apostrophes come off again, and only those.
        let guarded = reader == "spreadsheet"
        let profile = """
          { profile: "back", version: 1, about: "a list that came from a report",
            records: [{ emit: [{ kind: "\(list.kind)", fields: { \(Self.fields(list.fields, guarded)) } }] }] }
          """
        _ = try first.folder.write("back.json5", profile)
        _ = try second.folder.write("back.json5", profile)
        let words = ["report", list.report, "--for", reader, "-o", "list.csv", "--force"]
        #expect(try first.run(words).exitCode == 0)
        let bytes = try first.bytes("list.csv")
        try bytes.write(to: URL(fileURLWithPath: second.folder.file("\(reader).csv")))
        let back = try second.run(["import", "\(reader).csv", "--profile", "./back.json5"])
        #expect(back.exitCode == 0, "\(list.report): \(back.output)\(back.errors)")
        #expect(try second.run(words).exitCode == 0)
        let listed = try second.bytes("list.csv")
        #expect(listed == bytes, "\(list.report): \(String(decoding: listed, as: UTF8.self))")
        if guarded { continue }
        #expect(try second.run(["undo", second.ask("SELECT max(id) FROM batch")]).exitCode == 0)
      }
    }
  }

  private static func fields(_ fields: String, _ isGuarded: Bool) -> String {
    guard isGuarded else { return fields }
    return fields.replacing(#/"\$(\w+)"/#) { match in
      "{ col: \"\(match.output.1)\", steps: [\"unescapeFormula\"] }"
    }
  }
}
