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
    ])
]
