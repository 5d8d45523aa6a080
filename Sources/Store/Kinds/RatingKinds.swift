/// What calls cost: decks of prices by prefix, the plans of accounts, and what was charged for a call.
let ratingKinds: [Kind] = [
  Kind(
    "rate_deck",
    "A list of prices by prefix: what customers are charged, or what a carrier charges.",
    .master, key: ["name"],
    [
      Field("name", .identifier, "Its name", required: true),
      Field(
        "purpose", .code(["charge", "cost"]),
        "Whether it is what we charge, or what a carrier charges us", required: true),
      Field("base", .reference("rate_deck"), "The deck whose prices it marks up"),
      Field("markup", .fraction, "What is added to the prices of the base, 0.25 for 25 %"),
      Field(
        "decimals", .integer, "Decimals that the charge of a call is rounded to; 8 if not given"),
      unitField, firstField, nextField, feeField, minimumField,
    ]),
  Kind(
    "rate", "The price of calls to a prefix, from a day on.", .ledger,
    key: ["prefix", "deck", "direction", "since"],
    [
      Field(
        "prefix", .identifier, "First digits of the number, from the country code on",
        required: true),
      Field("prefix_to", .identifier, "The last prefix, where it is a range of them"),
      Field("deck", .reference("rate_deck"), "Deck", required: true),
      Field(
        "direction", .code(["outbound", "inbound"]),
        "Inbound: of calls to a toll-free number; not stated means outbound"),
      Field("since", .date, "First day; not stated means since ever"),
      Field("until", .date, "Last day; not stated means until a later rate of the prefix begins"),
      Field("description", .text, "Destination"),
      Field("price", .rate, "Price of a unit", required: true),
      unitField, firstField, nextField, feeField, minimumField,
      Field("blocked", .flag, "Whether no call to it is allowed, so that none is charged"),
    ]),
  Kind(
    "voice_plan", "How the calls of an account are charged.", .master, key: ["code"],
    [
      Field("code", .identifier, "Its code", required: true),
      Field("name", .text, "Its name"),
      Field("deck", .reference("rate_deck"), "Deck that prices its calls", required: true),
      Field("service", .reference("service"), "Service that the charges are of: its ledger code"),
    ]),
  Kind(
    "voice_allowance", "What calls of a class a plan includes in a month.", .master,
    key: ["plan", "class"],
    [
      Field("plan", .reference("voice_plan"), "Plan", required: true),
      Field("class", .code(callClasses), "Class of calls", required: true),
      Field("seconds", .seconds, "Seconds in a month; not stated means all of them"),
    ]),
  Kind(
    "local_prefix", "A prefix that is local for the accounts of a plan.", .master,
    key: ["plan", "prefix"],
    [
      Field("plan", .reference("voice_plan"), "Plan", required: true),
      Field("prefix", .identifier, "First digits, from the country code on", required: true),
    ]),
  Kind(
    "voice_plan_assignment", "The voice plan of an account, from a day on.", .master,
    key: ["account", "since"],
    [
      Field("account", .reference("account"), "Account", required: true),
      Field("plan", .reference("voice_plan"), "Plan", required: true),
      Field("since", .date, "First day; not stated means since ever"),
      Field("until", .date, "Last day"),
    ]),
  Kind(
    "call_charge", "What a call was charged; it is never changed, but reversed and charged anew.",
    .event, key: ["call", "sequence"], isSourced: false, isMade: true,
    [
      Field("call", .reference("cdr"), "The call", required: true),
      Field(
        "sequence", .integer, "1 the charge; 2 its reversal, 3 the charge after it, and so on",
        required: true),
      Field("account", .reference("account"), "Whose charge it is", required: true),
      Field("deck", .reference("rate_deck"), "Deck", required: true),
      Field("rate", .reference("rate"), "Rate", required: true),
      Field("class", .code(callClasses), "Class of the call", required: true),
      Field("seconds", .seconds, "Seconds that are billed; negative in a reversal", required: true),
      Field("amount", .rate, "Charge; negative in a reversal", required: true),
    ]),
  Kind(
    "call_billing", "The debit that a call's charge went to.", .event, key: ["call_charge"],
    isSourced: false, isMade: true,
    [
      Field("call_charge", .reference("call_charge"), "The charge", required: true),
      Field("debit", .reference("debit"), "The debit", required: true),
      Field("free_seconds", .seconds, "Seconds of it that the plan includes", required: true),
      Field("amount", .rate, "What is left of the charge", required: true),
    ]),
  Kind(
    "call_export", "That a call went to another system.", .event, key: ["target", "call"],
    isSourced: false, isMade: true,
    [
      Field("target", .identifier, "The export", required: true),
      Field("call", .reference("cdr"), "The call", required: true),
    ]),
]

/// As reports and debits call them.
package let callClasses = ["local", "long-distance", "international", "toll-free"]

private let unitField = Field(
  "unit", .code(["minute", "increment", "call"]),
  "What the price is for; not stated means a minute")
private let firstField = Field(
  "first_interval", .seconds, "Seconds that are billed at least; 1 if nothing states them")
private let nextField = Field(
  "next_interval", .seconds, "Steps of the seconds after these; 1 if nothing states them")
private let feeField = Field("connection_fee", .rate, "Price of a call besides")
private let minimumField = Field("minimum", .rate, "What a call costs at least")
