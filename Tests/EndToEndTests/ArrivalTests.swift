import Foundation
import Importing
import Support
import Testing

/// The way into another system: its files, what they can't take, nothing twice, and the proof on the other
/// side.
@Suite struct ArrivalTests {
  private static func must(
    _ result: Tool.Result, exits code: Int32 = 0, _ place: SourceLocation = #_sourceLocation
  ) {
    #expect(
      result.exitCode == code, "\(result.output)\(result.errors)", sourceLocation: place)
  }

  private static func export(_ target: String, _ more: [String]) -> [String] {
    ["export", target] + (Move.told[target] ?? []) + more
  }

  /// A store that went to Freeside needs its service map there.
  private static func workshop(_ target: String) throws -> Workshop {
    let workshop = try Move.workshop()
    if target == "freeside" {
      try FileManager.default.createDirectory(
        atPath: workshop.folder.file("freeside"), withIntermediateDirectories: true)
      _ = try workshop.folder.write("freeside/service.csv", "from,to\nNET,1\nVOIP,2\nPK,3\n")
    }
    return workshop
  }

  private static func lines(_ name: String, in workshop: Workshop) throws -> [String] {
    try workshop.folder.text(name).split(whereSeparator: \.isNewline).map(String.init)
  }

  // MARK: Files

  /// Files in their order, with the first line of each and how many rows it has.
  struct Expected: Sendable, CustomTestStringConvertible {
    var target: String
    var files: [(name: String, rows: Int, first: String)]
    /// What is said to stay behind.
    var stays: [String]
    var testDescription: String { target }
  }

  static let expected: [Expected] = [
    Expected(
      target: "sonar",
      files: [
        (
          "Accounts.csv", 5,
          #""18","Bob Stone","1","2","","","","2 Main Street","","Winnipeg","MB","","R3C 1A1","CA","","","Bob Stone","billing","bob@pn.example","","","","","204-555-0118","""#
        ),
        (
          "Contacts.csv", 1,
          #""19","Max Roe","technical","max@grain.example","","","","","","","","""#
        ),
        (
          "Account Secondary Addresses.csv", 1,
          #""19","5","Box 7","","Brandon","MB","","R7A 0A2","CA","","""#
        ),
        ("Account Billing Parameters.csv", 5, #""17","28","21","","","","","","","","invoice""#),
        (
          "Account Services.csv", 6,
          #""17","101","49.95","As it was before the move","1","2026-11-15""#
        ),
        ("Account Packages.csv", 1, #""20","201""#),
        ("Account DIDs.csv", 1, #""17","2045550117","102""#),
        ("Account Custom Fields.csv", 1, #""17","3","North""#),
        ("Account Notes.csv", 1, #""17","2026-10-20 apatel: Said \"hi\"","other""#),
        (
          "Call Logs.csv", 1,
          #""17","Slow","No evenings (apatel)","312","2026-10-20 10:04:00""#
        ),
        ("Tickets.csv", 1, #""Slow evenings","8","","17","2026-11-05","3","","Slow evenings","""#),
        (
          "Tokenized Credit Cards.csv", 1,
          #""17","cus_1","tok_1","4242","2028","09","1","visa","Zoë Müller","1 Main Street","Winnipeg","MB","R3C 1A1","CA""#
        ),
        ("Tokenized Bank Accounts.csv", 1, #""19","cus_2","tok_2","6789","0""#),
        ("Account Invoices with Debits.csv", 3, #""17","10.00","2026-11-03","2026-11-03""#),
        ("Account Balances.csv", 2, #""20","-60.00""#),
      ],
      stays: [
        "Bill Day does not fit there (000017 '31' → '28')", "DID does not fit there",
        "'+442079460000'",
        "Invoice Date is before the day of the load",
        "Prior Balance is zero, which is not sent", "invoice: paid ones stay here",
        "payment: history stays here", "110.00 CAD", "1 × ticket: closed ones stay here",
        "1 × correspondence: only calls go",
      ]),
    Expected(
      target: "sonar-did",
      files: [("DIDs.csv", 1, "number,voice_provider_id,rate_center_id")],
      stays: ["number does not fit there (+442079460000 '+442079460000')"]),
    Expected(
      target: "splynx",
      files: [
        (
          "customers.csv", 5,
          "Portal login,Full name,Status,Category,Email,Phone number,Street,ZIP code,City,Date added,Partner,Location"
        ),
        (
          "internet-services.csv", 7,
          "Customer login,login,plan,start date,quantity,unit price,description"
        ),
      ],
      stays: [
        "Status has no counterpart there (000021 'winter'", "enter them as transactions, 87.45 CAD",
        "customers.csv: no column for Groups, parted by semicolons (1)", "Next bill date (3)",
        "payment_method: no place for them there", "custom_field: no place for them there",
      ]),
    Expected(
      target: "uisp",
      files: [
        (
          "clients.csv", 7,
          "Custom ID,First name,Last name,Company name,Company tax ID,Emails,Phones,Street 1,Street 2,City,Country,State,ZIP code,Invoice Street 1,Invoice Street 2,Invoice City,Invoice Country,Invoice State,Invoice ZIP code,Registration date,Service plan,Individual price,Quantity,Active from,Invoicing from"
        ),
        (
          "payments.csv", 0,
          "Method,Client name,Amount,Created date,Organization name,Client ID,Amount (numeric),Currency,Note,Admin name,Admin ID"
        ),
      ],
      stays: [
        "wait for the id that the target gives the account", "60.00 CAD",
        "bill them as a fee, 147.45 CAD",
      ]),
    Expected(
      target: "freeside",
      files: [
        (
          "customers.csv", 5,
          "000017,3,Müller,Zoë,,1 Main Street,,Winnipeg,MB,R3C 1A1,CA,204-555-0117,,,,,,,,,,,,,,zoe@pn.example,,,"
        ),
        ("packages.csv", 0, ""),
        ("charges.csv", 3, ",000017,42.45,Balance as of 2026-10-31"),
        ("payments.csv", 1, ",000020,60.00,,"),
      ],
      stays: ["packages.csv: wait for the id that the target gives the account"]),
    Expected(
      target: "whmcs",
      files: [
        (
          "clients.csv", 5,
          "firstname,lastname,email,company,address1,address2,city,state,postcode,country,phonenumber,password,notes"
        )
      ], stays: ["enter them as credit or invoice, 87.45 CAD"]),
    Expected(
      target: "quickbooks",
      files: [
        ("customers.csv", 5, "Customer,Email,Phone,Billing Address"),
        (
          "invoices.csv", 3,
          "InvoiceNo,Customer,InvoiceDate,DueDate,Memo,Item(Product/Service),ItemDescription,ItemQuantity,ItemRate,ItemAmount,ItemTaxCode,ItemTaxAmount,Currency"
        ),
      ],
      stays: [
        "Customer has characters that its files can't have",
        "enter it by a journal entry, -55.00 CAD",
      ]),
    Expected(
      target: "xero",
      files: [
        (
          "contacts.csv", 5,
          "*ContactName,AccountNumber,EmailAddress,FirstName,LastName,POAttentionTo,POAddressLine1,POAddressLine2,POAddressLine3,POAddressLine4,POCity,PORegion,POPostalCode,POCountry,SAAttentionTo,SAAddressLine1,SAAddressLine2,SAAddressLine3,SAAddressLine4,SACity,SARegion,SAPostalCode,SACountry,PhoneNumber"
        ),
        (
          "sales-invoices.csv", 3,
          "*ContactName,EmailAddress,POAddressLine1,POAddressLine2,POAddressLine3,POAddressLine4,POCity,PORegion,POPostalCode,POCountry,*InvoiceNumber,Reference,*InvoiceDate,*DueDate,Total,InventoryItemCode,*Description,*Quantity,*UnitAmount,Discount,*AccountCode,*TaxType,TaxAmount,TrackingName1,TrackingOption1,TrackingName2,TrackingOption2,Currency,BrandingTheme"
        ),
      ], stays: ["enter it by a manual journal, -55.00 CAD"]),
  ]

  /// Each target's files, what it can't take, and what comes back through our own profiles: all equal but for
  /// what was listed.
  @Test(arguments: expected) func filesAreWhatTheTargetTakesAndComeBackEqual(_ wanted: Expected)
    throws
  {
    let workshop = try Self.workshop(wanted.target)
    let result = try workshop.run(Self.export(wanted.target, ["-o", "out"]))
    Self.must(result, exits: 1)
    for (name, rows, first) in wanted.files {
      let lines = try Self.lines("out/\(name)", in: workshop)
      let hasHeader = !["sonar", "freeside"].contains(wanted.target)
      #expect(lines.count == rows + (hasHeader ? 1 : 0), "\(name): \(lines)")
      #expect((lines.first ?? "") == first, "\(name)")
    }
    let said = result.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for text in wanted.stays { #expect(said.contains(text), "\(text): \(said)") }
    let readme = try workshop.folder.text("out/README.txt")
    let places = wanted.files.compactMap { readme.range(of: ". \($0.name): ")?.lowerBound }
    #expect(places.count == wanted.files.count && places == places.sorted(), "\(readme)")
    let manifest = try JSONSerialization.jsonObject(with: workshop.bytes("out/manifest.json"))
    let listed = (manifest as? [String: Any])?["files"] as? [[String: Any]]
    #expect(listed?.map { $0["rows"] as? Int } == wanted.files.map { $0.rows })
    guard wanted.target != "sonar-did" else { return }
    let maps = wanted.target == "freeside" ? "freeside" : wanted.target == "sonar" ? "maps" : nil
    let parity = try workshop.run(
      ["parity", "out", "--target", wanted.target] + (maps.map { ["--maps", $0] } ?? []))
    Self.must(parity)
    #expect(parity.output.contains("accounts: 5 equal"), "\(parity.output)")
    #expect(parity.output.contains("all equal"), "\(parity.output)")
  }

  /// Services go before accounts, as Sonar has to number them first.
  @Test func sonarGetsItsServicesFirst() throws {
    let workshop = try Move.workshop()
    let result = try workshop.run(["export", "sonar-services", "-o", "out"])
    Self.must(result, exits: 1)
    #expect(
      try Self.lines("out/Services.csv", in: workshop) == [
        #""Internet 50","recurring","debit","59.95","","","1","","","","","","","""#,
        #""Home phone","recurring","debit","20.00","","","0","","","","","","","""#,
      ])
    #expect(result.errors.contains("'package'"), "\(result.errors)")
  }

  /// Every profile that a target's file is read back by is one of these tests'.
  static let profiles: Set<String> = [
    "sonar-v1-open-invoices", "splynx-accounts", "splynx-services", "uisp-accounts",
    "freeside-packages", "freeside-charges", "whmcs-accounts", "quickbooks-accounts",
    "xero-accounts",
  ]

  @Test func everyTargetIsTestedAndListed() throws {
    let list = try Move.workshop().run(["export", "list"])
    for target in Self.expected.map(\.target) + ["sonar-cdr", "splynx-cdr"] {
      #expect(list.output.contains("\(target) "), "\(target)")
    }
    #expect(list.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let known = Set(ProfileDirectory.builtIn)
    #expect(Self.profiles.isSubset(of: known))
  }

  // MARK: The other side

  /// A planted wrong balance, a missing account, a doubled service and a moved date are each found by name.
  @Test func whatIsWrongOnTheOtherSideIsFoundByName() throws {
    let workshop = try Self.workshop("sonar")
    Self.must(try workshop.run(Self.export("sonar", ["-o", "out"])), exits: 1)
    func change(_ name: String, _ body: (String) -> String) throws {
      let text = try workshop.folder.text("out/\(name)")
      _ = try workshop.folder.write("out/\(name)", body(text))
    }
    try change("Account Balances.csv") { $0.replacingOccurrences(of: "-60.00", with: "-50.00") }
    try change("Accounts.csv") { text in
      text.split(separator: "\n").filter { !$0.hasPrefix("\"21\"") }.map { $0 + "\n" }.joined()
        .replacingOccurrences(of: "2026-11-15", with: "2026-11-16")
    }
    try change("Account Services.csv") { $0 + "\"18\",\"101\",\"\",\"\",\"1\",\"\"\n" }
    let parity = try workshop.run(["parity", "out", "--target", "sonar", "--maps", "maps"])
    Self.must(parity, exits: 1)
    for line in [
      "account 000020, balance: -60.00 here, -50.00 there, difference 10.00",
      "account 000021, account: 21 here, missing there",
      "account 000018, 101: once here, twice, on lines",
      "account 000017, next bill date: 2026-11-15 here, 2026-11-16 there",
      "accounts: 4 equal, 1 differs",
    ] {
      #expect(parity.output.contains(line), "\(line): \(parity.output)")
    }
    Self.must(try workshop.run(["reconcile", "--evidence", "pack"]))
    let pack = try workshop.folder.text("pack/evidence.json")
    #expect(pack.contains("\"aspect\": \"balances\"") && pack.contains("\"parity\": ["), "\(pack)")
    #expect(pack.contains("-50.00"))
  }

  // MARK: Nothing twice

  @Test func nothingLeavesTwice() throws {
    let workshop = try Self.workshop("sonar")
    Self.must(try workshop.run(Self.export("sonar", ["-o", "one"])), exits: 1)
    let batch = try workshop.ask("SELECT max(id) FROM batch WHERE verb = 'export'")
    // The same once more says so; what is new is nothing; the batch again has the same bytes.
    let twice = try workshop.run(Self.export("sonar", ["-o", "two"]))
    Self.must(twice, exits: 1)
    #expect(twice.errors.contains("exported before, batch \(batch)"), "\(twice.errors)")
    let new = try workshop.run(Self.export("sonar", ["--new", "-o", "three"]))
    Self.must(new)
    #expect(new.errors.contains("sonar: nothing new"), "\(new.errors)")
    #expect(!workshop.folder.names.contains("three"))
    // An account is renamed, has another bill day and another balance: of these, Sonar's import changes the
    // bill day only, and would take the others for new ones.
    _ = try workshop.bring(
      "account", "id,company,name,bill_day\n000020,PN,Parent Inc,5\n", ["--source", "old"])
    _ = try workshop.bring(
      "payment", "id,account,date,amount,method\nP4,000020,2026-10-31,5.00,cash\n",
      ["--source", "old"])
    let mixed = try workshop.run(Self.export("sonar", ["-o", "four"]))
    Self.must(mixed, exits: 1)
    #expect(mixed.errors.contains("went to sonar before"), "\(mixed.errors)")
    #expect(!workshop.folder.names.contains("four"))
    let delta = try workshop.run(Self.export("sonar", ["--new", "-o", "five"]))
    Self.must(delta, exits: 1)
    #expect(try Self.lines("five/Accounts.csv", in: workshop).isEmpty)
    #expect(
      try Self.lines("five/Account Billing Parameters.csv", in: workshop) == [
        #""20","5","21","","","","","","","","statement""#
      ])
    #expect(try Self.lines("five/Account Balances.csv", in: workshop).isEmpty)
    #expect(delta.errors.contains("would be there twice"), "\(delta.errors)")
    // What was told is told once: a daily run is silent until there is something more.
    let daily = try workshop.run(Self.export("sonar", ["--new", "-o", "daily"]))
    Self.must(daily)
    #expect(
      daily.errors == "sonar: 6 things stay behind, as told before\nsonar: nothing new\n",
      "\(daily.errors)")
    #expect(!workshop.folder.names.contains("daily"))
    let again = try workshop.run(["export", "sonar", "--again", batch, "-o", "six"])
    Self.must(again)
    for name in [
      "Accounts.csv", "Account Balances.csv", "manifest.json", "README.txt", "left-behind.csv",
    ] {
      #expect(try workshop.bytes("six/\(name)") == workshop.bytes("one/\(name)"), "\(name)")
    }
    // Taken back, it never went.
    let last = try workshop.ask("SELECT max(id) FROM batch WHERE verb = 'export'")
    Self.must(try workshop.run(["undo", last]))
    Self.must(try workshop.run(["undo", batch]))
    #expect(try workshop.ask("SELECT count(*) FROM export_row") == "0")
    #expect(try workshop.ask("SELECT count(*) FROM export_piece") == "0")
    Self.must(try workshop.run(["check"]))
    Self.must(try workshop.run(Self.export("sonar", ["-o", "seven"])), exits: 1)
  }

  // MARK: Crosswalk

  @Test func newIdsAreKnownEverywhere() throws {
    let workshop = try Self.workshop("freeside")
    Self.must(try workshop.run(Self.export("freeside", ["-o", "one"])), exits: 1)
    let refused: [(text: String, told: String)] = [
      ("000099,7\n", "w.csv:1:1: There is no account '000099' in the store. Did you mean"),
      (
        "agent_custid,custnum\n000017,7\n000018,7\n",
        "w.csv:3:8: The accounts 000017 and 000018 have the same new id '7'"
      ),
      ("000017,7\n000017,8\n", "w.csv:2:8: The account 000017 has two new ids, '7' and '8'"),
      ("000017\n", "has two columns"), ("000017,\n", "has no new id here"),
    ]
    for (text, told) in refused {
      let file = text.replacingOccurrences(of: "agent_custid,custnum", with: "old id,new id")
      _ = try workshop.folder.write("w.csv", file)
      let result = try workshop.run(["crosswalk", "import", "w.csv", "--target", "freeside"])
      Self.must(result, exits: 3)
      #expect(result.errors.contains(told), "\(told): \(result.errors)")
      #expect(try workshop.ask("SELECT count(*) FROM crosswalk") == "0")
    }
    _ = try workshop.folder.write("w.csv", "old id,new id\n000017,5017\n000019,5019\n")
    let good = try workshop.run(["crosswalk", "import", "w.csv", "--target", "freeside"])
    Self.must(good)
    #expect(
      good.output
        == "freeside: 2 new, 0 known already, batch \(try workshop.ask("SELECT max(id) FROM batch"))\n"
    )
    let same = try workshop.run(["crosswalk", "import", "w.csv", "--target", "freeside"])
    #expect(same.output == "freeside: 0 new, 2 known already\n")
    for id in ["5017", "000017"] {
      let found = try workshop.run(["find", id])
      Self.must(found)
      #expect(
        found.output.contains("000017") && found.output.contains("5017 in freeside"),
        "\(found.output)")
    }
    #expect(try workshop.run(["account", "5017"]).output.contains("5017 in freeside"))
    // What waited for the ids goes now, under them; that the others wait was told before.
    let packed = ["--profile", "freeside-packages", "--target", "freeside", "--maps", "freeside"]
    Self.must(try workshop.run(Self.export("freeside", ["--new", "-o", "two"])))
    let packages = try Self.lines("two/packages.csv", in: workshop)
    #expect(
      packages == [
        "5017,1,,2026-01-01,2026-01-01,2026-01-01,2026-11-15,,,,,,,,",
        "5017,2,,2026-01-01,2026-01-01,2026-01-01,2026-11-15,,,,,,,,",
        "5019,1,,2026-01-01,2026-01-01,2026-01-01,,,,,,,,,",
      ])
    #expect(try Self.lines("two/customers.csv", in: workshop).isEmpty)
    let parity = try workshop.run(["parity", "two/packages.csv"] + packed)
    Self.must(parity)
    #expect(parity.output.contains("next bill dates: 2 equal, 1 differs (1 as"), "\(parity.output)")
    #expect(
      parity.output.contains("services: 3 equal, 4 differ (4 as the export"), "\(parity.output)")
    let moved = try workshop.folder.text("two/packages.csv")
      .replacingOccurrences(of: "2026-11-15", with: "2026-11-16")
    _ = try workshop.folder.write("two/packages.csv", moved)
    let found = try workshop.run(["parity", "two/packages.csv"] + packed)
    Self.must(found, exits: 1)
    #expect(
      found.output.contains(
        "account 000017 (5017 there), next bill date of 1: 2026-11-15 here, 2026-11-16 there"),
      "\(found.output)")
  }

  /// An account that got its id there is not another one for it; what changes later goes under the new id.
  @Test func aNewIdAloneIsNoChange() throws {
    let workshop = try Self.workshop("sonar")
    Self.must(try workshop.run(Self.export("sonar", ["-o", "one"])), exits: 1)
    _ = try workshop.folder.write("w.csv", "000018,9018\n000020,9020\n")
    Self.must(try workshop.run(["crosswalk", "import", "w.csv", "--target", "sonar"]))
    let same = try workshop.run(Self.export("sonar", ["--new", "-o", "two"]))
    Self.must(same)
    #expect(same.errors.contains("nothing new"), "\(same.errors)")
    _ = try workshop.bring(
      "account", "id,company,name,bill_day\n000020,PN,Parent Co,5\n", ["--source", "old"])
    // What never fitted there was told before.
    Self.must(try workshop.run(Self.export("sonar", ["--new", "-o", "three"])))
    let lines = try Self.lines("three/Account Billing Parameters.csv", in: workshop)
    #expect(lines.count == 1)
    #expect(lines.first?.hasPrefix(#""9020","5","21","#) == true, "\(lines)")
  }

  // MARK: What is refused

  @Test func nothingIsHalfWritten() throws {
    let workshop = try Self.workshop("sonar")
    let before = try workshop.run(["dump"]).output
    let names = workshop.folder.names
    _ = try workshop.folder.write("maps/status.csv", "from,to\nactive,1\nsuspended,2\n")
    let cases: [(arguments: [String], exits: Int32, told: String)] = [
      (["export", "sonar", "-o", "out"], 2, "say with --load-day"),
      (Self.export("sonar", []), 2, "Say with -o DIR"),
      (Self.export("sonar", ["-o", "maps"]), 2, "There is something in this folder already"),
      (Self.export("sonar", ["-o", "out"]), 3, "status: 'winter' (1) — Account Status ID"),
      (["export", "splynx", "--strict", "-o", "out"], 3, "--strict refuses"),
      (["export", "freeside", "-o", "out"], 2, "freeside needs --refnum"),
      (["export", "soner", "-o", "out"], 2, "Did you mean 'sonar'?"),
      (
        ["export", "splynx", "-o", "carryover.db"], 2,
        "This is a file, and what is written is a folder"
      ),
      (
        ["export", "splynx", "--company", "PX", "-o", "out"], 2,
        "no company 'PX'. Did you mean 'PN'"
      ),
      (
        ["export", "splynx", "--source", "odl", "-o", "out"], 2,
        "no source 'odl'. Did you mean 'old'"
      ),
      (
        ["crosswalk", "import", "maps/status.csv", "--target", "freesid"], 2,
        "no target 'freesid'. Did you mean 'freeside'"
      ),
      (["export", "sonar", "--again", "3", "-o", "out"], 2, "Batch 3 is no export to sonar"),
      (["parity", "maps", "--target", "sonar"], 2, "has none of the files"),
    ]
    for (arguments, code, told) in cases {
      let result = try workshop.run(arguments)
      Self.must(result, exits: code)
      let said = result.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(said.contains(told), "\(arguments): \(said)")
    }
    #expect(workshop.folder.names == names)
    #expect(try workshop.run(["dump"]).output == before)
    // The lists to be filled in, with what was filled in already.
    let draft = try workshop.run(Self.export("sonar", ["--draft-maps", "drafts"]))
    Self.must(draft, exits: 1)
    #expect(
      try workshop.folder.text("drafts/status.csv") == "from,to\nactive,1\nsuspended,2\nwinter,\n")
  }

  @Test func whatNoSourceStatesIsNamed() throws {
    let workshop = try Self.workshop("sonar")
    _ = try workshop.bring("account", "id,company,name\n000022,PN,Nobody\n", ["--source", "old"])
    let result = try workshop.run(Self.export("sonar", ["-o", "out"]))
    Self.must(result, exits: 3)
    #expect(
      result.errors.contains(
        "sonar needs 'Account Type ID' in Accounts.csv, and no source states it for 1 row: 000022."),
      "\(result.errors)")
    #expect(!workshop.folder.names.contains("out"))
  }

  // MARK: A target of one's own

  @Test func aTargetOfOnesOwnIsCheckedAndWorks() throws {
    let workshop = try Move.workshop()
    let text = """
      {
        target: "mine",
        about: "My own",
        dialect: { delimiter: ";", encoding: "windows-1252", lineEnd: "crlf" },
        names: { account: "$id" },
        files: [{
          file: "people.csv",
          about: "People",
          rows: "accounts",
          of: "account",
          key: "$old_id",
          columns: [
            ["No", "$id"],
            ["Name", "$name", { max: 12 }],
          ],
        }],
      }

      """
    _ = try workshop.folder.write("mine.json5", text)
    Self.must(try workshop.run(["export", "lint", "mine.json5"]))
    let result = try workshop.run(["export", "./mine.json5", "-o", "out"])
    Self.must(result, exits: 1)
    let bytes = try workshop.bytes("out/people.csv")
    let lines = String(data: bytes, encoding: .windowsCP1252)?.components(separatedBy: "\r\n") ?? []
    #expect(lines.contains("000017;Zoë Müller"))
    #expect(lines.contains("000021;P?emysl Dyck"), "\(lines)")
    #expect(
      lines.contains("000019;\"Prairie Grai\"") || lines.contains("000019;Prairie Grai"), "\(lines)"
    )
    #expect(result.errors.contains("is too long there, and is cut"), "\(result.errors)")
    let mistakes: [(from: String, to: String, told: String)] = [
      (
        "\"$name\"", "\"$nam\"",
        "mine.json5:14:16: These rows have no column 'nam'. Did you mean 'name'?"
      ),
      (
        "rows: \"accounts\"", "rows: \"acounts\"",
        "mine.json5:9:11: There are no rows 'acounts'. Did you mean 'accounts'?"
      ),
      ("max: 12", "maxx: 12", "mine.json5:14:27: A limit has no key 'maxx'. Did you mean 'max'?"),
      ("of: \"account\"", "of: \"acount\"", "There is no kind 'acount'. Did you mean 'account'?"),
      ("names: {", "name: {", "A target has no key 'name'. Did you mean 'names'?"),
      ("windows-1252", "latin-9", "'encoding' is utf-8, windows-1252 or ascii"),
      ("max: 12", "list: \"x\"", "The target has no list 'x'"),
      (
        "key: \"$old_id\"", "key: \"$old_id\", sum: \"blance\"",
        "These rows have no column 'blance'"
      ),
    ]
    for (from, to, told) in mistakes {
      _ = try workshop.folder.write("mine.json5", text.replacingOccurrences(of: from, with: to))
      let lint = try workshop.run(["export", "lint", "mine.json5"])
      Self.must(lint, exits: 3)
      #expect(lint.errors.contains(told), "\(told): \(lint.errors)")
    }
  }

  // MARK: Bundle

  @Test func aBundleIsTheWholeStore() throws {
    let workshop = try Self.workshop("sonar")
    Self.must(try workshop.run(Self.export("sonar", ["-o", "out"])), exits: 1)
    Self.must(try workshop.run(["export", "bundle", "-o", "b.gz"]))
    Self.must(try workshop.run(["import", "--create", "b.gz", "--store", "copy.db"]))
    #expect(!workshop.folder.names.contains { $0.contains("unbundling") })
    let dump = try workshop.run(["dump"]).output
    #expect(dump.contains("== export_file"))
    #expect(try workshop.run(["dump", "--store", "copy.db"]).output == dump)
    #expect(
      try workshop.run(["batches", "--store", "copy.db"]).output == workshop.run(["batches"]).output
    )
    Self.must(try workshop.run(["check", "--store", "copy.db"]))
    // The copy goes on where the store was: the export again, and its undo.
    let batch = try workshop.ask("SELECT max(id) FROM batch")
    Self.must(
      try workshop.run(["export", "sonar", "--again", batch, "-o", "again", "--store", "copy.db"]))
    #expect(try workshop.bytes("again/Accounts.csv") == workshop.bytes("out/Accounts.csv"))
    Self.must(try workshop.run(["export", "bundle", "-o", "c.gz", "--store", "copy.db"]))
    #expect(try workshop.bytes("c.gz") == workshop.bytes("b.gz"))
    // Not into a store that is there, not without --create, and not what is damaged.
    #expect(try workshop.run(["import", "--create", "b.gz"]).errors.contains("[store-exists]"))
    #expect(
      try workshop.run(["import", "b.gz", "--store", "d.db"]).errors.contains("[whole-store]"))
    _ = try workshop.folder.write("cut.gz", workshop.bytes("b.gz").dropLast(200))
    let cut = try workshop.run(["import", "--create", "cut.gz", "--store", "e.db"])
    #expect(cut.exitCode == 3, "\(cut.errors)")
    let names = workshop.folder.names
    #expect(!names.contains { $0.hasPrefix("d.db") || $0.hasPrefix("e.db") }, "\(names)")
  }
}
