import Foundation
import Store
import Support
import Testing

/// The equations as their files write them.
@Suite struct EquationTests {
  private static let folder = Tool.package.appending(path: "Sources/Proof/Equations").path
  static let names =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: Tool.package.appending(path: path), encoding: .utf8)
  }

  private static func words(_ text: String) -> Set<String> {
    let code = text.split(separator: "\n").filter { !$0.hasPrefix("--") }.joined(separator: "\n")
    // Every other piece between quotes is a literal.
    let names = code.split(separator: "'", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 0 }.map { $0.element }.joined(separator: " ")
    return Set(names.split { !$0.isLetter && $0 != "_" && !$0.isNumber }.map(String.init))
  }

  /// The views that a text reads from, directly or through routes, reports and other views.
  private static func views(_ text: String, _ definitions: [String: String]) -> Set<String> {
    var found: Set<String> = []
    var waiting = [text]
    while let next = waiting.popLast() {
      for word in words(next) where definitions[word] != nil && found.insert(word).inserted {
        waiting.append(definitions[word] ?? "")
      }
    }
    return found
  }

  /// What routes, reports and views are made of, by name.
  private static func definitions() throws -> [String: String] {
    let folder = try TemporaryFolder()
    let database = try StoreFile.create(at: folder.file("a.db"))
    var definitions: [String: String] = [:]
    try database.forEach("SELECT name, sql FROM sqlite_master WHERE type = 'view'") {
      definitions[$0.text(0) ?? ""] = $0.text(1)
    }
    for route in try FileManager.default.contentsOfDirectory(
      atPath: Tool.package.appending(path: "Sources/Proof/Routes").path)
    {
      definitions[String(route.dropLast(4))] = try text("Sources/Proof/Routes/\(route)")
    }
    definitions["ar_aging"] = try text("Reports/ar-aging.sql")
    return definitions
  }

  /// Two routes that share a view prove nothing.
  @Test func routesShareNoView() throws {
    let definitions = try Self.definitions()
    for name in Self.names {
      let text = try Self.text("Sources/Proof/Equations/\(name)")
      let sides = text.components(separatedBy: "\n-- right: ")
      guard sides.count == 2 else {
        #expect(text.contains("-- why: "), "\(name) has no sides and does not say why")
        continue
      }
      let left = sides[0].components(separatedBy: "\n-- left: ").last ?? ""
      // What follows the mark on its line is the side's name.
      let shared = Self.views("-- " + left, definitions)
        .intersection(Self.views("-- " + sides[1], definitions))
      #expect(shared.isEmpty, "\(name): \(shared.sorted())")
    }
  }

  @Test func everyInvariantHasItsEquation() throws {
    let numbers = try Self.names.map {
      try Self.text("Sources/Proof/Equations/\($0)").split(separator: "\n")
        .first { $0.hasPrefix("-- invariant: ") }?.dropFirst(14)
    }
    #expect(Set(numbers.compactMap { $0.flatMap { Int($0) } }) == Set(1...28))
  }

  /// A kind that an equation forgets would be proven by nothing.
  @Test(arguments: ["Routes/stored_rows", "Equations/24-undo"])
  func everyKindIsCounted(_ name: String) throws {
    let text = try Self.text("Sources/Proof/\(name).sql")
    for kind in Kinds.all { #expect(text.contains("'\(kind.name)'"), "\(kind.name)") }
  }

  /// The same of every amount, day and reference of what is only ever added.
  @Test func everythingThatIsSummedIsCompared() throws {
    let texts = try Self.names.map { try Self.text("Sources/Proof/Equations/\($0)") }.joined()
    for kind in Kinds.all where kind.conduct != .master {
      for field in kind.fields {
        if kind.derivesDate && field.name == "at" || field.isSettledLater || field.isHint {
          continue
        }
        switch field.type {
        case .money, .rate, .seconds, .milliseconds, .date, .instant, .bytes, .reference:
          #expect(
            texts.contains("'total: \(kind.name).\(field.name)'"), "\(kind.name).\(field.name)")
        default: continue
        }
      }
    }
  }

  /// Rows that no record brought, and batches of which undo left some rows, are summed all the same.
  @Test func supersededAndPartlyUndoneBatchesStillTie() throws {
    let workshop = try Workshop()
    _ = try workshop.bring(
      "payment", "id,account,date,amount\np,000017,2026-10-01,5.00\nq,000018,2026-10-02,7.00\n")
    let superseded = try workshop.bring(
      "payment", "id,account,date,amount\np,000017,2026-10-01,6.00\nq,000018,2026-10-02,7.00\n",
      ["--supersede"])
    #expect(superseded.exitCode == 0 || superseded.exitCode == 1, "\(superseded.errors)")
    let proof = try workshop.run(["reconcile"])
    #expect(proof.exitCode == 0, "\(proof.output)")
    #expect(try workshop.ask("SELECT count(*) FROM payment_reversal") == "1")
    // The first batch of payments keeps what the second refers to.
    _ = try workshop.run(["undo", "4", "--keep-changed"])
    #expect(try workshop.ask("SELECT kept > 0 FROM batch_undone") == "1")
    let again = try workshop.run(["reconcile"])
    #expect(again.exitCode == 0, "\(again.output)")
  }
}
