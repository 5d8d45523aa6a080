/// The billing system of the Canadian company: commas, UTF-8 with a mark, days before months.
let tallgrass = LegacySystem(
  name: "tallgrass", delimiter: ",", encoding: .utf8WithMark, dateSign: "/",
  hasCommaAmounts: false,
  words: [
    "America/Winnipeg": "Central", "America/Regina": "Saskatchewan",
    "active": "A", "suspended": "S", "residential": "RES", "commercial": "COM",
    "invoice": "This bill", "statement": "Balance forward", "paper": "MAIL", "e-mail": "EMAIL",
    "card": "VISA/MC", "bank": "EFT", "cash": "CASH", "check": "CHQ", "wire": "WIRE",
    "paypal": "PAYPAL", "other": "OTHER",
    "succeeded": "OK", "pending": "PEND", "failed": "DECLINED",
    "adjustment": "ADJ", "reversal": "REV", "write-off": "W/O", "goodwill": "GW",
    "credit-note": "CN",
    "updated": "EDIT", "created": "ADD", "deleted": "DELETE", "attached": "LINK",
    "detached": "UNLINK", "other-change": "MISC", "top-off": "TOPUP", "usage-adjustment": "ADJUST",
    "yes": "Y", "no": "N",
  ],
  layouts: [
    .init(
      "product", "products.csv", "tallgrass-products",
      [
        ("Item", "code"), ("Description", "name"), ("Class", "type"), ("Unit Price", "price"),
        ("Revenue Acct", "gl"),
      ]),
    .init(
      "usage plan", "usage-plans.csv", "tallgrass-usage-plans",
      [
        ("Plan", "code"), ("Description", "name"), ("Cap GB", "cap"), ("Carry Over", "rollover"),
        ("Free From", "free_from"), ("Free To", "free_to"), ("Block GB", "unit"),
        ("Block Price", "price"), ("Top Up", "top_off"),
      ]),
    .init(
      "customer", "customers.csv", "tallgrass-customers",
      [
        ("Cust No", "id"), ("Customer Name", "name"), ("Stat", "status"), ("Class", "class"),
        ("Time Zone", "zone"), ("Tax Area", "tax_area"), ("Opened", "created"),
        ("Bill Style", "bill_style"), ("Bill By", "bill_by"), ("Cycle Day", "cycle"),
        ("Terms", "terms"), ("Grace", "grace"), ("Master Cust", "parent"),
        ("Master Since", "parent_since"), ("Contact", "contact"), ("E-Mail", "email"),
        ("Phone", "phone"), ("Street", "street"), ("City", "city"), ("Prov", "region"),
        ("Postal Code", "postcode"),
        ("Usage Plan", "usage_plan"), ("Plan Start", "plan_start"),
      ]),
    .init(
      "subscription", "subscriptions.csv", "tallgrass-subscriptions",
      [
        ("Line", "id"), ("Cust No", "customer"), ("Item", "product"), ("Qty", "quantity"),
        ("From", "since"),
      ]),
    .init(
      "forward", "balances-forward.csv", "tallgrass-balances-forward", footer: ("TOTAL", "amount"),
      [("Cust No", "customer"), ("As At", "date"), ("Balance Fwd", "amount")]),
    .init(
      "invoice", "invoices.csv", "tallgrass-invoices", footer: ("TOTAL", "total"),
      [
        ("Inv No", "number"), ("Cust No", "customer"), ("Inv Date", "date"), ("Due", "due"),
        ("Service From", "from"), ("Service To", "to"), ("Total", "total"),
        ("On Hold", "frozen"), ("Cancelled", "void_date"), ("Cancelled By", "void_user"),
        ("Billed With", "parent_invoice"), ("Note", "message"),
      ]),
    .init(
      "line", "invoice-lines.csv", "tallgrass-invoice-lines",
      [
        ("Line", "id"), ("Cust No", "customer"), ("Inv No", "invoice"), ("Date", "date"),
        ("Class", "type"), ("Item", "product"), ("Text", "text"), ("Amount", "amount"),
        ("From", "from"), ("To", "to"), ("Tax 1", "tax1"), ("Tax 1 Amt", "tax1_amount"),
        ("Tax 2", "tax2"), ("Tax 2 Amt", "tax2_amount"),
      ]),
    .init(
      "credit", "credits.csv", "tallgrass-credits",
      [
        ("Credit", "id"), ("Cust No", "customer"), ("Date", "date"), ("Why", "reason"),
        ("Amount", "amount"), ("Line", "line"), ("Text", "text"), ("By", "user"),
        ("Tax 1", "tax1"), ("Tax 1 Amt", "tax1_amount"), ("Tax 2", "tax2"),
        ("Tax 2 Amt", "tax2_amount"),
      ]),
    .init(
      "payment", "payments.csv", "tallgrass-payments",
      [
        ("Receipt", "id"), ("Cust No", "customer"), ("Received", "date"), ("Amount", "amount"),
        ("How", "method"), ("Result", "status"), ("Ref", "reference"), ("NSF Date", "returned"),
      ]),
    .init(
      "refund", "refunds.csv", "tallgrass-refunds",
      [
        ("Refund", "id"), ("Cust No", "customer"), ("Receipt", "payment"), ("Date", "date"),
        ("Amount", "amount"), ("How", "method"), ("Text", "text"),
      ]),
    .init(
      "allocation", "allocations.csv", "tallgrass-allocations",
      [
        ("Receipt", "payment"), ("Credit", "credit"), ("Inv No", "invoice"), ("Date", "date"),
        ("Amount", "amount"),
      ]),
    .init(
      "balance", "closing-balances.csv", "tallgrass-closing-balances", footer: ("TOTAL", "amount"),
      [("Cust No", "customer"), ("As At", "date"), ("Balance", "amount")]),
    .init(
      "change", "audit-trail.csv", "tallgrass-audit-trail",
      [
        ("Seq", "id"), ("When", "at"), ("Cust No", "customer"), ("Sev", "level"),
        ("Action", "action"), ("Object", "object"), ("Object Id", "object_id"),
        ("Field", "field"), ("Operator", "user"), ("Text", "text"), ("Old", "before"),
        ("New", "after"),
      ]),
    .init(
      "number", "telephone-numbers.csv", "tallgrass-telephone-numbers",
      [
        ("TN", "number"), ("Vendor", "carrier"), ("Rate Centre", "rate_center"),
        ("Cust No", "customer"), ("From", "since"), ("To", "until"),
      ]),
    .init(
      "usage event", "usage-events.csv", "tallgrass-usage-events",
      [
        ("Cust No", "customer"), ("When (UTC)", "at"), ("Type", "type"), ("GB", "gigabytes"),
        ("Operator", "user"), ("Reason", "reason"),
      ]),
  ])
