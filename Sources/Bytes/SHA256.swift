/// SHA-256 (FIPS 180-4), fed in pieces.
package struct SHA256: Sendable {
  static let start: SIMD8<UInt32> = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
    0x5be0_cd19,
  ]

  private var state = Self.start
  /// Bytes that do not fill a block yet.
  private var waiting: [UInt8] = []
  private var length: UInt64 = 0

  package init() { waiting.reserveCapacity(64) }

  package mutating func update(_ bytes: ArraySlice<UInt8>) {
    length += UInt64(bytes.count)
    var rest = bytes
    if !waiting.isEmpty {
      let head = rest.prefix(64 - waiting.count)
      waiting.append(contentsOf: head)
      rest = rest.dropFirst(head.count)
      if waiting.count < 64 { return }
      compress(waiting[...])
      waiting.removeAll(keepingCapacity: true)
    }
    let whole = rest.count / 64 * 64
    if whole > 0 { compress(rest.prefix(whole)) }
    waiting.append(contentsOf: rest.dropFirst(whole))
  }

  /// The 32 bytes of the hash. The value is used up.
  package mutating func finish() -> [UInt8] {
    let bits = length * 8
    waiting.append(0x80)
    if waiting.count > 56 {
      waiting.append(contentsOf: repeatElement(0, count: 64 - waiting.count))
      compress(waiting[...])
      waiting.removeAll(keepingCapacity: true)
    }
    waiting.append(contentsOf: repeatElement(0, count: 56 - waiting.count))
    for shift in stride(from: 56, through: 0, by: -8) {
      waiting.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
    }
    compress(waiting[...])
    waiting.removeAll(keepingCapacity: true)
    return (0..<8).flatMap { word in
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: state[word] >> UInt32($0)) }
    }
  }

  /// The hash of bytes at hand, in hexadecimal.
  package static func hex(of bytes: some Collection<UInt8>) -> String {
    var hash = SHA256()
    hash.update(Array(bytes)[...])
    return Hex.encode(hash.finish())
  }

  /// Takes in whole blocks.
  private mutating func compress(_ blocks: ArraySlice<UInt8>) {
    if let library = Library.loaded, library.compress(blocks, into: &state) { return }
    Self.compress(blocks, into: &state)
  }

  /// The same without a library.
  static func compress(_ blocks: ArraySlice<UInt8>, into result: inout SIMD8<UInt32>) {
    var state = result
    unsafe blocks.withUnsafeBytes { bytes in
      unsafe Self.constants.withUnsafeBufferPointer { k in
        unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 16) { w in
          for start in stride(from: 0, to: bytes.count, by: 64) {
            for t in 0..<16 {
              unsafe w[t] = UInt32(
                bigEndian: bytes.loadUnaligned(fromByteOffset: start + t * 4, as: UInt32.self))
            }
            var (a, b, c, d) = (state[0], state[1], state[2], state[3])
            var (e, f, g, h) = (state[4], state[5], state[6], state[7])
            var t = 0
            // The names turn instead of the values: eight rounds bring each back to its place.
            while true {
              for i in [0, 8] {
                unsafe Self.round(a, b, c, &d, e, f, g, &h, k[t + i] &+ w[i])
                unsafe Self.round(h, a, b, &c, d, e, f, &g, k[t + i + 1] &+ w[i + 1])
                unsafe Self.round(g, h, a, &b, c, d, e, &f, k[t + i + 2] &+ w[i + 2])
                unsafe Self.round(f, g, h, &a, b, c, d, &e, k[t + i + 3] &+ w[i + 3])
                unsafe Self.round(e, f, g, &h, a, b, c, &d, k[t + i + 4] &+ w[i + 4])
                unsafe Self.round(d, e, f, &g, h, a, b, &c, k[t + i + 5] &+ w[i + 5])
                unsafe Self.round(c, d, e, &f, g, h, a, &b, k[t + i + 6] &+ w[i + 6])
                unsafe Self.round(b, c, d, &e, f, g, h, &a, k[t + i + 7] &+ w[i + 7])
              }
              t += 16
              if t == 64 { break }
              for i in 0..<16 {
                let (x, y) = unsafe (w[(i + 1) & 15], w[(i + 14) & 15])
                let s0 = Self.rotate(x, 7) ^ Self.rotate(x, 18) ^ x &>> 3
                let s1 = Self.rotate(y, 17) ^ Self.rotate(y, 19) ^ y &>> 10
                unsafe w[i] = w[i] &+ s0 &+ w[(i + 9) & 15] &+ s1
              }
            }
            state &+= [a, b, c, d, e, f, g, h]
          }
        }
      }
    }
    result = state
  }

  @inline(__always) private static func round(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32,
    _ g: UInt32, _ h: inout UInt32, _ kw: UInt32
  ) {
    let s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    let t1 = h &+ s1 &+ (g ^ e & (f ^ g)) &+ kw
    let s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    d = d &+ t1
    h = t1 &+ s0 &+ (a & b | c & (a | b))
  }

  @inline(__always) private static func rotate(_ x: UInt32, _ n: UInt32) -> UInt32 {
    x &>> n | x &<< (32 &- n)
  }

  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
    0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
    0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
    0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
    0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
    0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
    0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
    0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
    0xc671_78f2,
  ]
}
