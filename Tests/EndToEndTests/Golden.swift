import Foundation
import Importing
import Store
import Support
import Testing

/// What an import put into the store, as canonical CSV, compared with a file that a person has read.
enum Golden {
  /// The rows of a batch, a block for each kind of the profile: its name, columns that hold
  /// something, rows in the order of the file.
  static func rows(of profile: String, batch: String, in workshop: Workshop) throws -> String {
    var blocks: [String] = []
    for kind in try ProfileDirectory.profile(profile).kinds {
      let fields = kind.fields.filter { kind.isStored($0) }
      let columns = fields.map { "\(expression($0, of: kind)) AS \"\($0.name)\"" }
      let spans =
        "SELECT first_id, last_id FROM batch_span WHERE batch = \(batch) AND kind = '\(kind.name)'"
      let sql =
        "SELECT \(columns.joined(separator: ", ")) FROM \(kind.table) AS row "
        + "WHERE EXISTS (\(spans) AND row.id BETWEEN first_id AND last_id) ORDER BY row.id"
      let result = try Tool.run(
        "/usr/bin/sqlite3", ["-csv", "-header", workshop.folder.file("carryover.db"), sql],
        in: workshop.folder.path)
      #expect(result.errors.isEmpty, "\(kind.name): \(result.errors)")
      let text = result.output.replacingOccurrences(of: "\r\n", with: "\n")
      if !text.isEmpty { blocks.append("[\(kind.name)]\n" + withoutEmptyColumns(text)) }
    }
    return blocks.joined(separator: "\n")
  }

  private static func expression(_ field: Field, of kind: Kind) -> String {
    let column = "row.\(kind.column(of: field))"
    switch field.type {
    case .money: return decimal(column, 2)
    case .rate, .fraction: return "rtrim(rtrim(\(decimal(column, 8)), '0'), '.')"
    case .quantity: return "rtrim(rtrim(\(decimal(column, 6)), '0'), '.')"
    case .phone: return "'+' || \(column)"
    case .flag: return "iif(\(column) = 1, 'true', iif(\(column) = 0, 'false', NULL))"
    case .instant:
      return "strftime('%Y-%m-%dT%H:%M:%S', \(column) / 1000, 'unixepoch')"
        + " || printf('.%03dZ', \(column) % 1000)"
    case .reference(let name):
      guard let parent = Kinds.named(name), let key = parent.key.first.flatMap({ parent.field($0) })
      else { return column }
      return "(SELECT \(parent.column(of: key)) FROM \(parent.table) WHERE id = \(column))"
    default: return column
    }
  }

  private static func decimal(_ column: String, _ scale: Int) -> String {
    let unit = "1" + String(repeating: "0", count: scale)
    return "iif(\(column) IS NULL, NULL, printf('%s%d.%0\(scale)d', iif(\(column) < 0, '-', ''), "
      + "abs(\(column)) / \(unit), abs(\(column)) % \(unit)))"
  }

  /// Goldens are read by people: a column without a value says nothing.
  private static func withoutEmptyColumns(_ text: String) -> String {
    let rows = cells(text)
    guard let header = rows.first else { return text }
    let used = header.indices.filter { column in
      rows.dropFirst().contains { column < $0.count && !$0[column].isEmpty }
    }
    return rows.map { row in used.map { quoted(row[$0]) }.joined(separator: ",") + "\n" }.joined()
  }

  private static func cells(_ text: String) -> [[String]] {
    var rows: [[String]] = [[]]
    var cell = ""
    var isQuoted = false
    var rest = text[...]
    while let character = rest.popFirst() {
      switch character {
      case "\"" where isQuoted && rest.first == "\"":
        cell.append("\"")
        rest.removeFirst()
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        rows[rows.count - 1].append(cell)
        cell = ""
      case "\n" where !isQuoted:
        rows[rows.count - 1].append(cell)
        cell = ""
        if !rest.isEmpty { rows.append([]) }
      default: cell.append(character)
      }
    }
    return rows
  }

  private static func quoted(_ text: String) -> String {
    let isPlain = !text.contains { $0 == "," || $0 == "\"" || $0.isNewline }
    return isPlain ? text : "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }

  /// Compares with a golden file. With `CARRYOVER_RECORD` set it is written, and the test fails all
  /// the same: what was recorded must be read first.
  static func compare(_ found: String, _ path: String) throws {
    if ProcessInfo.processInfo.environment["CARRYOVER_RECORD"] != nil {
      try found.write(toFile: path, atomically: true, encoding: .utf8)
      Issue.record("recorded \(path)")
      return
    }
    let expected = try String(contentsOfFile: path, encoding: .utf8)
    #expect(found == expected, "\(path)")
  }
}
