/// The words of documents: English, French, German, Spanish. `{1}` and so on are filled in.
enum WordTable {
  static let words: [Word: [Language: String]] = {
    var words: [Word: [Language: String]] = [:]
    for line in text.split(separator: "\n") {
      let cells = line.split(separator: "|").map { cell in
        String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
      guard cells.count == 5, let word = Word(rawValue: cells[0]) else { continue }
      words[word] = Dictionary(
        uniqueKeysWithValues: zip(Language.allCases, cells.dropFirst()))
    }
    return words
  }()

  private static let text = """
    invoice | Invoice | Facture | Rechnung | Factura
    creditNote | Credit note | Note de crédit | Gutschrift | Nota de crédito
    statement | Statement | Relevé de compte | Kontoauszug | Estado de cuenta
    receipt | Receipt | Reçu | Zahlungsbeleg | Recibo
    number | Number | Numéro | Nummer | Número
    account | Account | Compte | Kundennummer | Cuenta
    invoiceDate | Invoice date | Date de facturation | Rechnungsdatum | Fecha de factura
    dueDate | Due date | Échéance | Fällig am | Vencimiento
    period | Period | Période | Zeitraum | Periodo
    currency | Currency | Monnaie | Währung | Moneda
    status | Status on {1} | État au {1} | Stand am {1} | Estado al {1}
    statementDate | Statement date | Date du relevé | Auszug vom | Fecha del estado
    from | From | Du | Von | Desde
    to | To | Au | Bis | Hasta
    taxNumber | Tax no. {1} | No de taxe {1} | USt-IdNr. {1} | NIF {1}
    yourTaxNumber | Your tax no. | Votre no de taxe | Ihre USt-IdNr. | Su NIF
    yourReference | Your reference | Votre référence | Ihr Zeichen | Su referencia
    serviceAddress | Service address | Adresse de service | Anschlussadresse | Dirección del servicio
    correctsInvoice | Corrects invoice | Corrige la facture | Zu Rechnung | Corrige la factura
    date | Date | Date | Datum | Fecha
    reference | Reference | Référence | Referenz | Referencia
    method | Method | Mode de paiement | Zahlungsart | Forma de pago
    copyIssuedBy | COPY, issued by | COPIE, émise par | KOPIE, ausgestellt von | COPIA, emitida por
    copy | COPY | COPIE | KOPIE | COPIA
    void | VOID | ANNULÉE | STORNIERT | ANULADA
    paid | PAID | PAYÉE | BEZAHLT | PAGADA
    pastDue | PAST DUE | EN SOUFFRANCE | ÜBERFÄLLIG | VENCIDA
    toPay | To pay: {1} | À payer : {1} | Zu zahlen: {1} | A pagar: {1}
    payBy | Please pay by {1}. | À payer au plus tard le {1}. | Bitte zahlen Sie bis zum {1}. | Páguese antes del {1}.
    wasDue | This was due on {1}. | Échu depuis le {1}. | Fällig war dies am {1}. | Venció el {1}.
    nothingToPay | Nothing to pay. | Rien à payer. | Nichts zu zahlen. | Nada que pagar.
    onReceipt | Payable on receipt. | Payable à réception. | Zahlbar sofort nach Erhalt. | Pagadero a la recepción.
    creditBalance | Credit balance: {1} | Solde créditeur : {1} | Guthaben: {1} | Saldo a favor: {1}
    balanceDue | Balance due: {1} | Solde à payer : {1} | Offener Saldo: {1} | Saldo pendiente: {1}
    takenAutomatically | It will be taken automatically: please do not pay. | Prélèvement automatique : ne payez pas vous-même. | Der Betrag wird abgebucht: bitte nicht überweisen. | Se cobrará automáticamente: no lo pague usted.
    received | Payment received | Paiement reçu | Zahlung erhalten | Pago recibido
    amountReceived | Received: {1} | Reçu : {1} | Erhalten: {1} | Recibido: {1}
    notApplied | Not applied yet: available credit | Pas encore affecté : crédit disponible | Noch nicht verrechnet: Guthaben | Aún sin aplicar: saldo a favor
    appliedTo | Applied to | Affecté à | Verrechnet mit | Aplicado a
    questions | Questions about this bill: {1} | Questions sur cette facture : {1} | Fragen zu dieser Rechnung: {1} | Preguntas sobre esta factura: {1}
    payTo | Pay to {1} | Payer à {1} | Zahlung an {1} | Pagar a {1}
    scanToPay | Scan to pay {1} | Scanner pour payer {1} | Zum Bezahlen von {1} scannen | Escanear para pagar {1}
    payOnline | Pay online | Payer en ligne | Online bezahlen | Pagar en línea
    charges | Charges | Frais | Leistungen | Cargos
    description | Description | Description | Bezeichnung | Descripción
    quantity | Quantity | Quantité | Menge | Cantidad
    unitPrice | Unit price | Prix unitaire | Einzelpreis | Precio unitario
    amount | Amount | Montant | Betrag | Importe
    subtotal | Subtotal, {1} | Sous-total, {1} | Zwischensumme {1} | Subtotal, {1}
    asBilled | As billed by {1} | Tel que facturé par {1} | Laut Rechnung von {1} | Según lo facturado por {1}
    charge | Charge | Frais | Leistung | Cargo
    days | {1} days | {1} jours | {1} Tage | {1} días
    daysOf | {1} of {2} days | {1} de {2} jours | {1} von {2} Tagen | {1} de {2} días
    servicesGroup | Services | Services | Dienste | Servicios
    usageGroup | Usage | Utilisation | Nutzung | Consumo
    onceGroup | One-time charges | Frais uniques | Einmalige Leistungen | Cargos únicos
    adjustmentsGroup | Adjustments | Ajustements | Korrekturen | Ajustes
    feesGroup | Fees | Frais de retard | Gebühren | Recargos
    otherGroup | Other charges | Autres frais | Sonstige Leistungen | Otros cargos
    beforeTaxes | Total before taxes | Total avant taxes | Summe netto | Total sin impuestos
    taxes | Taxes | Taxes | Steuern | Impuestos
    tax | Tax | Taxe | Steuer | Impuesto
    authority | Authority | Autorité | Behörde | Autoridad
    rate | Rate | Taux | Satz | Tipo
    taxable | Taxable | Imposable | Bemessung | Base
    totalInvoice | Total of this invoice | Total de cette facture | Rechnungsbetrag | Total de esta factura
    totalCreditNote | Total of this credit note | Total de cette note de crédit | Gutschriftbetrag | Total de esta nota de crédito
    carriedForward | Carried forward | À reporter | Übertrag | Suma y sigue
    broughtForward | Brought forward | Report | Übertrag | Suma anterior
    differs | The lines come to {1}; the system that made this invoice states {2}. | Les lignes donnent {1}; le système émetteur indique {2}. | Die Posten ergeben {1}; das ausstellende System nennt {2}. | Las líneas suman {1}; el sistema emisor indica {2}.
    reverseChargeNote | Reverse charge: the recipient owes the tax. | Autoliquidation : la TVA est due par le preneur. | Steuerschuldnerschaft des Leistungsempfängers. | Inversión del sujeto pasivo.
    exemptNote | Exempt from tax. | Exonéré de taxe. | Steuerfrei. | Exento de impuestos.
    intraCommunityNote | Intra-Community supply, exempt from tax. | Livraison intracommunautaire exonérée. | Steuerfreie innergemeinschaftliche Lieferung. | Entrega intracomunitaria exenta.
    exportNote | Export, exempt from tax. | Exportation exonérée. | Steuerfreie Ausfuhr. | Exportación exenta.
    settled | Paid and credited | Paiements et crédits | Zahlungen und Gutschriften | Pagos y abonos
    what | What | Détail | Vorgang | Concepto
    payment | Payment | Paiement | Zahlung | Pago
    credit | Credit | Crédit | Gutschrift | Abono
    takenOff | Taken off again: {1} | Retiré : {1} | Wieder gelöst: {1} | Retirado: {1}
    reversedCharge | Reversed charge | Frais annulés | Stornierte Leistung | Cargo anulado
    voided | Voided | Annulée | Storniert | Anulada
    remaining | Remaining due on this invoice | Reste dû sur cette facture | Offen auf dieser Rechnung | Pendiente de esta factura
    comparedWith | Compared with invoice {1} of {2} | Comparée à la facture {1} du {2} | Verglichen mit Rechnung {1} vom {2} | Comparada con la factura {1} del {2}
    then | That bill | Cette facture-là | Damals | Aquella
    now | This bill | Celle-ci | Jetzt | Esta
    difference | Difference | Différence | Unterschied | Diferencia
    unchanged | Unchanged | Inchangé | Unverändert | Sin cambios
    creditNotes | Credit notes | Notes de crédit | Gutschriften | Notas de crédito
    creditNoteOf | Credit note {1} of {2} | Note de crédit {1} du {2} | Gutschrift {1} vom {2} | Nota de crédito {1} del {2}
    linkedInvoices | Linked invoices | Factures liées | Verbundene Rechnungen | Facturas vinculadas
    linkedRemaining | Remaining due on linked invoices | Reste dû sur les factures liées | Offen auf verbundenen Rechnungen | Pendiente de facturas vinculadas
    thisInvoice | This invoice | Cette facture | Diese Rechnung | Esta factura
    inAll | To pay in all | À payer en tout | Insgesamt zu zahlen | Total a pagar
    summary | Account summary | Sommaire du compte | Kontoübersicht | Resumen de la cuenta
    previousBalance | Previous balance | Solde précédent | Bisheriger Saldo | Saldo anterior
    before | Balance on {1}, before the period | Solde au {1}, avant la période | Saldo am {1}, vor dem Zeitraum | Saldo al {1}, antes del periodo
    newCharges | New charges | Nouveaux frais | Neue Leistungen | Nuevos cargos
    balanceOn | Balance on {1} | Solde au {1} | Saldo am {1} | Saldo al {1}
    transactions | Transactions | Opérations | Umsätze | Movimientos
    noTransactions | There were none in this period. | Aucune pendant cette période. | Keine in diesem Zeitraum. | Ninguno en este periodo.
    type | Type | Type | Art | Tipo
    details | Details | Détails | Einzelheiten | Detalles
    balance | Balance | Solde | Saldo | Saldo
    openOn | Open on {1} | À payer au {1} | Offen am {1} | Pendiente al {1}
    due | Due | Échéance | Fällig | Vence
    open | Open | Reste dû | Offen | Pendiente
    notInvoiced | Not invoiced yet | Pas encore facturé | Noch nicht berechnet | Aún sin facturar
    notAppliedYet | Credit not applied yet | Crédit pas encore affecté | Noch nicht verrechnetes Guthaben | Abono aún sin aplicar
    aging | By age | Par ancienneté | Nach Alter | Por antigüedad
    notDue | Not due yet | Non échu | Noch nicht fällig | Por vencer
    days1 | 1–30 days | 1–30 jours | 1–30 Tage | 1–30 días
    days31 | 31–60 days | 31–60 jours | 31–60 Tage | 31–60 días
    days61 | 61–90 days | 61–90 jours | 61–90 Tage | 61–90 días
    days91 | Over 90 days | Plus de 90 jours | Über 90 Tage | Más de 90 días
    carriedOver | Balance carried over | Solde reporté | Saldovortrag | Saldo arrastrado
    invoiceVoided | {1} voided | {1} annulée | {1} storniert | {1} anulada
    across | Payment across linked accounts | Paiement entre comptes liés | Zahlung zwischen verbundenen Konten | Pago entre cuentas vinculadas
    returned | Payment returned | Paiement retourné | Rücklastschrift | Pago devuelto
    refund | Refund | Remboursement | Erstattung | Reembolso
    opening | Balance carried over | Solde reporté | Saldovortrag | Saldo arrastrado
    discounts | Discounts | Rabais | Nachlässe | Descuentos
    adjustments | Adjustments | Ajustements | Korrekturen | Ajustes
    writtenOff | Written off | Radié | Ausgebucht | Cancelado
    payments | Payments | Paiements | Zahlungen | Pagos
    paymentsReturned | Payments returned | Paiements retournés | Rücklastschriften | Pagos devueltos
    refunds | Refunds | Remboursements | Erstattungen | Reembolsos
    between | Between linked accounts | Entre comptes liés | Zwischen verbundenen Konten | Entre cuentas vinculadas
    card | card | carte | Karte | tarjeta
    bank | bank debit | débit bancaire | Lastschrift | domiciliación
    cash | cash | espèces | bar | efectivo
    check | cheque | chèque | Scheck | cheque
    wire | transfer | virement | Überweisung | transferencia
    paypal | PayPal | PayPal | PayPal | PayPal
    other | other | autre | sonstige | otro
    calls | Calls | Appels | Verbindungen | Llamadas
    callsOf | Calls of {1} | Appels de {1} | Verbindungen von {1} | Llamadas de {1}
    time | Time | Heure | Zeit | Hora
    called | Called | Appelé | Gewählt | Destino
    calling | Caller | Appelant | Anrufer | Origen
    duration | Duration | Durée | Dauer | Duración
    price | Charge | Frais | Entgelt | Importe
    total | Total | Total | Summe | Total
    numberHeading | Telephone number | Numéro de téléphone | Rufnummer | Número de teléfono
    callCount | Calls | Appels | Anzahl | Llamadas
    masked | The last three digits of other numbers are hidden. | Les trois derniers chiffres des autres numéros sont masqués. | Die letzten drei Ziffern fremder Rufnummern sind verborgen. | Se ocultan las tres últimas cifras de otros números.
    inbound | from {1} | de {1} | von {1} | de {1}
    allTimes | All times are of {1}. | Heures de {1}. | Zeiten in {1}. | Horas de {1}.
    usage | Data usage | Utilisation de données | Datennutzung | Consumo de datos
    used | Billable | Facturable | Anrechenbar | Facturable
    allowance | Allowance | Allocation | Freimenge | Límite
    free | Free | Gratuit | Frei | Gratis
    overage | Over it | Excédent | Darüber | Exceso
    usageChart | Bars of the data usage of {1} periods; the largest is {2}. | Barres d’utilisation de {1} périodes; la plus grande est {2}. | Balken der Datennutzung von {1} Zeiträumen; der größte ist {2}. | Barras del consumo de {1} periodos; el mayor es {2}.
    usagePeriods | Periods turn at midnight UTC; 1 GB is 1,000,000,000 bytes. | Les périodes changent à minuit UTC; 1 GB = 1 000 000 000 octets. | Zeiträume wechseln um Mitternacht UTC; 1 GB sind 1.000.000.000 Byte. | Los periodos cambian a medianoche UTC; 1 GB son 1.000.000.000 bytes.
    cap | Allowance | Allocation | Freimenge | Límite
    slip | Please return this part with your payment | Retourner cette partie avec votre paiement | Bitte mit der Zahlung zurücksenden | Devuelva esta parte con su pago
    cutHere | Cut here | Découper ici | Hier abtrennen | Cortar aquí
    amountEnclosed | Amount enclosed | Montant inclus | Beigefügter Betrag | Importe adjunto
    page | Page {1} of {2} | Page {1} de {2} | Seite {1} von {2} | Página {1} de {2}
    mailSubject | Your {1} {2} | Votre {1} {2} | Ihre {1} {2} | Su {1} {2}
    mailText | Please find attached invoice {1} of {2}. To pay: {3}. | Voici la facture {1} du {2}. À payer : {3}. | Anbei die Rechnung {1} vom {2}. Zu zahlen: {3}. | Adjuntamos la factura {1} del {2}. A pagar: {3}.
    mailTextStatement | Please find attached the statement of account {1} of {2}. Balance: {3}. | Voici le relevé du compte {1} du {2}. Solde : {3}. | Anbei der Kontoauszug zu {1} vom {2}. Saldo: {3}. | Adjuntamos el estado de la cuenta {1} del {2}. Saldo: {3}.
    """
}
