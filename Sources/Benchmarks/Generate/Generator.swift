internal import Foundation

/// A fictional ISP: two companies, accounts with parents and children, months of invoices, calls and
/// data usage, and everything that happens to money on the way. Writes the exports of the systems
/// that it leaves, and what they must come to.
final class Generator {
  static let companies = ["PFL", "PFE"]
  static let currencies = ["CAD", "EUR"]
  static let systems = [tallgrass, gruenfeld]

  struct Account {
    var number: Int
    var id: String
    var company: Int
    var billDay: Int
    var price: Int
    var taxes: [(name: String, rate: Int)]
    var parent: Int?
    var usagePlan: UsagePlan?
  }

  var dice: Dice
  var books = GeneratedBooks()
  let months: Int
  let count: Int
  let seed: Int
  let folder: String
  /// The day on which all accounts are billed; nil: each has its own.
  let billDay: Int?
  /// The newest account of each company that is nobody's child.
  var newestParents: [Int: Int] = [:]
  var accounts: [Account] = []
  var nextDebit = 1
  var nextInvoice = 100_001
  var nextPayment = 1
  var nextDiscount = 1
  var nextLog = 1
  /// The invoice of a parent in the month that is billed, by account.
  var parentInvoices: [Int: String] = [:]
  var calls: [Call] = []
  var meters: [Int: MeteredUsage] = [:]

  private var files: [String: ExportFile] = [:]
  private var sums: [String: Int] = [:]

  /// The last day of the data: the 20th of the open month.
  var lastDay: Int { Days.number(month: months - 1, day: 20) }

  init(accounts: Int, months: Int, seed: Int, folder: String, billDay: Int? = nil) {
    self.billDay = billDay
    count = accounts
    self.months = months
    self.seed = seed
    self.folder = folder
    dice = Dice(seed: seed)
  }

  func run() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try writeCompanies()
    try open()
    try makeCatalogue()
    for number in 0..<count { try makeAccount(number) }
    for month in 0..<months {
      parentInvoices = [:]
      for index in accounts.indices { try bill(index, month: month) }
    }
    try makeCalls()
    try makeUsage()
    try makeDesk()
    try writeBalances()
    try close()
    try writeManifest()
    try ExpectedFile(self).write()
  }

  /// Bills and payments only, without calls and usage: no truth is computed beside them.
  func runLedger() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try writeCompanies()
    try open()
    try makeCatalogue()
    for number in 0..<count { try makeAccount(number) }
    for month in 0..<months {
      parentInvoices = [:]
      for index in accounts.indices { try bill(index, month: month) }
    }
    try writeBalances()
    try close()
    try writeManifest()
  }

  // MARK: Files

  private func open() throws {
    for system in Self.systems {
      try FileManager.default.createDirectory(
        atPath: "\(folder)/\(system.name)", withIntermediateDirectories: true)
      for layout in system.layouts {
        let file = try ExportFile(
          "\(folder)/\(system.name)/\(layout.file)", encoding: system.encoding)
        try file.add(layout.columns.map(\.header), delimiter: system.delimiter)
        files["\(system.name) \(layout.record)"] = file
      }
    }
  }

  /// Adds a record to the export of the company's system, in that system's own manner.
  func add(_ record: String, _ company: Int, _ values: [String: Cell]) throws {
    let system = Self.systems[company]
    guard let layout = system.layouts.first(where: { $0.record == record }) else { return }
    let key = "\(system.name) \(record)"
    try files[key]?.add(
      layout.columns.map { system.text(of: values[$0.value]) }, delimiter: system.delimiter)
    if let footer = layout.footer, case .cents(let cents) = values[footer.sum] {
      sums[key, default: 0] += cents
    }
  }

  private func close() throws {
    for system in Self.systems {
      for layout in system.layouts {
        let key = "\(system.name) \(layout.record)"
        if let footer = layout.footer {
          let last = layout.columns.enumerated().map { index, column in
            index == 0
              ? footer.word
              : column.value == footer.sum ? system.text(of: .cents(sums[key] ?? 0)) : ""
          }
          try files[key]?.add(last, delimiter: system.delimiter)
        }
        try files[key]?.finish()
      }
    }
  }

  private func writeCompanies() throws {
    try write(
      "company.csv",
      """
      code,name,currency,zone,locale,country,street,city,region,postcode,tax_id,email,phone,web
      PFL,Prairie Fibre Ltd.,CAD,America/Winnipeg,en-CA,CA,200 Portage Avenue,Winnipeg,MB,R3C 3X2,\
      123456789 RT0001,billing@prairiefibre.example,+1 204-555-0100,prairiefibre.example
      PFE,Prairie Fibre Europe GmbH,EUR,Europe/Berlin,de-DE,DE,Lindenstraße 8,Berlin,,10969,\
      DE123456789,rechnung@prairiefibre.example,+49 30 5550100,prairiefibre.example

      """)
    try write(
      "source.csv",
      """
      name,company,role,feed,zone,country,currency,area,cadence
      tallgrass,PFL,system,snapshot,America/Winnipeg,CA,CAD,204,once
      gruenfeld,PFE,system,snapshot,Europe/Berlin,DE,EUR,,once
      northline,PFL,bill,increment,UTC,CA,CAD,204,monthly
      bluewater,PFL,bill,increment,America/Winnipeg,CA,CAD,204,monthly

      """)
  }

  func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
  }

  /// Other files to bring in after those of the systems, with their source and their profile, or kind.
  var feeds: [(file: String, profile: String, source: String)] = []

  private func writeManifest() throws {
    var text = """
      // What 'carryover demo' and 'carryover migrate' bring in. A profile that is the name of a kind
      // means canonical CSV; a path is relative to this file.
      {
        apply: "given",
        stated: { balance: "account balance" },
        files: [
          { file: "company.csv", profile: "company" },
          { file: "source.csv", profile: "source" },

      """
    let exports = Self.systems.flatMap { system in
      system.layouts.map { (system.name + "/" + $0.file, $0.profile, system.name) }
    }
    for (file, profile, source) in exports + feeds {
      let profile = file.hasPrefix("desk/") ? profile : "profiles/\(profile).json5"
      text += "    { file: \"\(file)\", profile: \"\(profile)\", source: \"\(source)\" },\n"
    }
    text += "  ],\n}\n"
    try write("manifest.json5", text)
  }

  /// What each customer owed at the end of the last closed month, as the systems themselves say.
  private func writeBalances() throws {
    let day = Days.number(month: months - 2, day: 31)
    for (account, balance) in books.balances(asOf: day) {
      try add(
        "balance", accounts[account].company,
        ["customer": .text(accounts[account].id), "date": .day(day), "amount": .cents(balance)])
    }
  }
}

/// `carryover-bench generate`.
enum GenerateVerb {
  static func run(_ words: [String]) throws {
    let options = try Options(words, known: ["scenario", "accounts", "months", "seed", "output"])
    switch options.text("scenario", default: "isp") {
    case "isp": break
    case "migration":
      return try MigrationScenario(
        accounts: max(100, try options.number("accounts", default: 300)),
        months: max(6, try options.number("months", default: 14)),
        seed: try options.number("seed", default: 14),
        folder: options.text("output", default: "generated")
      ).run()
    default:
      throw Options.Wrong(description: "--scenario is isp or migration")
    }
    let generator = Generator(
      accounts: try options.number("accounts", default: 140),
      months: max(2, try options.number("months", default: 4)),
      seed: try options.number("seed", default: 2026),
      folder: options.text("output", default: "generated"))
    try generator.run()
  }
}
