import Foundation
import Support
import Testing

/// What the account view has besides money: tickets and work, papers, the network, correspondence, and who
/// looked and who was cut off.
@Suite struct DeskTests {
  private static let folder = Result {
    let workshop = try Workshop(feed: "increment")
    for (kind, rows) in [
      (
        "payment_method",
        "account,token,type,brand,last_four,expires,autopay\n"
          + "000017,tok_1,card,visa,4242,2028-09,true\n"
      ),
      ("custom_field", "account,name,value\n000017,Tower,North\n"),
      (
        "ticket",
        "id,account,subject,status,priority,created,closed\n"
          + "T1,000017,Slow in the evening,open,high,2026-10-20T15:04:00.000Z,\n"
          + "T2,000017,Bill,closed,low,2026-10-01T15:00:00.000Z,2026-10-02T15:00:00.000Z\n"
      ),
      (
        "job",
        "id,account,ticket,type,status,scheduled,minutes\n"
          + "J1,000017,T1,repair,scheduled,2026-10-22T14:00:00.000Z,90\n"
          + "J2,000017,T2,survey,completed,2026-10-02T14:00:00.000Z,30\n"
      ),
      (
        "task",
        "id,account,ticket,job,subject,due,completed\nK1,000017,T1,J1,Order a dish,2026-10-21,\n"
          + "K2,000017,T1,J1,Call back,2026-10-21,2026-10-21T12:00:00.000Z\n"
      ),
      ("scheduled_event", "id,account,date,event\nE1,000017,2026-11-20,Suspend\n"),
      (
        "contract",
        "id,account,template,signed_by,signed\nC1,000017,Home 24,Zoë,2026-08-01T12:00:00.000Z\n"
          + "C2,000018,Home 12,,\n"
      ),
      ("attachment", "id,ticket,name,bytes\nF1,T1,mast.jpg,52000\n"),
      (
        "inventory_item",
        "id,account,model,mac,serial\nD1,000017,Radio R5,00:11:22:AA:BB:CC;00:11:22:AA:BB:CD,SN1\n"
      ),
      ("radius_account", "name,account,address,route\nzoe,000017,192.0.2.1,198.51.100.0/29\n"),
      (
        "ip_assignment",
        "address,account,type,holder,holder_name,since,until\n"
          + "192.0.2.1,000018,soft,mac,02-00-5E-00-00-07,,2026-09-01T06:00:00.000Z\n"
          + "192.0.2.1,000017,hard,radius,zoe,2026-09-01T06:00:00.000Z,\n"
      ),
      (
        "correspondence",
        "id,at,account,channel,address,subject,status,reject_reason\n"
          + "M1,2026-10-20T10:00:00.000Z,000017,email,z@pn.example,Bill,failed,no such mailbox\n"
          + "M2,2026-10-21T10:00:00.000Z,000017,sms,+13065550101,Paid,delivered,\n"
      ),
      (
        "access_log",
        "id,at,account,user,entity,entity_id,entity_name\n"
          + "V1,2026-10-20T15:00:00.000Z,000017,apatel,account,000017,Zoë Müller\n"
      ),
      (
        "disconnection",
        "id,at,account,state,user,address\n"
          + "X1,2026-10-25T06:00:00.000Z,000017,,system,1 Main St\n"
          + "X2,2026-10-27T15:30:00.000Z,000017,on,apatel,1 Main St\n"
      ),
    ] {
      let result = try workshop.bring(kind, rows)
      #expect(result.exitCode == 0, "\(kind): \(result.output)\(result.errors)")
    }
    let folder = try TemporaryFolder.shared()
    for name in workshop.folder.names {
      try FileManager.default.copyItem(
        atPath: workshop.folder.file(name), toPath: folder.file(name))
    }
    return folder
  }

  @Test func theAccountViewShowsWhatIsOpenAndHowMuchThereIs() throws {
    let workshop = Workshop(in: try Self.folder.get())
    let page = try workshop.run(["account", "000017"]).output
    for line in [
      "Cards and bank accounts",
      "  card     visa                   4242       2028-09    on",
      "Custom fields", "  Tower                      North", "Open tickets, 1 of 2",
      "  T1           2026-10-20 09:04 high       Slow in the evening",
      "Open jobs, 1 of 2", "  J1           2026-10-22 08:00                repair",
      "Open tasks, 1 of 2", "Scheduled events", "  2026-11-20   Suspend",
      "Contracts", "  C1           Home 24                      Zoë",
      "Network addresses",
      "  192.0.2.1                  radius       zoe                2026-09-01 00:00",
      "Devices", "RADIUS accounts", "Disconnections",
      "  2026-10-27 09:30 on     apatel       1 Main St",
      "In all, by report",
      "  tickets 2, jobs 2, tasks 2, correspondence 2, access-log 1",
    ] {
      #expect(page.split(separator: "\n").contains { $0 == line }, "\(line)\n\(page)")
    }
    #expect(page.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(page)")
  }

  @Test(arguments: [
    ("192.0.2.1", "address 192.0.2.1"), ("001122aabbcd", "device D1"),
    ("00-11-22-AA-BB-CC", "device D1"),
    ("SN1", "device D1"), ("T1", "ticket T1"), ("zoe", "RADIUS account zoe"),
    ("02:00:5e:00:00:07", "device 02-00-5E-00-00-07"),
  ]) func anAccountIsFoundByWhatItHas(_ text: String, _ why: String) throws {
    let found = try Workshop(in: try Self.folder.get()).run(["find", text])
    #expect(found.exitCode == 0 && found.output.contains(why), "\(found.output)")
  }

  @Test func eachListIsAReportThatFilters() throws {
    let workshop = Workshop(in: try Self.folder.get())
    for (report, filter, count) in [
      ("tickets", "open = true", 1), ("tickets", "tasks = 2 and files = 1", 1),
      ("jobs", "status in ('scheduled', 'not-scheduled')", 1), ("tasks", "ticket = 'T1'", 2),
      ("scheduled-events", "account = '000017'", 1), ("contracts", "signed_by = 'unsigned'", 1),
      ("attachments", "account = '000017' and bytes > 50000", 1),
      ("inventory", "mac matches '*BB:CD'", 1),
      ("radius-accounts", "enabled = true", 1), ("ip-assignments", "active = true", 1),
      ("ip-assignments", "address = '192.0.2.1'", 2), ("correspondence", "status = 'failed'", 1),
      ("access-log", "user = 'apatel' and local matches '2026-10-20 09:*'", 1),
      ("disconnections", "state = 'off'", 1),
      ("disconnections", "at between '2026-10-01' and '2026-10-31'", 2),
      ("access-log", "line = 2 and source = 'acme'", 1), ("notes", "user is set", 0),
      ("payment-methods", "autopay = true and last_four = '4242'", 1),
    ] {
      let listed = try SceneTests.report(workshop, [report, "--where", filter])
      #expect(listed.count == count, "\(report) \(filter): \(listed)")
    }
    // By the clock of a zone, with a chain that finds a changed byte.
    let chained = try workshop.run([
      "report", "disconnections", "--zone", "America/Regina", "--chain", "-o", "x.csv",
    ])
    #expect(chained.exitCode == 0, "\(chained.errors)")
    #expect(
      String(decoding: try workshop.bytes("x.csv"), as: UTF8.self)
        .contains("2026-10-27T09:30:00.000-06:00,000017,"))
    #expect(try workshop.run(["report", "verify", "x.csv"]).exitCode == 0)
  }

  @Test func theStoreIsWholeAndProven() throws {
    let workshop = Workshop(in: try Self.folder.get())
    #expect(try workshop.run(["check"]).exitCode == 0)
    let proof = try workshop.run(["reconcile"])
    #expect(!proof.output.contains("FAIL   "), "\(proof.output)")
    let bundled = try workshop.run(["export", "bundle", "-o", "a.bundle"])
    #expect(bundled.exitCode == 0, "\(bundled.errors)")
    let copied = try workshop.run(["import", "--create", "a.bundle", "--store", "copy.db"])
    #expect(copied.exitCode == 0, "\(copied.errors)")
    #expect(
      try workshop.run(["dump"]).output == workshop.run(["dump", "--store", "copy.db"]).output)
  }
}
