let accountKinds: [Kind] = [
  Kind(
    "account", "A customer's account, with its billing parameters.", .master, key: ["id"],
    [
      Field(
        "id", .identifier, "Account id in its source", required: true,
        synonyms: [
          "account", "account id", "account no", "account number", "customer id",
          "customer no", "customer number", "cust no", "client id",
        ]),
      Field("company", .reference("company"), "Company that bills it", required: true),
      Field("name", .text, "Name of the holder", required: true, synonyms: ["full name"]),
      Field("status", .text, "Status, such as active, suspended, closed", synonyms: ["state"]),
      Field("type", .text, "Type, such as residential, commercial"),
      Field("groups", .text, "Groups, separated by semicolons"),
      Field("zone", .zone, "Time zone for showing its local time"),
      Field("language", .text, "Language of its documents, such as fr-CA"),
      Field("tax_zone", .text, "Geographic tax zone of its address"),
      Field("created", .date, "Day it was created"),
      Field("activated", .date, "Day it was activated"),
      Field("next_bill_date", .date, "Day of its next billing"),
      Field(
        "bill_mode", .code(["invoice", "statement"]),
        "What its bill shows: this invoice, or prior balances too"),
      Field("bill_day", .integer, "Day of the month that its billing cycle begins, 1 to 31"),
      Field("due_days", .integer, "Days from invoice to due date"),
      Field("grace_days", .integer, "Days from due date to delinquency"),
      Field("grace_until", .date, "Not delinquent before this day has passed"),
      Field("delinquency_minimum", .money, "Smallest amount that makes it delinquent"),
      Field("months_to_bill", .integer, "Months billed in advance at a time"),
      Field("tax_exempt", .flag, "Whether no tax is charged"),
      Field("autopay", .flag, "Whether the balance is taken on the autopay day"),
      Field("tax_id", .identifier, "Tax registration of the holder, as on invoices"),
      Field("print_invoice", .flag, "Whether its bills are printed and go by post"),
      Field(
        "itemisation", .code(["none", "summary", "masked", "full"]),
        "How its calls are listed on bills; not stated means masked"),
    ]),
  Kind(
    "account_link", "A child account's link to its parent, from a day on.", .master,
    key: ["account", "since"],
    [
      Field("account", .reference("account"), "The child", required: true),
      Field("parent", .reference("account"), "The parent", required: true),
      Field("since", .date, "First day of the link; not stated means since ever"),
      Field("until", .date, "Last day of the link"),
    ]),
  Kind(
    "status_change", "A change of an account's status.", .master, key: ["account", "at"],
    [
      Field("account", .reference("account"), "Account", required: true),
      Field("at", .instant, "When it changed", required: true),
      Field("status", .text, "The status from then on", required: true),
    ]),
  Kind(
    "contact", "A person to reach about an account.", .master, key: ["account", "role", "name"],
    [
      Field("account", .reference("account"), "Account", required: true),
      Field("role", .text, "Role, such as billing, technical", required: true),
      Field("name", .text, "Name of the person", required: true),
      Field("email", .text, "E-mail address"),
      Field("phone", .identifier, "Telephone number, as written"),
      Field("phone_number", .phone, "The same in E.164, for finding it"),
      Field("language", .text, "Language, such as fr-CA"),
      Field("is_primary", .flag, "Whether this is the primary contact"),
    ]),
  Kind(
    "address", "An address of an account.", .master, key: ["account", "kind"],
    [
      Field("account", .reference("account"), "Account", required: true),
      Field(
        "kind", .code(["service", "mailing", "future"]), "What the address is for", required: true),
      Field("line1", .text, "Street and number"),
      Field("line2", .text, "Suite, floor, c/o"),
      Field("city", .text, "City"),
      Field("region", .text, "Province, state or region"),
      Field("postcode", .identifier, "Postal code", synonyms: ["zip", "zip code", "postal code"]),
      Field("country", .country, "Country"),
    ]),
  Kind(
    "custom_field", "A named value that the ISP keeps with an account.", .master,
    key: ["account", "name"],
    [
      Field("account", .reference("account"), "Account", required: true),
      Field("name", .text, "Name of the field", required: true),
      Field("value", .text, "Its value"),
    ]),
  Kind(
    "payment_method", "A card or bank account that a processor keeps: a token, never a number.",
    .master, key: ["account", "token"],
    [
      Field("account", .reference("account"), "Account", required: true),
      Field("token", .text, "What the processor knows it by", required: true),
      Field("customer", .text, "What the processor knows the account by"),
      Field("type", .code(["card", "bank"]), "What it is"),
      Field("brand", .text, "Brand of the card, such as visa; name of the bank"),
      Field("last_four", .identifier, "Its last four digits"),
      Field("expires", .identifier, "Month in which the card expires, such as 2028-09"),
      Field("holder", .text, "Name on it"),
      Field("autopay", .flag, "Whether bills are taken from it"),
    ]),
]
