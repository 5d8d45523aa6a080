let companyKinds: [Kind] = [
  Kind(
    "company", "A company that owns accounts and issues invoices.", .master, key: ["code"],
    isSourced: false,
    [
      Field("code", .identifier, "Short name, used in files", required: true),
      Field("name", .text, "Legal name, as on invoices", required: true),
      Field("currency", .currency, "Currency of all its amounts", required: true),
      Field("zone", .zone, "Accounting zone: decides each entry's accounting date", required: true),
      Field("locale", .text, "Language and region of its documents, such as en-CA"),
      Field("country", .country, "Country of its address"),
      Field("street", .text, "Street and number"),
      Field("city", .text, "City"),
      Field("region", .text, "Province, state or region"),
      Field("postcode", .identifier, "Postal code"),
      Field("tax_id", .identifier, "Tax registration, as on invoices"),
      Field("email", .text, "Address for billing questions"),
      Field("phone", .identifier, "Telephone for billing questions"),
      Field("web", .text, "Web site"),
    ]),
  Kind(
    "source", "A system, switch or carrier whose files are imported; its ids are its own.", .master,
    key: ["name"], isSourced: false,
    [
      Field("name", .identifier, "Short name, given with --source", required: true),
      Field("company", .reference("company"), "Company whose accounts it has"),
      Field(
        "role", .code(["system", "bill", "cost", "reference"]),
        "A billing system, or what its calls are for: billing, cost, or reference", required: true),
      Field(
        "feed", .code(["snapshot", "increment"]),
        "Whether each file is everything, or only what is new"),
      Field("zone", .zone, "Time zone of its local times", required: true),
      Field("country", .country, "Home country of its telephone numbers"),
      Field("currency", .currency, "Currency of amounts that name none"),
      Field("area", .identifier, "Home area code of its seven-digit numbers"),
      Field(
        "cadence", .code(["hourly", "daily", "weekly", "monthly", "once"]),
        "How often a file is expected"),
      Field("profiles", .text, "Profiles of its files, parted by commas"),
      Field(
        "fallback", .text,
        "What says whose a call is when no number does: account-code, trunk, ip, in that order if "
          + "not given"),
      Field(
        "reissue", .code(["name", "date", "sequence"]),
        "What a file has alike with the earlier one that it replaces: its name, the day in its name, "
          + "its number; not stated: no file replaces another"),
      Field("cut_over", .date, "Last day of its history: what is dated up to it is legacy"),
      Field(
        "stated_sign", .code(["debit", "credit"]),
        "What a positive stated balance means: the account owes (debit), or is owed (credit)"),
    ]),
]
