import Billing
import Testing

/// Volumes, and the digits of currencies.
@Suite struct UnitTests {
  /// Each begun unit of overage counts.
  @Test(arguments: [
    (Int64(0), Int64(5), Int64(0)), (1, 5, 1), (5, 5, 1), (6, 5, 2), (10, 5, 2), (11, 5, 3),
    (-1, 5, 0),
    (7, 0, 0), (7, 1, 7),
  ]) func begunUnits(_ bytes: Int64, _ unit: Int64, _ units: Int64) {
    #expect(DataVolume.units(of: bytes, unit: unit) == units)
  }

  @Test(arguments: [
    (Int64(570_000_000_000), "570.00 GB"), (0, "0.00 GB"), (4_999_999, "0.00 GB"),
    (5_000_000, "0.01 GB"), (-1_500_000_000, "-1.50 GB"),
  ]) func gigabytes(_ bytes: Int64, _ text: String) { #expect(DataVolume.text(bytes) == text) }

  @Test(
    arguments: [
      ("CAD", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4), ("XXX", nil), ("CADX", nil), ("", nil),
    ]
      as [(String, Int?)]) func digitsOfACurrency(_ code: String, _ digits: Int?)
  {
    #expect(Currency.digits(code) == digits)
    #expect(Currency.digits(Array(code.utf8)) == digits)
  }
}
