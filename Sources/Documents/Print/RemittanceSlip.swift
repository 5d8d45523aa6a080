internal import Billing
internal import Diagnostics
internal import PDF

/// The part at the foot of the first page that comes back with a cheque: it fits a #9 envelope with one
/// window, through which the payee's address shows.
struct RemittanceSlip {
  let account: AccountFacts
  let number: String
  let due: String?
  let amount: Int64
  let check: CheckDigit
  let theme: Theme
  let words: Words

  /// A third of a letter sheet.
  let height = Window.inches(hundredths: 350)

  /// What the machine reads: account, invoice, amount in minor units, and the check of all of them.
  var scanLine: String {
    // Letters stay: accounts A-17 and B-17 are two.
    func field(_ text: String, _ count: Int) -> String {
      let signs = text.uppercased().filter { $0.isASCII && ($0.isNumber || $0.isLetter) }
      return String(repeating: "0", count: max(0, count - signs.count)) + signs
    }
    let parts = [field(account.id, 10), field(number, 10), field(String(amount), 11)]
    return parts.joined(separator: " ") + " " + check.digits(for: parts.joined())
  }

  func draw(on document: inout PDFDocument) throws(Problem) {
    let sheet = theme.sheet(account.company).size
    let top = sheet.height - height
    let left = document.position.left
    let width = document.width
    try document.line(
      from: .init(left: 0, top: top), to: .init(left: sheet.width, top: top),
      dash: [3_000, 3_000])
    _ = try document.stand(left, top + 4_000, width: width) {
      (document: inout PDFDocument) throws(Problem) in
      try document.paragraph(words[.slip], .small)
    }
    let money = words.amount(amount, digits: account.company.digits)
    let half = width * 52 / 100
    var facts = [(words[.account], account.id), (words[.number], number)]
    if let due { facts.append((words[.dueDate], words.date(due))) }
    facts.append((words[.amount], "\(account.company.currency)\u{00A0}\(money)"))
    let end = try document.stand(left + half, top + 18_000, width: width - half) {
      (document: inout PDFDocument) throws(Problem) in
      try document.facts(facts)
      document.space(6_000)
      try document.paragraph(words[.amountEnclosed], .strong)
    }
    let box = PDFDocument.Place(left: left + half, top: end + 5_000)
    try document.box(box, width: width - half, height: 24_000)
    _ = try document.stand(left, top + 18_000, width: half - 20_000) {
      (document: inout PDFDocument) throws(Problem) in
      try document.paragraph(account.name, .strong)
      for line in account.postal.lines(from: account.company.country) {
        try document.paragraph(line, .small)
      }
    }
    let own = theme.company(account.company.code).remitTo
    let payee =
      own.isEmpty
      ? [account.company.name] + account.company.postal.lines(from: account.company.country) : own
    // Ten characters an inch, at the right: what is left of the sheet belongs to the window.
    let style = PDFDocument.Style(size: 12_000, weight: .code, kerns: false)
    let scanWidth = document.width(of: scanLine + " ", style) + 1_000
    let scanLeft = left + width - scanWidth
    // The window is half an inch above the lower edge, 1 1/8 inches high; the slip slides by 3/8.
    let payeeLeft = max(left, Window.inches(hundredths: 100))
    _ = try document.stand(
      payeeLeft, sheet.height - Window.inches(hundredths: 160),
      width: max(scanLeft - payeeLeft - 10_000, width / 4)
    ) { (document: inout PDFDocument) throws(Problem) in
      for line in payee { try document.paragraph(line) }
    }
    _ = try document.stand(
      scanLeft, sheet.height - Window.inches(hundredths: 110), width: scanWidth
    ) { (document: inout PDFDocument) throws(Problem) in
      try document.paragraph(scanLine, style)
    }
  }
}
