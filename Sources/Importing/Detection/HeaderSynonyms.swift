package import Store

/// Which columns of a foreign header could be which fields of a kind: by the field's own name, its
/// declared synonyms, and the words below. Suggestions only: no import binds by them.
package enum HeaderSynonyms {
  /// A column that could be a field.
  package struct Match: Sendable, Equatable {
    /// From 0, in the header.
    package var column: Int
    /// Index of the kind's field.
    package var field: Int
  }

  /// For each field the first column that is named like it. A column serves one field: names of the
  /// field itself go before synonyms, so that `date` of a payment isn't taken for something else.
  package static func matches(_ header: [String], of kind: Kind) -> [Match] {
    let names = header.map(HeaderName.normalize)
    var taken: Set<Int> = []
    var found: [Match] = []
    let words = kind.fields.map { wordLists(of: $0, in: kind) }
    for rank in 0..<(words.map(\.count).max() ?? 0) {
      for (field, lists) in words.enumerated() where rank < lists.count {
        if found.contains(where: { $0.field == field }) { continue }
        let column = lists[rank].lazy.compactMap { word in
          names.indices.first { names[$0] == word && !taken.contains($0) }
        }.first
        guard let column else { continue }
        taken.insert(column)
        found.append(Match(column: column, field: field))
      }
    }
    return found.sorted { $0.field < $1.field }
  }

  /// Normalised names of a field, the surest first.
  private static func wordLists(of field: Field, in kind: Kind) -> [[String]] {
    let own = words["\(kind.name).\(field.name)"] ?? []
    let general = words[field.name] ?? []
    let referred: [String] =
      if case .reference(let other) = field.type, other != "company" {
        ["\(other) id", "\(other) no", "\(other) number", other]
      } else { [] }
    return [[field.name], field.synonyms + own, general + referred].map {
      $0.map(HeaderName.normalize)
    }
  }

  /// By `kind.field`, or by a field's name in any kind.
  private static let words: [String: [String]] = [
    "account": [
      "account id", "account no", "account number", "acct", "acct no", "customer", "customer id",
      "customer no", "customer number", "cust id", "cust no", "cust num", "client id", "client no",
      "user id", "subscriber id", "subscriber no", "kundennr", "kundennummer", "kunde",
      "agent custid", "customer[id]", "debtor",
    ],
    "account.id": [
      "id", "agent custid", "kundennr", "kundennummer", "custnum", "subscriber id", "user id",
      "customer[id]",
    ],
    "account.name": [
      "customer name", "client name", "account name", "company name", "display name", "holder",
      "customer", "contact name", "company", "name1",
    ],
    "account.created": ["created at", "registration date", "sign up date", "date added", "since"],
    "account.activated": ["activation date", "start date", "connected"],
    "account.type": ["account type", "account type id", "category", "customer type"],
    "account.status": ["account status", "account status id", "customer status"],
    "account.groups": ["account groups", "group", "groups"],
    "account.next_bill_date": ["next bill date", "next billing date", "next invoice date"],
    "account.autopay": ["auto pay", "auto collection"],
    "email": ["e-mail", "email address", "emails", "mail", "primary contact email address"],
    "phone": [
      "phone number", "telephone", "tel", "mobile", "mobile phone", "phones", "home phone",
    ],
    "line1": [
      "address", "address1", "address line 1", "street", "street 1", "physical address line1",
      "strasse", "straße",
    ],
    "line2": ["address2", "address line 2", "street 2", "physical address line 2"],
    "city": ["town", "ort", "stadt", "physical city"],
    "region": ["state", "province", "county", "physical state"],
    "postcode": ["zip", "zip code", "postal code", "plz", "physical zip"],
    "country": ["country code", "land", "physical country"],
    "currency": ["currency code", "cur", "waehrung", "währung", "preferred currency code"],
    "date": [
      "day", "created", "created at", "creation date", "datum", "posted", "posting date",
      "transaction date", "entry date",
    ],
    "at": ["datetime", "date time", "date/time", "timestamp", "time", "created utc"],
    "amount": [
      "total", "value", "sum", "betrag", "amt", "gross", "amount paid", "payment amount",
      "credit amount", "price",
    ],
    "description": ["memo", "text", "details", "note", "notes", "comment", "comments", "message"],
    "reference": [
      "ref", "check number", "check no", "checknum", "cheque number", "transaction id",
      "reference number", "transaction", "txn id", "trace number", "verwendungszweck",
    ],
    "user": ["user name", "admin name", "admin", "created by", "employee", "operator"],
    "name": ["title", "bezeichnung", "label"],
    "status": ["state", "st"],
    "since": ["from", "start", "start date", "valid from", "since"],
    "until": ["to", "end", "end date", "valid to", "until"],
    "quantity": ["qty", "qnty", "menge", "item quantity", "count"],
    "unit_price": ["price", "rate", "unit amount", "item rate", "einzelpreis", "unit cost"],
    "gl_code": ["gl", "gl account", "general ledger code", "account code", "nominal code"],
    "invoice": [
      "invoice id", "invoice no", "invoice number", "inv no", "invnum", "rechnungsnr",
      "rechnung", "invoice[id]", "document number",
    ],
    "invoice.number": [
      "number", "id", "invoice id", "invnum", "invoice[id]", "rechnungsnr", "rechnungsnummer",
      "doc num", "document number", "invoice#",
    ],
    "invoice.date": ["invoice date", "invoice[date]", "rechnungsdatum", "issue date", "bill date"],
    "invoice.due": ["due date", "invoice[due date]", "faellig", "fällig", "payment due", "due on"],
    "invoice.total": ["amount", "invoice total", "invoice[total]", "total amount", "total due"],
    "invoice.message": ["memo", "note", "notes"],
    "payment.id": [
      "payment id", "id", "receipt no", "receipt", "transaction id", "transaction no", "payment no",
      "balance transaction id",
    ],
    "payment.date": ["payment date", "date paid", "paid on", "received", "date received"],
    "payment.amount": ["amount in", "amount received", "credit", "payment"],
    "payment.method": [
      "payment type", "payment method", "type", "pay method", "gateway", "payment method type",
    ],
    "payment.fee": ["fees", "processor fee", "processing fee"],
    "debit.id": ["id", "line id", "item id", "debit id", "charge id"],
    "debit.description": ["item", "item description", "product", "service", "line description"],
    "debit.amount": [
      "line amount", "item amount", "net", "net amount", "charge", "extended amount",
    ],
    "discount.id": [
      "credit id", "credit note", "credit note id", "discount id", "id", "credit no",
    ],
    "discount.reason": ["reason", "credit type", "type"],
    "discount.date": ["credit date"],
    "opening_balance.amount": ["prior balance", "balance", "open balance", "opening balance"],
    "stated.amount": ["balance", "closing balance", "account balance", "balance due", "saldo"],
    "stated.as_of": ["as of", "date", "closing date", "balance date"],
    "tax_line.name": ["tax", "tax name", "tax code"],
    "tax_line.amount": ["tax amount", "item tax amount"],
    "cdr.call_id": ["call id", "uniqueid", "unique id", "callid", "id", "call reference"],
    "cdr.start": [
      "call date", "calldate", "start time", "starttime", "setup time", "date", "datetime",
      "date/time", "call start", "connect time", "timestamp",
    ],
    "cdr.from_text": [
      "from", "call from", "caller", "src", "source", "calling number", "a number", "anumber",
      "originating number", "source number", "ani", "caller id", "callerid",
    ],
    "cdr.to_text": [
      "to", "call to", "callee", "dst", "destination number", "called number", "b number",
      "bnumber", "terminating number", "called", "dialed number", "dialled number",
    ],
    "cdr.duration": [
      "billsec", "duration", "billable seconds", "seconds", "total duration", "call duration",
      "billable duration", "duration seconds",
    ],
    "cdr.cost": ["price", "cost ex", "charge", "amount", "rate amount"],
    "cdr.disposition": ["answer status", "result", "status", "call status"],
    "cdr.destination": ["destination name", "billing classification", "zone", "destination"],
    "did.number": ["did", "phone number", "telephone number", "tn", "ddi"],
    "did_assignment.number": ["did", "phone number", "telephone number", "tn", "ddi", "phone"],
    "usage_counter.bytes_in": [
      "bytes in", "download", "down", "octets in", "rx bytes", "in octets",
    ],
    "usage_counter.bytes_out": [
      "bytes out", "upload", "up", "octets out", "tx bytes", "out octets",
    ],
    "usage_counter.at": ["time", "timestamp", "polled at", "read at"],
    "meter": ["port", "mac", "mac address", "interface", "device", "meter id"],
  ]
}
