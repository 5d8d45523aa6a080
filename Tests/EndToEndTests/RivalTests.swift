import Foundation
import Importing
import Store
import Support
import Testing

/// Exports of other systems, in their own columns, through the profiles that come with the command.
@Suite struct RivalTests {
  static let samples: [Fixture] = [
    Fixture(
      file: "sonar/Accounts.csv", profile: "sonar-v1-accounts", says: "read 3 = inserted 3",
      mistakes: [
        ("\"17\",\"Ann", "\"\",\"Ann", "column 1: This must not be empty [missing-cell]"),
        ("\"R3C 1A1\",\"CA\"", "\"R3C 1A1\",\"Canada\"", "no country code"),
        ("2026-11-01", "11/01/2026", "[bad-date]"),
      ]),
    Fixture(
      file: "sonar/Contacts.csv", profile: "sonar-v1-contacts", after: ["sonar/Accounts.csv"],
      says: "read 2 = inserted 2",
      mistakes: [("\"17\",\"Max", "\"99\",\"Max", "'99' There is no such account")]),
    Fixture(
      file: "sonar/AccountBalances_2026-10-31.csv", profile: "sonar-v1-balances",
      after: ["sonar/Accounts.csv"], says: "discarded by 'no balance': 1",
      mistakes: [("52.45", "$52.45", "column 2: '$52.45' This is no number")]),
    Fixture(
      file: "sonar/Account Invoices with Debits.csv", profile: "sonar-v1-invoices",
      after: ["sonar/Accounts.csv"], says: "read 2 = inserted 2",
      mistakes: [("1204.00", "1,204.00", "This is no number")]),
    Fixture(
      file: "sonar/Services.csv", profile: "sonar-v1-services", says: "read 3 = inserted 3",
      mistakes: [("one time", "once", "column 2: The profile's table has no entry")]),
    Fixture(
      file: "sonar/Account Services.csv", profile: "sonar-v1-account-services",
      after: ["sonar/Accounts.csv", "sonar/Services.csv"], says: "read 3 = inserted 3",
      mistakes: [("\"18\",\"101\"", "\"18\",\"999\"", "'999' There is no such service")]),
    Fixture(
      file: "sonar/Account DIDs.csv", profile: "sonar-v1-dids", after: ["sonar/Accounts.csv"],
      says: "did_assignment: inserted 2",
      mistakes: [("2045550117", "20455501", "This is no telephone number")]),
    Fixture(
      file: "sonar/Account Custom Fields.csv", profile: "sonar-v1-custom-fields",
      after: ["sonar/Accounts.csv"], says: "read 2 = inserted 2",
      mistakes: [("\"18\",\"4\"", "\"18\",\"\"", "column 2: This must not be empty")]),
    Fixture(
      file: "sonar/Call Logs.csv", profile: "sonar-v1-call-logs", after: ["sonar/Accounts.csv"],
      says: "read 2 = inserted 2",
      mistakes: [("2026-10-21 16:30:10", "2026-10-21 4 PM", "'2026-10-21 4 PM' This is no time")]),
    Fixture(
      file: "sonar/payments_2026-10-31.csv", profile: "sonar-v1-payments",
      after: ["sonar/Accounts.csv"], says: "read 4 = inserted 4",
      mistakes: [("2026-10-28T10:15:00-05:00", "28.10.2026", "[bad-date]")]),
    Fixture(
      file: "sonar/notes.csv", profile: "sonar-notes", after: ["sonar/Accounts.csv"],
      says: "discarded by 'a note on something else than an account': 1",
      mistakes: [("2026-10-20 15:04:00;2026", "yesterday;2026", "'yesterday' This is no time")]),
    Fixture(
      file: "uisp/clients.csv", profile: "uisp-clients", says: "read 4 = inserted 3",
      mistakes: [
        ("Brandon,Canada", "Brandon,Kanada", "Country: The profile's table has no entry"),
        (
          "\"Sep 1, 2025, 9:30 AM\"", "01/09/2025", "Registration date: '01/09/2025' This is no day"
        ),
      ]),
    Fixture(
      file: "uisp/payments.csv", profile: "uisp-payments", after: ["uisp/clients.csv"],
      says: "read 5 = inserted 4",
      mistakes: [
        (",2,1204.50", ",,1204.50", "Client ID: This must not be empty"),
        (",2,1204.50,CAD", ",2,1204.50,USD", "USD"),
      ]),
    Fixture(
      file: "splynx/customers.csv", profile: "splynx-customers", says: "read 4 = inserted 3",
      mistakes: [
        ("Active,person", "Active,robot", "Category"),
        ("1,ann.lee", ",ann.lee", "ID: This must not be empty"),
      ]),
    Fixture(
      file: "freeside/customers.csv", profile: "freeside-customers", says: "read 3 = inserted 3",
      mistakes: [("58102,US", "58102,USA", "no country code")]),
    Fixture(
      file: "freeside/payments_2026-10-31.csv", profile: "freeside-payments",
      after: ["freeside/customers.csv"], says: "read 4 = inserted 4",
      mistakes: [(",F100,", ",,", "This must not be empty")]),
    Fixture(
      file: "freeside/spool.csv", profile: "freeside-invoices",
      after: ["freeside/customers.csv"], says: "debit: inserted 4",
      mistakes: [
        ("\"5001\",\"F100\"", "\"5001\",\"F999\"", "'F999' There is no such account"),
        ("\"59.95\",\"10/01/26\"", "\"59.95\",\"2026-10-01\"", "'2026-10-01' This is no day"),
      ]),
    Fixture(
      file: "whmcs/clients.csv", profile: "whmcs-clients", says: "read 4 = inserted 3",
      mistakes: [("2025-09-01", "01/09/2025", "Creation Date: '01/09/2025' This is no day")]),
    Fixture(
      file: "whmcs/invoices.csv", profile: "whmcs-invoices", after: ["whmcs/clients.csv"],
      says: "discarded by 'cancelled': 1",
      mistakes: [
        ("102,2,", "102,77,", "'77' There is no such account"),
        ("100.00,12.00", "100.00,twelve", "A part of the sum is no number"),
      ]),
    Fixture(
      file: "whmcs/transactions.csv", profile: "whmcs-transactions",
      after: ["whmcs/clients.csv", "whmcs/invoices.csv"], says: "discarded by 'of no client': 1",
      mistakes: [
        ("40.00,0.00,0.00", "\"1,040.00\",0.00,0.00", "'1,040.00' This is no number"),
        ("1.00000,12", "1.00000,99", "'99' There is no such payment"),
      ]),
    Fixture(
      file: "stripe/payments.csv", profile: "stripe-payments", accounts: ["cus_A1", "cus_B2"],
      says: "payment: inserted 4",
      mistakes: [
        ("Live,Failed", "Live,Teleported", "Status: The profile's table has no entry"),
        ("59.95,0.00,cad,59.95", "59.95,0.00,usd,59.95", "USD"),
      ]),
    Fixture(
      file: "stripe/balance_change_from_activity.csv", profile: "stripe-balance",
      accounts: ["cus_A1", "cus_B2"], says: "discarded by 'between the ISP and Stripe': 1",
      mistakes: [(",dispute,", ",dispute_reversal,", "No rule of the profile takes this record")]),
    Fixture(
      file: "powercode/services.csv", profile: "powercode-services", says: "read 3 = inserted 2",
      mistakes: [("-5.00", "five", "'five' This is no number")]),
    Fixture(
      file: "powercode/prime.csv", profile: "powercode-prime", after: ["powercode/services.csv"],
      says: "opening_balance: inserted 2",
      mistakes: [
        ("10/05/2026", "05.10.2026", "Invoice Date: '05.10.2026' This is no day"),
        (
          "1001,,Ann,Lee,ann@example.com,,ann,52.45,Cass County,8",
          "1001,,Ann,Lee,ann@example.com,,ann,53.45,Cass County,8", "conflict"
        ),
      ]),
    Fixture(
      file: "azotel/payments_2026-10-31.csv", profile: "azotel-payments",
      accounts: ["10000017", "10000018"], says: "discarded by 'header': 1",
      mistakes: [("10000017,", "10000099,", "'10000099' There is no such account")]),
    Fixture(
      file: "sonar/invoice_items.csv", profile: "sonar-invoice-items",
      after: ["sonar/Accounts.csv", "sonar/Account Invoices with Debits.csv"],
      says: "debit: inserted 2",
      mistakes: [
        ("17-2026-11-01", "17-2026-12-01", "'17-2026-12-01' There is no such invoice"),
        ("542.34", "542,34", "[extra-cell]"),
      ]),
    Fixture(
      file: "chargebee/customers.csv", profile: "chargebee-customers", says: "account: inserted 2",
      mistakes: [(",off,", ",maybe,", "'maybe' This is neither yes nor no")]),
    Fixture(
      file: "chargebee/invoices.csv", profile: "chargebee-invoices",
      after: ["chargebee/customers.csv"], says: "discarded by 'voided': 1",
      mistakes: [
        ("inv_1002,CAD,cb_2", "inv_1002,CAD,", "invoice[customer_id]: This must not be empty"),
        ("70.05", "seventy", "amount: 'seventy' This is no number"),
      ]),
    Fixture(
      file: "quickbooks/invoices.csv", profile: "quickbooks-invoices", says: "debit: inserted 4",
      mistakes: [
        ("169.90", "\"1,169.90\"", "ItemAmount: '1,169.90' This is no number"),
        ("10/13/2026", "13.10.2026", "[bad-date]"),
      ]),
    Fixture(
      file: "xero/sales-invoices.csv", profile: "xero-invoices", says: "debit: inserted 4",
      mistakes: [("12.345", "twelve", "type-error"), ("INV-1,17", ",17", "This must not be empty")]),
    Fixture(
      file: "bai2/lockbox.txt", profile: "bai2-lockbox", accounts: ["000017", "000018"],
      says: "declared 177.45, counted 177.45, PASS",
      mistakes: [
        ("0000005245", "0000005254", "has 177.54"),
        ("40010016019000017", "40010016010000017", "open-record"),
        ("6019000017", "6019000099", "'000099' There is no such account"),
      ]),
    Fixture(
      file: "blesta/clients.csv", profile: "blesta-clients", says: "read 4 = inserted 3",
      mistakes: [(",US,617", ",USA,617", "no country code")]),
  ]

  private static let folder = FixtureFolder("rivals")

  private static func sample(_ file: String) throws -> Fixture {
    try #require(samples.first { $0.file == file }, "\(file)")
  }

  /// A store with a company and a source.
  private static let ready = Result {
    let workshop = Workshop(in: try TemporaryFolder.shared())
    _ = try workshop.run(["init"])
    _ = try workshop.bring(
      "company", "code,name,currency,zone,country\nPN,Prairie Net,CAD,America/Winnipeg,CA\n")
    _ = try workshop.bring(
      "source",
      "name,company,role,feed,zone,country,currency,area\n"
        + "rival,PN,system,snapshot,America/Winnipeg,CA,CAD,204\n")
    return workshop
  }

  /// The same with the accounts that a sample speaks of, and with the samples before it.
  private static func workshop(for sample: Fixture) throws -> Workshop {
    let workshop = try Workshop(copyOf: ready.get().folder)
    if !sample.accounts.isEmpty {
      let rows = sample.accounts.map { "\($0),PN,Holder of \($0)\n" }.joined()
      #expect(try workshop.bring("account", "id,company,name\n" + rows).exitCode == 0)
    }
    for name in sample.after {
      let before = try Self.sample(name)
      let path = folder.path(before)
      let result = try workshop.run(["import", path, "--profile", before.profile])
      #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
    }
    return workshop
  }

  @Test(arguments: samples) func becomesExactlyTheRowsOfItsGolden(_ sample: Fixture) throws {
    try Self.folder.expectGolden(sample, in: Self.workshop(for: sample))
  }

  /// One cell of a sample is spoiled: the file is refused.
  @Test(arguments: samples) func tellsWhatIsWrong(_ sample: Fixture) throws {
    try Self.folder.expectMistakesAreTold(
      sample, mustFail: true, in: Self.workshop(for: sample))
  }

  @Test func everySampleAndEveryProfileIsTested() throws {
    #expect(try Self.folder.files() == Self.samples.map(\.file).sorted())
    let others = CarrierTests.fixtures.map(\.profile)
    #expect(
      Set(ProfileDirectory.builtIn).subtracting(others).subtracting(ArrivalTests.profiles)
        == Set(Self.samples.map(\.profile)))
  }

  /// Passwords and check numbers of cards are not read, so nothing of them is kept anywhere.
  @Test(arguments: ["sonar/Contacts.csv", "freeside/customers.csv"])
  func secretsStayInTheFile(_ file: String) throws {
    let sample = try Self.sample(file)
    let workshop = try Self.workshop(for: sample)
    let path = Self.folder.path(sample)
    _ = try workshop.run(["import", path, "--profile", sample.profile])
    let store = try Data(contentsOf: URL(fileURLWithPath: workshop.folder.file("carryover.db")))
    for secret in ["hunter2", "correct horse", "secret1", "XXXXXXXXXXXX1111"] {
      #expect(store.range(of: Data(secret.utf8)) == nil)
    }
  }
}
