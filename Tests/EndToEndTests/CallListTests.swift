import Foundation
import Support
import Testing

/// Calls on bills: those that were rated and billed here, and those of an invoice from elsewhere.
@Suite struct CallListTests {
  /// Two numbers of an account, ten calls in October, a deck: six calls are charged, two helplines are
  /// not, one was not answered, one is of nobody's number.
  private static let shop = Result {
    let workshop = Workshop(in: try TemporaryFolder.shared())
    SceneTests.must(try workshop.run(["init"]))
    for (kind, text) in [
      (
        "company",
        "code,name,currency,zone,locale,country\nPN,Prairie Net,CAD,America/Winnipeg,en-CA,CA\n"
      ),
      (
        "source",
        "name,company,role,feed,zone,country,currency,area\n"
          + "acme,PN,system,increment,America/Winnipeg,CA,CAD,204\n"
          + "P,PN,bill,increment,America/Winnipeg,CA,CAD,204\n"
      ),
      ("account", "id,company,name,bill_mode\n17,PN,Zoë Müller,statement\n"),
      (
        "did_assignment",
        "number,account,since,until\n+12045550001,17,,\n+12045550002,17,,\n"
      ),
      // The same calls, as another system charged for them: to the cent, and otherwise.
      (
        "invoice",
        "number,account,date,due\ntied,17,2026-11-03,2026-11-20\nother,17,2026-11-04,2026-11-20\n"
      ),
      (
        "debit",
        """
        id,invoice,type,description,amount,pays_from,pays_to
        v1,tied,voice,Calls,0.34,2026-10-01,2026-10-31
        v2,other,voice,Calls,9.99,2026-10-01,2026-10-31

        """
      ),
    ] {
      SceneTests.must(try workshop.bring(kind, text, ["--source", "acme"]))
    }
    SceneTests.must(
      try workshop.bring(
        "cdr",
        """
        call_id,start,from_number,to_number,duration,direction,disposition
        1,2026-10-05T14:00:00Z,+12045550001,+12045550199,31000,outbound,answered
        2,2026-10-05T15:00:00Z,+12045550001,+12045550188,61000,outbound,answered
        3,2026-10-06T15:00:00Z,+12045550001,+442079460000,37000,outbound,answered
        4,2026-10-07T15:00:00Z,+12045550001,+18005550100,300000,outbound,answered
        5,2026-10-08T15:00:00Z,+12045550001,+18775550111,300000,outbound,answered
        6,2026-10-09T15:00:00Z,+12045550001,+12045550199,0,outbound,no-answer
        7,2026-10-20T15:00:00Z,+12045550002,+12045550199,600000,outbound,answered
        8,2026-10-21T15:00:00Z,+12045550002,+12045550177,6000,outbound,answered
        9,2026-10-22T15:00:00Z,+12045550002,+442079460000,10000,outbound,answered
        10,2026-10-23T15:00:00Z,+12045559999,+12045550199,10000,outbound,answered

        """, ["--source", "P"]))
    _ = try workshop.folder.write(
      "deck.csv",
      """
      prefix,deck,direction,price,first_interval,next_interval
      1,retail,,0.02,30,6
      1800,retail,,0.00,6,6
      1877,retail,,0.00,6,6
      44,retail,,0.05,60,60

      """)
    for words in [
      ["rate", "--deck", "deck.csv", "--profile", "rate", "--name", "retail", "--source", "acme"],
      ["rate"], ["rate", "--bill", "2026-10"],
    ] {
      SceneTests.must(try workshop.run(words))
    }
    return workshop
  }

  private static func text(_ words: [String], _ name: String) throws -> String? {
    let workshop = try shop.get()
    SceneTests.must(try workshop.run(words + ["-o", name]))
    return try PDFPages.text(name, in: workshop)?.replacingOccurrences(of: "\u{A0}", with: " ")
  }

  /// The words of a line that begins with some.
  private static func line(_ start: String, _ text: String) -> [String]? {
    text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .first { $0.hasPrefix(start) }
      .map { $0.split(separator: " ").map(String.init) }
  }

  @Test(arguments: ["none", "summary", "masked", "full", ""])
  func billedCallsAreListedAsTheAccountWants(_ how: String) throws {
    let words =
      ["statement", "17", "--from", "2026-10-01", "--to", "2026-10-31"]
      + (how.isEmpty ? [] : ["--itemise", how])
    guard let text = try Self.text(words, "calls-\(how).pdf") else { return }
    // Helplines stand on no bill, however it is itemised.
    #expect(!text.contains("800-555") && !text.contains("877-555"))
    guard how != "none" else {
      #expect(!text.contains("204-555-0001"))
      return
    }
    // The debits of the calls, and the appendix, come to the same.
    #expect(Self.line("+1 204-555-0001", text)?.suffix(3) == ["3", "2:42", "0.0840"])
    #expect(Self.line("+1 204-555-0002", text)?.suffix(3) == ["3", "11:30", "0.2600"])
    #expect(Self.line("Total ", text) == ["Total", "6", "14:12", "0.3440"], "\(text)")
    let isListed = how != "summary"
    #expect(text.contains("Calls of +1 204-555-0002") == isListed)
    #expect(text.contains("+1 204-555-0199") == (how == "full"))
    #expect(text.contains("+1 204-555-0•••") == (isListed && how != "full"))
    #expect(text.contains("The last three digits") == (isListed && how != "full"))
    // Each number's calls end with what they come to.
    #expect(text.components(separatedBy: "Total (3)").count == (isListed ? 3 : 1))
    #expect(text.contains("America/Winnipeg") == isListed)
  }

  /// A bill of calls alone is beside the bills of services: it is not why one of these is another amount.
  @Test func billsOfCallsAreNotComparedWithThoseOfServices() throws {
    let workshop = try Workshop(copyOf: Self.shop.get().folder)
    SceneTests.must(try workshop.run(["rate", "--invoice", "2026-11-05"]))
    for (kind, text) in [
      ("invoice", "number,account,date,due\nlater,17,2026-11-10,2026-11-20\n"),
      ("debit", "id,invoice,type,description,amount\nv3,later,voice,Calls,1.00\n"),
    ] { SceneTests.must(try workshop.bring(kind, text, ["--source", "acme"])) }
    for (number, other) in [("PN-C000001", nil), ("later", "invoice other of")] {
      SceneTests.must(
        try workshop.run(["invoice", number, "--mode", "invoice", "-o", "\(number).pdf"]))
      guard let text = try PDFPages.text("\(number).pdf", in: workshop) else { return }
      let plain = text.replacingOccurrences(of: "\u{A0}", with: " ")
      #expect(plain.contains("Compared with") == (other != nil), "\(number): \(plain)")
      if let other { #expect(plain.contains(other), "\(plain)") }
    }
  }

  @Test func pricesStandBesideAnotherSystemsCallsOnlyWhereTheyAddUp() throws {
    for (number, isPriced) in [("tied", true), ("other", false)] {
      let words = ["invoice", number, "--mode", "invoice", "--itemise", "full"]
      guard let text = try Self.text(words, "\(number).pdf") else { return }
      #expect(text.contains("+1 204-555-0199") && text.contains("10:16"), "\(text)")
      #expect(text.contains("0.2600") == isPriced)
      #expect(!text.contains("800-555"))
    }
  }
}
