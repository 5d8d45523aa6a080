internal import Diagnostics
internal import Store

/// Amounts added up by what their rows have in common, while the rows go by: SQLite would sort all of
/// them first, which takes longer than to make them.
struct RowSums {
  /// What one value of a key is kept as: a small number as it is, anything else by its place among the
  /// words, from -1 down.
  private typealias Code = Int32

  private enum Word: Hashable {
    case null
    case integer(Int64)
    case text([UInt8])
  }

  /// How many sums the memory has room for.
  static let room = 1_500_000

  private let room: Int
  /// Where in a row the columns are that say what belongs together, and where the amounts are.
  private let first: Int
  private let firstAmount: Int
  private let width: Int
  private let measures: Int
  /// The keys of the sums one after the other, each as wide as there are columns, and the sums.
  private var keys: [Code] = []
  private var sums: [Int64] = []
  /// Where a key stands, from 1, at the first free place after that of its hash.
  private var places: [Int32] = Array(repeating: 0, count: 1 << 12)
  private var words: [Word] = []
  private var codes: [Word: Code] = [:]
  /// Where a text stands among the words, from 1, in the same way.
  private var textPlaces: [Int32] = Array(repeating: 0, count: 1 << 8)
  private var texts = 0
  /// The text of the row before in each column, as rows that follow each other mostly share it.
  private var lastTexts: [[UInt8]]
  private var lastCodes: [Code]
  private var text: [UInt8] = []
  private var key: [Code]
  private(set) var count = 0

  /// - Parameters:
  ///   - columns: those that say what belongs together.
  ///   - amounts: those that are added up.
  init(columns: Range<Int>, amounts: Range<Int>, room: Int = Self.room) {
    self.room = room
    first = columns.lowerBound
    firstAmount = amounts.lowerBound
    width = columns.count
    measures = amounts.count
    lastTexts = Array(repeating: [], count: columns.count)
    lastCodes = Array(repeating: 0, count: columns.count)
    key = Array(repeating: 0, count: columns.count)
    // A text that is empty is found where the columns begin.
    let empty = codeOfText()
    for column in lastCodes.indices { lastCodes[column] = empty }
  }

  /// - Parameters:
  ///   - keys: how many columns say what belongs together, from the first on.
  ///   - measures: how many columns of amounts follow them.
  init(keys: Int, measures: Int = 1, room: Int = Self.room) {
    self.init(columns: 0..<keys, amounts: keys..<(keys + measures), room: room)
  }

  /// Whether there is room for no other sum.
  var isFull: Bool { count >= room }

  mutating func removeAll() {
    keys.removeAll(keepingCapacity: true)
    sums.removeAll(keepingCapacity: true)
    for index in places.indices { places[index] = 0 }
    count = 0
  }

  // MARK: Adding

  /// Adds up the rows of queries.
  ///
  /// - Parameter put: takes the sums: all at once, or parts of them each time that the memory has no more
  ///   room; and whether they are such parts.
  /// - Returns: whether there were parts.
  static func addUp(
    _ queries: [Statement], keys: Int, measures: Int = 1, room: Int = Self.room,
    _ put: (RowSums, Bool) throws(Problem) -> Void
  ) throws(Problem) -> Bool {
    var sums = RowSums(keys: keys, measures: measures, room: room)
    var hasParts = false
    for rows in queries {
      while try rows.step() {
        if sums.isFull {
          hasParts = true
          try put(sums, hasParts)
          sums.removeAll()
        }
        sums.add(rows)
      }
    }
    try put(sums, hasParts)
    return hasParts
  }

  /// Adds the amounts of the row at hand.
  mutating func add(_ row: Statement) {
    for column in 0..<width { key[column] = code(row, column) }
    let place = place() * measures
    for measure in 0..<measures { sums[place + measure] &+= row.integer(firstAmount + measure) }
  }

  private mutating func code(_ row: Statement, _ column: Int) -> Code {
    let place = first + column
    if row.holdsInteger(place) {
      let number = row.integer(place)
      return Code(exactly: number).flatMap { $0 >= 0 ? $0 : nil } ?? code(of: .integer(number))
    }
    text.removeAll(keepingCapacity: true)
    if !row.appendText(place, to: &text) { return code(of: .null) }
    if text == lastTexts[column] { return lastCodes[column] }
    let code = codeOfText()
    lastTexts[column] = text
    lastCodes[column] = code
    return code
  }

  private mutating func code(of word: Word) -> Code {
    if let known = codes[word] { return known }
    words.append(word)
    let code = Code(-words.count)
    codes[word] = code
    return code
  }

  /// The same of what `text` holds: there may be as many texts as accounts, and the hash of a dictionary
  /// is made to resist those who choose them.
  private mutating func codeOfText() -> Code {
    if texts * 2 >= textPlaces.count { spreadTexts() }
    let mask = textPlaces.count - 1
    var index = Self.hash(text) & mask
    while textPlaces[index] > 0 {
      if case .text(let known) = words[Int(textPlaces[index]) - 1], known == text {
        return Code(-textPlaces[index])
      }
      index = (index + 1) & mask
    }
    words.append(.text(text))
    texts += 1
    textPlaces[index] = Int32(words.count)
    return Code(-words.count)
  }

  private mutating func spreadTexts() {
    var wider = Array(repeating: Int32(0), count: textPlaces.count * 2)
    let mask = wider.count - 1
    for (number, word) in words.enumerated() {
      guard case .text(let text) = word else { continue }
      var index = Self.hash(text) & mask
      while wider[index] > 0 { index = (index + 1) & mask }
      wider[index] = Int32(number + 1)
    }
    textPlaces = wider
  }

  private static func hash(_ text: [UInt8]) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: hash ^ hash >> 32)
  }

  /// Which of the sums is that of `key`, as a number from 0.
  private mutating func place() -> Int {
    if count * 4 >= places.count * 3 { spread() }
    let mask = places.count - 1
    var index = Self.hash(key, from: 0, width) & mask
    while places[index] > 0 {
      let found = Int(places[index]) - 1
      if isKey(at: found) { return found }
      index = (index + 1) & mask
    }
    keys.append(contentsOf: key)
    for _ in 0..<measures { sums.append(0) }
    count += 1
    places[index] = Int32(count)
    return count - 1
  }

  private func isKey(at number: Int) -> Bool {
    let first = number * width
    for column in 0..<width where keys[first + column] != key[column] { return false }
    return true
  }

  private static func hash(_ keys: [Code], from first: Int, _ width: Int) -> Int {
    var hash: UInt64 = 0
    for index in first..<(first + width) {
      hash = (hash ^ UInt64(UInt32(bitPattern: keys[index]))) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    return Int(truncatingIfNeeded: hash >> 20)
  }

  private mutating func spread() {
    var wider = Array(repeating: Int32(0), count: places.count * 2)
    let mask = wider.count - 1
    for number in 0..<count {
      var index = Self.hash(keys, from: number * width, width) & mask
      while wider[index] > 0 { index = (index + 1) & mask }
      wider[index] = Int32(number + 1)
    }
    places = wider
  }

  // MARK: Sums

  func sum(_ number: Int, _ measure: Int = 0) -> Int64 { sums[number * measures + measure] }

  /// Sums of these sums by some of the columns of their keys.
  ///
  /// - Parameter amounts: what a sum gives for each measure; nil when it counts nowhere.
  func regrouped(by columns: [Int], measures: Int, _ amounts: (Int) -> [Int64]?) -> RowSums {
    var result = RowSums(keys: columns.count, measures: measures)
    (result.words, result.codes) = (words, codes)
    (result.textPlaces, result.texts) = (textPlaces, texts)
    for number in 0..<count {
      guard let amounts = amounts(number) else { continue }
      for (index, column) in columns.enumerated() {
        result.key[index] = keys[number * width + column]
      }
      let first = result.place() * measures
      for (measure, amount) in amounts.enumerated() { result.sums[first + measure] &+= amount }
    }
    return result
  }

  /// Runs a statement that takes the columns of the key and the sums in order, from `?1` on.
  func put(_ number: Int, into insert: Statement) throws(Problem) {
    for column in 0..<width {
      let (code, index) = (keys[number * width + column], Int32(column + 1))
      if code >= 0 {
        insert.bind(Int64(code), at: index)
        continue
      }
      switch words[Int(-code) - 1] {
      case .null: insert.bindNull(at: index)
      case .integer(let value): insert.bind(value, at: index)
      case .text(let bytes): insert.bind(text: bytes[...], at: index)
      }
    }
    for measure in 0..<measures {
      insert.bind(sum(number, measure), at: Int32(width + measure + 1))
    }
    while try insert.step() {}
  }

  /// The same for all of them.
  func putAll(into insert: Statement) throws(Problem) {
    for number in 0..<count { try put(number, into: insert) }
  }
}
