internal import Diagnostics
internal import PDF

/// The head of every document: what it is, who sends it, who gets it, and its facts.
struct Letterhead {
  let account: AccountFacts
  let words: Words
  let theme: Theme

  /// A document with the fonts, the sheet and the language that it shall have.
  func document(_ fonts: FontSet, title: String, date: String, footer: [String]) -> PDFDocument {
    let company = account.company
    var document = PDFDocument(
      fonts: fonts, title: title, author: company.name, date: date, language: words.tag,
      footer: ([company.name] + footer).joined(separator: " · "), paper: theme.sheet(company),
      profile: theme.profile)
    document.palette.accent = Colour(
      red: theme.accent[0], green: theme.accent[1], blue: theme.accent[2])
    document.pageLabel = words.text(.page, "{page}", "{pages}")
    document.subject = "account \(account.id)"
    return document
  }

  func draw(_ title: String, facts: [(name: String, value: String)], on document: inout PDFDocument)
    throws(Problem)
  {
    let company = account.company
    let window = theme.envelope(company)
    let margin = document.position.left
    let right = margin + document.width * 58 / 100
    let rightWidth = document.width * 42 / 100
    let top = Window.inches(hundredths: 42)
    let factsEnd = try document.stand(right, top, width: rightWidth) {
      (document: inout PDFDocument) throws(Problem) in
      try document.heading(title, level: 1)
      document.space(-2_000)
      try document.facts(facts)
    }
    let headEnd = try drawSender(window, margin, top, on: &document)

    let addressWidth = right - window.left - 12_000
    var addressTop = window.top
    if window.hasSenderLine {
      addressTop = max(addressTop, headEnd + 22_000)
      let sender = [company.name] + company.postal.lines(from: company.country)
      _ = try document.stand(window.left, addressTop - 14_000, width: addressWidth) {
        (document: inout PDFDocument) throws(Problem) in
        try document.paragraph(sender.joined(separator: ", "), .init(size: 6_000, tone: .muted))
      }
    } else {
      addressTop = max(addressTop, headEnd + 10_000)
    }
    let addressEnd = try drawRecipient(window, addressTop, width: addressWidth, on: &document)
    for mark in window.marks {
      try document.line(from: .init(left: 12_000, top: mark), to: .init(left: 24_000, top: mark))
    }
    document.go(to: max(factsEnd, addressEnd, addressTop + 5 * 13_000) + 22_000)
  }

  /// The recipient's name and address, in type small enough for all of it to show through the window.
  private func drawRecipient(
    _ window: Window, _ top: Int, width: Int, on document: inout PDFDocument
  ) throws(Problem) -> Int {
    let lines = [account.name] + account.postal.lines(from: account.company.country)
    let room = window.lines * PDFDocument.Style.body.leading
    var end = top
    let styles: [PDFDocument.Style] = [
      .body, .init(size: 8_000, leading: 9_600), .init(size: 7_000, leading: 8_400),
    ]
    for style in styles {
      // Laid out to see how high it is; a document is a value.
      var trial = document
      end = try trial.stand(window.left, top, width: width) {
        (document: inout PDFDocument) throws(Problem) in
        for line in lines { try document.paragraph(line, style) }
      }
      if end - top <= room || style == styles.last {
        document = trial
        break
      }
    }
    return end
  }

  /// The sender: its logo or its name, then what else must be known of it.
  private func drawSender(
    _ window: Window, _ left: Int, _ top: Int, on document: inout PDFDocument
  ) throws(Problem) -> Int {
    let company = account.company
    var lines = company.postal.lines(from: company.country)
    lines += company.contact
    if let taxID = company.taxID { lines.append(words.text(.taxNumber, taxID)) }
    if let registration = theme.company(company.code).registration { lines.append(registration) }
    return try document.stand(left, top, width: document.width / 2) {
      (document: inout PDFDocument) throws(Problem) in
      if let logo = theme.logo {
        try document.image(
          logo.image, height: logo.height * 1000, alternative: logo.alternative)
        document.space(4_000)
      }
      try document.paragraph(company.name, .strong)
      for line in lines { try document.paragraph(line, .small) }
    }
  }
}

extension PDFDocument {
  /// Writes at a place from the sheet's upper left corner, and leaves the flow where it is.
  ///
  /// - Returns: where it ends, from the upper edge.
  mutating func stand(
    _ left: Int, _ top: Int, width: Int,
    _ body: (inout PDFDocument) throws(Problem) -> Void
  ) throws(Problem) -> Int {
    var end = top
    try place(Place(left: left, top: top), width: width, height: 2_000_000) {
      (document: inout PDFDocument) throws(Problem) in
      try body(&document)
      end = document.position.top
    }
    return end
  }

  /// The flow goes on at a distance from the upper edge, unless it is lower already.
  mutating func go(to top: Int) { space(max(0, top - position.top)) }

  /// A shaded band with something large in it, and a note at its right or below.
  mutating func panel(_ text: String, note: String?) throws(Problem) {
    let inset = 11_000
    let inner = width - 2 * inset
    let isBeside =
      width(of: text, .large) + (note.map { width(of: $0, .body) } ?? 0) + 20_000 <= inner
    let start = position
    // Laid out once to know how high it is; a document is a value.
    var trial = self
    let write = { (document: inout PDFDocument) throws(Problem) -> Int in
      try document.stand(start.left + inset, start.top + inset - 5_000, width: inner) {
        (document: inout PDFDocument) throws(Problem) in
        try document.paragraph(text, .large)
        if let note, !isBeside {
          document.space(5_000)
          try document.paragraph(note)
        }
      }
    }
    let end = try write(&trial) + inset
    try fill(start, width: width, height: end - start.top, palette.shade)
    _ = try write(&self)
    if let note, isBeside {
      let left = start.left + width - inset - width(of: note, .body)
      _ = try stand(left, start.top + inset + 3_500, width: inner) {
        (document: inout PDFDocument) throws(Problem) in
        try document.paragraph(note)
      }
    }
    go(to: end)
  }
}
