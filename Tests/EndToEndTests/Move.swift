import Foundation
import Support
import Testing

/// A small ISP on its way to another system: everything that a target may want, and something that each
/// can't take.
enum Move {
  static let ready = Result {
    let workshop = Workshop(in: try TemporaryFolder.shared())
    _ = try workshop.run(["init"])
    for (kind, text) in files {
      let result = try workshop.bring(kind, text, ["--source", "old"])
      #expect(result.exitCode == 0, "\(kind): \(result.output)\(result.errors)")
    }
    for name in workshop.folder.names where name.hasSuffix(".csv") {
      try FileManager.default.removeItem(atPath: workshop.folder.file(name))
    }
    let maps = workshop.folder.file("maps")
    try FileManager.default.createDirectory(atPath: maps, withIntermediateDirectories: true)
    for (list, text) in Move.mapFiles { _ = try workshop.folder.write("maps/\(list).csv", text) }
    return workshop.folder
  }

  static func workshop() throws -> Workshop { try Workshop(copyOf: ready.get()) }

  /// What every target needs of the user, and the day of its load.
  static let told: [String: [String]] = [
    "sonar": ["--load-day", "2026-11-03", "--maps", "maps"],
    "sonar-did": ["--provider", "7"],
    "splynx": [],
    "uisp": [],
    "freeside": ["--refnum", "3", "--maps", "freeside"],
    "whmcs": [],
    "quickbooks": ["--item", "Opening balance"],
    "xero": ["--account-code", "999", "--tax-type", "No VAT"],
  ]

  /// 42.45 = 32.45 + 10.00 on two invoices; nothing; 100.00 on one; a credit of 60.00; an opening balance.
  static let balances = [
    "000017": "42.45", "000018": "0.00", "000019": "100.00", "000020": "-60.00", "000021": "5.00",
  ]

  private static let mapFiles = [
    "status": "from,to\nactive,1\nsuspended,2\nwinter,4\n",
    "type": "from,to\nresidential,1\ncommercial,2\n", "group": "from,to\nVIP,12\n",
    "service": "from,to\nNET,101\nVOIP,102\n", "package": "from,to\nPK,201\n",
    "field": "from,to\nTower,3\n",
    "address": "from,to\nmailing,5\n", "team": "from,to\nField,8\n",
  ]

  private static let files: [(kind: String, text: String)] = [
    (
      "company",
      "code,name,currency,zone,country\nPN,Prairie Net,CAD,America/Winnipeg,CA\n"
    ),
    (
      "source",
      "name,company,role,feed,zone,country,currency,area\nold,PN,system,snapshot,America/Winnipeg,CA,CAD,204\n"
    ),
    (
      "account",
      """
      id,company,name,status,type,groups,bill_day,due_days,next_bill_date,bill_mode
      000017,PN,Zoë Müller,active,residential,VIP,31,21,2026-11-15,invoice
      000018,PN,Bob Stone,suspended,residential,,1,21,,statement
      000019,PN,"Prairie Grain ""East"", Co-op",active,commercial,,1,30,,invoice
      000020,PN,Parent Co,active,commercial,,1,21,,statement
      000021,PN,Přemysl Dyck,winter,residential,,1,21,,invoice

      """
    ),
    ("account_link", "account,parent,since\n000018,000020,2026-01-01\n"),
    (
      "contact",
      """
      account,role,name,email,phone,is_primary
      000017,billing,Zoë Müller,zoe@pn.example,204-555-0117,true
      000018,billing,Bob Stone,bob@pn.example,204-555-0118,true
      000019,billing,Ann Lee,ann@grain.example,204-555-0119,true
      000019,technical,Max Roe,max@grain.example,,false
      000020,billing,Pat Orr,pat@parent.example,204-555-0120,true
      000021,billing,Přemysl Dyck,pd@pn.example,,true

      """
    ),
    (
      "address",
      """
      account,kind,line1,city,region,postcode,country
      000017,service,1 Main Street,Winnipeg,MB,R3C 1A1,CA
      000018,service,2 Main Street,Winnipeg,MB,R3C 1A1,CA
      000019,service,3 Elevator Road,Brandon,MB,R7A 0A1,CA
      000019,mailing,Box 7,Brandon,MB,R7A 0A2,CA
      000020,service,4 Main Street,Winnipeg,MB,R3C 1A1,CA
      000021,service,5 Main Street,Winnipeg,MB,R3C 1A1,CA

      """
    ),
    ("custom_field", "account,name,value\n000017,Tower,North\n"),
    (
      "payment_method",
      "account,token,customer,type,brand,last_four,expires,holder,autopay\n"
        + "000017,tok_1,cus_1,card,visa,4242,2028-09,Zoë Müller,true\n"
        + "000019,tok_2,cus_2,bank,,6789,,,\n"
    ),
    (
      "service",
      "code,name,type,price\nNET,Internet 50,data,59.95\nVOIP,Home phone,voice,20.00\n"
        + "PK,Office package,package,30.00\n"
    ),
    (
      "account_service",
      """
      id,account,service,quantity,price,since,next_bill_date
      17-1,000017,NET,1,49.95,2026-01-01,
      17-2,000017,VOIP,1,,2026-01-01,
      18-1,000018,NET,1,,2026-01-01,2026-12-01
      19-1,000019,NET,2,,2026-01-01,
      20-1,000020,NET,1,,2026-01-01,
      20-2,000020,PK,1,,2026-01-01,
      21-1,000021,NET,1,,2026-01-01,

      """
    ),
    (
      "invoice",
      """
      number,account,date,due,total
      I1,000017,2026-10-01,2026-10-22,52.45
      I2,000017,2026-09-01,2026-09-22,10.00
      I3,000019,2026-10-15,2026-11-20,100.00
      I4,000018,2026-10-01,2026-10-22,30.00

      """
    ),
    ("opening_balance", "account,date,amount\n000021,2026-07-31,5.00\n"),
    (
      "payment",
      """
      id,account,date,amount,method,invoice
      P1,000017,2026-10-10,20.00,card,I1
      P2,000020,2026-10-12,60.00,check,
      P3,000018,2026-10-31,30.00,cash,I4

      """
    ),
    ("did", "number,carrier\n+12045550117,Northline\n+442079460000,Northline\n"),
    ("did_assignment", "number,account\n+12045550117,000017\n+442079460000,000019\n"),
    (
      "correspondence",
      "id,at,account,channel,subject,body,user,length\n"
        + "c1,2026-10-20T15:04:00Z,000017,call,Slow,No evenings,apatel,312\n"
        + "c2,2026-10-21T15:04:00Z,000017,email,Re: Slow,Better,apatel,\n"
    ),
    (
      "ticket",
      "id,account,subject,status,priority,team,due,closed\n"
        + "t1,000017,Slow evenings,open,High,Field,2026-11-05,\n"
        + "t2,000018,Bill,closed,Low,Field,,2026-10-02T15:00:00Z\n"
    ),
    (
      "log",
      "id,at,account,type,entity,user,message\nn1,2026-10-20T15:04:00Z,000017,created,note,apatel,\"Said \"\"hi\"\"\"\n"
    ),
  ]
}
