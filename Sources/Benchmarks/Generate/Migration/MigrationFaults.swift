internal import Foundation

/// The ten things that are wrong in the exports of the migration, and their repairs. Two need none in
/// the file: the days of the cash book are read as its profile says, and a record that is there twice
/// counts once.
enum MigrationFaults {
  static func spoil(_ files: inout [MigrationFile], _ scenario: MigrationScenario) {
    func edit(_ name: String, _ change: (inout MigrationFile) -> Void) {
      guard let index = files.firstIndex(where: { $0.name == name }) else { return }
      change(&files[index])
    }
    edit("transactions.csv") { file in
      // 1 A spreadsheet rewrote long transaction ids.
      for line in [40, 41, 42] { file.replaceCell(8, in: line) { Self.scientific($0) } }
      // 3 A record is there twice.
      file.lines.insert(file.lines[90], at: 91)
      // 4 A payment for a client that does not exist.
      file.replaceCell(1, in: 120) { "9" + $0 }
      // 5 An amount with a comma between thousands.
      file.replaceCell(9, in: file.lineOfLargest(9)) { Self.grouped($0) }
      // 8 A day that no calendar has.
      file.replaceCell(5, in: 300) { _ in "2026-02-30 09:15:00" }
      // 9 Another currency.
      file.replaceCell(3, in: 400) { _ in "USD" }
    }
    edit("invoices.csv") { file in
      // 10 An invoice is there again with another total.
      let again = file.lines[200].replacingOccurrences(of: ",Paid,", with: ",Unpaid,")
      var copy = MigrationFile("", [again])
      copy.replaceCell(6, in: 0) { _ in "1.00" }
      file.lines.insert(copy.lines[0], at: 260)
      file.repairs.append("261d")
      // 7 The export was cut off in its last record.
      file.cutOff()
    }
    edit("closing-balances.csv") { file in
      // 6 The total is not that of the lines.
      let last = file.lines.count - 1
      file.replaceCell(3, in: last) { Self.turned($0) }
    }
  }

  /// `8.20079E+13`, as a narrow column of a spreadsheet saves 82007919000000.
  private static func scientific(_ text: String) -> String {
    let digits = Array(text)
    return "\(digits[0]).\(String(digits[1...5]))E+\(digits.count - 1)"
  }

  /// `1,234.50`; smaller ones get a thousand more, so that there is a comma.
  private static func grouped(_ text: String) -> String {
    let whole = text.dropLast(3)
    return whole.count > 3
      ? whole.dropLast(3) + "," + whole.suffix(3) + text.suffix(3) : "1," + text
  }

  /// Two digits changed places.
  private static func turned(_ text: String) -> String {
    var digits = Array(text)
    let place = digits.count - 5
    digits.swapAt(place, place - 1)
    if String(digits) == text { digits[place] = digits[place] == "9" ? "8" : "9" }
    return String(digits)
  }

  /// A script that mends copies of the files.
  static func repairs(of files: [MigrationFile]) -> String {
    var text = """
      #!/bin/sh
      # Mends what is wrong in the exports (README.md lists it): repair FROM TO copies the files of one
      # folder into another and edits the copies. Line numbers are those of the files as they came.
      set -eu
      from=${1:?repair FROM TO} to=${2:?repair FROM TO}
      mkdir -p "$to"

      """
    for file in files {
      if file.repairs.isEmpty {
        text += "cp \"$from/\(file.name)\" \"$to/\(file.name)\"\n"
      } else {
        text += "sed"
        for repair in file.repairs {
          text += " \\\n  -e '\(repair.replacingOccurrences(of: "'", with: "'\\''"))'"
        }
        text += " \\\n  \"$from/\(file.name)\" >\"$to/\(file.name)\"\n"
      }
    }
    return text
  }
}

extension MigrationFile {
  /// Changes a cell of a line (from 0) and notes how the line was.
  mutating func replaceCell(_ column: Int, in line: Int, _ change: (String) -> String) {
    var cells = Self.cells(lines[line])
    repairs.append("\(line + 1)c\\\n\(lines[line])")
    cells[column] = change(cells[column])
    lines[line] = Self.record(cells)
  }

  /// The line whose amount in a column is largest.
  func lineOfLargest(_ column: Int) -> Int {
    lines.indices.dropFirst().max { a, b in
      let (x, y) = (Self.cells(lines[a])[column], Self.cells(lines[b])[column])
      return (x.count, x) < (y.count, y)
    } ?? 1
  }

  mutating func cutOff() {
    let last = lines.count - 1
    repairs.append("$c\\\n\(lines[last])")
    lines[last] = String(lines[last].prefix(lines[last].count / 2))
    isCutOff = true
  }

  static func cells(_ record: String) -> [String] {
    var cells: [String] = []
    var cell = ""
    var isQuoted = false
    for character in record {
      if character == "\"" {
        if !isQuoted, cell.last == "\"" || !cell.isEmpty { cell.append("\"") }
        isQuoted.toggle()
      } else if character == ",", !isQuoted {
        cells.append(cell)
        cell = ""
      } else {
        cell.append(character)
      }
    }
    return cells + [cell]
  }
}
