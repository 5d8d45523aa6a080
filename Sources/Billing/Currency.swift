/// Currencies of ISO 4217 and the digits of their minor units.
package enum Currency {
  /// Decimal digits of a currency's minor unit: 2 for CAD, 0 for JPY, 3 for KWD; nil when ISO 4217
  /// lists no such code.
  package static func digits(_ code: some Collection<UInt8>) -> Int? {
    guard code.count == 3 else { return nil }
    return table[String(decoding: code, as: UTF8.self)]
  }

  package static func digits(_ code: String) -> Int? { table[code] }

  private static let table: [String: Int] = {
    var table: [String: Int] = [:]
    for (digits, codes) in [(0, zero), (2, two), (3, three), (4, four)] as [(Int, StaticString)] {
      for code in "\(codes)".split(separator: " ") { table[String(code)] = digits }
    }
    return table
  }()

  // ISO 4217:2015, list one, the active codes with minor units.
  private static let zero: StaticString =
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
  private static let three: StaticString = "BHD IQD JOD KWD LYD OMR TND"
  private static let four: StaticString = "CLF UYW"
  private static let two: StaticString = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD \
    CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP \
    GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD \
    MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP \
    PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT \
    TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD YER ZAR ZMW ZWG
    """
}
