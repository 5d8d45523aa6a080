/// Volumes of data in bytes; 1 GB is 1000³ bytes.
package enum DataVolume {
  package static let gigabyte: Int64 = 1_000_000_000

  /// In gigabytes with two decimals, rounded half away from zero: `570.00 GB`.
  package static func text(_ bytes: Int64) -> String {
    let hundredths = Rounding.halfAwayFromZero(Int128(bytes), dividedBy: Int128(gigabyte / 100))
    return ScaledDecimal.print(Int64(hundredths), scale: 2) + " GB"
  }

  /// Units of overage: each begun unit counts.
  package static func units(of bytes: Int64, unit: Int64) -> Int64 {
    guard bytes > 0, unit > 0 else { return 0 }
    return (bytes - 1) / unit + 1
  }
}
