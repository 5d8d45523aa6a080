import Foundation
import Support
import Testing

/// A parent's bill: the fourth of the five scenes, whole and to the cent.
@Suite struct ParentsBillTests {
  private static func must(_ result: Tool.Result, _ place: SourceLocation = #_sourceLocation) {
    SceneTests.must(result, place)
  }

  /// The parent 000100, its invoice 5001 of 1 November, and its child's 5002, linked to it.
  private static func parentsBill(
    currency: String = "CAD", country: String = "CA", taxID: String = ""
  )
    throws -> Workshop
  {
    let workshop = try Workshop(isReady: false)
    must(try workshop.run(["init"]))
    must(
      try workshop.bring(
        "company",
        """
        code,name,currency,zone,locale,country,street,city,postcode,tax_id
        PN,Prairie Net,\(currency),America/Winnipeg,en-CA,\(country),Main St 1,Town,10115,\(taxID)

        """))
    must(
      try workshop.bring(
        "source",
        """
        name,company,role,feed,zone,country,currency,area,cut_over
        prairie,PN,system,increment,America/Winnipeg,\(country),\(currency),204,
        AcmeBill,PN,system,increment,America/Winnipeg,\(country),\(currency),204,2026-08-31

        """))
    must(
      try workshop.bring(
        "account",
        """
        id,company,name,bill_mode,bill_day
        000100,PN,Head Office,invoice,1
        000101,PN,Branch,invoice,1

        """, ["--source", "prairie"]))
    must(
      try workshop.bring(
        "address",
        """
        account,kind,line1,city,postcode,country
        000100,service,Side St 2,Town,10117,\(country)

        """, ["--source", "prairie"]))
    must(
      try workshop.bring(
        "account_link", "account,parent,since\n000101,000100,2026-01-01\n",
        ["--source", "prairie"]))
    must(
      try workshop.bring(
        "invoice",
        """
        number,account,date,due,total,parent_invoice
        4900,000100,2026-10-01,2026-10-22,80.00,
        5001,000100,2026-11-01,2026-11-22,67.46,
        5002,000101,2026-10-28,2026-11-18,42.00,5001

        """, ["--source", "prairie"]))
    must(
      try workshop.bring(
        "debit",
        """
        id,invoice,type,description,quantity,unit_price,amount,pays_from,pays_to
        d0,4900,data,Internet,,,80.00,,
        d1,5001,data,Internet,,59.95,59.95,2026-11-01,2026-11-30
        d2,5001,recurring,Static IP address,,10.00,3.87,2026-10-20,2026-10-31
        d3,5001,voice,Calls,,,0.43,2026-10-01,2026-10-31
        d4,5002,data,Internet,,,42.00,,

        """, ["--source", "prairie"]))
    must(
      try workshop.bring(
        "tax_line",
        """
        id,debit,name,jurisdiction,rate,base,amount
        t1,d1,GST,Canada,0.05,59.95,3.00
        t2,d2,GST,Canada,0.05,3.87,0.19
        t3,d3,GST,Canada,0.05,0.43,0.02

        """, ["--source", "prairie"]))
    must(
      try workshop.bring(
        "payment", "id,account,date,amount,method\np1,000100,2026-10-12,80.00,card\n",
        ["--source", "prairie"]))
    must(
      try workshop.bring(
        "application", "payment,invoice,date,amount\np1,4900,2026-10-12,80.00\n",
        ["--source", "prairie"]))
    return workshop
  }

  private static func pay(_ workshop: Workshop) throws {
    must(
      try workshop.bring(
        "payment", "id,account,date,amount,method\np2,000100,2026-11-05,100.00,card\n",
        ["--source", "prairie"]))
    must(
      try workshop.bring(
        "application",
        """
        payment,invoice,date,amount
        p2,5001,2026-11-05,67.46
        p2,5002,2026-11-05,32.54

        """, ["--source", "prairie"]))
  }

  @Test func invoiceModeTellsThisInvoiceLinkedOnesAndToPayApart() throws {
    let workshop = try Self.parentsBill()
    Self.must(try workshop.run(["invoice", "5001", "--as-of", "2026-11-01", "-o", "bill.pdf"]))
    if let text = try PDFPages.text("bill.pdf", in: workshop) {
      for amount in ["59.95", "3.87", "0.43", "3.21", "12 of 31 days", "20–31 Oct 2026"] {
        #expect(text.contains(amount), "\(amount)")
      }
      #expect(PDFPages.last("Total of this invoice", in: text) == "67.46")
      #expect(PDFPages.last("Remaining due on linked invoices", in: text) == "42.00")
      #expect(PDFPages.last("To pay in all", in: text) == "109.46")
      #expect(text.contains("To pay: CAD"))
      #expect(!text.contains("151.46"))
    }
    let due = try SceneTests.report(workshop, ["balances", "--as-of", "2026-11-01"])
    #expect(due.map { $0["balance_due"] ?? "" }.sorted() == ["42.00", "67.46"])
    // Canada has no EN 16931.
    let refused = try workshop.run(["invoice", "5001", "--format", "cii", "-o", "bill.xml"])
    #expect(refused.exitCode == 3)
    #expect(refused.errors.contains("[no-einvoice]"))
  }

  @Test func sameAmountsFromACompanyInEuroAreAnElectronicInvoice() throws {
    let workshop = try Self.parentsBill(currency: "EUR", country: "DE", taxID: "DE123456789")
    Self.must(try workshop.run(["invoice", "5001", "--format", "cii", "-o", "bill.xml"]))
    let xml = try workshop.folder.text("bill.xml")
    for term in [
      "<ram:GrandTotalAmount>67.46<", "<ram:DuePayableAmount>67.46<",
      "<ram:TaxBasisTotalAmount>64.25<", "<ram:TaxTotalAmount currencyID=\"EUR\">3.21<",
    ] {
      #expect(xml.contains(term), "\(term)")
    }
    #expect(!xml.contains("109.46") && !xml.contains("42.00"))
  }

  @Test func paymentMovesBetweenParentAndChild() throws {
    let workshop = try Self.parentsBill()
    try Self.pay(workshop)
    let movements = try SceneTests.report(
      workshop, ["roll-forward", "--from", "2026-11-01", "--to", "2026-11-06"])
    #expect(movements.first?["between_accounts"] == "0.00")
    #expect(movements.first?["closing"] == "9.46")
    for (account, opening, closing) in [("000100", "0.00", "0.00"), ("000101", "42.00", "9.46")] {
      Self.must(
        try workshop.run([
          "statement", account, "--from", "2026-11-01", "--to", "2026-11-06", "-o",
          "\(account).pdf",
        ]))
      guard let text = try PDFPages.text("\(account).pdf", in: workshop) else { continue }
      #expect(PDFPages.last("Balance on 1 Nov 2026, before", in: text) == opening, "\(account)")
      #expect(PDFPages.last("Balance on 6 Nov 2026", in: text) == closing, "\(account)")
      #expect(
        PDFPages.last("Between linked accounts", in: text)
          == (account == "000100" ? "32.54" : "-32.54"))
    }
    let aging = try SceneTests.report(workshop, ["ar-aging", "--as-of", "2026-11-06"])
    #expect(aging.map { $0["net"] } == ["9.46"])
  }

  @Test(arguments: [[], ["--archive"]]) func issuedInvoiceComesOutAsItWasIssued(_ extra: [String])
    throws
  {
    let workshop = try Self.parentsBill()
    let before = try workshop.run(["dump"]).output
    Self.must(try workshop.run(["invoice", "5001", "--issue", "-o", "issued.pdf"] + extra))
    let hash = try workshop.ask("SELECT sha256 || ' ' || as_of FROM issue")
    #expect(hash.hasSuffix(" 2026-11-01"))
    let issue = try workshop.ask("SELECT max(id) FROM batch")
    let again = try workshop.run(["invoice", "5001", "--issue", "-o", "other.pdf"])
    #expect(again.exitCode == 2 && again.errors.contains("[already-issued]"))

    try Self.pay(workshop)
    Self.must(try workshop.run(["invoice", "5001", "-o", "again.pdf"]))
    #expect(try workshop.bytes("again.pdf") == workshop.bytes("issued.pdf"))

    Self.must(try workshop.run(["invoice", "5001", "--as-of", "2026-11-06", "-o", "copy.pdf"]))
    if let text = try PDFPages.text("copy.pdf", in: workshop) {
      #expect(text.contains("COPY"))
      #expect(text.contains("Status on 6 Nov 2026"))
      #expect(text.contains("PAID"))
    }
    if let text = try PDFPages.text("issued.pdf", in: workshop) { #expect(!text.contains("COPY")) }

    // A changed name makes other bytes: refused, unless the document itself is there.
    Self.must(
      try workshop.bring(
        "account", "id,company,name\n000100,PN,New Name\n", ["--source", "prairie"]))
    let changed = try workshop.run(["invoice", "5001", "-o", "changed.pdf"])
    if extra.isEmpty {
      #expect(changed.exitCode == 3 && changed.errors.contains("[issued-differs]"))
    } else {
      #expect(try workshop.bytes("changed.pdf") == workshop.bytes("issued.pdf"))
    }
    let refused = try workshop.run(["undo", issue])
    #expect(refused.exitCode == 0, "\(refused.errors)")
    #expect(try workshop.ask("SELECT count(*) FROM issue_document") == "0")
    #expect(!before.isEmpty)
  }

  @Test func issuedInvoiceKeepsWhatItsFilePromised() throws {
    let workshop = try Self.parentsBill()
    Self.must(try workshop.run(["invoice", "5001", "--issue", "--profile", "3b", "-o", "a.pdf"]))
    Self.must(try workshop.run(["invoice", "5001", "-o", "b.pdf"]))
    #expect(try workshop.bytes("a.pdf") == workshop.bytes("b.pdf"))
    Self.must(try workshop.run(["invoice", "5001", "--profile", "3a", "-o", "c.pdf"]))
    if let text = try PDFPages.text("c.pdf", in: workshop) { #expect(text.contains("COPY")) }
  }

  @Test func undoOfAnIssueLeavesNoTrace() throws {
    let workshop = try Self.parentsBill()
    let before = try workshop.run(["dump"]).output
    Self.must(
      try workshop.run(["invoice", "5001", "5002", "--issue", "--archive", "--dir", "out"]))
    let batch = try workshop.ask("SELECT max(id) FROM batch")
    #expect(try workshop.ask("SELECT count(*) FROM issue_document") == "2")
    #expect(try workshop.run(["dump"]).output != before)
    Self.must(try workshop.run(["undo", batch]))
    #expect(try workshop.run(["dump"]).output == before)
    Self.must(try workshop.run(["check"]))
  }

  @Test func legacyInvoiceIsACopyThatNamesItsIssuer() throws {
    let workshop = try Self.parentsBill(currency: "EUR", country: "DE", taxID: "DE123456789")
    Self.must(
      try workshop.bring(
        "account", "id,company,name\n000100,PN,Head Office\n", ["--source", "AcmeBill"]))
    Self.must(
      try workshop.bring(
        "invoice", "number,account,date,total\n77,000100,2026-08-01,52.45\n",
        ["--source", "AcmeBill"]))
    Self.must(try workshop.run(["invoice", "77", "-o", "old.pdf"]))
    if let text = try PDFPages.text("old.pdf", in: workshop) {
      #expect(PDFPages.last("COPY, issued by", in: text) == "AcmeBill")
      #expect(text.contains("As billed by AcmeBill"))
    }
    let xml = try workshop.run(["invoice", "77", "--format", "cii", "-o", "old.xml"])
    #expect(xml.exitCode == 3 && xml.errors.contains("AcmeBill issued it"))
    let issue = try workshop.run(["invoice", "77", "--issue", "-o", "new.pdf"])
    #expect(issue.exitCode == 2 && issue.errors.contains("[legacy-invoice]"))
  }
}
