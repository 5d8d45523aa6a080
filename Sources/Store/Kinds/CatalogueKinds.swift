let catalogueKinds: [Kind] = [
  Kind(
    "tax_rate", "A tax that is charged in a tax zone.", .master,
    key: ["company", "tax_zone", "name"],
    [
      Field("company", .reference("company"), "Company that collects it", required: true),
      Field("tax_zone", .text, "Tax zone in which it is charged", required: true),
      Field("name", .text, "Name of the tax, such as GST", required: true),
      Field("jurisdiction", .text, "Authority that it is owed to", required: true),
      Field("rate", .fraction, "Rate as a fraction, 0.05 for 5 %", required: true),
    ]),
  Kind(
    "service", "A service that can be sold.", .master, key: ["code"],
    [
      Field("code", .identifier, "Code of the service in its source", required: true),
      Field("name", .text, "Name on invoices", required: true),
      Field(
        "type",
        .code([
          "recurring", "data", "voice", "one-time", "expiring", "overage", "adjustment", "package",
        ]), "What kind of service it is"),
      Field("price", .money, "Price for a month, or once"),
      Field("gl_code", .identifier, "General-ledger code of its revenue"),
      Field("download_kbps", .integer, "Speed down, kilobits a second"),
      Field("upload_kbps", .integer, "Speed up, kilobits a second"),
      Field("taxable", .flag, "Whether it is taxed"),
    ]),
  Kind(
    "account_service", "A service that an account has.", .master, key: ["account", "id"],
    [
      Field("id", .identifier, "Id of the assignment in its source", required: true),
      Field("account", .reference("account"), "Account", required: true),
      Field("service", .reference("service"), "Service", required: true),
      Field("quantity", .quantity, "How many; not stated means one"),
      Field("price", .money, "Price in place of the service's own"),
      Field("description", .text, "What the invoice says besides the name"),
      Field("since", .date, "First day"),
      Field("until", .date, "Last day"),
      Field("next_bill_date", .date, "Next bill date, where it is not the account's"),
    ]),
]
