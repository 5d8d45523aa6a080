import Testing

@testable import Documents

@Suite struct LanguageTests {
  private static func places(in text: String) -> Set<Int> {
    Set((1...9).filter { text.contains("{\($0)}") })
  }

  @Test func everyWordIsThereInEveryLanguageWithTheSamePlaces() {
    for word in Word.allCases {
      let texts = WordTable.words[word] ?? [:]
      #expect(texts.count == Language.allCases.count, "\(word)")
      let places = Set(texts.values.map { Self.places(in: $0) })
      #expect(places.count == 1, "\(word): \(texts)")
    }
  }

  @Test(arguments: [
    ("en-CA", "1 Nov 2026", "1,234.50", "5 %"), ("en-US", "Nov 1, 2026", "1,234.50", "5 %"),
    ("fr-CA", "1 nov. 2026", "1\u{A0}234,50", "5 %"),
    ("de-DE", "01.11.2026", "1.234,50", "5 %"), ("es-ES", "1 nov 2026", "1.234,50", "5 %"),
    ("pl-PL", "1 Nov 2026", "1\u{A0}234,50", "5 %"),
  ]) func daysAndAmountsAreWrittenAsReadersDo(
    _ tag: String, _ date: String, _ amount: String, _ percent: String
  ) {
    let words = Words(tag)
    #expect(words.date("2026-11-01") == date)
    #expect(words.amount(123_450, digits: 2) == amount)
    #expect(words.percent(5_000_000) == percent.replacing(" ", with: "\u{A0}"))
  }

  @Test(arguments: [
    ("en-CA", "2026-10-20", "2026-10-31", "20–31 Oct 2026"),
    ("en-CA", "2026-10-15", "2026-11-14", "15 Oct – 14 Nov 2026"),
    ("en-CA", "2025-12-15", "2026-01-14", "15 Dec 2025 – 14 Jan 2026"),
    ("de-DE", "2026-10-20", "2026-10-31", "20.10.2026 – 31.10.2026"),
  ]) func periodsSayOnceWhatTheirEndsShare(
    _ tag: String, _ from: String, _ to: String, _ text: String
  ) {
    #expect(Words(tag).dates.range(from, to) == text)
  }

  @Test(arguments: [
    ("en-CA", nil as String?, "1 Nov"), ("en-US", nil, "Nov 1"), ("de-DE", nil, "01.11."),
    ("fr-CA", nil, "1 nov."), ("es-ES", "d 'de' MMM 'de' yyyy", "1 de nov"),
    ("en", "yyyy-MM-dd", "11-01"), ("en", "d/MM/yyyy", "1/11"),
  ]) func daysHaveAShortForm(_ tag: String, _ pattern: String?, _ text: String) {
    let dates = DocumentDates(
      language: Language(tag: tag) ?? .english,
      region: tag.split(separator: "-").dropFirst().first.map(String.init), pattern: pattern)
    #expect(dates.dayAndMonth("2026-11-01") == text)
    #expect(dates.dayAndMonth("tomorrow") == "tomorrow")
  }

  @Test func wordsOfALanguageThatDocumentsDoNotSpeakAreEnglishAndSaySo() {
    #expect(Words("pl-PL").tag == "en")
    #expect(Words("pl-PL")[.invoice] == "Invoice")
    #expect(Words("de-AT").tag == "de-AT")
  }

  @Test func sentencesAreFilledInOnce() {
    let words = Words.english
    #expect(words.text(.page, "{2}", "7") == "Page {2} of 7")
  }

  @Test func patternsKeepQuotedWords() {
    let dates = DocumentDates(language: .spanish, region: "ES", pattern: "d 'de' MMM 'de' yyyy")
    #expect(dates.text("2026-11-01") == "1 de nov de 2026")
    #expect(dates.range("2026-11-01", "2026-11-01") == "1 de nov de 2026")
    #expect(dates.text("tomorrow") == "tomorrow")
  }
}
