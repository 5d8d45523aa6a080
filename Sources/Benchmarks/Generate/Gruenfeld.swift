/// The billing system of the European company: semicolons, Windows-1252, `1.234,56`, in German.
let gruenfeld = LegacySystem(
  name: "gruenfeld", delimiter: ";", encoding: .windows1252, dateSign: ".", hasCommaAmounts: true,
  words: [
    "active": "aktiv", "suspended": "gesperrt", "residential": "privat", "commercial": "Firma",
    "invoice": "Rechnung", "statement": "Kontoauszug", "paper": "Post", "e-mail": "E-Mail",
    "card": "Karte", "bank": "Lastschrift", "cash": "Bar", "check": "Scheck",
    "wire": "Überweisung", "paypal": "PayPal", "other": "Sonstige",
    "succeeded": "gebucht", "pending": "offen", "failed": "abgelehnt",
    "adjustment": "Korrektur", "reversal": "Storno", "write-off": "Ausbuchung",
    "goodwill": "Kulanz", "credit-note": "Gutschrift",
    "updated": "geändert", "created": "angelegt", "deleted": "gelöscht",
    "attached": "verknüpft", "detached": "gelöst", "other-change": "sonstiges",
    "info": "Hinweis", "error": "Fehler",
    "data": "Daten", "voice": "Telefonie", "recurring": "laufend", "one-time": "einmalig",
  ],
  layouts: [
    .init(
      "product", "Artikel.csv", "gruenfeld-artikel",
      [
        ("Artikel-Nr.", "code"), ("Bezeichnung", "name"), ("Art", "type"), ("Preis", "price"),
        ("Erlöskonto", "gl"),
      ]),
    .init(
      "customer", "Kunden.csv", "gruenfeld-kunden",
      [
        ("Kunden-Nr.", "id"), ("Name", "name"), ("Status", "status"), ("Kundenart", "class"),
        ("Angelegt am", "created"), ("Belegart", "bill_style"), ("Versand", "bill_by"),
        ("Abrechnungstag", "cycle"), ("Zahlungsziel", "terms"), ("Karenz", "grace"),
        ("Hauptkunde", "parent"), ("Hauptkunde seit", "parent_since"),
        ("Ansprechpartner", "contact"), ("E-Mail", "email"),
        ("Telefon", "phone"), ("Straße", "street"), ("PLZ", "postcode"), ("Ort", "city"),
      ]),
    .init(
      "subscription", "Vertraege.csv", "gruenfeld-vertraege",
      [
        ("Vertrags-Nr.", "id"), ("Kunden-Nr.", "customer"), ("Artikel-Nr.", "product"),
        ("Menge", "quantity"), ("Beginn", "since"),
      ]),
    .init(
      "forward", "Saldovortrag.csv", "gruenfeld-saldovortrag", footer: ("Summe", "amount"),
      [("Kunden-Nr.", "customer"), ("Stichtag", "date"), ("Saldo", "amount")]),
    .init(
      "invoice", "Rechnungen.csv", "gruenfeld-rechnungen", footer: ("Summe", "total"),
      [
        ("Rechnungs-Nr.", "number"), ("Kunden-Nr.", "customer"), ("Datum", "date"),
        ("Fällig", "due"), ("Leistung von", "from"), ("Leistung bis", "to"), ("Brutto", "total"),
        ("Gesperrt am", "frozen"), ("Storniert am", "void_date"), ("Storniert von", "void_user"),
        ("Sammelrechnung", "parent_invoice"), ("Hinweis", "message"),
      ]),
    .init(
      "line", "Positionen.csv", "gruenfeld-positionen",
      [
        ("Pos.-Nr.", "id"), ("Kunden-Nr.", "customer"), ("Rechnungs-Nr.", "invoice"),
        ("Datum", "date"), ("Art", "type"), ("Artikel-Nr.", "product"), ("Text", "text"),
        ("Netto", "amount"), ("von", "from"), ("bis", "to"), ("USt 19 %", "tax1_amount"),
      ]),
    .init(
      "credit", "Gutschriften.csv", "gruenfeld-gutschriften",
      [
        ("Gutschrift", "id"), ("Kunden-Nr.", "customer"), ("Datum", "date"), ("Grund", "reason"),
        ("Netto", "amount"), ("Pos.-Nr.", "line"), ("Text", "text"), ("Bearbeiter", "user"),
        ("USt 19 %", "tax1_amount"),
      ]),
    .init(
      "payment", "Zahlungen.csv", "gruenfeld-zahlungen",
      [
        ("Beleg", "id"), ("Kunden-Nr.", "customer"), ("Datum", "date"), ("Betrag", "amount"),
        ("Zahlart", "method"), ("Stand", "status"), ("Verwendungszweck", "reference"),
        ("Rücklastschrift", "returned"),
      ]),
    .init(
      "refund", "Erstattungen.csv", "gruenfeld-erstattungen",
      [
        ("Erstattung", "id"), ("Kunden-Nr.", "customer"), ("Beleg", "payment"), ("Datum", "date"),
        ("Betrag", "amount"), ("Weg", "method"), ("Text", "text"),
      ]),
    .init(
      "allocation", "Zuordnungen.csv", "gruenfeld-zuordnungen",
      [
        ("Beleg", "payment"), ("Gutschrift", "credit"), ("Rechnungs-Nr.", "invoice"),
        ("Datum", "date"), ("Betrag", "amount"),
      ]),
    .init(
      "balance", "Salden.csv", "gruenfeld-salden", footer: ("Summe", "amount"),
      [("Kunden-Nr.", "customer"), ("Stichtag", "date"), ("Saldo", "amount")]),
    .init(
      "change", "Protokoll.csv", "gruenfeld-protokoll",
      [
        ("Nr.", "id"), ("Zeitpunkt", "at"), ("Kunden-Nr.", "customer"), ("Stufe", "level"),
        ("Vorgang", "action"), ("Objekt", "object"), ("Objekt-Nr.", "object_id"),
        ("Feld", "field"), ("Bearbeiter", "user"), ("Text", "text"), ("Alt", "before"),
        ("Neu", "after"),
      ]),
  ])
