internal import Foundation

/// `carryover import` of call records, and `carryover rate`, beside others that load the same file:
/// whole processes, the same disk, alternating, medians. Counts, seconds and holders must agree with the
/// generator's, or the time is void.
enum CallBenchmark {
  static func run(_ words: [String]) throws {
    let options = try Options(
      words, known: ["rows", "numbers", "prefixes", "pairs", "tenfold", "output"])
    let rows = try options.number("rows", default: 2_000_000)
    let pairs = try options.number("pairs", default: 5)
    let folder = options.text("output", default: NSTemporaryDirectory() + "carryover-bench-cdr")
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let files = CallFiles(
      folder: folder, numbers: try options.number("numbers", default: 20_000))
    let truth = try files.write(rows: rows)
    let prefixes = try options.number("prefixes", default: 172_000)
    try files.writeDeck(prefixes: prefixes)
    let tool = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "carryover").path
    let base = "\(folder)/base.db"
    _ = try Measured.success([tool, "init", "--store", base, "--quiet"])
    for kind in ["company", "source", "account", "did_assignment"] {
      _ = try Measured.success([
        tool, "import", "\(folder)/\(kind).csv", "--profile", kind, "--source", "isp", "--store",
        base, "--quiet",
      ])
    }
    let bytes = try FileManager.default.attributesOfItem(atPath: "\(folder)/calls.csv")[.size]
    print("calls.csv: \(rows) rows, \(bytes ?? 0) bytes")
    try load(
      [
        CallLoad.carryover(tool, folder), CallLoad.sqliteImport(folder),
        CallLoad.sqliteSQL(folder),
      ] + CallLoad.duckDB(folder), rows, pairs, truth, folder, base)
    try again(tool, folder, base, rows, truth)
    try rate(tool, folder, rows, prefixes)
    let rounds = try options.number("tenfold", default: 0)
    if rounds > 0 { try tenfold(tool, files, base, rows, truth, rounds) }
  }

  private static func fresh(_ folder: String) {
    for name in ["store.db", "store.db-wal", "store.db-shm"] {
      try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    }
  }

  private static func load(
    _ loads: [CallLoad], _ rows: Int, _ pairs: Int, _ truth: String, _ folder: String,
    _ base: String
  ) throws {
    var runs = loads.map { _ in [Measured]() }
    for _ in 0..<pairs {
      for (index, load) in loads.enumerated() {
        fresh(folder)
        if load.needsBase {
          try FileManager.default.copyItem(atPath: base, toPath: "\(folder)/store.db")
        }
        runs[index].append(try Measured.success(load.command))
        guard let question = load.question else { continue }
        let stored = try Measured.success(question).output
        guard stored == truth + "\n" else {
          throw Options.Wrong(description: "\(load.name): the store holds \(stored), not \(truth)")
        }
      }
    }
    print("counts, seconds and holders agree in all \(pairs) rounds")
    let own = Measured.median(runs[0].map(\.seconds))
    for (load, runs) in zip(loads, runs) {
      print(Measured.line(load.name, rows, runs))
      let ratio = own / Measured.median(runs.map(\.seconds))
      print(String(format: "  carryover import beside it: %.2f", ratio))
    }
    if loads.count < 5 { print("DuckDB is not here: 'pip install duckdb' brings it") }
  }

  /// Ten times as many calls, each time between two runs of as many as before.
  private static func tenfold(
    _ tool: String, _ small: CallFiles, _ base: String, _ rows: Int, _ truth: String, _ rounds: Int
  ) throws {
    let large = CallFiles(folder: small.folder + "/tenfold", numbers: small.numbers)
    try FileManager.default.createDirectory(atPath: large.folder, withIntermediateDirectories: true)
    let largeTruth = try large.write(rows: rows * 10)
    func load(_ files: CallFiles, _ truth: String) throws -> Measured {
      fresh(files.folder)
      try FileManager.default.copyItem(atPath: base, toPath: "\(files.folder)/store.db")
      let load = CallLoad.carryover(tool, files.folder)
      let run = try Measured.success(load.command)
      guard let question = load.question else { return run }
      let stored = try Measured.success(question).output
      guard stored == truth + "\n" else {
        throw Options.Wrong(description: "tenfold: the store holds \(stored), not \(truth)")
      }
      fresh(files.folder)
      return run
    }
    var (smalls, larges, ratios) = ([Measured](), [Measured](), [Double]())
    for _ in 0..<rounds {
      let before = try load(small, truth)
      let run = try load(large, largeTruth)
      let after = try load(small, truth)
      smalls += [before, after]
      larges.append(run)
      ratios.append(run.seconds * 2 / (before.seconds + after.seconds))
    }
    print(Measured.line("\(rows) rows", rows, smalls))
    print(Measured.line("\(rows * 10) rows", rows * 10, larges))
    print(String(format: "  beside a tenth of them: %.1f", Measured.median(ratios)))
  }

  /// The same calls in another file: all of them duplicates.
  private static func again(
    _ tool: String, _ folder: String, _ base: String, _ rows: Int, _ truth: String
  ) throws {
    fresh(folder)
    try FileManager.default.copyItem(atPath: base, toPath: "\(folder)/store.db")
    let load = CallLoad.carryover(tool, folder)
    _ = try Measured.success(load.command)
    _ = try Measured.success([
      "/bin/sh", "-c", "{ cat '\(folder)/calls.csv'; echo; } > '\(folder)/again.csv'",
    ])
    let repeated = try Measured.success(
      load.command.map { $0.replacing("calls.csv", with: "again.csv") })
    print(Measured.line("the same \(rows) rows again in another file", rows, [repeated]))
    if let question = load.question {
      let stored = try Measured.success(question).output
      guard stored == truth + "\n" else {
        throw Options.Wrong(description: "again: the store holds \(stored), not \(truth)")
      }
    }
  }

  /// A deck into the store that holds the calls, and the calls rated by it.
  private static func rate(_ tool: String, _ folder: String, _ rows: Int, _ prefixes: Int) throws {
    let store = "\(folder)/store.db"
    let deck = try Measured.success([
      tool, "rate", "--deck", "\(folder)/deck.csv", "--profile", "\(folder)/deck.json5", "--name",
      "retail", "--source", "isp", "--store", store, "--quiet",
    ])
    print(Measured.line("rate --deck, \(prefixes) prefixes", prefixes, [deck]))
    let rating = try Measured.success([tool, "rate", "--store", store, "--quiet"])
    let charged =
      try Measured.success([
        "/usr/bin/sqlite3", store, "SELECT count(*) FROM call_charge",
      ]).output.split(separator: "\n").first.flatMap { Int($0) } ?? 0
    print(Measured.line("rate: \(charged) of \(rows) calls", charged, [rating]))
  }
}

/// One way to load the calls of a folder into its `store.db`.
struct CallLoad {
  var name: String
  var command: [String]
  /// Prints count, seconds, and calls with a holder; nil where nothing is typed.
  var question: [String]?
  var needsBase = false

  private static let sqlite = "/usr/bin/sqlite3"

  static func carryover(_ tool: String, _ folder: String) -> CallLoad {
    CallLoad(
      name: "carryover import calls.csv",
      command: [
        tool, "import", "\(folder)/calls.csv", "--profile", "\(folder)/calls.json5", "--source",
        "carrier", "--store", "\(folder)/store.db", "--quiet",
      ],
      question: [
        sqlite, "\(folder)/store.db",
        "SELECT count(*) || ' ' || (sum(duration) / 1000) || ' ' || count(account) FROM cdr",
      ], needsBase: true)
  }

  static func sqliteImport(_ folder: String) -> CallLoad {
    CallLoad(
      name: "sqlite3 '.import --csv calls.csv cdr' (untyped, no index)",
      command: [sqlite, "\(folder)/store.db", ".import --csv \(folder)/calls.csv cdr"])
  }

  /// The same work by SQL: types, unique call id, holder, the index by number and time.
  private static let tables = """
    CREATE TABLE holder (number INTEGER PRIMARY KEY, account TEXT NOT NULL);
    CREATE TABLE cdr (
      id INTEGER PRIMARY KEY, call_id TEXT NOT NULL UNIQUE, start INTEGER NOT NULL,
      from_number INTEGER, to_number INTEGER, duration INTEGER NOT NULL,
      direction TEXT CHECK (direction IN ('inbound', 'outbound')), disposition TEXT, trunk TEXT,
      cost INTEGER, account TEXT, did INTEGER
    )
    """

  static func sqliteSQL(_ folder: String) -> CallLoad {
    let script = """
      \(tables) STRICT;
      .import --csv \(folder)/did_assignment.csv held
      INSERT INTO holder SELECT CAST(substr(number, 2) AS INTEGER), account FROM held;
      DROP TABLE held;
      .import --csv \(folder)/calls.csv raw
      BEGIN;
      INSERT INTO cdr (call_id, start, from_number, to_number, duration, direction, disposition,
        trunk, cost, account, did)
      SELECT r."Call ID", unixepoch(r.Start) * 1000, CAST(r.Calling AS INTEGER),
        CAST(r.Called AS INTEGER), CAST(r.Seconds AS INTEGER) * 1000,
        CASE r.Direction WHEN 'OUT' THEN 'outbound' ELSE 'inbound' END, lower(r.Result), r.Trunk,
        CAST(replace(r.Charge, '.', '') AS INTEGER) * 10000,
        coalesce(CASE r.Direction WHEN 'OUT' THEN a.account END, b.account),
        CAST(iif(r.Direction = 'IN', r.Called, r.Calling) AS INTEGER)
      FROM raw r LEFT JOIN holder a ON a.number = CAST(r.Calling AS INTEGER)
      LEFT JOIN holder b ON b.number = CAST(r.Called AS INTEGER) AND r.Direction = 'IN';
      CREATE INDEX cdr_did ON cdr (did, start);
      DROP TABLE raw;
      COMMIT;
      """
    return CallLoad(
      name: "sqlite3, the same work by SQL (STRICT types, key, holder, index)",
      command: ["/bin/sh", "-c", "\(sqlite) '\(folder)/store.db' <<'END'\n\(script)\nEND\n"],
      question: [
        sqlite, "\(folder)/store.db",
        "SELECT count(*) || ' ' || (sum(duration) / 1000) || ' ' || count(account) FROM cdr",
      ])
  }

  /// DuckDB from Python, where that package is installed: with the tables of the shell, into which further
  /// files could come; and with tables made of the query and their key afterwards, which is quicker once.
  static func duckDB(_ folder: String) -> [CallLoad] {
    guard let python = try? Measured("/usr/bin/env", ["python3", "-c", "import duckdb"]),
      python.exitCode == 0
    else { return [] }
    let columns = """
      call_id VARCHAR NOT NULL UNIQUE, start TIMESTAMP NOT NULL, from_number BIGINT,
      to_number BIGINT, duration BIGINT NOT NULL,
      direction VARCHAR CHECK (direction IN ('inbound', 'outbound')), disposition VARCHAR,
      trunk VARCHAR, cost DECIMAL(12, 8), account VARCHAR, did BIGINT
      """
    return [
      duckDB(
        folder, name: "DuckDB, the same work by SQL (types, key, holder, index)",
        begin: "CREATE TABLE cdr (\(columns)); INSERT INTO cdr", key: nil),
      duckDB(
        folder, name: "DuckDB, the table made of the query, then its key and index",
        begin: "CREATE TABLE cdr AS", key: "CREATE UNIQUE INDEX cdr_key ON cdr (call_id)"),
    ]
  }

  private static func duckDB(_ folder: String, name: String, begin: String, key: String?)
    -> CallLoad
  {
    let script = """
      import duckdb
      c = duckdb.connect('\(folder)/store.db')
      c.execute("SET threads = 2")
      c.execute("CREATE TABLE holder AS SELECT CAST(substr(number, 2) AS BIGINT) AS number, account "
                "FROM read_csv('\(folder)/did_assignment.csv', all_varchar=true)")
      c.execute('''\(begin)
        SELECT r."Call ID" AS call_id, CAST(r.Start AS TIMESTAMP) AS start,
          CAST(r.Calling AS BIGINT) AS from_number, CAST(r.Called AS BIGINT) AS to_number,
          CAST(r.Seconds AS BIGINT) * 1000 AS duration,
          CASE r.Direction WHEN 'OUT' THEN 'outbound' ELSE 'inbound' END AS direction,
          lower(r.Result) AS disposition, r.Trunk AS trunk, CAST(r.Charge AS DECIMAL(12, 8)) AS cost,
          coalesce(CASE WHEN r.Direction = 'OUT' THEN a.account END, b.account) AS account,
          CAST(CASE WHEN r.Direction = 'IN' THEN r.Called ELSE r.Calling END AS BIGINT) AS did
        FROM read_csv('\(folder)/calls.csv', all_varchar=true) r
        LEFT JOIN holder a ON a.number = CAST(r.Calling AS BIGINT)
        LEFT JOIN holder b ON b.number = CAST(r.Called AS BIGINT) AND r.Direction = 'IN' ''')
      \(key.map { "c.execute('\($0)')" } ?? "")
      c.execute("CREATE INDEX cdr_did ON cdr (did, start)")
      c.close()
      """
    return CallLoad(
      name: name, command: ["/usr/bin/env", "python3", "-c", script],
      question: [
        "/usr/bin/env", "python3", "-c",
        """
        import duckdb
        c = duckdb.connect('\(folder)/store.db')
        print(*c.execute("SELECT count(*), sum(duration)::BIGINT // 1000, count(account) FROM cdr")
              .fetchone())
        """,
      ])
  }
}

/// The files of the benchmark: who holds which number, calls, a deck.
struct CallFiles {
  let folder: String
  let numbers: Int

  private func file(_ name: String, _ header: String) throws -> ExportFile {
    let file = try ExportFile("\(folder)/\(name)", encoding: .utf8)
    try file.add(line: header)
    return file
  }

  private static func number(_ index: Int) -> Int { 12_042_000_000 + index * 37 }

  /// Writes the files; count, seconds, and calls with a holder, as `CallLoad.question` prints them.
  func write(rows: Int) throws -> String {
    let company = try file("company.csv", "code,name,currency,zone,country")
    try company.add(line: "B,Bench,CAD,America/Winnipeg,CA")
    try company.finish()
    let source = try file("source.csv", "name,company,role,feed,zone,country,currency,area")
    try source.add(line: "isp,B,system,increment,America/Winnipeg,CA,CAD,204")
    try source.add(line: "carrier,B,bill,increment,UTC,CA,CAD,204")
    try source.finish()
    let account = try file("account.csv", "id,company,name")
    let holders = try file("did_assignment.csv", "number,account,since,until")
    for index in 0..<numbers {
      try account.add(line: "A\(100_000 + index),B,Holder \(index)")
      try holders.add(line: "+\(Self.number(index)),A\(100_000 + index),,")
    }
    try account.finish()
    try holders.finish()
    try Self.profile.write(toFile: "\(folder)/calls.json5", atomically: true, encoding: .utf8)
    var dice = Dice(seed: 1)
    let calls = try file(
      "calls.csv",
      "Call ID,Start,Calling,Called,Seconds,Direction,Result,Trunk,Charge,Destination,Gateway,Codec"
    )
    var seconds = 0
    var held = 0
    for row in 0..<rows {
      let isOut = dice.number(0...9) < 7
      // One call in twenty is of a number that nobody holds.
      let isHeld = dice.number(0...19) > 0
      let own = isHeld ? Self.number(dice.number(0...numbers - 1)) : 13_062_000_000 + row % 999
      let other =
        10_000_000_000 + dice.number(200...989) * 10_000_000 + dice.number(200...999) * 10_000 + row
        % 10_000
      let isAnswered = dice.number(0...9) < 8
      let duration = isAnswered ? dice.number(1...600) : 0
      seconds += duration
      if isHeld { held += 1 }
      let day = Days.text(row * 30 / rows)
      let time = row * 30 % rows * 86_400 / rows
      let clock = String(
        format: "%02d:%02d:%02d", time / 3600, time / 60 % 60, time % 60)
      try calls.add(
        [
          "c\(10_000_000 + row)-4f5c9a7e-\(row % 97)", "\(day) \(clock)",
          "\(isOut ? own : other)", "\(isOut ? other : own)", "\(duration)", isOut ? "OUT" : "IN",
          isAnswered ? "ANSWERED" : "BUSY", "T\(row % 12)",
          "0.\(String(format: "%04d", duration * 3 % 10_000))", "Canada and the United States",
          "gw-\(row % 8).carrier.example", "G.711",
        ], delimiter: ",")
    }
    try calls.finish()
    return "\(rows) \(seconds) \(held)"
  }

  /// A deck of that many prefixes of seven digits, and the two country codes above them.
  func writeDeck(prefixes: Int) throws {
    try Self.deckProfile.write(toFile: "\(folder)/deck.json5", atomically: true, encoding: .utf8)
    let deck = try file("deck.csv", "code,price,first,next")
    try deck.add(line: "1,0.02,30,6")
    var dice = Dice(seed: 2)
    for index in 0..<prefixes - 1 {
      try deck.add(line: "\(1_200_200 + index * 4),0.00\(dice.number(10...99)),6,6")
    }
    try deck.finish()
  }

  private static let profile = """
    {
      profile: "bench-calls",
      lookups: { result: { ANSWERED: "answered", BUSY: "busy" } },
      records: [{ emit: [{ kind: "cdr", fields: {
        call_id: "$Call ID",
        start: { col: "Start", type: { instant: { formats: ["yyyy-MM-dd HH:mm:ss"], zone: "UTC" } } },
        from_number: { col: "Calling" }, to_number: { col: "Called" },
        duration: { col: "Seconds", type: { duration: { unit: "s" } } },
        direction: { col: "Direction", steps: [{ map: { OUT: "outbound", IN: "inbound" } }] },
        disposition: { col: "Result", steps: [{ map: "result" }] },
        trunk: "$Trunk", cost: { col: "Charge", type: "decimal" },
      } }] }],
    }
    """

  private static let deckProfile = """
    {
      profile: "bench-deck",
      records: [{ emit: [{ kind: "rate", fields: {
        prefix: "$code", deck: { meta: "deck" }, price: { col: "price", type: "decimal" },
        first_interval: { col: "first", type: { duration: { unit: "s" } } },
        next_interval: { col: "next", type: { duration: { unit: "s" } } },
      } }] }],
    }
    """
}
