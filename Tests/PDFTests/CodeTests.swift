import Diagnostics
import Foundation
import PDF
import Support
import Testing

/// Codes are read by a program that people scan with.
@Suite struct CodeTests {
  private static func scan(_ bytes: [UInt8]) throws -> String? {
    guard let render = Tool.judge("pdftoppm"), let scanner = Tool.judge("zbarimg") else {
      return nil
    }
    let folder = try TemporaryFolder()
    let path = try folder.write("code.pdf", Data(bytes))
    _ = try Tool.run(render, ["-r", "200", "-png", path, "page"], in: folder.path)
    let pages = folder.names.filter { $0.hasSuffix(".png") }
    let result = try Tool.run(scanner, ["-q", "--raw", "-Sbinary"] + pages, in: folder.path)
    return result.output
  }

  /// A page for each code: what the scanner reads of all pages has no ends of lines in between.
  @Test func qrCodesAreReadAsWritten() throws {
    var document = Samples.document()
    var texts: [String] = []
    for length in [1, 17, 60, 106, 213, 500, 1_200, 2_300] {
      let text = String(
        (0..<length).map { index in Array("https://pay.example/é?abcXYZ0189&=%-")[index * 7 % 36] })
      for correction in [QRCode.Correction.low, .medium, .quartile, .high] {
        guard let code = try? QRCode(text, correction) else {
          #expect(length > 1_200)
          continue
        }
        if !texts.isEmpty { document.newPage() }
        try document.code(code, side: 400_000, alternative: "A code")
        texts.append(text)
      }
    }
    #expect(texts.count > 25)
    guard let read = try Self.scan(document.render()) else { return }
    #expect(read == texts.joined())
  }

  @Test func barCodesAreReadAsWritten() throws {
    var document = Samples.document()
    let texts = ["000100-5001-0010946", "1234567890", "12345", "A", "Ab 12~ 345678", "00"]
    for (index, text) in texts.enumerated() {
      if index > 0 { document.newPage() }
      try document.code(Code128(text), width: 300_000, height: 40_000, alternative: "A code")
    }
    guard let read = try Self.scan(document.render()) else { return }
    #expect(read == texts.joined())
  }

  @Test func girocodeHasTheLinesOfTheStandard() throws {
    let giro = GiroCode(
      name: "Prairie Fibre Europe GmbH", iban: "DE89 3704 0044 0532 0130 00", amount: 6_746,
      remittance: "Invoice 5001")
    #expect(
      try giro.code().text
        == "BCD\n002\n1\nSCT\n\nPrairie Fibre Europe GmbH\nDE89370400440532013000\nEUR67.46\n\n\nInvoice 5001"
    )
    var document = Samples.document()
    try document.code(giro.code(), side: 90_000, alternative: "QR code: transfer EUR 67.46")
    guard let read = try Self.scan(document.render()) else { return }
    #expect(try read == giro.code().text)
  }

  @Test func wrongCodesAreRefused() throws {
    let good = GiroCode(name: "A", iban: "DE89370400440532013000", amount: 1, remittance: "")
    var cases: [GiroCode] = []
    for change: (inout GiroCode) -> Void in [
      { $0.amount = 0 }, { $0.amount = 100_000_000_000 }, { $0.iban = "DE88370400440532013000" },
      { $0.name = "" }, { $0.name = String(repeating: "a", count: 71) },
      { $0.remittance = String(repeating: "a", count: 141) }, { $0.remittance = "a\nb" },
    ] {
      var code = good
      change(&code)
      cases.append(code)
    }
    #expect(throws: Never.self) { try good.code() }
    for code in cases { #expect(throws: Problem.self, "\(code)") { try code.code() } }
    for text in ["", "é", String(repeating: "1", count: 81), "a\nb"] {
      #expect(throws: Problem.self) { try Code128(text) }
    }
    #expect(throws: Problem.self) { try QRCode(String(repeating: "a", count: 3_000)) }
  }
}
