internal import Foundation

/// `carryover import` of payment files beside others that load the same file: whole processes, the
/// same disk, alternating, medians. Counts and sums must agree with the generator's, or the time is
/// void.
enum ImportBenchmark {
  static func run(_ words: [String]) throws {
    let options = try Options(words, known: ["rows", "accounts", "pairs", "added", "output"])
    let rows = try options.number("rows", default: 1_000_000)
    let pairs = try options.number("pairs", default: 5)
    let folder = options.text(
      "output", default: NSTemporaryDirectory() + "carryover-bench-import")
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let files = PaymentFiles(
      folder: folder, accounts: try options.number("accounts", default: 10_000))
    let sum = try files.write(rows: rows)
    let tool = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "carryover").path
    let base = "\(folder)/base.db"
    _ = try Measured.success([tool, "init", "--store", base, "--quiet"])
    for kind in ["company", "source", "account"] {
      _ = try Measured.success([
        tool, "import", "\(folder)/\(kind).csv", "--profile", kind, "--store", base, "--quiet",
      ])
    }
    let loads = [
      Load.carryover(tool, folder, profile: "payment", file: "payment"),
      Load.carryover(tool, folder, profile: "\(folder)/old-system.json5", file: "foreign"),
      Load.sqliteImport(folder), Load.sqliteSQL(folder), Load.duckDB(folder),
    ].compactMap { $0 }
    var runs = loads.map { _ in [Measured]() }
    for _ in 0..<pairs {
      for (index, load) in loads.enumerated() {
        for name in ["store.db", "store.db-wal", "store.db-shm"] {
          try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
        if load.needsBase {
          try FileManager.default.copyItem(atPath: base, toPath: "\(folder)/store.db")
        }
        runs[index].append(try Measured.success(load.command))
        let stored = try Measured.success(load.question).output
        guard stored == "\(rows) \(sum)\n" else {
          throw Options.Wrong(
            description: "\(load.name): the store holds \(stored), not \(rows) \(sum)")
        }
      }
    }
    for name in ["payment", "foreign"] {
      let bytes = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name).csv")[.size]
      print("\(name).csv: \(rows) rows, \(bytes ?? 0) bytes")
    }
    print("counts and sums agree in all \(pairs) rounds")
    let own = Measured.median(runs[0].map(\.seconds))
    for (load, runs) in zip(loads, runs) {
      print(Measured.line(load.name, rows, runs))
      let ratio = own / Measured.median(runs.map(\.seconds))
      print(String(format: "  canonical import beside it: %.2f", ratio))
    }
    if loads.count < 5 { print("DuckDB is not here: 'pip install duckdb' brings it") }
    try added(try options.number("added", default: 50_000), to: rows, files, tool, base)
  }

  /// A small file into the large store: what one of its rows costs beside one of the large load.
  private static func added(
    _ count: Int, to rows: Int, _ files: PaymentFiles, _ tool: String, _ base: String
  ) throws {
    let store = files.folder + "/store.db"
    try? FileManager.default.removeItem(atPath: store)
    try FileManager.default.copyItem(atPath: base, toPath: store)
    let load = Load.carryover(tool, files.folder, profile: "payment", file: "payment")
    let large = try Measured.success(load.command)
    _ = try files.write(rows: count, from: rows)
    let small = try Measured.success(load.command)
    print(Measured.line("\(count) rows more into that store", count, [small]))
    print(
      String(
        format: "  a row of it beside a row of the large load: %.2f",
        small.seconds / Double(count) / (large.seconds / Double(rows))))
    let again = try files.writeRenamed()
    let repeated = try Measured.success(
      Load.carryover(tool, files.folder, profile: "payment", file: again).command)
    print(Measured.line("the same \(count) rows again in another file", count, [repeated]))
  }
}

/// One way to load the payments of a folder into its `store.db`.
struct Load {
  var name: String
  var command: [String]
  /// Prints count and sum of the payments, in cents.
  var question: [String]
  /// Whether it begins with a store that has the accounts.
  var needsBase = false

  private static let sqlite = "/usr/bin/sqlite3"

  static func carryover(_ tool: String, _ folder: String, profile: String, file: String) -> Load {
    Load(
      name: "carryover import \(file).csv --profile \(profile.split(separator: "/").last ?? "")",
      command: [
        tool, "import", "\(folder)/\(file).csv", "--profile", profile, "--source", "bench",
        "--store", "\(folder)/store.db", "--quiet",
      ],
      question: [
        sqlite, "\(folder)/store.db", "SELECT count(*) || ' ' || sum(amount) FROM payment",
      ], needsBase: true)
  }

  static func sqliteImport(_ folder: String) -> Load {
    Load(
      name: "sqlite3 '.import --csv payment.csv payment' (untyped, no index)",
      command: [sqlite, "\(folder)/store.db", ".import --csv \(folder)/payment.csv payment"],
      question: [
        sqlite, "\(folder)/store.db",
        """
        SELECT count(*) || ' ' || sum(CAST(replace(amount, '.', '') AS INTEGER)) FROM payment
        """,
      ])
  }

  /// The same work by SQL: types, key, reference to the account, index on it.
  private static let tables = """
    CREATE TABLE account (id INTEGER PRIMARY KEY, external_id TEXT NOT NULL UNIQUE);
    CREATE TABLE payment (
      id INTEGER PRIMARY KEY, external_id TEXT NOT NULL UNIQUE,
      account INTEGER NOT NULL REFERENCES account (id), date TEXT NOT NULL, amount INTEGER NOT NULL,
      method TEXT NOT NULL CHECK (method IN ('card', 'bank', 'cash', 'check')), reference TEXT
    )
    """
  private static let insert = """
    INSERT INTO payment (external_id, account, date, amount, method, reference)
    SELECT r.id, a.id, r.date, CAST(replace(r.amount, '.', '') AS INTEGER), r.method, r.reference
    FROM raw r JOIN account a ON a.external_id = r.account;
    CREATE INDEX payment_account ON payment (account);
    DROP TABLE raw;
    """

  static func sqliteSQL(_ folder: String) -> Load {
    let script = """
      \(tables) STRICT;
      .import --csv \(folder)/account.csv holders
      INSERT INTO account (external_id) SELECT id FROM holders;
      DROP TABLE holders;
      .import --csv \(folder)/payment.csv raw
      BEGIN;
      \(insert)
      COMMIT;
      """
    return Load(
      name: "sqlite3, the same work by SQL (STRICT types, key, join, index)",
      command: ["/bin/sh", "-c", "\(sqlite) '\(folder)/store.db' <<'END'\n\(script)\nEND\n"],
      question: [
        sqlite, "\(folder)/store.db", "SELECT count(*) || ' ' || sum(amount) FROM payment",
      ])
  }

  /// DuckDB from Python, where that package is installed.
  static func duckDB(_ folder: String) -> Load? {
    guard let python = try? Measured("/usr/bin/env", ["python3", "-c", "import duckdb"]),
      python.exitCode == 0
    else { return nil }
    let sequence =
      tables.replacingOccurrences(
        of: "id INTEGER PRIMARY KEY, external_id",
        with: "id INTEGER PRIMARY KEY DEFAULT nextval('ids'), external_id")
    let script = """
      import duckdb
      c = duckdb.connect('\(folder)/store.db')
      c.execute("SET threads = 2")
      c.execute("CREATE SEQUENCE ids")
      c.execute(\"\"\"\(sequence)\"\"\")
      c.execute("INSERT INTO account (external_id) SELECT id FROM "
                "read_csv('\(folder)/account.csv', all_varchar=true)")
      c.execute("CREATE TABLE raw AS SELECT * FROM "
                "read_csv('\(folder)/payment.csv', all_varchar=true)")
      c.execute("BEGIN")
      for statement in \"\"\"\(insert)\"\"\".split(";"):
          if statement.strip(): c.execute(statement)
      c.execute("COMMIT")
      c.close()
      """
    return Load(
      name: "DuckDB, the same work by SQL (types, key, join, index)",
      command: ["/usr/bin/env", "python3", "-c", script],
      question: [
        "/usr/bin/env", "python3", "-c",
        """
        import duckdb
        c = duckdb.connect('\(folder)/store.db')
        print(*c.execute("SELECT count(*), sum(amount) FROM payment").fetchone())
        """,
      ])
  }
}

/// The files of the benchmark: a company, a source, accounts, and payments in two spellings.
struct PaymentFiles {
  let folder: String
  let accounts: Int

  init(folder: String, accounts: Int) {
    self.folder = folder
    self.accounts = accounts
  }

  private func file(_ name: String, _ header: String) throws -> ExportFile {
    let file = try ExportFile("\(folder)/\(name)", encoding: .utf8)
    try file.add(line: header)
    return file
  }

  /// Writes the files; the sum of the payments in cents.
  func write(rows: Int, from first: Int = 0) throws -> Int {
    let company = try file("company.csv", "code,name,currency,zone")
    try company.add(line: "B,Bench,CAD,America/Winnipeg")
    try company.finish()
    let source = try file("source.csv", "name,company,role,feed,zone,country,currency")
    try source.add(line: "bench,B,system,increment,America/Winnipeg,CA,CAD")
    try source.finish()
    let account = try file("account.csv", "id,company,name,status,type")
    for number in 0..<accounts {
      try account.add(line: "A\(100_000 + number),B,Holder \(number),active,residential")
    }
    try account.finish()
    try Self.profile.write(
      toFile: "\(folder)/old-system.json5", atomically: true, encoding: .utf8)
    var dice = Dice(seed: first + 1)
    var sum = 0
    let payment = try file("payment.csv", "id,account,date,amount,method,reference")
    let foreign = try file("foreign.csv", "Receipt;Customer;Paid on;Sum;How;Ref")
    for row in first..<first + rows {
      let amount = dice.number(100...20_000)
      sum += amount
      let id = "P\(1_000_000 + row)"
      let holder = "A\(100_000 + dice.number(0...accounts - 1))"
      let day = Days.text((row - first) * 90 / rows)
      let method = dice.number(0...3)
      let reference = "REF\(dice.number(100_000...999_999))"
      try payment.add(
        [id, holder, day, decimal(amount), Self.methods[method].own, reference], delimiter: ",")
      let parts = day.split(separator: "-")
      try foreign.add(
        [
          id, holder, "\(parts[2]).\(parts[1]).\(parts[0])",
          decimal(amount).replacingOccurrences(of: ".", with: ","), Self.methods[method].foreign,
          reference,
        ], delimiter: ";")
    }
    try payment.finish()
    try foreign.finish()
    return sum
  }

  /// The payments again with other bytes; the name of that file.
  func writeRenamed() throws -> String {
    let text = try String(contentsOfFile: "\(folder)/payment.csv", encoding: .utf8)
    try (text + "\n").write(toFile: "\(folder)/again.csv", atomically: true, encoding: .utf8)
    return "again"
  }

  private static let methods: [(own: String, foreign: String)] = [
    ("card", "Karte"), ("bank", "Lastschrift"), ("cash", "Bar"), ("check", "Scheck"),
  ]

  private static let profile = """
    {
      profile: "old-system", input: { delimiter: ";" },
      records: [{ emit: [{ kind: "payment", fields: {
        id: "$Receipt", account: "$Customer", reference: "$Ref",
        date: { col: "Paid on", type: { date: { formats: ["dd.MM.yyyy"] } } },
        amount: { col: "Sum", type: { money: { decimal: "," } } },
        method: { col: "How", steps: [{ map: {
          Karte: "card", Lastschrift: "bank", Bar: "cash", Scheck: "check",
        } }] },
      } }] }],
    }
    """
}
