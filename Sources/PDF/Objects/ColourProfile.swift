/// A small sRGB profile (ICC.1:2001-04, version 2), made here so that no file is needed. The tone
/// curve has 64 points of the function of IEC 61966-2-1.
enum ColourProfile {
  static let sRGB: [UInt8] = {
    func tagged(_ type: String, _ body: [UInt8]) -> [UInt8] {
      Array(type.utf8) + [0, 0, 0, 0] + body
    }
    func xyz(_ x: Int, _ y: Int, _ z: Int) -> [UInt8] {
      tagged("XYZ ", [x, y, z].flatMap { (value: Int) -> [UInt8] in BigEndian.long(value) })
    }
    let name = Array("sRGB".utf8) + [0]
    let description = tagged(
      "desc", BigEndian.long(name.count) + name + [UInt8](repeating: 0, count: 78))
    let curve = tagged(
      "curv",
      BigEndian.long(points.count)
        + points.flatMap { (value: Int) -> [UInt8] in BigEndian.short(value) })
    let tags: [(String, [UInt8])] = [
      ("desc", description), ("cprt", tagged("text", Array("CC0".utf8) + [0])),
      ("wtpt", xyz(0xF6D6, 0x10000, 0xD32D)), ("rXYZ", xyz(0x6FA2, 0x38F5, 0x0390)),
      ("gXYZ", xyz(0x6299, 0xB785, 0x18DA)), ("bXYZ", xyz(0x24A0, 0x0F84, 0xB6CF)),
    ]
    let start = 128 + 4 + 12 * (tags.count + 3)
    var table = BigEndian.long(tags.count + 3)
    var body: [UInt8] = []
    for (tag, content) in tags {
      table += Array(tag.utf8) + BigEndian.long(start + body.count)
      table += BigEndian.long(content.count)
      body += content
      while body.count % 4 != 0 { body.append(0) }
    }
    for tag in ["rTRC", "gTRC", "bTRC"] {
      table += Array(tag.utf8) + BigEndian.long(start + body.count) + BigEndian.long(curve.count)
    }
    body += curve
    while body.count % 4 != 0 { body.append(0) }
    var header = BigEndian.long(128 + table.count + body.count) + [0, 0, 0, 0]
    header += BigEndian.long(0x0210_0000) + Array("mntrRGB XYZ ".utf8)
    header += [2026, 1, 1, 0, 0, 0].flatMap { (value: Int) -> [UInt8] in BigEndian.short(value) }
    header += Array("acsp".utf8) + [UInt8](repeating: 0, count: 28)
    header += BigEndian.long(0xF6D6) + BigEndian.long(0x10000) + BigEndian.long(0xD32D)
    header += [UInt8](repeating: 0, count: 128 - header.count)
    return header + table + body
  }()

  /// round(65535 f(i / 63)) for the sRGB function f.
  private static let points: [Int] = [
    0, 81, 161, 244, 345, 466, 609, 776, 965, 1180, 1420, 1687, 1980, 2301, 2651, 3030, 3439,
    3879, 4349, 4851, 5386, 5953, 6554, 7189, 7858, 8562, 9302, 10078, 10890, 11739, 12626, 13551,
    14513, 15515, 16556, 17636, 18757, 19918, 21120, 22363, 23648, 24974, 26344, 27756, 29211,
    30710, 32253, 33840, 35471, 37148, 38870, 40638, 42452, 44312, 46219, 48173, 50174, 52223,
    54320, 56465, 58659, 60901, 63193, 65535,
  ]
}
