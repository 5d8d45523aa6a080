internal import Diagnostics

/// The numbers that a mistyped one may have meant: the nearest by spelling, and its neighbours in order.
enum NearestNumbers {
  static func of(_ number: String, among sorted: [String]) -> [String] {
    var found: [String] = []
    if let near = NearestName.to(number, among: sorted) { found.append(near) }
    // Numbers sort as numbers only among those of one length.
    let place = sorted.firstIndex { $0 > number } ?? sorted.endIndex
    for index in [place - 1, place] where sorted.indices.contains(index) {
      if !found.contains(sorted[index]) { found.append(sorted[index]) }
    }
    return found
  }
}
