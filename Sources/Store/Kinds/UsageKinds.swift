let usageKinds: [Kind] = [
  Kind(
    "usage_policy", "A data allowance and what happens beyond it.", .master, key: ["code"],
    [
      Field("code", .identifier, "Code in its source", required: true),
      Field("name", .text, "Name", required: true),
      Field("cap", .bytes, "Allowance of a period, bytes; not stated means unlimited"),
      Field("rollover", .flag, "Whether the unused part of the cap may be used in later periods"),
      Field(
        "rollover_periods", .integer,
        "In how many periods after its own it may be used; not stated means one, 0 means for good"),
      Field("free_from", .text, "Begin of the daily free window, HH:MM"),
      Field("free_to", .text, "End of the daily free window, HH:MM"),
      Field("overage_unit", .bytes, "Bytes in a unit of overage"),
      Field("overage_price", .money, "Price of a unit of overage"),
      Field("currency", .currency, "Currency of the price; not stated means the source's"),
      Field("top_off", .flag, "Whether more can be bought during a period"),
    ]),
  Kind(
    "usage_assignment", "The usage policy of an account, from a day on.", .master,
    key: ["account", "since"],
    [
      Field("account", .reference("account"), "Account", required: true),
      Field("policy", .reference("usage_policy"), "Policy", required: true),
      Field("since", .date, "First day; not stated means since ever"),
      Field("until", .date, "Last day"),
    ]),
  Kind(
    "usage_counter", "A reading of a meter that only counts up, until it is reset.", .event,
    key: ["account", "meter", "at"],
    [
      Field("account", .reference("account"), "Account", required: true),
      Field("meter", .identifier, "Which meter, such as a port or a MAC address", required: true),
      Field("at", .instant, "When it was read", required: true),
      Field("bytes_in", .bytes, "Counter of bytes to the customer", required: true),
      Field("bytes_out", .bytes, "Counter of bytes from the customer", required: true),
    ]),
  Kind(
    "usage_interval", "What was used in an interval, already classified.", .event,
    key: ["account", "meter", "start_at"],
    [
      Field("account", .reference("account"), "Account", required: true),
      Field("meter", .identifier, "Which meter", required: true),
      Field("start_at", .instant, "Begin", required: true),
      Field("end_at", .instant, "End, exclusive"),
      Field("billable_in", .bytes, "Billable bytes to the customer", required: true),
      Field("billable_out", .bytes, "Billable bytes from the customer", required: true),
      Field("free_in", .bytes, "Free bytes to the customer", required: true),
      Field("free_out", .bytes, "Free bytes from the customer", required: true),
    ]),
  Kind(
    "usage_adjustment", "A correction of the billable usage by hand.", .event,
    key: ["account", "at"],
    [
      Field("account", .reference("account"), "Account", required: true),
      Field("at", .instant, "When; decides the period", required: true),
      Field("bytes_in", .bytes, "Bytes to the customer, signed"),
      Field("bytes_out", .bytes, "Bytes from the customer, signed"),
      Field("user", .text, "Who did it"),
      Field("reason", .text, "Why"),
    ]),
  Kind(
    "top_off", "More allowance, bought for a period.", .event, key: ["account", "at"],
    [
      Field("account", .reference("account"), "Account", required: true),
      Field("at", .instant, "When; decides the period", required: true),
      Field("bytes", .bytes, "How much", required: true),
    ]),
]
