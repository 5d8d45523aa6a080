import Store
import Testing

/// What is applied to what, what takes it off again, and what a refund frees (rules §2).
@Suite struct ApplicationViewTests {
  /// A payment of 60.00 on 5 October for the invoice of 105.00.
  private static func paid(
    _ books: Books, on date: String, voided: String? = nil
  ) throws {
    try LedgerScene.invoiced(books)
    try books.load(
      "payment", [["id": "p", "account": "1", "date": day("2026-10-05"), "amount": 6_000]])
    var row: [String: Books.Cell] = [
      "payment": "p", "invoice": "A", "date": day(date), "amount": 6_000,
    ]
    row["voided"] = voided.map { day($0) }
    try books.load("application", [row])
  }

  static let scenes: [LedgerScene] = [
    LedgerScene(
      testDescription: "a discount may be applied to an opening balance",
      expected: [
        ("2026-08-05", [2_000, 500, 2_000, 1_500]), ("2026-08-06", [1_500, 0, 1_500, 1_500]),
      ]
    ) { books in
      try books.account("1")
      try books.load(
        "opening_balance", [["account": "1", "date": day("2026-07-31"), "amount": 2_000]])
      try books.load(
        "discount",
        [
          [
            "id": "g", "account": "1", "date": day("2026-08-05"), "reason": "goodwill",
            "amount": 500,
          ]
        ])
      try books.load(
        "application",
        [["discount": "g", "opening_balance": "1", "date": day("2026-08-06"), "amount": 500]])
    },
    LedgerScene(
      testDescription: "a reversal whose applications are told goes where they say",
      expected: [
        ("2026-10-07", [11_000, 2_000, 11_000, 9_000]),
        ("2026-10-08", [10_000, 1_000, 10_000, 9_000]),
      ]
    ) { books in
      try LedgerScene.invoicedTwice(books)
      try books.load(
        "discount",
        [("x", 2_000), ("y", 500)].map { id, amount in
          [
            "id": .text(id), "account": "1", "date": day("2026-10-07"), "reason": "reversal",
            "amount": .number(amount), "debit": "d",
          ]
        })
      try books.load(
        "application",
        [["discount": "x", "invoice": "B", "date": day("2026-10-08"), "amount": 1_000]])
    },
    LedgerScene(
      testDescription: "an application taken off by hand gives back both sides",
      expected: [
        ("2026-10-07", [4_500, 0, 4_500, 4_500]), ("2026-10-08", [10_500, 6_000, 10_500, 4_500]),
      ]
    ) { try paid($0, on: "2026-10-06", voided: "2026-10-08") },
    LedgerScene(
      testDescription: "what takes an application off first counts, and once",
      expected: [
        ("2026-10-08", [10_500, 6_000, 10_500, 4_500]),
        ("2026-10-12", [10_500, 0, 10_500, 10_500]),
        ("2026-10-20", [0, 0, 0, 0]),
      ]
    ) { books in
      try paid(books, on: "2026-10-06", voided: "2026-10-08")
      try books.load(
        "payment_reversal",
        [["id": "r", "payment": "p", "date": day("2026-10-12"), "amount": 6_000]])
      try books.load("invoice_void", [["invoice": "A", "date": day("2026-10-20")]])
    },
    LedgerScene(
      testDescription: "an application of a payment that had come back ends as it begins",
      expected: [
        ("2026-10-08", [10_500, 0, 10_500, 10_500]), ("2026-10-09", [10_500, 0, 10_500, 10_500]),
      ]
    ) { books in
      try paid(books, on: "2026-10-09")
      try books.load(
        "payment_reversal",
        [["id": "r", "payment": "p", "date": day("2026-10-06"), "amount": 6_000]])
    },
    LedgerScene(
      testDescription: "an application to an invoice that was void ends as it begins",
      expected: [
        ("2026-10-08", [0, 6_000, 0, -6_000]), ("2026-10-09", [0, 6_000, 0, -6_000]),
      ]
    ) { books in
      try paid(books, on: "2026-10-09")
      try books.load("invoice_void", [["invoice": "A", "date": day("2026-10-06")]])
    },
    LedgerScene(
      testDescription: "voiding after a refund gives back only what was still applied",
      expected: [
        ("2026-10-10", [7_000, 0, 7_000, 7_000]), ("2026-10-20", [0, 3_500, 0, -3_500]),
      ]
    ) { books in
      try paid(books, on: "2026-10-06")
      try books.load(
        "refund",
        [["id": "r", "account": "1", "payment": "p", "date": day("2026-10-10"), "amount": 2_500]])
      try books.load("invoice_void", [["invoice": "A", "date": day("2026-10-20")]])
    },
  ]

  @Test(arguments: scenes) func fourNumbersAsOfADay(_ scene: LedgerScene) throws {
    try scene.check()
  }

  struct Refund: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// The days on which 85.00 went to invoice A and 10.00 to invoice B, all of the payment.
    var days: [String]
    /// When the application to B was taken off by hand.
    var voided: String?
    var amount: Int64 = 2_500
    /// What is due of both invoices when the refund of 10 October is through. Of another payment 3.00
    /// stay on invoice A, and 2.00 were taken off before: neither is the refund's business.
    var due: [Int64]
  }

  static let refunds: [Refund] = [
    Refund(
      testDescription: "the newest application goes first, each from its own invoice",
      days: ["2026-10-05", "2026-10-09"], due: [3_200, 1_000]),
    Refund(
      testDescription: "the newest is a large one", days: ["2026-10-09", "2026-10-05"],
      due: [4_200, 0]),
    Refund(
      testDescription: "of one day the one entered last goes first",
      days: ["2026-10-05", "2026-10-05"], due: [3_200, 1_000]),
    Refund(
      testDescription: "an application of the refund's own day counts",
      days: ["2026-10-05", "2026-10-10"], due: [3_200, 1_000]),
    Refund(
      testDescription: "what was taken off that day is free already",
      days: ["2026-10-09", "2026-10-05"], voided: "2026-10-10", amount: 800, due: [1_700, 1_000]),
    Refund(
      testDescription: "what is taken off later was still applied",
      days: ["2026-10-05", "2026-10-09"], voided: "2026-10-12", due: [3_200, 1_000]),
  ]

  @Test(arguments: refunds) func refundFreesTheInvoicesOfItsPayment(_ refund: Refund) throws {
    let books = try Books()
    try LedgerScene.invoicedTwice(books)
    try books.load(
      "payment",
      [("p", 9_500), ("q", 500)].map { id, amount in
        ["id": .text(id), "account": "1", "date": day("2026-10-05"), "amount": .number(amount)]
      })
    try books.load(
      "application",
      [
        ["payment": "q", "invoice": "A", "date": day("2026-10-05"), "amount": 300],
        [
          "payment": "q", "invoice": "A", "date": day("2026-10-06"), "amount": 200,
          "voided": day("2026-10-08"),
        ],
      ])
    var toB: [String: Books.Cell] = [
      "payment": "p", "invoice": "B", "date": day(refund.days[1]), "amount": 1_000,
    ]
    toB["voided"] = refund.voided.map { day($0) }
    try books.load(
      "application",
      [["payment": "p", "invoice": "A", "date": day(refund.days[0]), "amount": 8_500], toB])
    try books.load(
      "refund",
      [
        [
          "id": "r", "account": "1", "payment": "p", "date": day("2026-10-10"),
          "amount": .number(refund.amount),
        ]
      ])
    let due = try books.database.rows(
      """
      SELECT sum(open_item_entry.amount) FROM open_item_entry
      JOIN invoice ON invoice.id = open_item_entry.invoice
      GROUP BY invoice.number ORDER BY invoice.number
      """
    ) { $0.integer(0) }
    #expect(due == refund.due)
  }

  @Test func refundOfWhatWasFreeTakesNothingOff() throws {
    let books = try Books()
    try LedgerScene.invoiced(books)
    try books.load(
      "payment", [["id": "p", "account": "1", "date": day("2026-10-05"), "amount": 6_000]])
    try books.load(
      "application",
      [["payment": "p", "invoice": "A", "date": day("2026-10-05"), "amount": 5_000]])
    try books.load(
      "refund",
      [["id": "r", "account": "1", "payment": "p", "date": day("2026-10-10"), "amount": 1_000]])
    #expect(try books.database.integer("SELECT count(*) FROM refund_release") == 0)
    let numbers = try books.numbers("1", asOf: "2026-10-10")
    #expect(numbers == Books.Numbers(due: 5_500, credits: 0, total: 5_500, balance: 5_500))
  }
}
