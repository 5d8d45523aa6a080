internal import Billing
internal import Diagnostics
internal import Store

/// What the files of an export have in common while they are filled: what stays behind, and why the
/// whole may have to be refused.
struct ExportState {
  var left: LeftBehind
  var maps: CodeMaps
  /// Cells that the target needs and that nothing states.
  private(set) var needs: [(file: String, column: String, account: String, why: String)] = []

  /// The store's rows that went or were listed one by one, by kind.
  var told: [String: IDSet] = [:]
  /// Whether a code has no counterpart where there must be one.
  var isLacking = false

  init(maps: CodeMaps, left: LeftBehind = LeftBehind()) {
    self.maps = maps
    self.left = left
  }

  mutating func need(_ column: String, of file: String, account: String, why: String) {
    needs.append((file, column, account, why))
  }

  /// - Throws: `no-counterpart` and `target-needs`: what is lacking, by name.
  func requireWhole(_ target: Target) throws(Problem) {
    if isLacking {
      throw Problem(
        "no-counterpart", .input,
        "\(target.name) wants codes of its own, and these have none: "
          + maps.missingLines.joined(separator: "; ")
          + ". '--draft-maps DIR' writes the lists to be filled in, '--maps DIR' reads them. Nothing was "
          + "written.")
    }
    guard let first = needs.first else { return }
    let same = needs.filter { $0.file == first.file && $0.column == first.column }
    let accounts = same.prefix(5).map(\.account).joined(separator: ", ")
    let others = needs.count - same.count
    throw Problem(
      "target-needs", .input,
      "\(target.name) needs '\(first.column)' in \(first.file), and \(first.why) for \(same.count) "
        + "\(same.count == 1 ? "row" : "rows"): \(accounts)\(same.count > 5 ? ", …" : "")."
        + (others > 0 ? " \(others) more cells are lacking." : "")
        + " State it in the store: 'carryover template' has the columns. Nothing was written.")
  }
}
