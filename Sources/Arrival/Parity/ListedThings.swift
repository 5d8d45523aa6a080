internal import Diagnostics
internal import Store

/// What the exports to a target told of what stays behind, as an explanation of what is otherwise there. It
/// explains only what follows from it: that a thing is missing, or that its amount is.
struct ListedThings {
  private struct Listed {
    var text: String
    /// By file, so that what a later export told of the same counts in its place.
    var amounts: [String: Int64] = [:]
    /// Whether it changed since it went, so that there may be any amount.
    var isChanged = false
  }

  private var things: [ParityAspect: [String: Listed]] = [:]

  init(of target: Target, in database: Database) throws {
    let aspects = Dictionary(
      target.files.compactMap { file in file.aspect.map { (file.name, $0) } }
    ) { first, _ in first }
    for batch in try ExportBatches(database).all(target: target.name) {
      try ToldItems.forEach(in: batch, of: database) { cells in
        // A cell that went otherwise than it is here leaves nothing out.
        guard cells.count > 8, let aspect = aspects[cells[1]], !cells[3].isEmpty, cells[6].isEmpty
        else { return }
        for other in Self.follow(aspect) {
          var listed = things[other]?[cells[3]] ?? Listed(text: "")
          listed.text = "\(cells[0]), batch \(batch)"
          if cells[0] == LeftBehind.Reason.changedSince.rawValue { listed.isChanged = true }
          if let amount = Int64(cells[8].filter { $0 != "." }) {
            listed.amounts["\(cells[1])/\(cells[4])"] = amount
          }
          things[other, default: [:]][cells[3]] = listed
        }
      }
    }
  }

  /// What is missing with a row of an aspect.
  private static func follow(_ aspect: ParityAspect) -> [ParityAspect] {
    switch aspect {
    case .accounts: ParityAspect.allCases
    case .openInvoices: [.openInvoices, .balances]
    case .services: [.services, .nextBillDates]
    case .balances, .nextBillDates: [aspect]
    }
  }

  /// Why a difference was to be expected; nil where it was not.
  func reason(of found: ParityReport.Difference, _ aspect: ParityAspect) -> String? {
    guard let listed = things[aspect]?[found.account] else { return nil }
    if listed.isChanged { return listed.text }
    guard let difference = found.amount else { return found.isMissing ? listed.text : nil }
    let amounts = listed.amounts.values.map(abs)
    if amounts.isEmpty { return found.isMissing ? listed.text : nil }
    let all = abs(listed.amounts.values.reduce(0, +))
    return amounts.contains(abs(difference)) || all == abs(difference) ? listed.text : nil
  }
}
