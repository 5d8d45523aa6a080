/// Appending what PDF files are made of, without a String in between.
extension [UInt8] {
  mutating func write(_ text: String) { append(contentsOf: text.utf8) }

  /// Words of the format: the bytes of the program itself, so that thousands of them cost little.
  mutating func write(words: StaticString) {
    unsafe append(
      contentsOf: UnsafeBufferPointer(start: words.utf8Start, count: words.utf8CodeUnitCount))
  }

  /// A whole number in decimal digits.
  mutating func write(_ value: Int) {
    if value < 0 { append(UInt8(ascii: "-")) }
    write(magnitude: value.magnitude)
  }

  private mutating func write(magnitude value: UInt) {
    if value >= 1000 { write(magnitude: value / 1000) }
    let rest = value % 1000
    if value >= 100 { append(48 + UInt8(truncatingIfNeeded: rest / 100)) }
    if value >= 10 { append(48 + UInt8(truncatingIfNeeded: rest / 10 % 10)) }
    append(48 + UInt8(truncatingIfNeeded: rest % 10))
  }

  /// A number of points from hundredths of a point, as short as it can be written.
  mutating func write(hundredths value: Int) {
    if value < 0 { append(UInt8(ascii: "-")) }
    let whole = value.magnitude / 100
    let fraction = UInt8(value.magnitude % 100)
    if whole > 0 || fraction == 0 { write(magnitude: whole) }
    if fraction == 0 { return }
    append(UInt8(ascii: "."))
    append(48 + fraction / 10)
    if fraction % 10 > 0 { append(48 + fraction % 10) }
  }

  /// `12 0 R`.
  mutating func write(reference number: Int) {
    write(number)
    write(words: " 0 R")
  }

  mutating func write(_ object: PDFObject) { object.write(to: &self) }
}

/// Hundredths from thousandths of a point, to the nearest.
func hundredths(_ thousandths: Int) -> Int {
  (thousandths + (thousandths < 0 ? -5 : 5)) / 10
}
