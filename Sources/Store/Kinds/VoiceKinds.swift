let voiceKinds: [Kind] = [
  Kind(
    "did", "A telephone number that the ISP can assign.", .master, key: ["number"],
    [
      Field("number", .phone, "The number, E.164", required: true, synonyms: ["did"]),
      Field("carrier", .text, "Carrier that it comes from"),
      Field("rate_center", .text, "Rate center"),
    ]),
  Kind(
    "did_assignment", "Who holds a number, from when to when.", .master, key: ["number", "since"],
    [
      Field("number", .phone, "The number, E.164", required: true),
      Field("account", .reference("account"), "Holder", required: true),
      Field("since", .instant, "Begin; not stated means since ever"),
      Field("until", .instant, "End, exclusive; not stated means still"),
    ]),
  Kind(
    "call_key",
    "A trunk, account code or address whose calls are an account's, from when to when.", .master,
    key: ["type", "value", "since"],
    [
      Field("type", .code(["trunk", "account-code", "ip"]), "What it is", required: true),
      Field("value", .identifier, "As the calls have it", required: true),
      Field("account", .reference("account"), "Whose calls they are", required: true),
      Field("since", .instant, "Begin; not stated means since ever"),
      Field("until", .instant, "End, exclusive; not stated means still"),
    ]),
  Kind(
    "cdr", "A call detail record: one call, one row.", .event, key: ["call_id", "leg"],
    fingerprint: ["start_text", "from_text", "to_text", "duration"],
    [
      Field("call_id", .identifier, "The carrier's id of the call"),
      Field("leg", .identifier, "Leg, where a call has several records"),
      Field("start", .instant, "When the call began", required: true),
      Field(
        "start_text", .identifier,
        "The same, as the carrier wrote it; kept of calls without an id, to know them again"),
      Field("from_text", .identifier, "Calling number, as the carrier wrote it"),
      Field("from_number", .phone, "Calling number, E.164"),
      Field("to_text", .identifier, "Called number, as the carrier wrote it"),
      Field("to_number", .phone, "Called number, E.164"),
      Field("duration", .milliseconds, "Raw duration of the conversation", required: true),
      Field(
        "end", .instant,
        "When it ended; not kept: it tells a begin in the hour that clocks repeat", isHint: true),
      Field("carrier_billed", .seconds, "Seconds that the carrier bills"),
      Field("direction", .code(["inbound", "outbound", "internal"]), "Seen from the ISP"),
      Field(
        "disposition", .code(["answered", "no-answer", "busy", "failed", "canceled"]),
        "How it ended"),
      Field("disposition_text", .text, "The same, as the carrier wrote it"),
      Field("trunk", .identifier, "Trunk or route"),
      Field("account_code", .identifier, "Account code, as the switch has it"),
      Field("ip", .identifier, "Address that the call came from"),
      Field("cost", .rate, "What the carrier charges us"),
      Field("currency", .currency, "Currency of the cost; not stated means the source's"),
      Field("destination", .text, "Destination, as the carrier names it"),
      Field(
        "account", .reference("account"),
        "Whose call it is; not stated means who held the number when it began", isSettledLater: true
      ),
      Field(
        "matched_by", .code(["from", "to", "account-code", "trunk", "ip"]),
        "What says whose it is", isSettledLater: true),
    ]),
  Kind(
    "call_reversal", "That a carrier took a call back, by a file in place of an earlier one.",
    .event,
    key: ["call"], isSourced: false, isMade: true,
    [
      Field("call", .reference("cdr"), "The call", required: true),
      Field("successor", .reference("cdr"), "The call that came in its place"),
    ]),
]
