import Store
import Testing

@testable import Importing

@Suite struct HeaderNameTests {
  @Test(arguments: [
    ("Account No.", "accountno"), ("account_no", "accountno"), ("Amount (numeric)", "amount"),
    ("*InvoiceNumber", "invoicenumber"), ("\u{FEFF}ID", "id"), ("E-Mail", "email"),
    ("Item(Product/Service)", "item"), ("", ""),
  ]) func normalizes(_ header: String, _ name: String) {
    #expect(HeaderName.normalize(header) == name)
  }

  /// The headers of other systems' exports, and the fields that they could be.
  @Test(arguments: [
    (
      "payment", "Payment ID,Customer No,Payment Date,Amount,Payment Type,Check Number",
      "id account date amount method reference"
    ),
    (
      "payment", "ID,User ID,Client Name,Currency,Payment Method,Date,Description,Amount In,Fees",
      "id account date amount currency method fee description"
    ),
    (
      "invoice", "*ContactName,*InvoiceNumber,Reference,*InvoiceDate,*DueDate,Total",
      "number date due total"
    ),
    ("account", "Id,Name,Registration date,Account Type", "id name type created"),
    (
      "cdr", "Call Date,Call From,Call To,Total Duration,Answer Status,Cost ex",
      "start from_text to_text duration disposition cost"
    ),
    ("opening_balance", "Account ID,Prior Balance", "account amount"),
  ]) func findsTheFields(_ kind: String, _ header: String, _ fields: String) throws {
    let kind = try Kinds.require(kind)
    let names = header.split(separator: ",").map(String.init)
    let matches = HeaderSynonyms.matches(names, of: kind)
    #expect(matches.map { kind.fields[$0.field].name }.joined(separator: " ") == fields)
    #expect(Set(matches.map(\.column)).count == matches.count)
  }
}
