import Diagnostics
import Foundation
import Support
import Testing

@testable import Documents

@Suite struct ThemeTests {
  /// One pixel.
  static let picture =
    Data(
      base64Encoded:
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    ) ?? Data()

  /// A picture that says it is so many pixels wide and high.
  private static func resized(to side: Int) -> Data {
    var bytes = picture
    for (index, shift) in [24, 16, 8, 0].enumerated() {
      bytes[16 + index] = UInt8(side >> shift & 0xFF)
      bytes[20 + index] = UInt8(side >> shift & 0xFF)
    }
    return bytes
  }

  static func mistakes(_ text: String) throws -> [String] {
    let folder = try TemporaryFolder()
    _ = try folder.write("logo.png", picture)
    _ = try folder.write("huge.png", Self.resized(to: 20_000))
    _ = try folder.write("none.jpg", "x")
    let path = try folder.write("theme.json5", text)
    do {
      _ = try ThemeParser.read(path)
      return []
    } catch let mistakes as ThemeMistakes {
      return mistakes.problems.map {
        $0.description.replacingOccurrences(of: path, with: "theme.json5")
      }
    }
  }

  static let good = """
    {
      theme: "prairie",
      paper: "a4",
      window: "din-5008-b",
      logo: { file: "logo.png", height: 40, alternative: "Prairie Fibre" },
      colours: { accent: "#164e8c" },
      labels: { de: { invoice: "Faktura", toPay: "Offen: {1}" } },
      dates: { es: "d 'de' MMM 'de' yyyy" },
      numbers: { de: { decimal: ",", group: " " } },
      message: { en: "Thank you." },
      companies: {
        PFE: { iban: "DE89 3704 0044 0532 0130 00", bic: "COBADEFFXXX", payOnline: "https://x.example" },
      },
      slip: { check: "mod97" },
      comparison: false,
    }
    """

  @Test func themeIsRead() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("logo.png", Self.picture)
    let theme = try ThemeParser.read(try folder.write("theme.json5", Self.good))
    #expect(theme.name == "prairie" && theme.sha256.count == 64)
    let words = Words("de-DE", theme: theme)
    #expect(words[.invoice] == "Faktura")
    #expect(words.amount(123_456, digits: 2) == "1 234,56")
    #expect(theme.company("PFE").iban == "DE89370400440532013000")
    #expect(!theme.comparesBills && Theme.plain.comparesBills)
    #expect(theme.slip?.check == .mod97 && theme.window == .din5008b)
    // Another logo is another theme.
    _ = try folder.write("logo.png", Self.picture + Data("y".utf8))
    #expect(try ThemeParser.read(folder.file("theme.json5")).sha256 != theme.sha256)
  }

  @Test(arguments: [
    (
      "{ theme: \"x\", colour: {} }",
      "theme.json5:1:15: There is no word in a theme 'colour'. Did you mean 'colours'?"
    ),
    (
      "{ theme: \"x\", comparison: \"no\" }",
      "1:27: 'comparison' must be true or false, and this is a string"
    ),
    ("{ paper: \"a4\" }", "theme.json5:1:1: A theme needs a name"),
    ("{ theme: \"x\", paper: \"a5\" }", "1:22: There is no paper 'a5'. Did you mean 'a4'?"),
    (
      "{ theme: \"x\",\n  colours: { accent: \"#a0c8f0\" } }",
      "theme.json5:2:22: This colour has a contrast of 1.7 : 1 on white, and text needs 4.5 : 1"
    ),
    ("{ theme: \"x\", colours: { accent: \"blue\" } }", "A colour is written #164e8c"),
    (
      "{ theme: \"x\", logo: { file: \"none.png\", alternative: \"x\" } }", "The logo can't be read"
    ),
    (
      "{ theme: \"x\", logo: { file: \"huge.png\", alternative: \"x\" } }",
      "1:29: This picture can't be used: it has 20000 by 20000 pixels"
    ),
    (
      "{ theme: \"x\", logo: { file: \"none.jpg\", alternative: \"x\" } }",
      "it is neither PNG nor JPEG. Save it as one of these."
    ),
    ("{ theme: \"x\", logo: { file: \"logo.png\" } }", "A logo needs an alternative"),
    (
      "{ theme: \"x\", labels: { fr: { invoyce: \"F\" } } }",
      "There is no word in labels 'invoyce'. Did you mean 'invoice'?"
    ),
    ("{ theme: \"x\", labels: { fr: { toPay: \"Payer\" } } }", "'toPay' must have the same places"),
    ("{ theme: \"x\", labels: { nl: {} } }", "There is no word in labels 'nl'"),
    ("{ theme: \"x\", dates: { de: \"dd/MM\" } }", "A date is made of d or dd"),
    (
      "{ theme: \"x\", numbers: { de: { decimal: \".\", group: \".\" } } }",
      "The two separators must differ"
    ),
    (
      "{ theme: \"x\", companies: { A: { iban: \"DE00 1234 5678 9012 3456 78\" } } }",
      "This is no IBAN"
    ),
    ("{ theme: \"x\", companies: { A: { payOnline: \"http://x\" } } }", "must begin with https://"),
    ("{ theme: \"x\", fonts: { regular: \"a.ttf\" } }", "Fonts need a bold one"),
    ("{ theme: 7 }", "'theme' must be text, and this is a number"),
    ("{ theme: \"x\" ", "[json-syntax]"),
  ]) func mistakesAreToldWithTheirPlace(_ text: String, _ message: String) throws {
    let found = try Self.mistakes(text)
    #expect(found.contains { $0.contains(message) }, "\(found)")
  }

  @Test func allMistakesAreToldAtOnce() throws {
    #expect(try Self.mistakes("{ paper: \"a5\", slip: { check: \"x\" } }").count == 3)
  }
}
