/// Finds the name that a mistyped one most likely meant.
public enum NearestName {
  /// The candidate with the smallest edit distance, if it is close enough to be worth suggesting:
  /// at most a third of the letters wrong (at least one, at most four). Case does not count.
  /// Ties go to the candidate that comes first.
  public static func to(_ name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().unicodeScalars)
    let limit = min(4, max(1, wanted.count / 3))
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let distance = editDistance(wanted, Array(candidate.lowercased().unicodeScalars))
      if distance <= limit, distance < best?.distance ?? Int.max { best = (candidate, distance) }
    }
    return best?.name
  }

  /// `" Did you mean 'x'?"`, or nothing: made to be appended to a sentence.
  public static func hint(_ name: String, among candidates: some Sequence<String>) -> String {
    to(name, among: candidates).map { " Did you mean '\($0)'?" } ?? ""
  }

  /// Insertions, deletions, substitutions, and swaps of neighbours each count one
  /// (optimal string alignment): swapped letters are the commonest typing error.
  static func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var before: [Int] = []
    var previous = Array(0...b.count)
    for i in 1...a.count {
      var current = [i] + Array(repeating: 0, count: b.count)
      for j in 1...b.count {
        let substitution = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        current[j] = min(previous[j] + 1, current[j - 1] + 1, substitution)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          current[j] = min(current[j], before[j - 2] + 1)
        }
      }
      before = previous
      previous = current
    }
    return previous[b.count]
  }
}
