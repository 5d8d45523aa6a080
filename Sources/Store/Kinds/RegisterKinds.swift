/// What was issued: one row a document, kept for as long as the document counts.
let registerKinds: [Kind] = [
  Kind(
    "issue", "An invoice or a credit note that was issued, and how.", .ledger, key: ["number"],
    [
      Field("number", .identifier, "Its number", required: true),
      Field("invoice", .reference("invoice"), "The invoice that it is"),
      Field("discount", .reference("discount"), "Or the credit note"),
      Field("date", .date, "Its date", required: true),
      Field("as_of", .date, "Payments up to this day count on it", required: true),
      Field("mode", .code(["invoice", "statement"]), "What it shows", required: true),
      Field(
        "itemisation", .code(["none", "summary", "masked", "full"]), "How it lists calls",
        required: true),
      Field("with_xml", .flag, "Whether it is an electronic invoice, too", required: true),
      Field("template", .identifier, "Version of the layout", required: true),
      Field("theme", .text, "Name of the brand", required: true),
      Field("theme_sha256", .identifier, "Hash of the brand"),
      Field("fonts_sha256", .identifier, "Hash of the fonts", required: true),
      Field("sha256", .identifier, "Hash of the document", required: true),
      Field("bytes", .integer, "Its length", required: true),
    ])
]
