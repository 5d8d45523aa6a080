internal import Bytes
package import Diagnostics
internal import PDF
internal import Store

/// One file for each invoice of a selection, written by two threads, each with a connection of its own.
package struct DocumentFiles: Sendable {
  package struct Written: Sendable {
    package var name: String
    package var number: String
    package var account: String
    package var sha256: String
    package var bytes: Int
  }

  /// What became of an invoice.
  package enum Outcome: Sendable {
    case written(Written)
    /// A mail without an address to go to.
    case noAddress(number: String, account: String)
    case refused(number: String, Problem)
  }

  package var folder: String
  package var name: DocumentName
  /// Whether the files are mail drafts with the document attached.
  package var asMail: Bool
  package var force: Bool
  package var threads = 2

  package init(folder: String, name: DocumentName, asMail: Bool, force: Bool) {
    self.folder = folder
    self.name = name
    self.asMail = asMail
    self.force = force
  }

  /// Writes them; in the order of the selection.
  ///
  /// - Parameter open: gives each thread its printing.
  package func write(
    _ entries: [InvoiceSelection.Entry],
    open: @escaping @Sendable () throws(Problem) -> InvoicePrinting
  ) throws -> [Outcome] {
    try Folder.make(folder)
    let threads = max(1, min(threads, entries.count))
    var workers: [Worker<[Outcome]>] = []
    for thread in 0..<threads {
      let job = self
      workers.append(
        try Worker { () throws(Problem) in
          try job.part(entries, thread, of: threads, open)
        })
    }
    let parts = try workers.map { worker throws(Problem) in try worker.join() }
    return entries.indices.map { parts[$0 % threads][$0 / threads] }
  }

  private func part(
    _ entries: [InvoiceSelection.Entry], _ thread: Int, of threads: Int,
    _ open: () throws(Problem) -> InvoicePrinting
  ) throws(Problem) -> [Outcome] {
    let printing = try open()
    var outcomes: [Outcome] = []
    for index in stride(from: thread, to: entries.count, by: threads) {
      try Interrupt.check()
      do throws(Problem) {
        outcomes.append(try one(entries[index], printing))
      } catch {
        // The disk or the store has a problem, not the invoice.
        if error.kind == .system || error.kind == .interrupted { throw error }
        outcomes.append(.refused(number: entries[index].number, error))
      }
    }
    return outcomes
  }

  private func one(_ entry: InvoiceSelection.Entry, _ printing: InvoicePrinting) throws(Problem)
    -> Outcome
  {
    do {
      let (document, pdf) = try printing.document(row: entry.row)
      let facts = document.facts
      var file = name.text(facts)
      var bytes = pdf
      if asMail {
        let account = facts.account
        guard let to = try account.email(in: printing.store), let from = account.company.email
        else { return .noAddress(number: facts.number, account: account.id) }
        bytes = document.mail(to: to, from: from, fileName: file, pdf).bytes
        if file.hasSuffix(".pdf") { file = String(file.dropLast(4)) }
        file += ".eml"
      }
      let output = try OutputFile(path: folder + "/" + file, force: force)
      try output.write(bytes[...])
      _ = try output.finish()
      return .written(
        Written(
          name: file, number: facts.number, account: facts.account.id,
          sha256: SHA256.hex(of: bytes), bytes: bytes.count))
    } catch let problem as Problem {
      throw problem
    } catch {
      throw Problem("internal", .system, "Something unforeseen happened: \(error)")
    }
  }

  /// The manifest: a line a file, with its hash.
  package static func manifest(_ outcomes: [Outcome]) -> String {
    var text = "file,number,account,bytes,sha256\n"
    for case .written(let file) in outcomes {
      let cells = [file.name, file.number, file.account, String(file.bytes), file.sha256]
      text +=
        cells.map { cell in
          cell.contains { ",\"\n\r".contains($0) }
            ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
        }.joined(separator: ",") + "\n"
    }
    return text
  }
}

extension InvoiceDocument {
  /// The mail that brings it.
  func mail(to: String, from: String, fileName: String, _ pdf: [UInt8]) -> MailDraft {
    let amount = currencyAmount(toPay)
    let kind = words[facts.isCreditNote ? .creditNote : .invoice]
    let text =
      mode == .statement
      ? words.text(.mailTextStatement, account.id, words.date(facts.asOf), amount)
      : words.text(.mailText, facts.number, words.date(facts.date), amount)
    return MailDraft(
      from: from, fromName: account.company.name, to: to, toName: account.name,
      subject: words.text(.mailSubject, kind, facts.number), text: text + "\r\n",
      date: facts.date, fileName: fileName, document: pdf)
  }
}
