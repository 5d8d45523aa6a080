/// An address, as it stands in the window of an envelope.
package struct PostalAddress: Sendable, Equatable {
  package var street: String?
  package var second: String?
  package var city: String?
  package var region: String?
  package var postcode: String?
  package var country: String?

  package var isEmpty: Bool { [street, second, city, postcode].allSatisfy { $0 == nil } }

  /// Its lines; the country only where it isn't the sender's.
  package func lines(from sender: String?) -> [String] {
    // North American posts want the suite behind the street, on its line.
    let isAmerican = ["US", "CA"].contains(country ?? sender ?? "")
    let streets = isAmerican ? [joined([street, second])] : [street, second]
    let place =
      isAmerican || ["GB", "AU", "IE", "NZ"].contains(country ?? sender ?? "")
      ? joined([city, region, postcode]) : joined([joined([postcode, city]), region])
    let abroad = country == sender ? nil : country
    return (streets + [place, abroad]).compactMap { $0 }.filter { !$0.isEmpty }
  }

  private func joined(_ parts: [String?]) -> String? {
    let parts = parts.compactMap { $0 }.filter { !$0.isEmpty }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }
}
