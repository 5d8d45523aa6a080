/// The parts that PDF objects are made of (ISO 32000-1, 7.3). They write themselves, so that what
/// comes out can't be malformed.
package indirect enum PDFObject: Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  /// A number with three decimals at most, given in thousandths.
  case thousandths(Int)
  case name(String)
  /// A text for people: ASCII as it is, all else in UTF-16.
  case text(String)
  /// Bytes in hexadecimal.
  case hex([UInt8])
  case array([PDFObject])
  /// Members in the given order: the same object is the same bytes.
  case dictionary([(String, PDFObject)])
  case reference(Int)

  func write(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes.write("null")
    case .bool(let value): bytes.write(value ? "true" : "false")
    case .integer(let value): bytes.write(value)
    case .thousandths(let value): Self.write(thousandths: value, to: &bytes)
    case .name(let name): Self.write(name: name, to: &bytes)
    case .text(let text): Self.write(text: text, to: &bytes)
    case .hex(let content): Self.write(hex: content, to: &bytes)
    case .reference(let number): bytes.write(reference: number)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(32) }
        element.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .dictionary(let members):
      bytes.write("<<")
      for (name, value) in members {
        Self.write(name: name, to: &bytes)
        bytes.append(32)
        value.write(to: &bytes)
      }
      bytes.write(">>")
    }
  }

  static func write(thousandths value: Int, to bytes: inout [UInt8]) {
    let magnitude = value.magnitude
    var text = (value < 0 ? "-" : "") + String(magnitude / 1000)
    var fraction = String(magnitude % 1000 + 1000).dropFirst()
    while fraction.last == "0" { fraction.removeLast() }
    if !fraction.isEmpty { text += "." + fraction }
    bytes.write(text)
  }

  private static let hexDigits = Array("0123456789ABCDEF".utf8)

  private static func write(name: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "/"))
    for byte in name.utf8 {
      // Regular characters stand for themselves; all others as # and two digits (7.3.5).
      if byte > 32, byte < 127, !"()<>[]{}/%#".utf8.contains(byte) {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "#"), hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
      }
    }
  }

  private static func write(text: String, to bytes: inout [UInt8]) {
    guard text.utf8.allSatisfy({ $0 >= 32 && $0 < 127 }) else {
      var units: [UInt8] = [0xFE, 0xFF]
      for unit in text.utf16 { units += [UInt8(unit >> 8), UInt8(unit & 0xFF)] }
      write(hex: units, to: &bytes)
      return
    }
    bytes.append(UInt8(ascii: "("))
    for byte in text.utf8 {
      if "()\\".utf8.contains(byte) { bytes.append(UInt8(ascii: "\\")) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: ")"))
  }

  private static func write(hex content: [UInt8], to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "<"))
    for byte in content { bytes += [hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]] }
    bytes.append(UInt8(ascii: ">"))
  }

  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return bytes
  }

  /// As it is written.
  var text: String { String(decoding: bytes, as: UTF8.self) }
}
