internal import Foundation

/// An ISP that leaves WHMCS after fourteen months: its exports with ten things wrong in them, what
/// mends them, what comes in after the cut-over, and what it all must come to.
final class MigrationScenario {
  static let days = DayCount(year: 2025, month: 9)
  static let company = "HBN"

  struct Client {
    /// From 0; its id is one more.
    var number: Int
    var first: String
    var last: String
    var firm: String
    var price: Int
    var hasAddress: Bool
    /// The first month that is billed, and the last if it left.
    var joined: Int
    var left: Int?
    var billDay: Int
    var id: String { String(number + 1) }
    var name: String { firm.isEmpty ? "\(first) \(last)" : firm }
  }

  struct Bill {
    var id: Int
    var client: Int
    var day: Int
    var due: Int
    var subtotal: Int
    var gst: Int
    var pst: Int
    /// Taken from what the client had paid too much.
    var credit: Int
    var paid: Int?
    var status = "Unpaid"
    /// What the invoice comes to.
    var total: Int { subtotal + gst + pst }
  }

  /// Money that came in, or went out again.
  struct Receipt {
    var id: String
    var client: Int
    var day: Int
    var amount: Int
    var method: String
    var bill: Int?
    /// The receipt whose money went out again.
    var refunded: String?
    var isOut = false
    /// Taken at the counter and written into the cash book.
    var isCash = false
  }

  var dice: Dice
  let count: Int
  let months: Int
  let folder: String
  private(set) var clients: [Client] = []
  var bills: [Bill] = []
  var receipts: [Receipt] = []
  /// What clients have paid too much, in WHMCS's own book.
  var overpaid: [Int: Int] = [:]
  var nextBill = 1_001
  var nextReceipt = 501
  var nextCash = 1

  /// The day of the cut-over: the last of the last month.
  var cutOver: Int { Self.days.number(month: months - 1, day: 31) }

  init(accounts: Int, months: Int, seed: Int, folder: String) {
    count = accounts
    self.months = months
    self.folder = folder
    dice = Dice(seed: seed)
  }

  func run() throws {
    for number in 0..<count { clients.append(makeClient(number)) }
    for month in 0..<months {
      for client in clients where month >= client.joined && month <= client.left ?? months {
        bill(client, month: month)
      }
    }
    numberReceipts()
    for name in ["", "/delta"] {
      try FileManager.default.createDirectory(
        atPath: folder + name, withIntermediateDirectories: true)
    }
    try MigrationFiles(self).write()
  }

  /// Gives receipts their numbers in the order of their days.
  private func numberReceipts() {
    receipts.sort { ($0.day, $0.isOut ? 1 : 0, $0.client) < ($1.day, $1.isOut ? 1 : 0, $1.client) }
    var numbers: [String: String] = [:]
    for index in receipts.indices {
      let old = receipts[index].id
      if receipts[index].isCash {
        receipts[index].id = "C-\(1_000 + nextCash)"
        nextCash += 1
      } else {
        receipts[index].id = String(nextReceipt)
        nextReceipt += 1
      }
      numbers[old] = receipts[index].id
    }
    for index in receipts.indices {
      receipts[index].refunded = receipts[index].refunded.flatMap { numbers[$0] }
    }
  }

  /// A number until all are known.
  func draftNumber() -> String { "draft \(receipts.count)" }

  private static let given = [
    "Amélie", "Ben", "Chidi", "Dana", "Émile", "Farah", "George", "Hana", "Ivan", "Joëlle", "Kofi",
    "Lucía", "Miles", "Núria", "Owen", "Päivi",
  ]
  private static let family = [
    "Abara", "Bélanger", "Castro", "D’Amico", "Evans", "Friesen", "Göring", "Hébert", "Ito",
    "Jónsson",
    "Kowalski", "Larsen", "Munro", "Nuñez", "O’Neil", "Petrov",
  ]
  private static let firms = [
    "Hillside Dental Ltd.", "Keewatin Outfitters, Inc.", "\"The Depot\" Café",
    "Boreal School Division",
    "=Sum Accounting",
  ]

  private func makeClient(_ number: Int) -> Client {
    let isFirm = dice.chance(15)
    // Ids go up with the time; one in five came after the first month.
    let late = number - count * 4 / 5
    let joined = late < 0 ? 0 : 1 + late * (months - 2) / (count - count * 4 / 5)
    return Client(
      number: number, first: dice.pick(Self.given), last: dice.pick(Self.family),
      firm: isFirm ? dice.pick(Self.firms) : "",
      price: isFirm && number % 10 == 3 ? 99_900 : dice.pick([5_995, 8_495, 11_995]),
      hasAddress: dice.chance(97), joined: joined,
      left: dice.chance(6) ? dice.number(months / 2...months - 2) : nil,
      billDay: dice.pick([1, 8, 15, 22]))
  }
}
