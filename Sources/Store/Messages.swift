internal import Billing
internal import CSQLite
package import Diagnostics

// The sentences of this room. Facts come in, words go out.

extension Problem {
  /// What SQLite reported, as a cause that a person can do something about.
  static func store(path: String, code: Int32, sql: String?, message: String) -> Problem {
    let place = SourcePosition(file: path)
    switch code & 0xFF {
    case SQLITE_FULL:
      return Problem(
        "disk-full", .system,
        "The disk is full. The store is as it was; free some space and run the command again.",
        at: place)
    case SQLITE_NOTADB, SQLITE_CORRUPT:
      return Problem(
        "not-a-store", .system,
        "This file is not a Carryover store, or it is damaged. Name another with --store, or make "
          + "one with 'carryover init'.", at: place, cause: message)
    case SQLITE_READONLY, SQLITE_PERM:
      return Problem(
        "read-only", .system,
        "The store can't be written: check the permissions of the file and of its folder.",
        at: place, cause: message)
    case SQLITE_CANTOPEN:
      return Problem(
        "no-access", .system,
        "The store can't be opened: check that the path is right and may be read.", at: place,
        cause: message)
    case SQLITE_BUSY, SQLITE_LOCKED:
      return Problem(
        "store-busy", .system,
        "Another program is writing to the store. Try again when it is done, or pass --wait.",
        at: place, cause: message)
    case SQLITE_IOERR:
      return Problem(
        "disk-error", .system,
        "The disk reported an error. The store is as it was; check the disk and its space.",
        at: place, cause: message)
    case SQLITE_INTERRUPT:
      return Problem("interrupted", .interrupted, "Interrupted. The store is as it was.")
    default:
      return Problem(
        "sql", .system, "SQLite refused a statement (\(message)).",
        detail: sql.map { String($0.prefix(400)) }, at: place, cause: "code \(code)")
    }
  }

  static func noStore(_ path: String) -> Problem {
    Problem(
      "no-store", .system,
      "There is no store here. Make one with 'carryover init', or name another with --store.",
      at: SourcePosition(file: path))
  }

  static func storeExists(_ path: String) -> Problem {
    Problem(
      "store-exists", .system,
      "There is a file here already. Use it as it is, or name another with --store.",
      at: SourcePosition(file: path))
  }

  static func notAStore(_ path: String) -> Problem {
    Problem(
      "not-a-store", .system,
      "This SQLite file is not a Carryover store. Name another with --store, or make one with "
        + "'carryover init'.", at: SourcePosition(file: path))
  }

  static func newerStore(_ path: String, version: Int64, known: Int64) -> Problem {
    Problem(
      "newer-store", .system,
      "The store was written by a newer Carryover (schema \(version); this one knows \(known)). "
        + "Use the newer command; nothing was changed.", at: SourcePosition(file: path))
  }

  static func storeHeld(_ path: String, by holder: StoreLock.Holder?) -> Problem {
    let who =
      holder.map {
        "\($0.verb), process \($0.process), since \(Instant(milliseconds: $0.since))"
      } ?? "unknown"
    return Problem(
      "store-held", .system,
      "Another command is writing to the store (\(who)). Wait for it, or pass --wait SECONDS.",
      at: SourcePosition(file: path))
  }

  static func unknownBatch(_ id: Int64) -> Problem {
    Problem(
      "unknown-batch", .usage,
      "There is no batch \(id): 'carryover batches' lists those that there are.")
  }

  static func undoneBatch(_ id: Int64) -> Problem {
    Problem(
      "unknown-batch", .usage,
      "Batch \(id) was undone: 'carryover batches' lists those that there are.")
  }

  static func supersededTogether(_ batch: Int64) -> Problem {
    Problem(
      "not-undone", .input,
      "Batch \(batch) superseded ledger rows: these, their contra and the new ones stay or go "
        + "together. Undo the later batches first, or all with --cascade. Nothing was changed.")
  }

  static func badFallback(_ name: String, among names: [String]) -> Problem {
    Problem(
      "bad-fallback", .input,
      "The column 'fallback' of the source says '\(name)': it is a list of "
        + "\(names.joined(separator: ", ")), parted by commas."
        + NearestName.hint(name, among: names))
  }

  static func heldTwice(
    _ what: String, _ one: String, _ other: String, count: Int, file: String, line: Int
  ) -> Problem {
    Problem(
      "held-twice", .input,
      "\(what) would be held by account '\(one)' and account '\(other)' at the same time"
        + (count > 1 ? ", and so would \(count - 1) more" : "")
        + ": end the one before the other begins (column 'until', exclusive). Nothing was stored.",
      at: SourcePosition(file: file, line: line))
  }

  static func billedTwice(_ held: [String], calls: Int, _ source: String, _ other: String)
    -> Problem
  {
    let shown = held.prefix(5).joined(separator: ", ") + (held.count > 5 ? " …" : "")
    return Problem(
      "billed-twice", .input,
      "Calls of \(shown) come from '\(source)' and from '\(other)' within the hour, and both bill: "
        + "\(calls) \(calls == 1 ? "call" : "calls") would be charged twice. Give one of the two the "
        + "role 'cost' or 'reference', or end what it holds where the other begins. Nothing was "
        + "stored.")
  }

  static func noFeed(_ source: String, kind: String) -> Problem {
    Problem(
      "no-feed", .input,
      "A \(kind) without an id can come again: does each file of source '\(source)' hold everything "
        + "(snapshot), or only what is new (increment)? Say so in the source's column 'feed'. Nothing "
        + "was stored.")
  }

  static func closedPeriod(
    batch: Int64, kind: String, count: Int64, company: String, last: String
  ) -> Problem {
    Problem(
      "closed-period", .input,
      "Batch \(batch) has entries (\(count) \(kind)) in the books of \(company) that are closed up to "
        + "\(last). Open them again first: carryover period reopen \(last.prefix(7)) --reason TEXT. "
        + "Nothing was changed.")
  }

  static func appliedTwice(
    file: String, line: Int, credit: String, id: String, batch: Int64, how: String
  ) -> Problem {
    Problem(
      "applied-twice", .input,
      "This applies \(credit) '\(id)', which batch \(batch) has applied already (\(how)): both would "
        + "be more than there is. Take that back first ('carryover undo \(batch)'), then import this "
        + "file again. Nothing was stored.", at: SourcePosition(file: file, line: line))
  }

  /// Nothing such in the store: the nearest that there is helps to mend a typing error.
  package static func unknown(
    _ what: String, _ name: String, among names: [String], _ kind: Kind = .usage
  ) -> Problem {
    let listed = names.prefix(12).joined(separator: ", ")
    let more = names.count > 12 ? " and \(names.count - 12) more" : ""
    let known = names.isEmpty ? "There are none yet." : "There are: \(listed)\(more)."
    return Problem(
      Code(rawValue: "unknown-\(what)"), kind,
      "There is no \(what) '\(name)'.\(NearestName.hint(name, among: names)) \(known)")
  }
}

extension Problem {
  static func noExport(_ batch: Int64, target: String) -> Problem {
    Problem(
      "unknown-batch", .usage,
      "Batch \(batch) is no export to \(target): 'carryover batches' lists them.")
  }

  static func damagedExport(_ file: String, batch: Int64) -> Problem {
    Problem(
      "store-damaged", .system,
      "What the store keeps of \(file), of batch \(batch), can't be read: 'carryover check' tells more."
    )
  }
}

extension Refusal {
  /// - Parameters:
  ///   - place: where the other row is.
  ///   - values: the value of the file and the stored one.
  static func conflict(record: Int, kind: Kind, column: String, place: String, values: String?)
    -> Refusal
  {
    Refusal(
      record: record, field: column == "external_id" ? "id" : column, code: "conflict",
      message:
        "The same key is in \(place) with another \(column): a \(kind.name) is never changed "
        + "by an import. Correct the file, or take the new one with --supersede, as contra and new",
      value: values)
  }

  static func notSuperseded(record: Int, kind: Kind, column: String, reason: String) -> Refusal {
    Refusal(
      record: record, field: column == "external_id" ? "id" : column, code: "not-superseded",
      message: "The stored \(kind.name) has another \(column) and can't be superseded: \(reason)",
      value: nil)
  }
}
