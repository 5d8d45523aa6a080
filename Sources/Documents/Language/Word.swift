/// Every word that stands on a document. The words themselves are in `WordTable`, by language; a theme
/// may put others in their place.
package enum Word: String, CaseIterable, Sendable {
  // What a document is, and its facts.
  case invoice, creditNote, statement, receipt
  case number, account, invoiceDate, dueDate, period, currency, status, statementDate, from, to
  case taxNumber, yourTaxNumber, yourReference, serviceAddress, correctsInvoice, date, reference,
    method
  case copyIssuedBy, copy, void, paid, pastDue
  // What is to be done.
  case toPay, payBy, wasDue, nothingToPay, onReceipt, creditBalance, balanceDue, takenAutomatically
  case received, amountReceived, notApplied, appliedTo
  case questions, payTo, scanToPay, payOnline
  // Charges and taxes.
  case charges, description, quantity, unitPrice, amount, subtotal, asBilled, charge, days, daysOf
  case servicesGroup, usageGroup, onceGroup, adjustmentsGroup, feesGroup, otherGroup
  case beforeTaxes, taxes, tax, authority, rate, taxable, totalInvoice, totalCreditNote
  case carriedForward, broughtForward
  case differs, reverseChargeNote, exemptNote, intraCommunityNote, exportNote
  // What changed what is due.
  case settled, what, payment, credit, takenOff, reversedCharge, voided, remaining
  case comparedWith, then, now, difference, unchanged
  case creditNotes, creditNoteOf, linkedInvoices, linkedRemaining, thisInvoice, inAll
  // The account.
  case summary, previousBalance, before, newCharges, balanceOn, transactions, noTransactions, type
  case details, balance, openOn, due, open, notInvoiced, notAppliedYet, aging, notDue
  case days1, days31, days61, days91, carriedOver, invoiceVoided, across, returned, refund
  case opening, discounts, adjustments, writtenOff, payments, paymentsReturned, refunds, between
  // Ways to pay.
  case card, bank, cash, check, wire, paypal, other
  // Appendices.
  case calls, callsOf, time, called, calling, duration, price, total, numberHeading, callCount
  case masked, inbound, allTimes
  case usage, used, allowance, free, overage, usageChart, usagePeriods, cap
  // The slip and the foot.
  case slip, cutHere, amountEnclosed, page
  // Messages of e-mail.
  case mailSubject, mailText, mailTextStatement
}
