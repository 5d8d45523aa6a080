/// The movements of the roll-forward (rules §2) in the words of a statement.
enum Movement {
  static let words: [(movement: String, word: Word)] = [
    ("opening", .opening), ("charge", .charges), ("tax", .taxes), ("discount", .discounts),
    ("adjustment", .adjustments), ("credit note", .creditNotes), ("write-off", .writtenOff),
    ("payment", .payments), ("payment reversal", .paymentsReturned), ("refund", .refunds),
    ("between accounts", .between),
  ]

  static func name(_ movement: String, _ words: Words) -> String {
    Self.words.first { $0.movement == movement }.map { words[$0.word] } ?? movement
  }
}
