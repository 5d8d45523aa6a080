import Store
import Testing

/// The balance formulas of rules §2, on scenes small enough to check in the head.
@Suite struct LedgerViewTests {
  static let scenes: [LedgerScene] = [
    LedgerScene(
      testDescription: "an invoice with tax is due from its day",
      expected: [("2026-09-30", [0, 0, 0, 0]), ("2026-10-01", [10_500, 0, 10_500, 10_500])],
      tell: LedgerScene.invoiced),
    LedgerScene(
      testDescription: "a payment is a credit until it is applied",
      expected: [
        ("2026-10-05", [10_500, 6_000, 10_500, 4_500]), ("2026-10-06", [4_500, 0, 4_500, 4_500]),
      ]
    ) { books in
      try LedgerScene.invoiced(books)
      try books.load(
        "payment", [["id": "p", "account": "1", "date": day("2026-10-05"), "amount": 6_000]])
      try books.load(
        "application",
        [["payment": "p", "invoice": "A", "date": day("2026-10-06"), "amount": 6_000]])
    },
    LedgerScene(
      testDescription: "a failed payment counts nothing, a pending one from its success",
      expected: [
        ("2026-10-05", [10_500, 0, 10_500, 10_500]), ("2026-10-08", [10_500, 700, 10_500, 9_800]),
      ]
    ) { books in
      try LedgerScene.invoiced(books)
      try books.load(
        "payment",
        [
          [
            "id": "f", "account": "1", "date": day("2026-10-05"), "amount": 900, "status": "failed",
          ],
          [
            "id": "w", "account": "1", "date": day("2026-10-05"), "amount": 700,
            "status": "pending",
          ],
        ])
      try books.load(
        "payment_status",
        [["payment": "w", "date": day("2026-10-08"), "status": "succeeded"]])
    },
    LedgerScene(
      testDescription: "a reversal frees the applications of its payment",
      expected: [
        ("2026-10-05", [0, 0, 0, 0]), ("2026-10-09", [10_500, 0, 10_500, 10_500]),
      ]
    ) { books in
      try LedgerScene.invoiced(books)
      try books.load(
        "payment", [["id": "p", "account": "1", "date": day("2026-10-05"), "amount": 10_500]])
      try books.load(
        "application",
        [["payment": "p", "invoice": "A", "date": day("2026-10-05"), "amount": 10_500]])
      try books.load(
        "payment_reversal",
        [["id": "r", "payment": "p", "date": day("2026-10-09"), "amount": 10_500]])
    },
    LedgerScene(
      testDescription: "a void invoice is zero due and gives its payment back as credit",
      expected: [
        ("2026-10-05", [4_500, 0, 4_500, 4_500]), ("2026-10-20", [0, 6_000, 0, -6_000]),
      ]
    ) { books in
      try LedgerScene.invoiced(books)
      try books.load(
        "payment", [["id": "p", "account": "1", "date": day("2026-10-05"), "amount": 6_000]])
      try books.load(
        "application",
        [["payment": "p", "invoice": "A", "date": day("2026-10-05"), "amount": 6_000]])
      try books.load("invoice_void", [["invoice": "A", "date": day("2026-10-20")]])
    },
    LedgerScene(
      testDescription: "a reversed debit gives its tax back and goes to its invoice by itself",
      expected: [("2026-10-07", [0, 0, 0, 0])]
    ) { books in
      try LedgerScene.invoiced(books)
      try books.load(
        "discount",
        [
          [
            "id": "x", "account": "1", "date": day("2026-10-07"), "reason": "reversal",
            "amount": 10_000, "debit": "d",
          ]
        ])
      try books.load("tax_line", [["id": "tx", "discount": "x", "amount": 500]])
    },
    LedgerScene(
      testDescription: "voiding after a reversal takes back only the rest",
      expected: [("2026-10-20", [0, 0, 0, 0])]
    ) { books in
      try LedgerScene.invoiced(books)
      try books.load("debit", [["id": "d2", "invoice": "A", "amount": 300]])
      try books.load(
        "discount",
        [
          [
            "id": "x", "account": "1", "date": day("2026-10-07"), "reason": "reversal",
            "amount": 10_000, "debit": "d",
          ]
        ])
      try books.load("tax_line", [["id": "tx", "discount": "x", "amount": 500]])
      try books.load("invoice_void", [["invoice": "A", "date": day("2026-10-20")]])
    },
    LedgerScene(
      testDescription: "a refund of applied money takes the newest application off first",
      expected: [
        ("2026-10-09", [1_000, 0, 1_000, 1_000]), ("2026-10-10", [3_500, 0, 3_500, 3_500]),
      ]
    ) { books in
      try LedgerScene.invoiced(books)
      try books.load(
        "payment", [["id": "p", "account": "1", "date": day("2026-10-05"), "amount": 9_500]])
      try books.load(
        "application",
        [
          ["payment": "p", "invoice": "A", "date": day("2026-10-05"), "amount": 8_500],
          ["payment": "p", "invoice": "A", "date": day("2026-10-09"), "amount": 1_000],
        ])
      try books.load(
        "refund",
        [
          [
            "id": "r", "account": "1", "payment": "p", "date": day("2026-10-10"), "amount": 2_500,
          ]
        ])
    },
    LedgerScene(
      testDescription: "a debit is uninvoiced until the day of its invoice",
      expected: [
        ("2026-10-02", [10_500, 0, 10_710, 10_710]), ("2026-10-05", [10_710, 0, 10_710, 10_710]),
      ]
    ) { books in
      try LedgerScene.invoiced(books)
      try books.load(
        "invoice",
        [["number": "B", "account": "1", "date": day("2026-10-05")]])
      try books.load(
        "debit", [["id": "b", "invoice": "B", "date": day("2026-10-02"), "amount": 200]])
      try books.load("tax_line", [["id": "tb", "debit": "b", "amount": 10]])
    },
    LedgerScene(
      testDescription: "a debit without an invoice is uninvoiced, and so is its reversal",
      expected: [
        ("2026-10-01", [0, 0, 0, 0]), ("2026-10-02", [0, 0, 210, 210]),
        ("2026-10-04", [0, 0, 0, 0]),
      ]
    ) { books in
      try books.account("1")
      try books.load(
        "debit", [["id": "u", "account": "1", "date": day("2026-10-02"), "amount": 200]])
      try books.load("tax_line", [["id": "t", "debit": "u", "amount": 10]])
      try books.load(
        "discount",
        [
          [
            "id": "x", "account": "1", "date": day("2026-10-04"), "reason": "reversal",
            "amount": 200, "debit": "u",
          ]
        ])
      try books.load("tax_line", [["id": "tx", "discount": "x", "amount": 10]])
    },
    LedgerScene(
      testDescription: "an invoice with lines is what they come to, one without is its total",
      expected: [("2026-10-31", [10_500, 0, 10_500, 10_500])]
    ) { books in
      try books.account("1")
      try books.load(
        "invoice",
        [
          ["number": "A", "account": "1", "date": day("2026-10-01"), "total": 9_999],
          ["number": "H", "account": "1", "date": day("2026-10-01"), "total": 500],
        ])
      try books.load("debit", [["id": "d", "invoice": "A", "amount": 10_000]])
    },
    LedgerScene(
      testDescription: "credits for goodwill are available, each with its own tax",
      expected: [
        ("2026-10-06", [10_500, 0, 10_500, 10_500]),
        ("2026-10-07", [10_500, 1_350, 10_500, 9_150]),
      ]
    ) { books in
      try LedgerScene.invoiced(books)
      let date = day("2026-10-07")
      try books.load(
        "discount",
        [
          ["id": "g", "account": "1", "date": date, "reason": "goodwill", "amount": 1_000],
          ["id": "h", "account": "1", "date": date, "reason": "goodwill", "amount": 300],
        ])
      try books.load("tax_line", [["id": "tg", "discount": "g", "amount": 50]])
    },
    LedgerScene(
      testDescription: "voiding an invoice takes back nothing of another",
      expected: [
        ("2026-10-07", [11_400, 0, 11_400, 11_400]), ("2026-10-20", [900, 0, 900, 900]),
      ]
    ) { books in
      try LedgerScene.invoicedTwice(books)
      try books.load(
        "discount",
        [
          [
            "id": "x", "account": "1", "date": day("2026-10-07"), "reason": "reversal",
            "amount": 100, "debit": "b",
          ]
        ])
      try books.load("invoice_void", [["invoice": "A", "date": day("2026-10-20")]])
    },
    LedgerScene(
      testDescription: "an invoice voided before its own day is void on that day",
      expected: [("2026-10-20", [0, 0, 0, 0]), ("2026-10-25", [0, 0, 0, 0])]
    ) { books in
      try books.account("1")
      try books.load(
        "invoice", [["number": "F", "account": "1", "date": day("2026-10-25"), "total": 700]])
      try books.load("invoice_void", [["invoice": "F", "date": day("2026-10-20")]])
    },
    LedgerScene(
      testDescription: "a success that is told twice counts once, from the first time",
      expected: [("2026-10-07", [0, 0, 0, 0]), ("2026-10-08", [0, 700, 0, -700])]
    ) { books in
      try books.account("1")
      try books.load(
        "payment",
        [
          [
            "id": "w", "account": "1", "date": day("2026-10-05"), "amount": 700,
            "status": "pending",
          ]
        ])
      try books.load(
        "payment_status",
        ["2026-10-08", "2026-10-11"].map {
          ["payment": "w", "date": day($0), "status": "succeeded"]
        })
    },
    LedgerScene(
      testDescription: "an invoice without lines is one line as billed, until lines come",
      expected: [("2026-10-31", [5_245, 0, 5_245, 5_245])]
    ) { books in
      try books.account("1")
      try books.load(
        "invoice",
        [["number": "H", "account": "1", "date": day("2026-10-01"), "total": 5_245]])
    },
    LedgerScene(
      testDescription: "a negative opening balance is credit, a positive one is due",
      expected: [("2026-07-31", [0, 2_000, 0, -2_000])]
    ) { books in
      try books.account("1")
      try books.load(
        "opening_balance",
        [["account": "1", "date": day("2026-07-31"), "amount": -2_000]])
    },
  ]

  @Test(arguments: scenes) func fourNumbersAsOfADay(_ scene: LedgerScene) throws {
    try scene.check()
  }

  /// A parent's payment on a child's invoice moves between the accounts, zero in total (rules §3).
  @Test func parentsPaymentOnAChildsInvoiceIsBetweenAccounts() throws {
    let books = try Books()
    try books.account("P")
    try books.account("C", parent: "P")
    try books.load(
      "invoice",
      [["number": "5002", "account": "C", "date": day("2026-10-28"), "total": 4_200]])
    try books.load(
      "payment", [["id": "p", "account": "P", "date": day("2026-11-05"), "amount": 3_254]])
    try books.load(
      "application",
      [["payment": "p", "invoice": "5002", "date": day("2026-11-05"), "amount": 3_254]])
    #expect(try books.numbers("P", asOf: "2026-11-06").balance == 0)
    #expect(try books.numbers("C", asOf: "2026-11-06").balance == 946)
    let moved = try books.database.rows(
      """
      SELECT signed_amount FROM ledger_entry WHERE movement = 'between accounts'
      ORDER BY signed_amount
      """
    ) { $0.integer(0) }
    #expect(moved == [-3_254, 3_254])
  }

  /// 2026-11-01T03:30Z is 31 October in Chicago (rules §1).
  @Test func accountingDateIsTheCompanysLocalDay() throws {
    let books = try Books(zone: "America/Chicago")
    try books.account("1")
    try books.load(
      "payment", [["id": "p", "account": "1", "at": .number(1_793_503_800_000), "amount": 8_000]])
    #expect(try books.database.text("SELECT date FROM payment") == "2026-10-31")
  }
}
