internal import Bytes
package import Diagnostics
internal import PDF
internal import Store

/// One file for each invoice of a selection, written by several threads, each with a connection and fonts
/// of its own.
package struct DocumentFiles: Sendable {
  package struct Written: Sendable {
    package var name: String
    package var number: String
    package var account: String
    package var sha256: String
    package var bytes: Int

    /// Its line in the manifest.
    package var line: String {
      let cells = [name, number, account, String(bytes), sha256]
      return cells.map { cell in
        cell.contains { ",\"\n\r".contains($0) }
          ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
      }.joined(separator: ",") + "\n"
    }
  }

  /// The manifest's first line.
  package static let head = "file,number,account,bytes,sha256\n"

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
  package var threads: Int

  package init(folder: String, name: DocumentName, asMail: Bool, force: Bool, threads: Int) {
    self.folder = folder
    self.name = name
    self.asMail = asMail
    self.force = force
    self.threads = threads
  }

  /// Outcomes of a thread that wait to be reported.
  private static let most = 128

  /// Writes them.
  ///
  /// - Parameters:
  ///   - open: gives each thread its printing.
  ///   - report: gets what became of each, in the order of the selection, while others are written.
  package func write(
    _ entries: [InvoiceSelection.Entry],
    open: @escaping @Sendable () throws(Problem) -> InvoicePrinting,
    report: (Outcome) throws(Problem) -> Void
  ) throws(Problem) {
    try Folder.make(folder)
    let threads = max(1, min(threads, entries.count))
    let queues = (0..<threads).map { _ in BoundedQueue<Outcome>(capacity: Self.most) }
    var workers: [Worker<Void>] = []
    var problem: Problem?
    do throws(Problem) {
      for (thread, queue) in queues.enumerated() {
        let job = self
        workers.append(
          try Worker { () throws(Problem) in
            defer { queue.finish() }
            try job.part(entries, thread, of: threads, to: queue, open)
          })
      }
      for index in entries.indices {
        // A queue that ends too early belongs to a thread that failed.
        guard let outcome = queues[index % threads].take() else { break }
        try report(outcome)
      }
    } catch { problem = error }
    for queue in queues { queue.cancel() }
    for worker in workers {
      do throws(Problem) { try worker.join() } catch { problem = problem ?? error }
    }
    if let problem { throw problem }
  }

  /// Every so-many-th invoice.
  private func part(
    _ entries: [InvoiceSelection.Entry], _ thread: Int, of threads: Int,
    to queue: BoundedQueue<Outcome>, _ open: () throws(Problem) -> InvoicePrinting
  ) throws(Problem) {
    let printing = try open()
    for index in stride(from: thread, to: entries.count, by: threads) {
      try Interrupt.check()
      let outcome: Outcome
      do throws(Problem) { outcome = try one(entries[index], printing) } catch {
        // The disk or the store has a problem, not the invoice.
        if error.kind == .system || error.kind == .interrupted { throw error }
        outcome = .refused(number: entries[index].number, error)
      }
      guard queue.put(outcome) else { return }
    }
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
