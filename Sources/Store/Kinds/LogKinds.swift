let logKinds: [Kind] = [
  Kind(
    "log", "Something that was done, with the value before and after.", .event, key: ["id"],
    fingerprint: ["at", "entity", "entity_id", "user", "message"],
    [
      Field("id", .identifier, "Id in its source"),
      Field("at", .instant, "When", required: true),
      Field("account", .reference("account"), "Account that it belongs to"),
      Field("level", .code(["info", "error", "critical"]), "How serious"),
      Field(
        "type",
        .code(["created", "updated", "deleted", "attached", "detached", "system", "other"]),
        "What was done", required: true),
      Field("entity", .text, "What kind of thing was changed"),
      Field("entity_id", .identifier, "Which one"),
      Field("field", .text, "Which of its values"),
      Field("user", .text, "Who did it"),
      Field("message", .text, "In words"),
      Field("previous", .text, "Value before"),
      Field("current", .text, "Value after"),
    ]),
  Kind(
    "access_log", "That somebody looked at something.", .event, key: ["id"],
    fingerprint: ["at", "account", "entity", "entity_id", "user"],
    [
      Field("id", .identifier, "Id in its source"),
      Field("at", .instant, "When", required: true),
      Field("account", .reference("account"), "Account that it belongs to"),
      Field("user", .text, "Who looked"),
      Field("entity", .text, "At what kind of thing"),
      Field("entity_id", .identifier, "At which one"),
      Field("entity_name", .text, "What it is called"),
    ]),
  Kind(
    "disconnection", "That an account's service was cut off, or restored.", .event, key: ["id"],
    fingerprint: ["at", "account", "state", "address"],
    [
      Field("id", .identifier, "Id in its source"),
      Field("at", .instant, "When", required: true),
      Field("account", .reference("account"), "Account", required: true),
      Field("state", .code(["off", "on"]), "Cut off or restored; not stated means cut off"),
      Field("user", .text, "Who did it"),
      Field("address", .text, "At which address"),
      Field("reason", .text, "Why"),
    ]),
]
