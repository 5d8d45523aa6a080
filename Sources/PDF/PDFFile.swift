internal import Bytes

/// The indirect objects of a file and how they are written: object streams, a cross-reference stream,
/// an id made of the content (ISO 32000-1, 7.5).
struct PDFFile {
  private enum Content {
    case object(PDFObject)
    case stream([(String, PDFObject)], [UInt8])
  }

  private var contents: [Content?] = [nil]
  /// Objects in one object stream.
  private static let packed = 200

  /// A number for an object that comes later.
  mutating func reserve() -> Int {
    contents.append(nil)
    return contents.count - 1
  }

  mutating func put(_ object: PDFObject, as number: Int) { contents[number] = .object(object) }

  mutating func add(_ object: PDFObject) -> Int {
    let number = reserve()
    put(object, as: number)
    return number
  }

  /// - Parameter compresses: XMP stays readable for programs that look for it (PDF/A practice).
  mutating func add(
    stream bytes: [UInt8], _ dictionary: [(String, PDFObject)] = [], compresses: Bool = true
  )
    -> Int
  {
    let number = reserve()
    let packed = compresses ? Deflate.zlib(bytes) : bytes
    var members = dictionary
    if compresses { members.append(("Filter", .name("FlateDecode"))) }
    members.append(("Length", .integer(packed.count)))
    contents[number] = .stream(members, packed)
    return number
  }

  /// The whole file.
  func render(root: Int, info: Int) -> [UInt8] {
    var out = Array("%PDF-1.7\n%".utf8) + [0xE2, 0xE3, 0xCF, 0xD3, 10]
    var entries = [(kind: UInt8, place: Int, index: Int)](
      repeating: (0, 0, 65_535), count: contents.count)
    var loose: [(Int, PDFObject)] = []
    for (number, content) in contents.enumerated() {
      switch content {
      case nil: continue
      case .object(let object): loose.append((number, object))
      case .stream(let dictionary, let bytes):
        entries[number] = (1, out.count, 0)
        Self.write(number, dictionary, bytes, to: &out)
      }
    }
    for start in stride(from: 0, to: loose.count, by: Self.packed) {
      let group = loose[start..<min(loose.count, start + Self.packed)]
      let number = entries.count
      var index = ""
      var body: [UInt8] = []
      for (offset, (member, object)) in group.enumerated() {
        index += "\(member) \(body.count) "
        object.write(to: &body)
        body.append(10)
        entries[member] = (2, number, offset)
      }
      let packed = Deflate.zlib(Array(index.utf8) + body)
      entries.append((1, out.count, 0))
      Self.write(
        number,
        [
          ("Type", .name("ObjStm")), ("N", .integer(group.count)),
          ("First", .integer(index.utf8.count)), ("Filter", .name("FlateDecode")),
          ("Length", .integer(packed.count)),
        ], packed, to: &out)
    }
    let crossReference = out.count
    let number = entries.count
    entries.append((1, crossReference, 0))
    var table: [UInt8] = []
    for entry in entries {
      table.append(entry.kind)
      for shift in [24, 16, 8, 0] { table.append(UInt8(truncatingIfNeeded: entry.place >> shift)) }
      table += [UInt8(entry.index >> 8), UInt8(entry.index & 0xFF)]
    }
    var hash = SHA256()
    hash.update(out[...])
    let id = PDFObject.hex(Array(hash.finish().prefix(16)))
    let packed = Deflate.zlib(table)
    Self.write(
      number,
      [
        ("Type", .name("XRef")), ("Size", .integer(entries.count)),
        ("W", .array([.integer(1), .integer(4), .integer(2)])), ("Root", .reference(root)),
        ("Info", .reference(info)), ("ID", .array([id, id])),
        ("Filter", .name("FlateDecode")), ("Length", .integer(packed.count)),
      ], packed, to: &out)
    out += Array("startxref\n\(crossReference)\n%%EOF\n".utf8)
    return out
  }

  private static func write(
    _ number: Int, _ dictionary: [(String, PDFObject)], _ bytes: [UInt8], to out: inout [UInt8]
  ) {
    out += Array("\(number) 0 obj\n".utf8)
    PDFObject.dictionary(dictionary).write(to: &out)
    out += Array("\nstream\n".utf8)
    out += bytes
    // Both line ends: after bytes that end with CR, a lone LF would read as the second half of theirs.
    out += Array("\r\nendstream\nendobj\n".utf8)
  }
}
