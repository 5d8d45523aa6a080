/// Where telephone numbers stand in a sorted list. A file of calls asks for a number or two at every row, and
/// a search that halves the list takes longer than all else that is done for the row.
struct NumberPlaces {
  private let numbers: [Int64]
  /// A place for each number, from the one on that its hash says; -1 where none is.
  private var slots: [Int32]
  private let shift: UInt64

  /// - Parameter numbers: sorted; of equal ones the last is found.
  init(_ numbers: [Int64]) {
    self.numbers = numbers
    var bits: UInt64 = 4
    while 1 << bits < numbers.count * 2 { bits += 1 }
    shift = 64 - bits
    slots = Array(repeating: -1, count: 1 << Int(bits))
    for (place, number) in numbers.enumerated() {
      var slot = slot(of: number)
      while slots[slot] >= 0, numbers[Int(slots[slot])] != number {
        slot = (slot + 1) & (slots.count - 1)
      }
      slots[slot] = Int32(place)
    }
  }

  private func slot(of number: Int64) -> Int {
    Int((UInt64(bitPattern: number) &* 0x9E37_79B9_7F4A_7C15) >> shift)
  }

  subscript(_ number: Int64) -> Int? {
    var slot = slot(of: number)
    while slots[slot] >= 0 {
      let place = Int(slots[slot])
      if numbers[place] == number { return place }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }
}
