/// Closed books and what the reports said then: only the store's own verbs make them.
let periodKinds: [Kind] = [
  Kind(
    "period_close", "That a company's books are closed up to a day.", .master, key: ["name"],
    isSourced: false, isMade: true,
    [
      Field("name", .identifier, "Company, period, and the how-manieth closing", required: true),
      Field("company", .reference("company"), "Company", required: true),
      Field("period", .identifier, "The month, such as 2026-10", required: true),
      Field("last", .date, "Its last day", required: true),
      Field("legacy", .flag, "Whether it is history that another system made"),
      Field("balance", .integer, "What all entries came to, in minor units", required: true),
      Field("reopened", .text, "Why it was opened again"),
    ]),
  Kind(
    "period_report", "What a report said when the books were closed.", .master,
    key: ["period_close", "report"], isSourced: false, isMade: true,
    [
      Field("period_close", .reference("period_close"), "The closing", required: true),
      Field("report", .identifier, "The report", required: true),
      Field("arguments", .text, "Its parameters"),
      Field(
        "sql_sha256", .identifier, "SHA-256 of its query and the views that this reads",
        required: true),
      Field("csv_sha256", .identifier, "SHA-256 of what it said", required: true),
      Field("csv", .text, "What it said, as CSV", required: true),
    ]),
]
