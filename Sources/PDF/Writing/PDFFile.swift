internal import Bytes
internal import Diagnostics

/// The indirect objects of a file, written as they come: object streams, a cross-reference stream, an id
/// made of the content (ISO 32000-1, 7.5). What was written is let go of, so that a file may be of any
/// length.
struct PDFFile {
  /// Bytes that wait until there is enough for the sink; the whole file where there is none.
  private(set) var out: [UInt8] = []
  private let sink: (any ByteSink)?
  /// How much went to the sink already.
  private var passed = 0
  private var places = CrossReference()
  private var hash = SHA256()
  private let deflater: Deflater
  /// The object stream that is being filled.
  private var packing = Packing()
  private var compressed: [UInt8] = []

  private struct Packing {
    var number = 0
    var count = 0
    var index: [UInt8] = []
    var body: [UInt8] = []
  }

  /// Objects in one object stream: more pack better, but a reader has to unpack all for one.
  private static let mostPacked = 500

  /// PDF/A allows no more objects than that in a file (ISO 19005-2, 6.1.13).
  static let mostObjects = 8_388_607

  /// How hard to compress: text pays for it, dictionaries and data repeat themselves so much that little
  /// work does nearly as well.
  enum Effort {
    case text, dictionaries, data

    /// In a file of many documents, whose fonts come once, a tenth more bytes is a fair price for a fifth
    /// of the time.
    func level(isBatch: Bool) -> Int32 {
      switch self {
      case .text: isBatch ? 3 : 5
      case .dictionaries: isBatch ? 2 : 4
      case .data: 3
      }
    }
  }

  private let isBatch: Bool

  init(isBatch: Bool = false, to sink: (any ByteSink)? = nil) {
    self.isBatch = isBatch
    self.sink = sink
    deflater = Deflater()
    out.reserveCapacity(sink == nil ? 48 << 10 : 256 << 10)
    out.write("%PDF-1.7\n%")
    out += [0xE2, 0xE3, 0xCF, 0xD3, 10]
  }

  var objectCount: Int { places.count - 1 }

  /// A number for an object that comes later.
  mutating func reserve() -> Int { reserve(1) }

  /// The first of several consecutive numbers.
  mutating func reserve(_ count: Int) -> Int { places.reserve(count) }

  // MARK: Objects

  mutating func put(_ object: PDFObject, as number: Int) {
    put(number) { object.write(to: &$0) }
  }

  /// An object that `body` writes.
  mutating func put(_ number: Int, _ body: (inout [UInt8]) -> Void) {
    if packing.count == 0 { packing.number = reserve() }
    packing.index.write(number)
    packing.index.append(32)
    packing.index.write(packing.body.count)
    packing.index.append(32)
    places.set(number, kind: 2, place: packing.number, index: packing.count)
    body(&packing.body)
    packing.body.append(10)
    packing.count += 1
    if packing.count == Self.mostPacked { pack() }
  }

  mutating func add(_ object: PDFObject) -> Int {
    let number = reserve()
    put(object, as: number)
    return number
  }

  private mutating func pack() {
    if packing.count == 0 { return }
    let first = packing.index.count
    packing.index += packing.body
    let content = packing.index
    let dictionary =
      "/Type/ObjStm/N \(packing.count)/First \(first)/Filter/FlateDecode"
    packing.index.removeAll(keepingCapacity: true)
    packing.body.removeAll(keepingCapacity: true)
    packing.count = 0
    compressed.removeAll(keepingCapacity: true)
    deflater.append(content, level: Effort.dictionaries.level(isBatch: isBatch), to: &compressed)
    write(packing.number, dictionary, compressed)
  }

  // MARK: Streams

  /// A stream, compressed.
  ///
  /// - Parameter dictionary: its entries besides filter and length, as they are written.
  mutating func put(
    stream bytes: [UInt8], _ dictionary: String = "", _ effort: Effort = .text, as number: Int
  ) {
    compressed.removeAll(keepingCapacity: true)
    deflater.append(bytes, level: effort.level(isBatch: isBatch), to: &compressed)
    write(number, dictionary + "/Filter/FlateDecode", compressed)
  }

  mutating func add(
    stream bytes: [UInt8], _ dictionary: String = "", _ effort: Effort = .text
  ) -> Int {
    let number = reserve()
    put(stream: bytes, dictionary, effort, as: number)
    return number
  }

  /// A stream as it is: encoded already, or to be read by programs that only search (XMP).
  mutating func put(encoded bytes: [UInt8], _ dictionary: String, as number: Int) {
    write(number, dictionary, bytes)
  }

  /// A whole object that was made ready earlier, `4 0 obj` and `endobj` included.
  mutating func put(ready bytes: [UInt8], as number: Int) {
    places.set(number, kind: 1, place: passed + out.count)
    out += bytes
    sign(bytes)
  }

  /// The same object stream as made ready earlier: its members are `members`, in this order.
  mutating func put(readyPack bytes: [UInt8], as number: Int, members: Range<Int>) {
    put(ready: bytes, as: number)
    for (index, member) in members.enumerated() {
      places.set(member, kind: 2, place: number, index: index)
    }
  }

  private mutating func write(_ number: Int, _ dictionary: String, _ bytes: [UInt8]) {
    places.set(number, kind: 1, place: passed + out.count)
    Self.write(number, dictionary, bytes, to: &out)
    sign(bytes)
  }

  /// Takes a stream into the file's id: its length, and its end with the check sum that zlib puts there,
  /// since a hash of everything would cost more than it is worth.
  private mutating func sign(_ bytes: [UInt8]) {
    var mark: [UInt8] = []
    mark.write(bytes.count)
    mark.append(32)
    hash.update(mark[...])
    hash.update(bytes.suffix(40))
  }

  static func write(
    _ number: Int, _ dictionary: String, _ bytes: [UInt8], to out: inout [UInt8]
  ) {
    out.write(number)
    out.write(" 0 obj\n<<")
    out.write(dictionary)
    out.write("/Length ")
    out.write(bytes.count)
    out.write(">>\nstream\n")
    out += bytes
    // Both line ends: after bytes that end with CR, a lone LF would read as the second half of theirs.
    out.write("\r\nendstream\nendobj\n")
  }

  // MARK: Output

  /// Passes what is complete to the sink.
  mutating func flush(always: Bool = false) throws(Problem) {
    places.settle()
    guard let sink, always || out.count > 128 << 10 else { return }
    try sink.write(out[...])
    passed += out.count
    out.removeAll(keepingCapacity: true)
  }

  /// The cross-reference and the trailer. Nothing may be added afterwards.
  mutating func finish(root: Int, information: Int) throws(Problem) {
    pack()
    let number = reserve()
    let place = passed + out.count
    places.set(number, kind: 1, place: place)
    let id = PDFObject.hex(Array(hash.finish().prefix(16))).text
    let width = place < 1 << 24 ? 3 : place < 1 << 32 ? 4 : 5
    deflater.begin(level: Effort.text.level(isBatch: isBatch))
    let (deflater, places) = (deflater, places)
    var table: [UInt8] = []
    places.rows(width: width) { deflater.add($0, to: &table) }
    deflater.end(to: &table)
    var dictionary = "/Type/XRef/Size \(places.count)/W[1 \(width) 2]"
    dictionary += "/DecodeParms<</Predictor 12/Columns \(width + 3)>>/Filter/FlateDecode"
    dictionary += "/Root \(root) 0 R/Info \(information) 0 R/ID[\(id)\(id)]"
    Self.write(number, dictionary, table, to: &out)
    out.write("startxref\n\(place)\n%%EOF\n")
    try flush(always: true)
  }
}
