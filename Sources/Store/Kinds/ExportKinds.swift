/// What went to other systems, under which ids accounts are known there, and how what arrived compares:
/// only the store's own verbs make them.
let exportKinds: [Kind] = [
  Kind(
    "export_file", "A file that went to another system.", .master, key: ["name"],
    isSourced: false, isMade: true,
    [
      Field("name", .identifier, "Target, batch and file", required: true),
      Field("target", .identifier, "The system", required: true),
      Field("file", .identifier, "Name of the file", required: true),
      Field("arguments", .text, "What the export was told"),
      Field("sha256", .identifier, "SHA-256 of its bytes", required: true),
      Field("bytes", .integer, "Its length", required: true),
      Field("row_count", .integer, "How many rows it has", required: true),
      Field("totals", .text, "What its rows come to, by currency"),
    ]),
  Kind(
    "export_row", "A row of a file that went to another system.", .master,
    key: ["export_file", "key"], isSourced: false, isMade: true,
    [
      Field("export_file", .reference("export_file"), "The file", required: true),
      Field("key", .identifier, "What it is about", required: true),
      Field("hash", .integer, "Of its cells", required: true),
    ]),
  Kind(
    "crosswalk", "The id that another system gave an account.", .master,
    key: ["account", "target"], isMade: true,
    [
      Field("account", .reference("account"), "The account", required: true),
      Field("target", .identifier, "The other system", required: true),
      Field("new_id", .identifier, "Its id there", required: true),
    ]),
  Kind(
    "parity", "How what arrived in another system compares with what left.", .master, key: ["name"],
    isSourced: false, isMade: true,
    [
      Field("name", .identifier, "Target, batch, currency and aspect", required: true),
      Field("target", .identifier, "The system", required: true),
      Field("aspect", .text, "What was compared", required: true),
      Field("as_of", .date, "The day", required: true),
      Field("currency", .identifier, "Currency, of amounts"),
      Field("equal", .integer, "How many agree", required: true),
      Field("differing", .integer, "How many differ", required: true),
      Field("listed", .integer, "How many of these the export had listed", required: true),
      Field("difference", .integer, "Sum of absolute differences, in minor units"),
    ]),
  Kind(
    "parity_difference", "Something that is not the same there.", .master,
    key: ["parity", "account", "item"], isSourced: false, isMade: true,
    [
      Field("parity", .reference("parity"), "The comparison", required: true),
      Field("account", .identifier, "The account", required: true),
      Field("item", .identifier, "What of it", required: true),
      Field("ours", .text, "As the store has it"),
      Field("theirs", .text, "As the other system has it"),
      Field("difference", .text, "What is too much there, or too little"),
      Field("listed", .text, "What the export had listed of it"),
    ]),
]
