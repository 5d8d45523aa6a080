internal import Bytes
internal import Diagnostics
internal import Documents
internal import PDF
internal import Store

let invoiceVerb = Verb(
  "invoice", "[NUMBER…]",
  "Write invoices and credit notes as PDF, or as electronic invoices. One that was issued comes out as "
    + "it was issued, to the byte; another day or mode makes a COPY.",
  takes: 0...10_000,
  options: [
    .value("as-of", "DATE", "Payments up to this day count; the last accounting date if not given"),
    .value("mode", "MODE", "invoice or statement; the account's bill mode if not given"),
    itemiseOption,
    .value("format", "FORMAT", "pdf, or cii: the electronic invoice of EN 16931 alone"),
    profileOption,
    .flag("issue", "Enter it in the register of issued documents, as of its own day"),
    .flag("archive", "With --issue: keep the document itself in the store, too"),
    .flag("no-xml", "Leave the electronic invoice out of the PDF"),
    .flag("batch", "All invoices of --date whose accounts get them printed, in one file"),
    .value("date", "DATE", "With --batch, --each or --eml: the day of the invoices"),
    .flag("exclude-paid", "Of these, leave out what is paid"),
    .flag("duplex", "With --batch: each invoice begins on a new sheet"),
    .value("each", "DIR", "All invoices of --date, a file each, with a manifest of their hashes"),
    .value("name", "PATTERN", "How these files are called, such as {account}-{number}.pdf"),
    .value("eml", "DIR", "A mail draft for each account whose bills are not printed"),
    .value("threads", "N", "With --each or --eml: how many threads; one a processor if not given"),
    documentSourceOption, folderOption, themeOption, waitOption,
  ] + outputOptions
) { invocation in
  if invocation.has("batch") || invocation.has("each") || invocation.has("eml") {
    return try InvoiceRun(invocation).run()
  }
  if invocation.operands.isEmpty {
    throw Problem("operands", .usage, "Say which invoices: NUMBER…, or --batch with a --date.")
  }
  if invocation.has("archive"), !invocation.has("issue") {
    throw Problem("operands", .usage, "--archive keeps what --issue issues: give both.")
  }
  if invocation.has("issue") { return try issue(invocation) }
  let store = Queries(try invocation.readStore())
  let options = try invocation.billOptions()
  let asOf = try invocation.date("as-of")
  if try invocation.choice("format", DocumentFormat.self) == .cii {
    for number in invocation.operands {
      let facts = try InvoiceFacts(
        number, asOf: asOf, source: invocation.value("source"), in: store)
      let invoice = try CrossIndustryInvoice(facts, theme: options.theme, in: store)
      try invocation.write(try invoice.xml(), named: "invoice-\(number).xml")
    }
    return 0
  }
  let printing = try InvoicePrinting(
    store: store, fonts: try options.theme.fontSet(), options: options, asOf: asOf,
    source: invocation.value("source"))
  for number in invocation.operands {
    try invocation.write(try printing.pdf(number), named: "invoice-\(number).pdf")
  }
  return 0
}

private enum DocumentFormat: String, CaseIterable { case pdf, cii }

/// All that is named, or nothing: the files are there before the register says so.
private func issue(_ invocation: Invocation) throws -> Int32 {
  let options = try invocation.billOptions()
  let asOf = try invocation.date("as-of")
  let fonts = try options.theme.fontSet()
  let (database, lock) = try invocation.writeStore(verb: "issue")
  defer { withExtendedLifetime(lock) {} }
  let store = Queries(database)
  var register = IssueRegister(store, version: CarryoverCommand.version)
  try database.transaction {
    for number in invocation.operands {
      let facts = try InvoiceFacts(
        number, asOf: asOf, source: invocation.value("source"), in: store)
      try IssueRegister.check(facts, in: store)
      let document = try InvoiceDocument(facts, options: options, in: store)
      let bytes = try document.pdf(fonts: fonts)
      try register.add(document, bytes: bytes, fonts: fonts, archives: invocation.has("archive"))
      try invocation.write(bytes, named: "invoice-\(number).pdf")
    }
    try register.keep()
  }
  try StoreFile.settle(database)
  return 0
}
