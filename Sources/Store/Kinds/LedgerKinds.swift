/// Money. Amounts are positive and the kind gives the sign; only a debit's may be negative, since a
/// negative line of an imported invoice stays a line of it (rules §2).
let ledgerKinds: [Kind] = [
  Kind(
    "opening_balance", "What an account owed (or was owed, negative) when its history begins.",
    .ledger, key: ["account"],
    [
      Field("account", .reference("account"), "Account", required: true),
      atField, dateField,
      Field("amount", .money, "Positive: the account owes", required: true),
      currencyField,
    ]),
  Kind(
    "invoice", "An invoice: its lines are debits.", .ledger, key: ["number"],
    [
      Field(
        "number", .identifier, "Invoice number", required: true,
        synonyms: ["invoice", "invoice no", "invoice number", "inv no"]),
      accountField, atField, dateField,
      Field("due", .date, "Due date", synonyms: ["due date"]),
      Field("coverage_from", .date, "First day of the coverage period"),
      Field("coverage_to", .date, "Last day of the coverage period"),
      Field("months", .integer, "Number of months billed"),
      Field("recurring", .flag, "Whether billing made it, not a person"),
      Field("total", .money, "Total as the source states it, taxes included"),
      currencyField,
      Field("frozen", .date, "Day since which nothing about it may change"),
      Field("parent_invoice", .identifier, "Number of the parent's invoice that shows it"),
      Field("message", .text, "Message printed on it"),
      Field(
        "purchase_order", .identifier, "The customer's own order number or reference",
        synonyms: ["po number", "purchase order", "your reference"]),
    ]),
  Kind(
    "debit", "A charge: a line of an invoice, or not invoiced yet.", .ledger, key: ["id"],
    [
      Field("id", .identifier, "Id in its source", required: true),
      Field("account", .reference("account"), "Account; not stated means the invoice's"),
      Field("invoice", .reference("invoice"), "Invoice; not stated means uninvoiced"),
      atField, dateField,
      Field(
        "type",
        .code([
          "recurring", "data", "voice", "one-time", "expiring", "overage", "adjustment", "late-fee",
        ]), "What it is charged for"),
      Field("service", .reference("service"), "Service"),
      Field("description", .text, "Text of the line"),
      Field("quantity", .quantity, "How many; not stated means one"),
      Field("unit_price", .rate, "Price of one"),
      Field(
        "amount", .money, "Amount without tax; negative only as a line of an invoice",
        required: true),
      currencyField,
      Field("pays_from", .date, "First day that it pays for"),
      Field("pays_to", .date, "Last day that it pays for"),
      Field("gl_code", .identifier, "General-ledger code, as it was at billing"),
    ]),
  Kind(
    "discount", "A credit that is not a payment: its reason decides what reports call it.", .ledger,
    key: ["id"],
    [
      Field("id", .identifier, "Id in its source", required: true),
      accountField, atField, dateField,
      Field(
        "reason",
        .code(["discount", "adjustment", "reversal", "credit-note", "write-off", "goodwill"]),
        "Why it was given", required: true),
      Field("amount", .money, "Amount without tax, positive", required: true),
      currencyField,
      Field("debit", .reference("debit"), "The debit that it reverses"),
      Field("number", .identifier, "Number, when it is a credit note"),
      Field("corrects", .reference("invoice"), "The invoice that a credit note corrects"),
      Field("description", .text, "Text"),
      Field("gl_code", .identifier, "General-ledger code"),
      Field("user", .text, "Who gave it"),
    ]),
  Kind(
    "tax_line", "Tax on a debit, or tax given back with a discount.", .ledger, key: ["id"],
    [
      Field("id", .identifier, "Id in its source", required: true),
      Field("debit", .reference("debit"), "The debit that is taxed"),
      Field("discount", .reference("discount"), "The discount whose tax is given back"),
      Field("name", .text, "Name of the tax"),
      Field("jurisdiction", .text, "Authority that it is owed to"),
      Field("rate", .fraction, "Rate as a fraction"),
      Field("base", .money, "Amount that was taxed"),
      Field("amount", .money, "Tax", required: true),
      currencyField,
      Field(
        "category",
        .code([
          "standard", "zero", "exempt", "reverse-charge", "intra-community", "export",
          "outside-scope",
        ]),
        "Why this rate, as EN 16931 tells; not stated means standard, or zero where the rate is 0"),
      Field("exemption", .text, "Why no tax is charged, as on the invoice"),
    ]),
  Kind(
    "payment", "Money received from a customer.", .ledger, key: ["id"],
    fingerprint: ["account", "date", "amount", "method", "reference"],
    [
      Field(
        "id", .identifier, "Id in its source", synonyms: ["payment id", "receipt", "receipt no"]),
      accountField, atField, dateField,
      Field("amount", .money, "Amount, positive", required: true),
      currencyField,
      Field(
        "method", .code(["card", "bank", "cash", "check", "wire", "paypal", "other"]),
        "How it was paid", synonyms: ["payment type", "payment method"]),
      Field(
        "status", .code(["succeeded", "pending", "failed"]),
        "Only succeeded payments count; not stated means succeeded"),
      Field("reference", .identifier, "Check number, transaction id", synonyms: ["ref"]),
      Field("invoice", .identifier, "Invoice number that the payer named"),
      Field("deposit_slip", .identifier, "Deposit slip that it is on"),
      Field("fee", .money, "Fee of the processor"),
      Field("description", .text, "Text"),
    ]),
  Kind(
    "payment_status", "A later change of a payment's status.", .ledger, key: ["payment", "date"],
    [
      Field("payment", .reference("payment"), "Payment", required: true),
      Field("date", .date, "Accounting date of the change", required: true),
      Field(
        "status", .code(["succeeded", "pending", "failed"]), "The status from then on",
        required: true),
    ]),
  Kind(
    "application", "Part of a payment or discount, put onto an invoice or an opening balance.",
    .ledger, key: ["payment", "discount", "invoice", "opening_balance", "date", "occurrence"],
    [
      Field("payment", .reference("payment"), "The payment that it comes from"),
      Field("discount", .reference("discount"), "Or the discount"),
      Field("invoice", .reference("invoice"), "The invoice that it goes to"),
      Field(
        "opening_balance", .reference("opening_balance"),
        "Or the opening balance, by its account"),
      Field("date", .date, "Accounting date", required: true),
      Field("occurrence", .integer, "Distinguishes equal ones of the same day, from 1"),
      Field("amount", .money, "Amount, positive", required: true),
      currencyField,
      Field("voided", .date, "Day on which it was taken off again"),
      Field(
        "inferred", .code(["stated", "oldest"]),
        "How it was inferred; not stated means that the source says so"),
    ]),
  Kind(
    "invoice_void", "The voiding of an invoice: its debits are reversed, its payments freed.",
    .ledger, key: ["invoice"],
    [
      Field("invoice", .reference("invoice"), "Invoice", required: true),
      Field("date", .date, "Accounting date", required: true),
      Field("user", .text, "Who did it"),
    ]),
  Kind(
    "payment_reversal", "A payment that came back: a bounced check, a chargeback.", .ledger,
    key: ["id"],
    [
      Field("id", .identifier, "Id in its source", required: true),
      Field("payment", .reference("payment"), "Payment", required: true),
      Field("date", .date, "Accounting date", required: true),
      Field("amount", .money, "Amount, positive", required: true),
      currencyField,
      Field("refunded", .flag, "Whether the money was paid out by it: one movement, not two"),
      Field("description", .text, "Why"),
    ]),
  Kind(
    "refund", "Available credit, paid out.", .ledger, key: ["id"],
    [
      Field("id", .identifier, "Id in its source", required: true),
      accountField, atField, dateField,
      Field("payment", .reference("payment"), "The payment that is refunded, if one is"),
      Field("amount", .money, "Amount, positive", required: true),
      currencyField,
      Field("method", .text, "How it was paid out"),
      Field("description", .text, "Why"),
    ]),
  Kind(
    "stated",
    "What a source says of itself: kept apart from what is computed, and compared with it.",
    .ledger, key: ["account", "measure", "invoice", "as_of"],
    [
      accountField,
      Field(
        "measure",
        .code([
          "account balance", "balance due", "available credits", "total balance", "invoice total",
          "invoice balance",
        ]), "Which number it is (rules §2)", required: true),
      Field("invoice", .reference("invoice"), "The invoice, where it is about one"),
      Field("as_of", .date, "At the end of this day", required: true),
      Field("amount", .money, "The number", required: true),
      currencyField,
    ]),
]

private let accountField = Field(
  "account", .reference("account"), "Account", required: true,
  synonyms: ["account id", "account no", "customer id", "customer no", "client id"])
private let atField = Field(
  "at", .instant, "When; decides the accounting date in the company's zone", synonyms: ["datetime"])
private let dateField = Field(
  "date", .date, "Accounting date, where no instant is known", synonyms: ["day"])
private let currencyField = Field(
  "currency", .currency, "Currency of the amounts; not stated means the source's")
