/// Devices, and the network's addresses with who had them when.
let networkKinds: [Kind] = [
  Kind(
    "inventory_item", "A device that an account has, or that lies in store.", .master, key: ["id"],
    [
      Field("id", .identifier, "Id in its source", required: true),
      Field("account", .reference("account"), "Account that has it"),
      Field("model", .text, "Model", required: true),
      Field("mac", .identifier, "MAC addresses, separated by semicolons"),
      Field("serial", .identifier, "Serial number"),
      Field("status", .text, "Status, such as functional, broken, in store"),
      Field("service", .reference("service"), "Data service that it carries"),
      Field("connected_to", .text, "What it is connected to, such as another device or a site"),
    ]),
  Kind(
    "radius_account", "What an account's device logs in to the network with; never its password.",
    .master, key: ["name"],
    [
      Field("name", .identifier, "User name", required: true),
      Field("account", .reference("account"), "Account that it belongs to"),
      Field("address", .identifier, "IP address that it is given, from a pool"),
      Field("route", .identifier, "Subnet that is routed to it"),
      Field("is_disabled", .flag, "Whether it may not log in"),
    ]),
  Kind(
    "ip_assignment", "Who has an address of the network, from when to when.", .master,
    key: ["address", "account", "since"],
    [
      Field("address", .identifier, "IP address or subnet", required: true),
      Field("account", .reference("account"), "Account that has it", required: true),
      Field("type", .code(["soft", "hard"]), "Whether it was found in use, or is fixed"),
      Field(
        "holder", .code(["account", "inventory", "radius", "mac"]),
        "What of the account has it: itself, an inventory item, a RADIUS account, or a device that is "
          + "in no inventory; not stated means itself"),
      Field("holder_name", .identifier, "That MAC address or user name"),
      Field("since", .instant, "When it was added; not stated means since ever"),
      Field("until", .instant, "When it was removed; not stated means still"),
    ]),
]
